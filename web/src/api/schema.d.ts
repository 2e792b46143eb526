// Generated from openapi.json by `npm run api`. Do not edit.

export interface paths {
    "/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who answers calls
         * @description Every operator of a number with their present state; one who never signed on is offline.
         */
        get: operations["telephony_agents_list_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My state
         * @description My state as an agent, and whether I answer any number at all.
         */
        get: operations["telephony_agents_my_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/me/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set my state
         * @description Become available, paused or offline; during a call it holds from its end on.
         */
        put: operations["telephony_agents_set_my_state"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was done or refused in every service, the newest first; for administrators. */
        get: operations["gateway_audit_list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in with address and password; 401 for every reason alike, 429 when tried too often. */
        post: operations["gateway_sessions_log_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session of the refresh token, or of the access token without one; always 204. */
        post: operations["gateway_sessions_log_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the refresh token for the next one and a new access token.
         * @description A browser sends no body, its cookie carries the token; a mobile client sends
         *     `{"refresh_token": …}`.
         */
        post: operations["gateway_sessions_renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on in another organization of one's own; access tokens of before stop working. */
        post: operations["gateway_sessions_switch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the open opportunities by stage with sums (S-14, S-20); the filters are the list's. */
        get: operations["sales_opportunities_show_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/business-calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calendars by name; one is the default. */
        get: operations["cases_business_calendars_list_calendars"];
        put?: never;
        /** Add a calendar; one without any hour is refused. */
        post: operations["cases_business_calendars_add_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/business-calendars/{calendar_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One calendar. */
        get: operations["cases_business_calendars_read_calendar"];
        put?: never;
        post?: never;
        /** Delete a calendar; the default one is refused. */
        delete: operations["cases_business_calendars_delete_calendar"];
        options?: never;
        head?: never;
        /** Merge members; deadlines that stand stay as they were promised. */
        patch: operations["cases_business_calendars_change_calendar"];
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The call log
         * @description Calls that the user may see, newest first; cost for administrators alone.
         */
        get: operations["telephony_calls_list_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The call in hand
         * @description The agent's ringing, running or unclassified call and their state. A sign of life: asked
         *     every 5 s by an open softphone, it renews the lease without which nobody is offered a call.
         */
        get: operations["telephony_calls_current_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One call
         * @description One call.
         */
        get: operations["telephony_calls_read_call"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer
         * @description Take the call that rings here.
         */
        post: operations["telephony_calls_answer_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}/disposition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Classify
         * @description Say how it went; the wrap-up ends.
         */
        post: operations["telephony_calls_classify_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}/hangup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hang up
         * @description End the call for both.
         */
        post: operations["telephony_calls_hang_up_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{call_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description Let it go on to the next operator.
         */
        post: operations["telephony_calls_reject_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-priorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Priorities in their order (K-16). */
        get: operations["cases_case_catalogs_list_priorities"];
        put?: never;
        /** Add a priority with its resolution time. */
        post: operations["cases_case_catalogs_add_priority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-priorities/{case_priority_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One priority. */
        get: operations["cases_case_catalogs_read_priority"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename, move, retire, another resolution time; deadlines that stand stay. */
        patch: operations["cases_case_catalogs_change_priority"];
        trace?: never;
    };
    "/api/v1/case-states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** States in their order (K-15). */
        get: operations["cases_case_catalogs_list_states"];
        put?: never;
        /** Add a state of a class (O-10). */
        post: operations["cases_case_catalogs_add_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-states/{case_state_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One state. */
        get: operations["cases_case_catalogs_read_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename, move, retire. */
        patch: operations["cases_case_catalogs_change_state"];
        trace?: never;
    };
    "/api/v1/case-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Types in their order (K-09). */
        get: operations["cases_case_catalogs_list_types"];
        put?: never;
        /** Add a type with its prefix (K-14). */
        post: operations["cases_case_catalogs_add_type"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/case-types/{case_type_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One type. */
        get: operations["cases_case_catalogs_read_type"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename, move, retire; another prefix only before the first case. */
        patch: operations["cases_case_catalogs_change_type"];
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cases; `discarded=true` lists the deleted ones to administrators. */
        get: operations["cases_index"];
        put?: never;
        /** Open a case of a type, also from a call (K-01, K-09). */
        post: operations["cases_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one case; administrators also a deleted one. */
        get: operations["cases_read"];
        put?: never;
        post?: never;
        /** Move a case to the deleted ones (K-08). */
        delete: operations["cases_discard"];
        options?: never;
        head?: never;
        /** Merge members into a case (K-08). */
        patch: operations["cases_edit"];
        trace?: never;
    };
    "/api/v1/cases/{case_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a case by its tick (K-07). */
        post: operations["cases_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a case, the newest first. */
        get: operations["cases_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a contact take part (K-01). */
        post: operations["cases_add_participant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/participants/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a contact off a case (K-01, Desenlazar). */
        delete: operations["cases_remove_participant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a solved or closed case again, with the reason (K-07). */
        post: operations["cases_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a deleted case back; administrators, since only they see it. */
        post: operations["cases_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/solve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Solve a case with its solution (K-20). */
        post: operations["cases_solve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say how messages leave. */
        get: operations["notifications_messages_read_channels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who bills, and how invoices are numbered (B-17, B-01). */
        get: operations["billing_company_read_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the profile, the usual terms (B-10) or the format of numbers (B-01). */
        patch: operations["billing_company_change_profile"];
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List contacts; `state=discarded` lists the discarded ones to administrators (C-14, C-18). */
        get: operations["contacts_index"];
        put?: never;
        /** Create a person or a company (C-01). */
        post: operations["contacts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find contacts while somebody types a name or a number; three characters at least (C-44). */
        get: operations["contacts_lookup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read whether calls make contacts. */
        get: operations["contacts_identification_read_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Choose whether calls make contacts (O-32). */
        patch: operations["contacts_identification_change_settings"];
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one contact; administrators also a discarded one (C-18, C-21). */
        get: operations["contacts_read"];
        put?: never;
        post?: never;
        /** Move a contact to the discarded ones (C-17, C-18); not one that has invoices (X-1). */
        delete: operations["contacts_discard"];
        options?: never;
        head?: never;
        /** Merge members into a contact (C-15). */
        patch: operations["contacts_edit"];
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a note on a contact's timeline (C-41). */
        post: operations["contacts_timeline_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a discarded contact back (C-18). */
        post: operations["contacts_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say with whom a contact is shared (C-10). */
        post: operations["contacts_share"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contact_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a contact's history, the newest first (C-21, C-41, T-24). */
        get: operations["contacts_timeline_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/custom-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the fields of a record type in their order; `discarded=true`: the removed (C-04). */
        get: operations["contacts_custom_fields_index"];
        put?: never;
        /** Add a field behind the others (C-04, G-14). */
        post: operations["contacts_custom_fields_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/custom-fields/layout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the order and visibility of all fields, the record's own among them (G-14). */
        get: operations["contacts_custom_fields_read_layout"];
        /** Set the order and visibility of fields; those not named follow as they were (G-14). */
        put: operations["contacts_custom_fields_set_layout"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/custom-fields/{custom_field_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one field. */
        get: operations["contacts_custom_fields_read"];
        put?: never;
        post?: never;
        /** Remove a field; what was typed into it is kept and comes back with it. */
        delete: operations["contacts_custom_fields_remove"];
        options?: never;
        head?: never;
        /** Rename a field, arrange its options, say whether it is required, unique, in use. */
        patch: operations["contacts_custom_fields_change"];
        trace?: never;
    };
    "/api/v1/custom-fields/{custom_field_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a removed field back with its values. */
        post: operations["contacts_custom_fields_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a contact with its timeline, opportunities, cases, invoices, calls and messages.
         * @description Partial when a service is down: its part then says `unavailable`.
         */
        get: operations["gateway_customers_read_customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dashboards/business": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the range's figures and those of the range of the same length before it. */
        get: operations["reporting_business_read_business_dashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dashboards/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the dashboard: today, the range, and the range of the same length before it. */
        get: operations["reporting_kpis_read_dashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the rates, the newest first (B-40). */
        get: operations["billing_exchange_rates_list_rates"];
        put?: never;
        /** Say what a currency is worth from a day on. */
        post: operations["billing_exchange_rates_add_rate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange-rates/{rate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one rate. */
        get: operations["billing_exchange_rates_read_rate"];
        put?: never;
        post?: never;
        /** Take a rate away. */
        delete: operations["billing_exchange_rates_delete_rate"];
        options?: never;
        head?: never;
        /** Correct a rate. */
        patch: operations["billing_exchange_rates_change_rate"];
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the groups. */
        get: operations["gateway_groups_list_groups"];
        put?: never;
        /** Make a group. */
        post: operations["gateway_groups_create_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one group. */
        get: operations["gateway_groups_read_group"];
        put?: never;
        post?: never;
        /** Remove a group; its members stay users. */
        delete: operations["gateway_groups_remove_group"];
        options?: never;
        head?: never;
        /** Rename a group or replace its members. */
        patch: operations["gateway_groups_change_group"];
        trace?: never;
    };
    "/api/v1/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invoices, the newest first. */
        get: operations["billing_invoices_list_invoices"];
        put?: never;
        /** Make a draft (B-16). */
        post: operations["billing_invoices_draft_invoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what lines come to, by the same rule as when they are saved (B-15); nothing is saved. */
        post: operations["billing_invoices_preview_amounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Add up a list of invoices; takes the filters of the list. */
        get: operations["billing_invoices_invoice_totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/{invoice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one invoice with its lines, taxes and history. */
        get: operations["billing_invoices_read_invoice"];
        put?: never;
        post?: never;
        /** Delete a draft that never had a number (O-27). */
        delete: operations["billing_invoices_delete_draft"];
        options?: never;
        head?: never;
        /** Change a draft; nothing else can be changed (B-20). */
        patch: operations["billing_invoices_change_draft"];
        trace?: never;
    };
    "/api/v1/invoices/{invoice_id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new draft with the same content (B-21). */
        post: operations["billing_invoices_duplicate_invoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/{invoice_id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a draft its number and its day (B-01); `warnings` says what to mind (X-12). */
        post: operations["billing_invoices_issue_invoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/{invoice_id}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark an invoice as paid in full; without a body, today. */
        post: operations["billing_invoices_pay_invoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/{invoice_id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The document as PDF, in the invoice's language (B-07, B-21); a draft carries a mark. */
        get: operations["billing_invoices_print_invoice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/{invoice_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject or annul an issued invoice. */
        post: operations["billing_invoices_reject_invoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invoices/{invoice_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a paid invoice due again, or a rejected one a draft again (O-26). */
        post: operations["billing_invoices_reopen_invoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kpis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the figures of a range of days, as far as one may see their owners. */
        get: operations["reporting_kpis_read_kpis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kpis/business": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the figures of sales, cases and billing, as far as one may see their owners. */
        get: operations["reporting_business_read_business"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kpis/{metric}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the records behind a figure, as far as one may see them (X-8). */
        get: operations["reporting_drilldown_read_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loss-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the entries in their order (S-12, S-13). */
        get: operations["sales_loss_reasons_index"];
        put?: never;
        /** Add an entry behind the others. */
        post: operations["sales_loss_reasons_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loss-reasons/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Arrange the entries: every one, once. */
        post: operations["sales_loss_reasons_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loss-reasons/{loss_reason_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one entry. */
        get: operations["sales_loss_reasons_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename an entry, take it out of use or back. */
        patch: operations["sales_loss_reasons_change"];
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read oneself: name, settings, rights, organizations. */
        get: operations["gateway_me_read_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's own name, language, time zone or preferences. */
        patch: operations["gateway_me_change_me"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's own password; every other session of the person ends. */
        post: operations["gateway_me_change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List one's own open sessions, the one used last first. */
        get: operations["gateway_me_list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's own sessions. */
        delete: operations["gateway_me_end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages with their state, newest first: in development, the mailbox.
         * @description Somebody's reminders are theirs: beside them only administrators see those messages.
         */
        get: operations["notifications_messages_list_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one message. */
        get: operations["notifications_messages_read_message"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a failed or unknown e-mail again. */
        post: operations["notifications_messages_retry_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List one's own notifications, newest first. */
        get: operations["notifications_inbox_list_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark all of one's notifications read. */
        post: operations["notifications_inbox_read_all_notifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count one's unread notifications. */
        get: operations["notifications_inbox_count_unread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark one notification read. */
        post: operations["notifications_inbox_read_one_notification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opportunities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List opportunities, open and closed (S-07); `discarded=true` is for administrators. */
        get: operations["sales_opportunities_index"];
        put?: never;
        /** Create an opportunity (S-01). */
        post: operations["sales_opportunities_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opportunities/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum a list in the organization's currency (S-37); the filters are the list's. */
        get: operations["sales_opportunities_sum_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opportunities/{opportunity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one opportunity; administrators also a deleted one. */
        get: operations["sales_opportunities_read"];
        put?: never;
        post?: never;
        /** Delete an opportunity (S-10); administrators can restore it. */
        delete: operations["sales_opportunities_discard"];
        options?: never;
        head?: never;
        /** Merge members into an open opportunity (S-10, S-40, S-05). */
        patch: operations["sales_opportunities_edit"];
        trace?: never;
    };
    "/api/v1/opportunities/{opportunity_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what happened with an opportunity, each change of stage with its date (S-09). */
        get: operations["sales_opportunities_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opportunities/{opportunity_id}/lose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark as lost, with the reason (S-11, S-13). */
        post: operations["sales_opportunities_lose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opportunities/{opportunity_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a closed one again, with the reason (S-16, O-37). */
        post: operations["sales_opportunities_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opportunities/{opportunity_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a deleted opportunity back. */
        post: operations["sales_opportunities_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opportunities/{opportunity_id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move an open opportunity to another stage (S-09, S-20). */
        post: operations["sales_opportunities_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/opportunities/{opportunity_id}/win": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark as won, with the purchase motive (S-11, S-12). */
        post: operations["sales_opportunities_win"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/billing/parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the facts that have not had their effect here, the longest waiting first. */
        get: operations["billing_parked_events_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/billing/parked-events/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry every parked fact of one type. */
        post: operations["billing_parked_events_retry_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/billing/parked-events/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits by type and state. */
        get: operations["billing_parked_events_count_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/billing/parked-events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one fact with its envelope; `unmasked=true` shows personal values and is logged. */
        get: operations["billing_parked_events_read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/billing/parked-events/{event_id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a fact is never handled here; who, when and why are kept. */
        post: operations["billing_parked_events_drop_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/billing/parked-events/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fact back in hand at once, with all its attempts. */
        post: operations["billing_parked_events_retry_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/cases/parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the facts that have not had their effect here, the longest waiting first. */
        get: operations["cases_parked_events_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/cases/parked-events/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry every parked fact of one type. */
        post: operations["cases_parked_events_retry_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/cases/parked-events/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits by type and state. */
        get: operations["cases_parked_events_count_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/cases/parked-events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one fact with its envelope; `unmasked=true` shows personal values and is logged. */
        get: operations["cases_parked_events_read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/cases/parked-events/{event_id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a fact is never handled here; who, when and why are kept. */
        post: operations["cases_parked_events_drop_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/cases/parked-events/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fact back in hand at once, with all its attempts. */
        post: operations["cases_parked_events_retry_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/contacts/parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the facts that have not had their effect here, the longest waiting first. */
        get: operations["contacts_parked_events_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/contacts/parked-events/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry every parked fact of one type. */
        post: operations["contacts_parked_events_retry_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/contacts/parked-events/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits by type and state. */
        get: operations["contacts_parked_events_count_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/contacts/parked-events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one fact with its envelope; `unmasked=true` shows personal values and is logged. */
        get: operations["contacts_parked_events_read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/contacts/parked-events/{event_id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a fact is never handled here; who, when and why are kept. */
        post: operations["contacts_parked_events_drop_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/contacts/parked-events/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fact back in hand at once, with all its attempts. */
        post: operations["contacts_parked_events_retry_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/gateway/parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the facts that have not had their effect here, the longest waiting first. */
        get: operations["gateway_parked_events_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/gateway/parked-events/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry every parked fact of one type. */
        post: operations["gateway_parked_events_retry_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/gateway/parked-events/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits by type and state. */
        get: operations["gateway_parked_events_count_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/gateway/parked-events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one fact with its envelope; `unmasked=true` shows personal values and is logged. */
        get: operations["gateway_parked_events_read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/gateway/parked-events/{event_id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a fact is never handled here; who, when and why are kept. */
        post: operations["gateway_parked_events_drop_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/gateway/parked-events/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fact back in hand at once, with all its attempts. */
        post: operations["gateway_parked_events_retry_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the facts that have not had their effect here, the longest waiting first. */
        get: operations["notifications_parked_events_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/parked-events/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry every parked fact of one type. */
        post: operations["notifications_parked_events_retry_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/parked-events/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits by type and state. */
        get: operations["notifications_parked_events_count_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/parked-events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one fact with its envelope; `unmasked=true` shows personal values and is logged. */
        get: operations["notifications_parked_events_read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/parked-events/{event_id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a fact is never handled here; who, when and why are kept. */
        post: operations["notifications_parked_events_drop_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/notifications/parked-events/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fact back in hand at once, with all its attempts. */
        post: operations["notifications_parked_events_retry_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reporting/parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the facts that have not had their effect here, the longest waiting first. */
        get: operations["reporting_parked_events_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reporting/parked-events/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry every parked fact of one type. */
        post: operations["reporting_parked_events_retry_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reporting/parked-events/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits by type and state. */
        get: operations["reporting_parked_events_count_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reporting/parked-events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one fact with its envelope; `unmasked=true` shows personal values and is logged. */
        get: operations["reporting_parked_events_read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reporting/parked-events/{event_id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a fact is never handled here; who, when and why are kept. */
        post: operations["reporting_parked_events_drop_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/reporting/parked-events/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fact back in hand at once, with all its attempts. */
        post: operations["reporting_parked_events_retry_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sales/parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the facts that have not had their effect here, the longest waiting first. */
        get: operations["sales_parked_events_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sales/parked-events/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry every parked fact of one type. */
        post: operations["sales_parked_events_retry_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sales/parked-events/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits by type and state. */
        get: operations["sales_parked_events_count_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sales/parked-events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one fact with its envelope; `unmasked=true` shows personal values and is logged. */
        get: operations["sales_parked_events_read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sales/parked-events/{event_id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a fact is never handled here; who, when and why are kept. */
        post: operations["sales_parked_events_drop_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/sales/parked-events/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fact back in hand at once, with all its attempts. */
        post: operations["sales_parked_events_retry_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/telephony/parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the facts that have not had their effect here, the longest waiting first. */
        get: operations["telephony_parked_events_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/telephony/parked-events/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry every parked fact of one type. */
        post: operations["telephony_parked_events_retry_events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/telephony/parked-events/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits by type and state. */
        get: operations["telephony_parked_events_count_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/telephony/parked-events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one fact with its envelope; `unmasked=true` shows personal values and is logged. */
        get: operations["telephony_parked_events_read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/telephony/parked-events/{event_id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that a fact is never handled here; who, when and why are kept. */
        post: operations["telephony_parked_events_drop_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ops/telephony/parked-events/{event_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a fact back in hand at once, with all its attempts. */
        post: operations["telephony_parked_events_retry_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the organizations of the person who asks, wherever their session is now. */
        get: operations["gateway_organizations_list_organizations"];
        put?: never;
        /**
         * Make another organization; only for administrators of the first one.
         * @description The new organization is a transaction of its own, complete before this one answers.
         */
        post: operations["gateway_organizations_create_organization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List modules, actions and scopes: the rows and columns of a profile's screen. */
        get: operations["gateway_profiles_list_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/phone-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Our numbers
         * @description Numbers with their operators.
         */
        get: operations["telephony_numbers_list_numbers"];
        put?: never;
        /**
         * Link or buy a number
         * @description Answer a number here: its webhooks are pointed to this installation.
         *
         *     Asking the provider twice for the same number does no harm, so a failure after it can simply be
         *     repeated.
         */
        post: operations["telephony_numbers_link_number"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/phone-numbers/available": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Numbers to link or to buy
         * @description The account's numbers that are not linked yet, and some for sale.
         */
        get: operations["telephony_numbers_available_numbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/phone-numbers/{number_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One number
         * @description One number.
         */
        get: operations["telephony_numbers_read_number"];
        put?: never;
        post?: never;
        /**
         * Unlink a number
         * @description Stop answering it here; the account keeps it.
         */
        delete: operations["telephony_numbers_unlink_number"];
        options?: never;
        head?: never;
        /**
         * Change a number
         * @description Alias and switches.
         */
        patch: operations["telephony_numbers_change_number"];
        trace?: never;
    };
    "/api/v1/phone-numbers/{number_id}/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Operators
         * @description Who answers the number.
         */
        get: operations["telephony_numbers_read_operators"];
        /**
         * Set operators
         * @description Replace who answers the number.
         */
        put: operations["telephony_numbers_set_operators"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/product-categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the categories, with how many products each holds. */
        get: operations["billing_products_list_categories"];
        put?: never;
        /** Add a category (B-41). */
        post: operations["billing_products_create_category"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/product-categories/{category_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one category. */
        get: operations["billing_products_read_category"];
        put?: never;
        post?: never;
        /** Delete a category; `move_to` names the one to which its products move (X-2). */
        delete: operations["billing_products_delete_category"];
        options?: never;
        head?: never;
        /** Rename a category (B-25). */
        patch: operations["billing_products_rename_category"];
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List products and services (B-22). */
        get: operations["billing_products_list_products"];
        put?: never;
        /** Add a product. */
        post: operations["billing_products_create_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one product. */
        get: operations["billing_products_read_product"];
        put?: never;
        post?: never;
        /** Take a product from the list. */
        delete: operations["billing_products_delete_product"];
        options?: never;
        head?: never;
        /** Change a product (B-24). */
        patch: operations["billing_products_change_product"];
        trace?: never;
    };
    "/api/v1/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the profiles. */
        get: operations["gateway_profiles_list_profiles"];
        put?: never;
        /** Make a profile; it never holds more than its maker. */
        post: operations["gateway_profiles_create_profile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profiles/{profile_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one profile. */
        get: operations["gateway_profiles_read_profile"];
        put?: never;
        post?: never;
        /** Remove a profile that nobody has. */
        delete: operations["gateway_profiles_remove_profile"];
        options?: never;
        head?: never;
        /** Change a profile; the people who have it feel it within seconds. */
        patch: operations["gateway_profiles_change_profile"];
        trace?: never;
    };
    "/api/v1/purchase-motives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the entries in their order (S-12, S-13). */
        get: operations["sales_purchase_motives_index"];
        put?: never;
        /** Add an entry behind the others. */
        post: operations["sales_purchase_motives_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-motives/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Arrange the entries: every one, once. */
        post: operations["sales_purchase_motives_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/purchase-motives/{purchase_motive_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one entry. */
        get: operations["sales_purchase_motives_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename an entry, take it out of use or back. */
        patch: operations["sales_purchase_motives_change"];
        trace?: never;
    };
    "/api/v1/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List one's own reminders, the latest first (N-20, O-41). */
        get: operations["notifications_reminders_list_reminders"];
        put?: never;
        /** Set a reminder for oneself. */
        post: operations["notifications_reminders_set_reminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reminders/{reminder_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one of one's own reminders. */
        get: operations["notifications_reminders_read_reminder"];
        put?: never;
        post?: never;
        /** Delete a reminder. */
        delete: operations["notifications_reminders_delete_reminder"];
        options?: never;
        head?: never;
        /** Change a reminder; with another time it waits again. */
        patch: operations["notifications_reminders_change_reminder"];
        trace?: never;
    };
    "/api/v1/reminders/{reminder_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Be done with a reminder (N-14). */
        post: operations["notifications_reminders_dismiss_reminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reminders/{reminder_id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Be reminded again later. */
        post: operations["notifications_reminders_snooze_reminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the roles; `parent_id` makes them a tree. */
        get: operations["gateway_roles_list_roles"];
        put?: never;
        /** Add a role. */
        post: operations["gateway_roles_create_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{role_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one role. */
        get: operations["gateway_roles_read_role"];
        put?: never;
        post?: never;
        /** Remove a role that nobody holds and that has none below. */
        delete: operations["gateway_roles_remove_role"];
        options?: never;
        head?: never;
        /** Rename or move a role; 409 when it would stand below itself. */
        patch: operations["gateway_roles_change_role"];
        trace?: never;
    };
    "/api/v1/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the won ones (S-15). */
        get: operations["sales_opportunities_list_sales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sales/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum the won ones in the organization's currency (S-15, S-37). */
        get: operations["sales_opportunities_sum_sales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what is the same for everybody in the organization. */
        get: operations["gateway_organizations_read_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the organization's settings. */
        patch: operations["gateway_organizations_change_settings"];
        trace?: never;
    };
    "/api/v1/softphone/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * My telephone
         * @description Short-lived credentials with which the browser becomes the operator's telephone.
         */
        post: operations["telephony_agents_softphone_credentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the stages in their order (S-03, S-17). */
        get: operations["sales_stages_list_stages"];
        put?: never;
        /** Add a stage behind the others (S-17). */
        post: operations["sales_stages_add_stage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stages/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Arrange the stages: every one, once. */
        post: operations["sales_stages_order_stages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stages/{stage_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one stage. */
        get: operations["sales_stages_read_stage"];
        put?: never;
        post?: never;
        /** Delete a stage; `move_to` names the stage that takes its open opportunities. */
        delete: operations["sales_stages_delete_stage"];
        options?: never;
        head?: never;
        /** Rename, set the probability, take out of use; open opportunities follow (X-10). */
        patch: operations["sales_stages_change_stage"];
        trace?: never;
    };
    "/api/v1/taxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the taxes (B-23). */
        get: operations["billing_taxes_list_taxes"];
        put?: never;
        /** Add a tax. */
        post: operations["billing_taxes_create_tax"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/taxes/{tax_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one tax. */
        get: operations["billing_taxes_read_tax"];
        put?: never;
        post?: never;
        /** Take a tax from the list. */
        delete: operations["billing_taxes_delete_tax"];
        options?: never;
        head?: never;
        /** Change a tax; what is issued keeps the rate that it was issued with. */
        patch: operations["billing_taxes_change_tax"];
        trace?: never;
    };
    "/api/v1/telephony/dispositions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Call outcomes
         * @description Outcomes in their order.
         */
        get: operations["telephony_call_dispositions_list_dispositions"];
        put?: never;
        /**
         * Add an outcome
         * @description Add an outcome.
         */
        post: operations["telephony_call_dispositions_add_disposition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/telephony/dispositions/{disposition_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One outcome
         * @description One outcome.
         */
        get: operations["telephony_call_dispositions_read_disposition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an outcome
         * @description Rename, move, retire.
         */
        patch: operations["telephony_call_dispositions_change_disposition"];
        trace?: never;
    };
    "/api/v1/telephony/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts and addresses
         * @description The accounts in use and the addresses that a provider must call.
         */
        get: operations["telephony_settings_read_settings"];
        /**
         * Connect Twilio
         * @description Connect a Twilio account or change its secrets.
         */
        put: operations["telephony_settings_change_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/telephony/simulator/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Simulate a call
         * @description Let somebody call: the development carrier then speaks to our webhooks as a real one.
         */
        post: operations["telephony_simulator_simulate_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/telephony/simulator/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages taken
         * @description The text messages that the simulated network took, newest first.
         */
        get: operations["telephony_simulator_list_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the templates. */
        get: operations["notifications_templates_list_templates"];
        put?: never;
        /** Create a template. */
        post: operations["notifications_templates_create_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one template. */
        get: operations["notifications_templates_read_template"];
        put?: never;
        post?: never;
        /** Delete a template. */
        delete: operations["notifications_templates_delete_template"];
        options?: never;
        head?: never;
        /** Change a template. */
        patch: operations["notifications_templates_change_template"];
        trace?: never;
    };
    "/api/v1/templates/{template_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a template with example values, and its length as SMS. */
        post: operations["notifications_templates_preview_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people of the organization. */
        get: operations["gateway_users_list_users"];
        put?: never;
        /** Make a user; a supervisor only within the own team and with no more rights than held. */
        post: operations["gateway_users_create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one person. */
        get: operations["gateway_users_read_user"];
        put?: never;
        post?: never;
        /** Deactivate a user: nobody is erased, since records and history name them. */
        delete: operations["gateway_users_deactivate_user"];
        options?: never;
        head?: never;
        /** Change a user. One active administrator always remains. */
        patch: operations["gateway_users_change_user"];
        trace?: never;
    };
    "/api/v1/users/{user_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End every session of a user, on all their devices. */
        delete: operations["gateway_users_sign_out_user"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Access
         * @description An access token for the next `expires_in` seconds, and who it is for.
         */
        Access: {
            /** Access Token */
            access_token: string;
            /**
             * Token Type
             * @constant
             */
            token_type: "Bearer";
            /** Expires In */
            expires_in: number;
            /**
             * Refresh Token
             * @description For mobile clients only.
             * @default null
             */
            refresh_token?: string | null;
            user: components["schemas"]["Me"];
        };
        /**
         * AgentFigures
         * @description The figures of one agent; without id, of calls that nobody took.
         */
        AgentFigures: {
            /** Agent Id */
            agent_id: string | null;
            /**
             * Answered
             * @description inbound calls that an agent took
             * @default 0
             */
            answered?: number;
            /**
             * Calls
             * @default 0
             */
            calls?: number;
            /**
             * Connected
             * @description outbound calls that were answered
             * @default 0
             */
            connected?: number;
            /**
             * Contacts Created
             * @default 0
             */
            contacts_created?: number;
            /**
             * Inbound
             * @default 0
             */
            inbound?: number;
            /**
             * Missed
             * @description inbound calls that nobody took
             * @default 0
             */
            missed?: number;
            /** Name */
            name: string;
            /**
             * Outbound
             * @default 0
             */
            outbound?: number;
            /** Seconds By State */
            seconds_by_state: {
                [key: string]: number;
            };
            /**
             * Talk Seconds
             * @default 0
             */
            talk_seconds?: number;
            /**
             * Wait Seconds
             * @default 0
             */
            wait_seconds?: number;
        };
        /**
         * Amount
         * @description `{"amount": "1234.50", "currency": "COP"}`; without a currency it is the record's own.
         */
        Amount: {
            /** Amount */
            amount: number | string;
            /**
             * Currency
             * @default null
             */
            currency?: string | null;
        };
        /**
         * AmountsShown
         * @description What lines come to that are not saved.
         */
        AmountsShown: {
            discount_total: components["schemas"]["MoneyShown"];
            /** Lines */
            lines: components["schemas"]["LineAmountsShown"][];
            subtotal: components["schemas"]["MoneyShown"];
            tax_total: components["schemas"]["MoneyShown"];
            /** Taxes */
            taxes: components["schemas"]["TaxShown"][];
            total: components["schemas"]["MoneyShown"];
        };
        /**
         * ArrangementBody
         * @description Every entry of the list, once, in the order that it shall have.
         */
        ArrangementBody: {
            /** Ids */
            ids: string[];
        };
        /**
         * AuditEntries
         * @description One service's entries.
         */
        AuditEntries: {
            /** Items */
            items: components["schemas"]["AuditedCommand"][];
        };
        /**
         * AuditPage
         * @description Entries of every service, the newest first.
         */
        AuditPage: {
            /** Items */
            items: components["schemas"]["AuditedCommand"][];
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * Missing
             * @description Services that did not answer; theirs are not here.
             */
            missing: string[];
        };
        /**
         * AuditedActor
         * @description Who it was; without an id the product itself or an outsider.
         */
        AuditedActor: {
            /** Id */
            id: string | null;
            /** Name */
            name: string;
        };
        /**
         * AuditedChange
         * @description The members of one record that a command changed.
         */
        AuditedChange: {
            /** After */
            after: {
                [key: string]: unknown;
            };
            /** Before */
            before: {
                [key: string]: unknown;
            };
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "created" | "changed" | "removed";
            /** Type */
            type: string;
        };
        /**
         * AuditedCommand
         * @description One command: who did or tried what, and what it changed.
         */
        AuditedCommand: {
            /** Action */
            action: string;
            actor: components["schemas"]["AuditedActor"];
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Changes */
            changes: components["schemas"]["AuditedChange"][];
            /** Code */
            code: string | null;
            /**
             * Omitted
             * @description How many changed records are not listed.
             */
            omitted: number;
            /** Outcome */
            outcome: number;
            /** Position */
            position: number;
            record: components["schemas"]["AuditedRecord"] | null;
            /** Sealed */
            sealed: boolean;
            /** Service */
            service: string;
            /** Trace Id */
            trace_id: string;
            /**
             * Via
             * @description The service that asked for the actor, `public`, or empty.
             */
            via: string;
        };
        /**
         * AuditedRecord
         * @description A record that a command was about.
         */
        AuditedRecord: {
            /** Id */
            id: string;
            /** Type */
            type: string;
        };
        /**
         * BillingFigures
         * @description Invoices issued and paid in the range.
         */
        BillingFigures: {
            invoiced: components["schemas"]["FigureSum"];
            paid: components["schemas"]["FigureSum"];
        };
        /**
         * BoardView
         * @description The open opportunities by stage (S-14, S-20), with the sums of all.
         */
        BoardView: {
            /** Columns */
            columns: components["schemas"]["ColumnView"][];
            total: components["schemas"]["TotalsView"];
        };
        /**
         * BulkFilter
         * @description Which facts a command is about.
         */
        BulkFilter: {
            /** Type */
            type: string;
        };
        BusinessCalendar: {
            /** Format: date-time */
            created_at: string;
            has_own_time_zone: boolean | null;
            holidays: unknown;
            hours: unknown;
            /** Format: uuid */
            id: string;
            is_default: boolean;
            name: string;
            time_zone: string | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        BusinessCalendarPage: {
            items: components["schemas"]["BusinessCalendar"][];
            next_cursor: string | null;
        };
        /**
         * BusinessDashboard
         * @description The range with the one of the same length before it, to compare.
         */
        BusinessDashboard: {
            before: components["schemas"]["BusinessFigures"];
            range: components["schemas"]["BusinessFigures"];
        };
        /**
         * BusinessDay
         * @description The figures of one day.
         */
        BusinessDay: {
            /**
             * Cases Opened
             * @default 0
             */
            cases_opened?: number;
            /**
             * Cases Solved
             * @default 0
             */
            cases_solved?: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Invoiced
             * @default 0
             */
            invoiced?: number;
            /**
             * Lost
             * @default 0
             */
            lost?: number;
            /**
             * Paid
             * @default 0
             */
            paid?: number;
            /**
             * Won
             * @default 0
             */
            won?: number;
        };
        /**
         * BusinessFigures
         * @description The figures of a range of days; a block is null where the profile does not see its module.
         */
        BusinessFigures: {
            billing: components["schemas"]["BillingFigures"] | null;
            /** By Day */
            by_day: components["schemas"]["BusinessDay"][];
            /** By Owner */
            by_owner: components["schemas"]["OwnerFigures"][];
            cases: components["schemas"]["CaseFigures"] | null;
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            sales: components["schemas"]["SalesFigures"] | null;
            /** Timezone */
            timezone: string;
        };
        /**
         * CalendarChange
         * @description A merge patch; `hours` and `holidays` replace those before.
         *
         *     `is_default: true` takes it over; the default is never given away but to another.
         */
        CalendarChange: {
            /** Holidays */
            holidays?: components["schemas"]["Holiday"][];
            hours?: components["schemas"]["WeeklyHours"];
            /**
             * Is Default
             * @default false
             */
            is_default?: boolean;
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Time Zone
             * @default null
             */
            time_zone?: string | null;
        };
        /**
         * CalendarCreate
         * @description A new calendar; without a zone it follows the organization's.
         */
        CalendarCreate: {
            /** Holidays */
            holidays?: components["schemas"]["Holiday"][];
            hours: components["schemas"]["WeeklyHours"];
            /**
             * Is Default
             * @default false
             */
            is_default?: boolean;
            /** Name */
            name: string;
            /**
             * Time Zone
             * @default null
             */
            time_zone?: string | null;
        };
        Call: {
            /** Format: uuid */
            agent_id: string | null;
            agent_name: string | null;
            /** Format: date-time */
            answered_at: string | null;
            /** Format: date-time */
            classified_at: string | null;
            /** Format: uuid */
            contact_id: string | null;
            /** @enum {string} */
            direction: "inbound" | "outbound";
            disposition: string | null;
            /** Format: uuid */
            disposition_id: string | null;
            duration_seconds: number | null;
            /** Format: date-time */
            ended_at: string | null;
            from: string;
            /** Format: uuid */
            id: string;
            note: string;
            /** Format: uuid */
            number_id: string | null;
            party: string | null;
            price?: {
                amount: string;
                currency: string;
            } | null;
            provider: string;
            provider_call_id: string;
            /** Format: uuid */
            recording_id: string | null;
            /** Format: date-time */
            started_at: string;
            /** @enum {string} */
            status: "queued" | "ringing" | "in_progress" | "completed" | "missed" | "busy" | "failed" | "no_answer" | "canceled";
            to: string;
            version: number;
        };
        CallDisposition: {
            active: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            position: number;
            version: number;
        };
        CallDispositionPage: {
            items: components["schemas"]["CallDisposition"][];
            next_cursor: string | null;
        };
        CallPage: {
            items: components["schemas"]["Call"][];
            next_cursor: string | null;
        };
        Case: {
            /** Format: uuid */
            assignee_id: string | null;
            /** Format: uuid */
            call_id: string | null;
            /** Format: date-time */
            closed_at: string | null;
            /** Format: uuid */
            company_id: string | null;
            /** Format: uuid */
            contact_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            depends_on_id: string | null;
            description: string | null;
            /** Format: date-time */
            discarded_at: string | null;
            /** Format: date-time */
            due_at: string | null;
            has_own_due: boolean;
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: date-time */
            opened_at: string;
            overdue: boolean | null;
            /** Format: uuid */
            owner_id: string | null;
            participant_ids: string[];
            /** Format: uuid */
            priority_id: string | null;
            shared_group_ids: string[];
            shared_user_ids: string[];
            solution: string | null;
            /** Format: date-time */
            solved_at: string | null;
            /** @enum {string} */
            state_class: "new" | "in_progress" | "solved" | "closed";
            /** Format: uuid */
            state_id: string;
            title: string;
            /** Format: uuid */
            type_id: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
            /** @enum {string} */
            visibility: "private" | "read" | "write";
        };
        /**
         * CaseChange
         * @description A merge patch. Who opened it, its type, number and call are fixed.
         */
        CaseChange: {
            /**
             * Assignee Id
             * @default null
             */
            assignee_id?: string | null;
            /**
             * Company Id
             * @default null
             */
            company_id?: string | null;
            /**
             * Contact Id
             * @default null
             */
            contact_id?: string | null;
            /**
             * Depends On Id
             * @default null
             */
            depends_on_id?: string | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Due At
             * @default null
             */
            due_at?: string | null;
            /** Participant Ids */
            participant_ids?: string[];
            /**
             * Priority Id
             * @default null
             */
            priority_id?: string | null;
            /** Shared Group Ids */
            shared_group_ids?: string[];
            /** Shared User Ids */
            shared_user_ids?: string[];
            /**
             * Solution
             * @default null
             */
            solution?: string | null;
            /**
             * State Id
             * Format: uuid
             * @default 00000000-0000-0000-0000-000000000000
             */
            state_id?: string;
            /**
             * Title
             * @default
             */
            title?: string;
            /**
             * Visibility
             * @default write
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
        };
        /**
         * CaseCreate
         * @description A new case; its type is asked first and stays (K-09). `call_id` fills in the contact.
         */
        CaseCreate: {
            /**
             * Assignee Id
             * @default null
             */
            assignee_id?: string | null;
            /**
             * Call Id
             * @default null
             */
            call_id?: string | null;
            /**
             * Company Id
             * @default null
             */
            company_id?: string | null;
            /**
             * Contact Id
             * @default null
             */
            contact_id?: string | null;
            /**
             * Depends On Id
             * @default null
             */
            depends_on_id?: string | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Due At
             * @default null
             */
            due_at?: string | null;
            /** Participant Ids */
            participant_ids?: string[];
            /**
             * Priority Id
             * @default null
             */
            priority_id?: string | null;
            /** Shared Group Ids */
            shared_group_ids?: string[];
            /** Shared User Ids */
            shared_user_ids?: string[];
            /**
             * Solution
             * @default null
             */
            solution?: string | null;
            /**
             * State Id
             * @default null
             */
            state_id?: string | null;
            /** Title */
            title: string;
            /**
             * Type Id
             * Format: uuid
             */
            type_id: string;
            /**
             * Visibility
             * @default write
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
        };
        CaseEvent: {
            actor: string | null;
            /** Format: uuid */
            actor_id: string | null;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            kind: string;
            params: unknown;
        };
        CaseEventPage: {
            items: components["schemas"]["CaseEvent"][];
            next_cursor: string | null;
        };
        /**
         * CaseFigures
         * @description Cases opened and solved in the range, and the unsolved ones past their deadline, now.
         */
        CaseFigures: {
            /** By Type */
            by_type: components["schemas"]["NamedCount"][];
            /** Opened */
            opened: number;
            /** Overdue */
            overdue: number;
            /** Solved */
            solved: number;
        };
        CasePage: {
            items: components["schemas"]["Case"][];
            next_cursor: string | null;
        };
        /**
         * CaseParticipant
         * @description A contact that takes part (K-01).
         */
        CaseParticipant: {
            /**
             * Contact Id
             * Format: uuid
             */
            contact_id: string;
        };
        CasePriority: {
            active: boolean;
            calendar_time: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            position: number;
            resolution_minutes: number | null;
            version: number;
        };
        /**
         * CasePriorityChange
         * @description A merge patch; it holds for deadlines that are computed after it.
         */
        CasePriorityChange: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Calendar Time
             * @default false
             */
            calendar_time?: boolean;
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Name En
             * @default
             */
            name_en?: string;
            /**
             * Position
             * @default 0
             */
            position?: number;
            /**
             * Resolution Minutes
             * @default null
             */
            resolution_minutes?: number | null;
        };
        /**
         * CasePriorityCreate
         * @description A new priority; without minutes it sets no deadline.
         */
        CasePriorityCreate: {
            /**
             * Calendar Time
             * @default false
             */
            calendar_time?: boolean;
            /** Name */
            name: string;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /**
             * Position
             * @default 100
             */
            position?: number;
            /**
             * Resolution Minutes
             * @default null
             */
            resolution_minutes?: number | null;
        };
        CasePriorityPage: {
            items: components["schemas"]["CasePriority"][];
            next_cursor: string | null;
        };
        /**
         * CaseReopening
         * @description Why a case is open again.
         */
        CaseReopening: {
            /**
             * Reason
             * @default null
             */
            reason?: string | null;
        };
        /**
         * CaseSolution
         * @description The solution (K-20). `reason` forces it while cases that depend on this one are open.
         */
        CaseSolution: {
            /**
             * Reason
             * @default null
             */
            reason?: string | null;
            /**
             * Solution
             * @default null
             */
            solution?: string | null;
        };
        CaseState: {
            active: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            position: number;
            /** @enum {string} */
            state_class: "new" | "in_progress" | "solved" | "closed";
            version: number;
        };
        /**
         * CaseStateChange
         * @description A merge patch.
         */
        CaseStateChange: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Name En
             * @default
             */
            name_en?: string;
            /**
             * Position
             * @default 0
             */
            position?: number;
        };
        /**
         * CaseStateCreate
         * @description A new state of a class.
         */
        CaseStateCreate: {
            /** Name */
            name: string;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /**
             * Position
             * @default 100
             */
            position?: number;
            /**
             * State Class
             * @enum {string}
             */
            state_class: "new" | "in_progress" | "solved" | "closed";
        };
        CaseStatePage: {
            items: components["schemas"]["CaseState"][];
            next_cursor: string | null;
        };
        CaseType: {
            active: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            position: number;
            prefix: string;
            requires_contact: boolean;
            version: number;
        };
        /**
         * CaseTypeChange
         * @description A merge patch; the prefix changes only while the type has no case.
         */
        CaseTypeChange: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Name En
             * @default
             */
            name_en?: string;
            /**
             * Position
             * @default 0
             */
            position?: number;
            /**
             * Prefix
             * @default
             */
            prefix?: string;
            /**
             * Requires Contact
             * @default true
             */
            requires_contact?: boolean;
        };
        /**
         * CaseTypeCreate
         * @description A new type; without an English name the Spanish one serves both.
         */
        CaseTypeCreate: {
            /** Name */
            name: string;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /**
             * Position
             * @default 100
             */
            position?: number;
            /** Prefix */
            prefix: string;
            /**
             * Requires Contact
             * @default true
             */
            requires_contact?: boolean;
        };
        CaseTypePage: {
            items: components["schemas"]["CaseType"][];
            next_cursor: string | null;
        };
        /**
         * CategoryBody
         * @description A category's name.
         */
        CategoryBody: {
            /** Name */
            name: string;
        };
        /**
         * Channels
         * @description How messages leave: `development` means that they stay in the mailbox of the app.
         */
        Channels: {
            /**
             * Email
             * @enum {string}
             */
            email: "smtp" | "development";
            /**
             * Sms
             * @default telephony
             * @constant
             */
            sms?: "telephony";
        };
        /**
         * Classification
         * @description How a call went.
         */
        Classification: {
            /**
             * Disposition Id
             * @default null
             */
            disposition_id?: string | null;
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * ColumnView
         * @description One column of the board: its stage, sums, and the first cards with the way to the next.
         */
        ColumnView: {
            amount: components["schemas"]["TotalAmount"];
            /** Count */
            count: number;
            expected_amount: components["schemas"]["TotalAmount"];
            /** Items */
            items: {
                [key: string]: unknown;
            }[];
            /** Next Cursor */
            next_cursor: string | null;
            /** Rates */
            rates: components["schemas"]["UsedRate"][];
            /** Stage */
            stage: {
                [key: string]: unknown;
            };
            /** Unconverted */
            unconverted: components["schemas"]["UnconvertedSum"][];
        };
        /**
         * CompanyProfileChange
         * @description What may change of the profile; a member that is left out stays.
         *
         *     `number_prefix` and `next_number` change the format of numbers (B-01).
         */
        CompanyProfileChange: {
            /**
             * Address
             * @default null
             */
            address?: string | null;
            /**
             * Default Terms
             * @default null
             */
            default_terms?: string | null;
            /**
             * Email
             * @default null
             */
            email?: string | null;
            /**
             * Logo
             * @default null
             */
            logo?: string | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Next Number
             * @default null
             */
            next_number?: number | null;
            /**
             * Number Prefix
             * @default null
             */
            number_prefix?: string | null;
            /**
             * On Restricted
             * @default null
             */
            on_restricted?: ("allow" | "warn" | "refuse") | null;
            /**
             * On Suspended
             * @default null
             */
            on_suspended?: ("allow" | "warn" | "refuse") | null;
            /**
             * Phone
             * @default null
             */
            phone?: string | null;
            /**
             * Tax Id
             * @default null
             */
            tax_id?: string | null;
        };
        /**
         * CompanyProfileShown
         * @description The profile as it is shown.
         */
        CompanyProfileShown: {
            /** Address */
            address: string;
            /** Currency */
            currency: string;
            /** Default Terms */
            default_terms: string;
            /** Email */
            email: string;
            /** Logo */
            logo: string | null;
            /** Name */
            name: string;
            /** Next Invoice Number */
            next_invoice_number: string;
            /** Next Number */
            next_number: number;
            /** Number Prefix */
            number_prefix: string;
            /**
             * On Restricted
             * @enum {string}
             */
            on_restricted: "allow" | "warn" | "refuse";
            /**
             * On Suspended
             * @enum {string}
             */
            on_suspended: "allow" | "warn" | "refuse";
            /** Phone */
            phone: string;
            /** Tax Id */
            tax_id: string;
        };
        Contact: {
            /** @enum {string} */
            account_status: "active" | "inactive" | "restricted" | "suspended";
            addresses: unknown;
            area: string | null;
            /** @enum {string} */
            class: "prospect" | "interested" | "client";
            /** Format: uuid */
            company_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description Values of the organization's own fields by key; a field without a value is absent. Filter by `custom.<key>` and its operators, sort by `custom.<key>` or `-custom.<key>`. */
            custom: {
                [key: string]: unknown;
            };
            description: string | null;
            /** Format: date-time */
            discarded_at: string | null;
            emails: {
                address: string;
                label: string;
                primary: boolean;
            }[];
            first_name: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "person" | "company";
            last_name: string | null;
            links: unknown;
            manager_ids: string[];
            name: string;
            origin: string;
            /** Format: uuid */
            owner_id: string | null;
            phones: {
                label: string;
                national: string;
                number: string;
                primary: boolean;
            }[];
            position: string | null;
            shared_with: {
                group_ids: string[];
                level: string;
                user_ids: string[];
            };
            /** @enum {string} */
            state: "active" | "discarded";
            tags: string[];
            tax_country: string | null;
            tax_id: string | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
            /** @enum {string} */
            visibility: "private" | "read" | "write";
            website: string | null;
        };
        /**
         * ContactChange
         * @description A merge patch. `kind` and `origin` are fixed at creation and therefore unknown here.
         *
         *     Members that always have a value refuse null: their type has no None, the default stands only
         *     for "left out".
         */
        ContactChange: {
            /**
             * Account Status
             * @default active
             * @enum {string}
             */
            account_status?: "active" | "inactive" | "restricted" | "suspended";
            /**
             * Addresses
             * @default null
             */
            addresses?: components["schemas"]["PostalAddress"][] | null;
            /**
             * Area
             * @default null
             */
            area?: string | null;
            /**
             * Class
             * @default prospect
             * @enum {string}
             */
            class?: "prospect" | "interested" | "client";
            /**
             * Company Id
             * @default null
             */
            company_id?: string | null;
            /**
             * Custom
             * @default null
             */
            custom?: {
                [key: string]: unknown;
            } | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Emails
             * @default null
             */
            emails?: components["schemas"]["EmailBody"][] | null;
            /**
             * First Name
             * @default null
             */
            first_name?: string | null;
            /**
             * Last Name
             * @default null
             */
            last_name?: string | null;
            /**
             * Links
             * @default null
             */
            links?: components["schemas"]["Link"][] | null;
            /**
             * Manager Ids
             * @default null
             */
            manager_ids?: string[] | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Owner Id
             * @default null
             */
            owner_id?: string | null;
            /**
             * Phones
             * @default null
             */
            phones?: components["schemas"]["PhoneBody"][] | null;
            /**
             * Position
             * @default null
             */
            position?: string | null;
            /**
             * Tags
             * @default null
             */
            tags?: string[] | null;
            /**
             * Tax Country
             * @default null
             */
            tax_country?: string | null;
            /**
             * Tax Id
             * @default null
             */
            tax_id?: string | null;
            /**
             * Visibility
             * @default private
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
            /**
             * Website
             * @default null
             */
            website?: string | null;
        };
        /**
         * ContactCreate
         * @description A new contact. Who creates it is its owner and manager unless others are named (C-09).
         */
        ContactCreate: {
            /**
             * Account Status
             * @default active
             * @enum {string}
             */
            account_status?: "active" | "inactive" | "restricted" | "suspended";
            /** Addresses */
            addresses?: components["schemas"]["PostalAddress"][];
            /**
             * Area
             * @default null
             */
            area?: string | null;
            /**
             * Class
             * @default prospect
             * @enum {string}
             */
            class?: "prospect" | "interested" | "client";
            /**
             * Company Id
             * @default null
             */
            company_id?: string | null;
            /**
             * Custom
             * @default null
             */
            custom?: {
                [key: string]: unknown;
            } | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /** Emails */
            emails?: components["schemas"]["EmailBody"][];
            /**
             * First Name
             * @default null
             */
            first_name?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "person" | "company";
            /**
             * Last Name
             * @default null
             */
            last_name?: string | null;
            /** Links */
            links?: components["schemas"]["Link"][];
            /**
             * Manager Ids
             * @default null
             */
            manager_ids?: string[] | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Owner Id
             * @default null
             */
            owner_id?: string | null;
            /** Phones */
            phones?: components["schemas"]["PhoneBody"][];
            /**
             * Position
             * @default null
             */
            position?: string | null;
            /** Tags */
            tags?: string[];
            /**
             * Tax Country
             * @default null
             */
            tax_country?: string | null;
            /**
             * Tax Id
             * @default null
             */
            tax_id?: string | null;
            /**
             * Visibility
             * @default private
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
            /**
             * Website
             * @default null
             */
            website?: string | null;
        };
        ContactPage: {
            items: components["schemas"]["Contact"][];
            next_cursor: string | null;
        };
        CustomField: {
            active: boolean;
            currency: string | null;
            entity: string;
            /** Format: uuid */
            id: string;
            key: string;
            options: unknown;
            position: number;
            removed: boolean;
            required: boolean;
            title: string;
            /** @enum {string} */
            type: "text" | "area" | "number" | "money" | "date" | "list" | "multiple_list" | "checkbox" | "heading";
            unique: boolean;
            version: number;
        };
        /**
         * CustomFieldChange
         * @description Members that may change. Options: all of them, in their order; the absent go out of use.
         */
        CustomFieldChange: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /** Options */
            options?: components["schemas"]["OptionBody"][];
            /**
             * Required
             * @default false
             */
            required?: boolean;
            /**
             * Title
             * @default
             */
            title?: string;
            /**
             * Unique
             * @default false
             */
            unique?: boolean;
        };
        /**
         * CustomFieldCreate
         * @description A new field; its key is made from the title unless one is chosen. `currency` for money.
         */
        CustomFieldCreate: {
            /**
             * Currency
             * @default null
             */
            currency?: string | null;
            /**
             * Key
             * @default null
             */
            key?: string | null;
            /** Options */
            options?: components["schemas"]["OptionBody"][];
            /**
             * Required
             * @default false
             */
            required?: boolean;
            /** Title */
            title: string;
            /**
             * Type
             * @enum {string}
             */
            type: "text" | "area" | "number" | "money" | "date" | "list" | "multiple_list" | "checkbox" | "heading";
            /**
             * Unique
             * @default false
             */
            unique?: boolean;
        };
        CustomFieldPage: {
            items: components["schemas"]["CustomField"][];
            next_cursor: string | null;
        };
        /**
         * Customer
         * @description A contact with what the services know of it. A service that is not installed has no part.
         */
        Customer: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            contact: components["schemas"]["PartView"];
            timeline: components["schemas"]["PartView"];
            /** @default null */
            opportunities?: components["schemas"]["PartView"] | null;
            /** @default null */
            cases?: components["schemas"]["PartView"] | null;
            /** @default null */
            invoices?: components["schemas"]["PartView"] | null;
            /** @default null */
            calls?: components["schemas"]["PartView"] | null;
            /** @default null */
            messages?: components["schemas"]["PartView"] | null;
            /**
             * Partial
             * @description Whether a part is missing because its service is down.
             */
            partial: boolean;
        };
        /**
         * Dashboard
         * @description What the start page shows: today, and the range with the one before it to compare.
         */
        Dashboard: {
            before: components["schemas"]["Figures"];
            range: components["schemas"]["Kpis"];
            today: components["schemas"]["Figures"];
        };
        /**
         * DayFigures
         * @description The figures of one day.
         */
        DayFigures: {
            /**
             * Answered
             * @description inbound calls that an agent took
             * @default 0
             */
            answered?: number;
            /**
             * Calls
             * @default 0
             */
            calls?: number;
            /**
             * Connected
             * @description outbound calls that were answered
             * @default 0
             */
            connected?: number;
            /**
             * Contacts Created
             * @default 0
             */
            contacts_created?: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Inbound
             * @default 0
             */
            inbound?: number;
            /**
             * Missed
             * @description inbound calls that nobody took
             * @default 0
             */
            missed?: number;
            /**
             * Outbound
             * @default 0
             */
            outbound?: number;
            /**
             * Talk Seconds
             * @default 0
             */
            talk_seconds?: number;
            /**
             * Wait Seconds
             * @default 0
             */
            wait_seconds?: number;
        };
        /**
         * DispositionChange
         * @description Members that may change.
         */
        DispositionChange: {
            /**
             * Active
             * @default null
             */
            active?: boolean | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /**
             * Position
             * @default null
             */
            position?: number | null;
        };
        /**
         * DispositionCreate
         * @description A new outcome; without an English name the Spanish one serves both.
         */
        DispositionCreate: {
            /** Name */
            name: string;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /**
             * Position
             * @default 100
             */
            position?: number;
        };
        /**
         * DropBody
         * @description Why a fact is never to be handled.
         */
        DropBody: {
            /** Reason */
            reason: string;
        };
        /**
         * EmailBody
         * @description An e-mail address.
         */
        EmailBody: {
            /** Address */
            address: string;
            /**
             * Label
             * @default work
             * @enum {string}
             */
            label?: "work" | "personal" | "other";
            /**
             * Primary
             * @default null
             */
            primary?: boolean | null;
        };
        ExchangeRate: {
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            id: string;
            rate: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: date */
            valid_on: string;
            version: number;
        };
        ExchangeRatePage: {
            items: components["schemas"]["ExchangeRate"][];
            next_cursor: string | null;
        };
        /**
         * FigureSum
         * @description How many, and how much in the organization's currency by the rate of each day.
         */
        FigureSum: {
            amount: components["schemas"]["SumAmount"];
            /** Count */
            count: number;
            /**
             * Without Rate
             * @description What no rate is known for: not in `amount`, each currency apart.
             */
            without_rate: components["schemas"]["SumAmount"][];
        };
        /**
         * Figures
         * @description Counts of calls and contacts; seconds of talk and of waiting for an answer.
         */
        Figures: {
            /**
             * Answered
             * @description inbound calls that an agent took
             * @default 0
             */
            answered?: number;
            /**
             * Calls
             * @default 0
             */
            calls?: number;
            /**
             * Connected
             * @description outbound calls that were answered
             * @default 0
             */
            connected?: number;
            /**
             * Contacts Created
             * @default 0
             */
            contacts_created?: number;
            /**
             * Inbound
             * @default 0
             */
            inbound?: number;
            /**
             * Missed
             * @description inbound calls that nobody took
             * @default 0
             */
            missed?: number;
            /**
             * Outbound
             * @default 0
             */
            outbound?: number;
            /**
             * Talk Seconds
             * @default 0
             */
            talk_seconds?: number;
            /**
             * Wait Seconds
             * @default 0
             */
            wait_seconds?: number;
        };
        Group: {
            /** Format: uuid */
            id: string;
            name: string;
            member_ids: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * GroupChange
         * @description What to change of a group; `member_ids` replaces the whole set.
         */
        GroupChange: {
            /** Name */
            name?: string;
            /** Member Ids */
            member_ids?: string[];
        };
        /**
         * GroupCreate
         * @description A new group.
         */
        GroupCreate: {
            /** Name */
            name: string;
            /**
             * Member Ids
             * @default []
             */
            member_ids?: string[];
        };
        GroupPage: {
            items: components["schemas"]["Group"][];
            next_cursor: string | null;
        };
        /**
         * Here
         * @description The organization in which the session is.
         */
        Here: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
            /** Currency */
            currency: string;
            /** Default Region */
            default_region: string;
        };
        /**
         * Holiday
         * @description A local date on which nothing counts.
         */
        Holiday: {
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * On
             * Format: date
             */
            on: string;
        };
        /**
         * IdentificationSettingsBody
         * @description Whether a call from or to an unknown number makes a contact (O-32).
         */
        IdentificationSettingsBody: {
            /** Create From Calls */
            create_from_calls: boolean;
        };
        /**
         * IncomingCall
         * @description Somebody who calls: any text a carrier could send as caller id; a random number without.
         *
         *     `repeats` and `shuffled` are for what carriers do at their worst.
         */
        IncomingCall: {
            /**
             * From
             * @default null
             */
            from?: string | null;
            /**
             * Repeats
             * @default 1
             */
            repeats?: number;
            /**
             * Shuffled
             * @default false
             */
            shuffled?: boolean;
            /**
             * To
             * @default null
             */
            to?: string | null;
        };
        Invoice: {
            billing_address: string;
            /** Format: uuid */
            consignee_id: string | null;
            consignee_name: string | null;
            /** Format: uuid */
            contact_id: string;
            contact_name: string | null;
            /** Format: date-time */
            created_at: string;
            currency: string;
            delivery_address: string;
            discount_total: {
                amount: string;
                currency: string;
            } | null;
            /** Format: date */
            due_on: string | null;
            exchange_rate: string | null;
            history: {
                act: string;
                /** Format: uuid */
                actor_id: string | null;
                actor_name: string;
                /** Format: date-time */
                at: string;
                reason: string | null;
            }[];
            /** Format: uuid */
            id: string;
            /** Format: date */
            issued_on: string | null;
            language: string;
            lines: {
                description: string;
                discount: {
                    amount: string;
                    currency: string;
                } | null;
                discount_percent: string;
                /** Format: uuid */
                product_id: string | null;
                quantity: string;
                subtotal: {
                    amount: string;
                    currency: string;
                } | null;
                tax: {
                    amount: string;
                    currency: string;
                } | null;
                tax_ids: string[];
                total: {
                    amount: string;
                    currency: string;
                } | null;
                unit_price: {
                    amount: string;
                    currency: string;
                } | null;
            }[];
            notes: string;
            number: string | null;
            /** Format: uuid */
            opportunity_id: string | null;
            opportunity_title: string | null;
            order_number: string;
            /** Format: uuid */
            owner_id: string | null;
            owner_name: string | null;
            /** Format: date */
            paid_on: string | null;
            /** @enum {string} */
            state: "draft" | "issued" | "paid" | "rejected";
            subtotal: {
                amount: string;
                currency: string;
            } | null;
            tax_total: {
                amount: string;
                currency: string;
            } | null;
            taxes: {
                amount: {
                    amount: string;
                    currency: string;
                } | null;
                base: {
                    amount: string;
                    currency: string;
                } | null;
                name: string;
                rate_percent: string;
                /** Format: uuid */
                tax_id: string;
            }[];
            terms: string;
            total: {
                amount: string;
                currency: string;
            } | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
            visibility: string;
            warnings: string[];
        };
        /**
         * InvoiceChange
         * @description A merge of a draft; `lines` replace the lines before.
         *
         *     Members that always have a value refuse null: their type has no None, the default stands only
         *     for "left out".
         */
        InvoiceChange: {
            /**
             * Billing Address
             * @default
             */
            billing_address?: string;
            /**
             * Consignee Id
             * @default null
             */
            consignee_id?: string | null;
            /**
             * Contact Id
             * Format: uuid
             * @default 00000000-0000-0000-0000-000000000000
             */
            contact_id?: string;
            /**
             * Currency
             * @default COP
             */
            currency?: string;
            /**
             * Delivery Address
             * @default
             */
            delivery_address?: string;
            /**
             * Due On
             * @default null
             */
            due_on?: string | null;
            /**
             * Issued On
             * @default null
             */
            issued_on?: string | null;
            /**
             * Language
             * @default es
             * @enum {string}
             */
            language?: "es" | "en";
            /** Lines */
            lines?: components["schemas"]["LineBody"][];
            /**
             * Notes
             * @default
             */
            notes?: string;
            /**
             * Opportunity Id
             * @default null
             */
            opportunity_id?: string | null;
            /**
             * Order Number
             * @default
             */
            order_number?: string;
            /**
             * Terms
             * @default
             */
            terms?: string;
            /**
             * Visibility
             * @default write
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
        };
        /**
         * InvoiceCreate
         * @description A new draft. Currency and language are the organization's unless named, terms the usual.
         */
        InvoiceCreate: {
            /**
             * Billing Address
             * @default
             */
            billing_address?: string;
            /**
             * Consignee Id
             * @default null
             */
            consignee_id?: string | null;
            /**
             * Contact Id
             * Format: uuid
             */
            contact_id: string;
            /**
             * Currency
             * @default null
             */
            currency?: string | null;
            /**
             * Delivery Address
             * @default
             */
            delivery_address?: string;
            /**
             * Due On
             * @default null
             */
            due_on?: string | null;
            /**
             * Issued On
             * @default null
             */
            issued_on?: string | null;
            /**
             * Language
             * @default null
             */
            language?: ("es" | "en") | null;
            /** Lines */
            lines?: components["schemas"]["LineBody"][];
            /**
             * Notes
             * @default
             */
            notes?: string;
            /**
             * Opportunity Id
             * @default null
             */
            opportunity_id?: string | null;
            /**
             * Order Number
             * @default
             */
            order_number?: string;
            /**
             * Terms
             * @default null
             */
            terms?: string | null;
            /**
             * Visibility
             * @default write
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
        };
        InvoicePage: {
            items: components["schemas"]["Invoice"][];
            next_cursor: string | null;
        };
        /**
         * InvoicePayment
         * @description The day on which the whole was paid; today unless named.
         */
        InvoicePayment: {
            /**
             * Paid On
             * @default null
             */
            paid_on?: string | null;
        };
        /**
         * InvoicePreview
         * @description Lines whose amounts somebody wants to see before they are saved.
         */
        InvoicePreview: {
            /**
             * Currency
             * @default null
             */
            currency?: string | null;
            /** Lines */
            lines?: components["schemas"]["LineBody"][];
        };
        /**
         * InvoiceReason
         * @description Why.
         */
        InvoiceReason: {
            /** Reason */
            reason: string;
        };
        /**
         * InvoiceTotals
         * @description What a list comes to, one row per currency: never a sum across currencies.
         */
        InvoiceTotals: {
            /** Items */
            items: components["schemas"]["TotalOfCurrency"][];
        };
        /**
         * Kpis
         * @description The figures of a range of days; days are cut in `timezone`.
         */
        Kpis: {
            /** By Agent */
            by_agent: components["schemas"]["AgentFigures"][];
            /** By Day */
            by_day: components["schemas"]["DayFigures"][];
            /** By Origin */
            by_origin: {
                [key: string]: number;
            };
            /** By Outcome */
            by_outcome: {
                [key: string]: number;
            };
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Timezone */
            timezone: string;
            total: components["schemas"]["Figures"];
        };
        /**
         * Layout
         * @description Every field of a record type, in its order.
         */
        Layout: {
            /** Fields */
            fields: components["schemas"]["LayoutField"][];
        };
        /**
         * LayoutBody
         * @description Fields in the order that they shall have.
         */
        LayoutBody: {
            /** Fields */
            fields: components["schemas"]["LayoutEntry"][];
        };
        /**
         * LayoutEntry
         * @description A field of the record, its own (`phones`) or an added one (`custom.<key>`).
         */
        LayoutEntry: {
            /** Name */
            name: string;
            /**
             * Visible
             * @default true
             */
            visible?: boolean;
        };
        /**
         * LayoutField
         * @description A field as the screens show it.
         */
        LayoutField: {
            /** Built In */
            built_in: boolean;
            /** Name */
            name: string;
            /** Visible */
            visible: boolean;
        };
        /**
         * LineAmountsShown
         * @description What one line comes to.
         */
        LineAmountsShown: {
            discount: components["schemas"]["MoneyShown"];
            subtotal: components["schemas"]["MoneyShown"];
            tax: components["schemas"]["MoneyShown"];
            total: components["schemas"]["MoneyShown"];
        };
        /**
         * LineBody
         * @description One line (B-12…B-14). With a product, what is left out comes from it.
         */
        LineBody: {
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Discount Percent
             * @default 0
             */
            discount_percent?: number | string;
            /**
             * Product Id
             * @default null
             */
            product_id?: string | null;
            /**
             * Quantity
             * @default 1
             */
            quantity?: number | string;
            /**
             * Tax Ids
             * @default null
             */
            tax_ids?: string[] | null;
            /** @default null */
            unit_price?: components["schemas"]["Amount"] | null;
        };
        /**
         * Link
         * @description A web page or a social profile.
         */
        Link: {
            /**
             * Label
             * @default website
             * @enum {string}
             */
            label?: "website" | "facebook" | "instagram" | "linkedin" | "x" | "whatsapp" | "other";
            /** Url */
            url: string;
        };
        /**
         * Login
         * @description Who wants in. A mobile client gets the refresh token in the answer, a browser as a cookie.
         */
        Login: {
            /** Email */
            email: string;
            /** Password */
            password: string;
            /**
             * Client
             * @default browser
             * @enum {string}
             */
            client?: "browser" | "mobile";
        };
        LossReason: {
            active: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            position: number;
            version: number;
        };
        LossReasonPage: {
            items: components["schemas"]["LossReason"][];
            next_cursor: string | null;
        };
        /**
         * Me
         * @description The signed-in person in the present organization, with what their profile allows.
         */
        Me: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Email */
            email: string;
            /**
             * Locale
             * @enum {string}
             */
            locale: "es" | "en";
            /** Time Zone */
            time_zone: string | null;
            /** Preferences */
            preferences: {
                [key: string]: unknown;
            };
            /**
             * Role Id
             * Format: uuid
             */
            role_id: string;
            /** Role Name */
            role_name: string;
            /**
             * Profile Id
             * Format: uuid
             */
            profile_id: string;
            /** Profile Name */
            profile_name: string;
            /** Group Ids */
            group_ids: string[];
            /** Permissions */
            permissions: string[];
            /**
             * Scope
             * @enum {string}
             */
            scope: "own" | "team" | "all";
            /** Is Administrator */
            is_administrator: boolean;
            organization: components["schemas"]["Here"];
            /** Organizations */
            organizations: components["schemas"]["OrganizationSeat"][];
            /** Version */
            version: number;
        };
        /**
         * MeChange
         * @description What to change of oneself. Preferences are merged by key; a null one is removed.
         */
        MeChange: {
            /** Name */
            name?: string;
            /**
             * Locale
             * @enum {string}
             */
            locale?: "es" | "en";
            /** Time Zone */
            time_zone?: string | null;
            /** Preferences */
            preferences?: Record<string, never>;
        };
        Message: {
            attempts: number;
            body: string;
            /** Format: uuid */
            call_id: string | null;
            /** @enum {string} */
            channel: "sms" | "email";
            /** Format: uuid */
            contact_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            delivered_at: string | null;
            error: string | null;
            error_code: string | null;
            /** Format: uuid */
            id: string;
            provider: string | null;
            recipient: string;
            segments: number | null;
            /** Format: date-time */
            sent_at: string | null;
            /** @enum {string} */
            state: "queued" | "sending" | "requested" | "sent" | "delivered" | "failed" | "unknown" | "canceled";
            subject: string;
            /** Format: uuid */
            template_id: string | null;
            version: number;
        };
        MessagePage: {
            items: components["schemas"]["Message"][];
            next_cursor: string | null;
        };
        /**
         * MoneyShown
         * @description An amount of money.
         */
        MoneyShown: {
            /** Amount */
            amount: string;
            /** Currency */
            currency: string;
        };
        /**
         * NamedCount
         * @description How many have one name.
         */
        NamedCount: {
            /** Count */
            count: number;
            /** Name */
            name: string;
        };
        /**
         * NamedSum
         * @description The part of a sum that has one motive, reason or type.
         */
        NamedSum: {
            amount: components["schemas"]["SumAmount"];
            /** Count */
            count: number;
            /** Name */
            name: string;
            /**
             * Without Rate
             * @description What no rate is known for: not in `amount`, each currency apart.
             */
            without_rate: components["schemas"]["SumAmount"][];
        };
        /**
         * NoteBody
         * @description A note written by hand; plain text.
         */
        NoteBody: {
            /** Text */
            text: string;
        };
        Notification: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            kind: string;
            params: unknown;
            /** Format: date-time */
            read_at: string | null;
            record: {
                /** Format: uuid */
                id: string | null;
                type: string | null;
            };
            version: number;
        };
        NotificationPage: {
            items: components["schemas"]["Notification"][];
            next_cursor: string | null;
        };
        /**
         * NumberChange
         * @description Members of a number that may change.
         */
        NumberChange: {
            /**
             * Active
             * @default null
             */
            active?: boolean | null;
            /**
             * Alias
             * @default null
             */
            alias?: string | null;
            /**
             * Outgoing Enabled
             * @default null
             */
            outgoing_enabled?: boolean | null;
            /**
             * Recording Enabled
             * @default null
             */
            recording_enabled?: boolean | null;
        };
        /**
         * NumberLink
         * @description A number to answer here: one that the account has, or one to buy.
         */
        NumberLink: {
            /**
             * Account Sid
             * @default null
             */
            account_sid?: string | null;
            /**
             * Alias
             * @default
             */
            alias?: string;
            /**
             * Buy
             * @default false
             */
            buy?: boolean;
            /** Number */
            number: string;
            /**
             * Outgoing Enabled
             * @default false
             */
            outgoing_enabled?: boolean;
            /**
             * Recording Enabled
             * @default false
             */
            recording_enabled?: boolean;
        };
        /**
         * OperatorEntry
         * @description One operator with switches of their own; null inherits the number's.
         */
        OperatorEntry: {
            /**
             * Outgoing Enabled
             * @default null
             */
            outgoing_enabled?: boolean | null;
            /**
             * Recording Enabled
             * @default null
             */
            recording_enabled?: boolean | null;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
        };
        /**
         * OperatorList
         * @description Who answers the number: ids, or entries with switches.
         */
        OperatorList: {
            /** Operators */
            operators?: components["schemas"]["OperatorEntry"][];
            /** User Ids */
            user_ids?: string[];
        };
        Opportunity: {
            amount: {
                amount: string;
                currency: string;
            } | null;
            budget: {
                amount: string | null;
                currency: string;
                kind: string;
                periods: number;
            };
            /** Format: date-time */
            closed_at: string | null;
            /** Format: uuid */
            contact_id: string;
            contact_ids: string[];
            /** Format: uuid */
            continues_id: string | null;
            /** Format: date-time */
            created_at: string;
            description: string | null;
            /** Format: date-time */
            discarded_at: string | null;
            expected_amount: {
                amount: string;
                currency: string;
            } | null;
            /** Format: date */
            expected_close_on: string | null;
            has_own_probability: boolean | null;
            /** Format: uuid */
            id: string;
            lines: {
                /** Format: uuid */
                product_id: string;
                product_name: string | null;
                quantity: string;
                unit_price: string;
            }[];
            /** Format: uuid */
            loss_reason_id: string | null;
            /** Format: date-time */
            moved_at: string;
            /** Format: uuid */
            owner_id: string | null;
            owner_name: string | null;
            probability: number | null;
            /** Format: uuid */
            purchase_motive_id: string | null;
            shared_group_ids: string[];
            shared_user_ids: string[];
            stage: {
                name: string | null;
                name_en: string | null;
            };
            /** Format: uuid */
            stage_id: string;
            /** @enum {string} */
            state: "open" | "won" | "lost";
            title: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
            /** @enum {string} */
            visibility: "private" | "read" | "write";
        };
        /**
         * OpportunityBudget
         * @description What the client may spend (S-02); without an amount the lines say what it is worth.
         */
        OpportunityBudget: {
            /**
             * Amount
             * @default null
             */
            amount?: number | string | null;
            /**
             * Currency
             * @default null
             */
            currency?: string | null;
            /**
             * Kind
             * @default null
             */
            kind?: ("fixed" | "hour" | "day" | "week" | "month" | "year") | null;
            /**
             * Periods
             * @default null
             */
            periods?: number | null;
        };
        /**
         * OpportunityChange
         * @description A merge patch; `stage_id` moves it, as `POST …/stage` does.
         */
        OpportunityChange: {
            /** @default null */
            budget?: components["schemas"]["OpportunityBudget"] | null;
            /**
             * Contact Id
             * @default null
             */
            contact_id?: string | null;
            /**
             * Contact Ids
             * @default null
             */
            contact_ids?: string[] | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Expected Close On
             * @default null
             */
            expected_close_on?: string | null;
            /**
             * Lines
             * @default null
             */
            lines?: components["schemas"]["OpportunityLineBody"][] | null;
            /**
             * Owner Id
             * @default null
             */
            owner_id?: string | null;
            /**
             * Probability
             * @default null
             */
            probability?: number | null;
            /**
             * Shared Group Ids
             * @default null
             */
            shared_group_ids?: string[] | null;
            /**
             * Shared User Ids
             * @default null
             */
            shared_user_ids?: string[] | null;
            /**
             * Stage Id
             * @default null
             */
            stage_id?: string | null;
            /**
             * Title
             * @default
             */
            title?: string;
            /**
             * Visibility
             * @default write
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
        };
        /**
         * OpportunityCreate
         * @description A new opportunity. Who creates it is its owner unless another is named (S-01).
         */
        OpportunityCreate: {
            /** @default null */
            budget?: components["schemas"]["OpportunityBudget"] | null;
            /**
             * Contact Id
             * @default null
             */
            contact_id?: string | null;
            /**
             * Contact Ids
             * @default null
             */
            contact_ids?: string[] | null;
            /**
             * Continues Id
             * @default null
             */
            continues_id?: string | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Expected Close On
             * @default null
             */
            expected_close_on?: string | null;
            /**
             * Lines
             * @default null
             */
            lines?: components["schemas"]["OpportunityLineBody"][] | null;
            /**
             * Owner Id
             * @default null
             */
            owner_id?: string | null;
            /**
             * Probability
             * @default null
             */
            probability?: number | null;
            /**
             * Shared Group Ids
             * @default null
             */
            shared_group_ids?: string[] | null;
            /**
             * Shared User Ids
             * @default null
             */
            shared_user_ids?: string[] | null;
            /**
             * Stage Id
             * Format: uuid
             */
            stage_id: string;
            /** Title */
            title: string;
            /**
             * Visibility
             * @default write
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
        };
        OpportunityEvent: {
            actor: string | null;
            /** Format: uuid */
            actor_id: string | null;
            /** Format: date-time */
            at: string;
            detail: string | null;
            from_stage: string | null;
            /** Format: uuid */
            from_stage_id: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            members: string[];
            to_stage: string | null;
            /** Format: uuid */
            to_stage_id: string | null;
        };
        OpportunityEventPage: {
            items: components["schemas"]["OpportunityEvent"][];
            next_cursor: string | null;
        };
        /**
         * OpportunityLineBody
         * @description One product; without a price it has the product's, if that is in the same currency.
         */
        OpportunityLineBody: {
            /**
             * Product Id
             * Format: uuid
             */
            product_id: string;
            /**
             * Quantity
             * @default 1
             */
            quantity?: number | string;
            /**
             * Unit Price
             * @default null
             */
            unit_price?: number | string | null;
        };
        /**
         * OpportunityLoss
         * @description Why it was lost (S-13); it must be there.
         */
        OpportunityLoss: {
            /**
             * Loss Reason Id
             * @default null
             */
            loss_reason_id?: string | null;
        };
        OpportunityPage: {
            items: components["schemas"]["Opportunity"][];
            next_cursor: string | null;
        };
        /**
         * OpportunityReopen
         * @description Why a closed one is open again (O-37), and at which stage if not at its last one.
         */
        OpportunityReopen: {
            /** Reason */
            reason: string;
            /**
             * Stage Id
             * @default null
             */
            stage_id?: string | null;
        };
        /**
         * OpportunityWin
         * @description Why they bought (S-12); it must be there.
         */
        OpportunityWin: {
            /**
             * Purchase Motive Id
             * @default null
             */
            purchase_motive_id?: string | null;
        };
        /**
         * OptionBody
         * @description An entry of a list. Without a key it is new, or the one that has this label.
         */
        OptionBody: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Key
             * @default null
             */
            key?: string | null;
            /** Label */
            label: string;
        };
        /**
         * OrganizationCreate
         * @description A new organization; who makes it becomes its first administrator.
         */
        OrganizationCreate: {
            /** Name */
            name: string;
            /**
             * Time Zone
             * @default null
             */
            time_zone?: string | null;
            /**
             * Currency
             * @default null
             */
            currency?: string | null;
            /**
             * Default Region
             * @default null
             */
            default_region?: string | null;
            /**
             * Locale
             * @default es
             * @enum {string}
             */
            locale?: "es" | "en";
        };
        /**
         * OrganizationList
         * @description The organizations of the person who asks, the oldest membership first.
         */
        OrganizationList: {
            /** Items */
            items: components["schemas"]["OrganizationSeat"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor?: null;
        };
        /**
         * OrganizationSeat
         * @description An organization in which one has a place.
         */
        OrganizationSeat: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
        };
        /**
         * OrganizationSettings
         * @description What is the same for everybody in the organization.
         */
        OrganizationSettings: {
            /**
             * Organization Id
             * Format: uuid
             */
            organization_id: string;
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
            /** Currency */
            currency: string;
            /** Default Region */
            default_region: string;
            /**
             * Locale
             * @enum {string}
             */
            locale: "es" | "en";
            /** Version */
            version: number;
        };
        /**
         * OwnerFigures
         * @description The figures of one person; without id, of what is nobody's.
         */
        OwnerFigures: {
            /**
             * Cases Opened
             * @default 0
             */
            cases_opened?: number;
            /**
             * Cases Solved
             * @default 0
             */
            cases_solved?: number;
            /**
             * Invoiced
             * @default 0
             */
            invoiced?: number;
            /**
             * Lost
             * @default 0
             */
            lost?: number;
            /** Name */
            name: string;
            /** Owner Id */
            owner_id: string | null;
            /**
             * Paid
             * @default 0
             */
            paid?: number;
            /**
             * Won
             * @default 0
             */
            won?: number;
        };
        /**
         * ParkedEvent
         * @description A fact that waits in this service's inbox, or was dropped from it.
         */
        ParkedEvent: {
            /** Attempts */
            attempts: number;
            /** Deaths */
            deaths: number;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Decided By Name */
            decided_by_name: string | null;
            /** Error */
            error: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Next Attempt At */
            next_attempt_at: string | null;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Reason */
            reason: string | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Source */
            source: string;
            /**
             * State
             * @enum {string}
             */
            state: "parked" | "retry" | "unsupported" | "dropped";
            /** Subject */
            subject: string;
            /** Type */
            type: string;
        };
        /**
         * ParkedEventCount
         * @description How many facts of one type are in one state.
         */
        ParkedEventCount: {
            /** Count */
            count: number;
            /**
             * Oldest At
             * Format: date-time
             */
            oldest_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "parked" | "retry" | "unsupported" | "dropped";
            /** Type */
            type: string;
        };
        /**
         * ParkedEventCounts
         * @description What waits in this service.
         */
        ParkedEventCounts: {
            /** Items */
            items: components["schemas"]["ParkedEventCount"][];
        };
        /**
         * ParkedEventDetail
         * @description The same with its envelope, whose personal values are hidden while `masked`.
         */
        ParkedEventDetail: {
            /** Attempts */
            attempts: number;
            /** Deaths */
            deaths: number;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Decided By Name */
            decided_by_name: string | null;
            /** Envelope */
            envelope: {
                [key: string]: unknown;
            } | null;
            /** Error */
            error: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Masked */
            masked: boolean;
            /** Next Attempt At */
            next_attempt_at: string | null;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Reason */
            reason: string | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Source */
            source: string;
            /**
             * State
             * @enum {string}
             */
            state: "parked" | "retry" | "unsupported" | "dropped";
            /** Subject */
            subject: string;
            /** Type */
            type: string;
        };
        /**
         * ParkedEventPage
         * @description A page, oldest first.
         */
        ParkedEventPage: {
            /** Items */
            items: components["schemas"]["ParkedEvent"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ParkedEventsBulk
         * @description A command on all parked facts of one type.
         */
        ParkedEventsBulk: {
            /**
             * Action
             * @constant
             */
            action: "retry";
            filter: components["schemas"]["BulkFilter"];
        };
        /**
         * PartView
         * @description One part: what its service answered, or why there is nothing.
         */
        PartView: {
            /**
             * State
             * @enum {string}
             */
            state: "ok" | "forbidden" | "unavailable";
            /**
             * Data
             * @description The service's own answer; null unless state is ok.
             */
            data: unknown;
        };
        /**
         * PasswordChange
         * @description The present password and the one to have.
         */
        PasswordChange: {
            /** Current Password */
            current_password: string;
            /** New Password */
            new_password: string;
        };
        /**
         * PermissionTable
         * @description Every module with the actions that a profile may allow in it.
         */
        PermissionTable: {
            /** Modules */
            modules: string[];
            /** Actions */
            actions: string[];
            /** Scopes */
            scopes: string[];
        };
        /**
         * PhoneBody
         * @description A phone in any written form; stored and returned as E.164.
         */
        PhoneBody: {
            /**
             * Label
             * @default mobile
             * @enum {string}
             */
            label?: "mobile" | "work" | "home" | "other";
            /** Number */
            number: string;
            /**
             * Primary
             * @default null
             */
            primary?: boolean | null;
        };
        PhoneNumber: {
            account_sid: string;
            active: boolean;
            alias: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            number: string;
            operator_ids: string[];
            operators: {
                outgoing_enabled: boolean | null;
                recording_enabled: boolean | null;
                /** Format: uuid */
                user_id: string;
            }[];
            outgoing_enabled: boolean;
            provider: string;
            recording_enabled: boolean;
            version: number;
        };
        PhoneNumberPage: {
            items: components["schemas"]["PhoneNumber"][];
            next_cursor: string | null;
        };
        /**
         * PostalAddress
         * @description A postal address; every part is free text, since Latin America has no single form.
         */
        PostalAddress: {
            /**
             * City
             * @default null
             */
            city?: string | null;
            /**
             * Country
             * @default null
             */
            country?: string | null;
            /**
             * Label
             * @default work
             * @enum {string}
             */
            label?: "work" | "home" | "billing" | "shipping" | "other";
            /**
             * Postal Code
             * @default null
             */
            postal_code?: string | null;
            /**
             * Primary
             * @default false
             */
            primary?: boolean;
            /**
             * Region
             * @default null
             */
            region?: string | null;
            /**
             * Street
             * @default null
             */
            street?: string | null;
        };
        /**
         * Preview
         * @description A template with example values, and what it costs as SMS.
         */
        Preview: {
            /** Body */
            body: string;
            /**
             * Encoding
             * @enum {string}
             */
            encoding: "gsm7" | "ucs2";
            /** Names */
            names: {
                [key: string]: string[];
            };
            /** Segments */
            segments: number;
            /** Subject */
            subject: string;
        };
        /** @description A refusal (RFC 9457). `code` is stable; the texts follow Accept-Language. */
        Problem: {
            code: string;
            detail: string;
            errors?: {
                code: string;
                field: string;
                message: string;
            }[];
            params?: {
                [key: string]: string;
            };
            status: number;
            title: string;
            trace_id?: string;
            type: string;
        };
        Product: {
            active: boolean;
            category: string | null;
            /** Format: uuid */
            category_id: string | null;
            code: string;
            commission_percent: string | null;
            /** Format: date-time */
            created_at: string;
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            payment_kind: "monthly" | "on_demand" | "one_time";
            stock: string | null;
            /** Format: uuid */
            tax_id: string | null;
            unit_price: {
                amount: string;
                currency: string;
            } | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        ProductCategory: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            products: number | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        ProductCategoryPage: {
            items: components["schemas"]["ProductCategory"][];
            next_cursor: string | null;
        };
        /**
         * ProductChange
         * @description What may change of a product; lines of invoices keep what they were written with.
         */
        ProductChange: {
            /**
             * Active
             * @default null
             */
            active?: boolean | null;
            /**
             * Category Id
             * @default null
             */
            category_id?: string | null;
            /**
             * Code
             * @default null
             */
            code?: string | null;
            /**
             * Commission Percent
             * @default null
             */
            commission_percent?: number | string | null;
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Payment Kind
             * @default null
             */
            payment_kind?: ("monthly" | "on_demand" | "one_time") | null;
            /**
             * Stock
             * @default null
             */
            stock?: number | string | null;
            /**
             * Tax Id
             * @default null
             */
            tax_id?: string | null;
            /** @default null */
            unit_price?: components["schemas"]["Amount"] | null;
        };
        /**
         * ProductCreate
         * @description A new product. A price without a currency is in the organization's.
         */
        ProductCreate: {
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Category Id
             * @default null
             */
            category_id?: string | null;
            /** Code */
            code: string;
            /**
             * Commission Percent
             * @default null
             */
            commission_percent?: number | string | null;
            /**
             * Description
             * @default
             */
            description?: string;
            /** Name */
            name: string;
            /**
             * Payment Kind
             * @default one_time
             * @enum {string}
             */
            payment_kind?: "monthly" | "on_demand" | "one_time";
            /**
             * Stock
             * @default null
             */
            stock?: number | string | null;
            /**
             * Tax Id
             * @default null
             */
            tax_id?: string | null;
            unit_price: components["schemas"]["Amount"];
        };
        ProductPage: {
            items: components["schemas"]["Product"][];
            next_cursor: string | null;
        };
        Profile: {
            /** Format: uuid */
            id: string;
            key: string | null;
            name: string;
            name_en: string;
            permissions: string[];
            /** @enum {string} */
            scope: "own" | "team" | "all";
            is_administrator: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * ProfileChange
         * @description What to change of a profile; `permissions` replaces the whole set.
         */
        ProfileChange: {
            /** Name */
            name?: string;
            /** Name En */
            name_en?: string;
            /** Permissions */
            permissions?: string[];
            /**
             * Scope
             * @enum {string}
             */
            scope?: "own" | "team" | "all";
        };
        /**
         * ProfileCreate
         * @description A new profile: `permissions` are `<module>.<action>`.
         */
        ProfileCreate: {
            /** Name */
            name: string;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /** Permissions */
            permissions: string[];
            /**
             * Scope
             * @enum {string}
             */
            scope: "own" | "team" | "all";
        };
        ProfilePage: {
            items: components["schemas"]["Profile"][];
            next_cursor: string | null;
        };
        PurchaseMotive: {
            active: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            position: number;
            version: number;
        };
        PurchaseMotivePage: {
            items: components["schemas"]["PurchaseMotive"][];
            next_cursor: string | null;
        };
        /**
         * RateChange
         * @description A rate that was typed wrong; what was issued with it keeps it.
         */
        RateChange: {
            /** Rate */
            rate: number | string;
        };
        /**
         * RateCreate
         * @description From `valid_on` on, one unit of `currency` is `rate` units of the organization's.
         */
        RateCreate: {
            /** Currency */
            currency: string;
            /** Rate */
            rate: number | string;
            /**
             * Valid On
             * Format: date
             */
            valid_on: string;
        };
        /**
         * ReasonChange
         * @description Members that may change.
         */
        ReasonChange: {
            /**
             * Active
             * @default null
             */
            active?: boolean | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
        };
        /**
         * ReasonCreate
         * @description A new reason, the last one; without an English name the Spanish one serves both.
         */
        ReasonCreate: {
            /** Name */
            name: string;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
        };
        /**
         * RecordBehind
         * @description One record that a figure counts.
         */
        RecordBehind: {
            amount: components["schemas"]["SumAmount"] | null;
            /** At */
            at: string;
            /** Owner */
            owner: string;
            /** Owner Id */
            owner_id: string | null;
            record: components["schemas"]["RecordLink"];
            /** Title */
            title: string;
        };
        /**
         * RecordLink
         * @description Where a record is.
         */
        RecordLink: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Type */
            type: string;
        };
        /**
         * RecordsBehind
         * @description A page of the records behind a figure; `total` is the figure.
         */
        RecordsBehind: {
            /** Items */
            items: components["schemas"]["RecordBehind"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Total */
            total: number;
        };
        /**
         * Refresh
         * @description A mobile client's refresh token; a browser sends none, its cookie carries it.
         */
        Refresh: {
            /**
             * Refresh Token
             * @default null
             */
            refresh_token?: string | null;
        };
        Reminder: {
            channels: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            due_at: string;
            email_state: string | null;
            /** Format: date-time */
            fired_at: string | null;
            /** Format: date-time */
            fires_at: string;
            /** Format: uuid */
            id: string;
            late: boolean | null;
            late_seconds: number | null;
            minutes_before: number;
            record: {
                /** Format: uuid */
                id: string | null;
                type: string | null;
            };
            /** @enum {string} */
            state: "waiting" | "fired" | "dismissed";
            title: string;
            version: number;
        };
        /**
         * ReminderChange
         * @description Members of a reminder that may change; one that has fired waits again for a later time.
         */
        ReminderChange: {
            /**
             * Channels
             * @default null
             */
            channels?: ("in_app" | "email")[] | null;
            /**
             * Due At
             * @default null
             */
            due_at?: string | null;
            /**
             * Minutes Before
             * @default null
             */
            minutes_before?: (0 | 5 | 15 | 30 | 60 | 120 | 1440) | null;
            /**
             * Title
             * @default null
             */
            title?: string | null;
        };
        /**
         * ReminderCreate
         * @description A reminder for oneself, `minutes_before` what is due (N-03, N-33).
         */
        ReminderCreate: {
            /**
             * Channels
             * @default [
             *       "in_app"
             *     ]
             */
            channels?: ("in_app" | "email")[];
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /**
             * Minutes Before
             * @default 0
             * @enum {integer}
             */
            minutes_before?: 0 | 5 | 15 | 30 | 60 | 120 | 1440;
            /** @default null */
            record?: components["schemas"]["TargetBody"] | null;
            /** Title */
            title: string;
        };
        ReminderPage: {
            items: components["schemas"]["Reminder"][];
            next_cursor: string | null;
        };
        /**
         * Retried
         * @description How many facts were given back.
         */
        Retried: {
            /** Retried */
            retried: number;
        };
        Role: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            parent_id: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * RoleChange
         * @description What to change of a role; `parent_id: null` moves it to the top.
         */
        RoleChange: {
            /** Name */
            name?: string;
            /** Parent Id */
            parent_id?: string | null;
        };
        /**
         * RoleCreate
         * @description A new role, at the top when it names no parent.
         */
        RoleCreate: {
            /** Name */
            name: string;
            /**
             * Parent Id
             * @default null
             */
            parent_id?: string | null;
        };
        RolePage: {
            items: components["schemas"]["Role"][];
            next_cursor: string | null;
        };
        /**
         * SalesFigures
         * @description Opportunities that were closed in the range, and the open ones by stage, as of now.
         */
        SalesFigures: {
            /** By Motive */
            by_motive: components["schemas"]["NamedSum"][];
            /** By Reason */
            by_reason: components["schemas"]["NamedSum"][];
            lost: components["schemas"]["FigureSum"];
            /** Pipeline */
            pipeline: components["schemas"]["StageSum"][];
            won: components["schemas"]["FigureSum"];
        };
        /**
         * SessionList
         * @description One's own open sessions.
         */
        SessionList: {
            /** Items */
            items: components["schemas"]["SessionShown"][];
            /**
             * Next Cursor
             * @default null
             */
            next_cursor?: null;
        };
        /**
         * SessionShown
         * @description One open session of the person who asks.
         */
        SessionShown: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Client
             * @enum {string}
             */
            client: "browser" | "mobile";
            /** User Agent */
            user_agent: string;
            /** Address */
            address: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Last Used At
             * Format: date-time
             */
            last_used_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Current */
            current: boolean;
        };
        /**
         * SettingsChange
         * @description What to change of the settings.
         */
        SettingsChange: {
            /** Name */
            name?: string;
            /** Time Zone */
            time_zone?: string;
            /** Currency */
            currency?: string;
            /** Default Region */
            default_region?: string;
            /**
             * Locale
             * @enum {string}
             */
            locale?: "es" | "en";
        };
        /**
         * ShareBody
         * @description Who else may see the contact, and edit it unless `level` is read.
         *
         *     The whole list replaces the one before; empty lists end all sharing.
         */
        ShareBody: {
            /** Group Ids */
            group_ids?: string[];
            /**
             * Level
             * @default write
             * @enum {string}
             */
            level?: "read" | "write";
            /** User Ids */
            user_ids?: string[];
        };
        /**
         * ShiftBody
         * @description From a wall-clock time to another; one that is not later means the next day's.
         */
        ShiftBody: {
            /** From */
            from: string;
            /** To */
            to: string;
        };
        /**
         * Snooze
         * @description Until when to be left alone: in so many minutes, or at a time.
         */
        Snooze: {
            /**
             * Minutes
             * @default null
             */
            minutes?: number | null;
            /**
             * Until
             * @default null
             */
            until?: string | null;
        };
        Stage: {
            active: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            position: number;
            probability: number;
            version: number;
        };
        /**
         * StageChange
         * @description Members that may change. The order is a question of all: `POST /stages/order`.
         */
        StageChange: {
            /**
             * Active
             * @default null
             */
            active?: boolean | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /**
             * Probability
             * @default null
             */
            probability?: number | null;
        };
        /**
         * StageCreate
         * @description A new stage, the last one; without an English name the Spanish one serves both.
         */
        StageCreate: {
            /** Name */
            name: string;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /** Probability */
            probability: number;
        };
        /**
         * StageMove
         * @description To which stage.
         */
        StageMove: {
            /**
             * Stage Id
             * Format: uuid
             */
            stage_id: string;
        };
        StagePage: {
            items: components["schemas"]["Stage"][];
            next_cursor: string | null;
        };
        /**
         * StageSum
         * @description The open opportunities of one stage, as of now.
         */
        StageSum: {
            amount: components["schemas"]["SumAmount"];
            /** Count */
            count: number;
            /** @description Amount times probability (S-04). */
            expected: components["schemas"]["SumAmount"];
            /** Name */
            name: string;
            /**
             * Stage Id
             * Format: uuid
             */
            stage_id: string;
            /**
             * Without Rate
             * @description What no rate is known for: not in `amount`, each currency apart.
             */
            without_rate: components["schemas"]["SumAmount"][];
        };
        /**
         * StateChoice
         * @description What the agent wants to be; a pause may say why.
         */
        StateChoice: {
            /**
             * Reason
             * @default
             */
            reason?: string;
            /**
             * State
             * @enum {string}
             */
            state: "available" | "paused" | "offline";
        };
        /**
         * SumAmount
         * @description Money.
         */
        SumAmount: {
            /** Amount */
            amount: string;
            /** Currency */
            currency: string;
        };
        /**
         * Switch
         * @description The organization to go on in.
         */
        Switch: {
            /**
             * Organization Id
             * Format: uuid
             */
            organization_id: string;
        };
        /**
         * TargetBody
         * @description The record that a reminder leads to.
         */
        TargetBody: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Type
             * @enum {string}
             */
            type: "contact" | "opportunity" | "case" | "invoice" | "call" | "activity";
        };
        Tax: {
            /** Format: date-time */
            created_at: string;
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            rate_percent: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * TaxChange
         * @description What may change of a tax; drafts take the new rate when their lines are saved again.
         */
        TaxChange: {
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Rate Percent
             * @default null
             */
            rate_percent?: number | string | null;
        };
        /**
         * TaxCreate
         * @description A new tax: IVA, 19.
         */
        TaxCreate: {
            /**
             * Description
             * @default
             */
            description?: string;
            /** Name */
            name: string;
            /** Rate Percent */
            rate_percent: number | string;
        };
        TaxPage: {
            items: components["schemas"]["Tax"][];
            next_cursor: string | null;
        };
        /**
         * TaxShown
         * @description One row of the table of taxes.
         */
        TaxShown: {
            amount: components["schemas"]["MoneyShown"];
            base: components["schemas"]["MoneyShown"];
            /** Name */
            name: string;
            /** Rate Percent */
            rate_percent: string;
            /**
             * Tax Id
             * Format: uuid
             */
            tax_id: string;
        };
        /**
         * SettingsChange
         * @description The organization's telephony settings.
         */
        TelephonySettingsChange: {
            twilio: components["schemas"]["TwilioAccount"];
        };
        Template: {
            body: string;
            /** @enum {string} */
            channel: "sms" | "email";
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            is_active: boolean;
            locale: string;
            name: string;
            subject: string;
            trigger: string | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * TemplateCreate
         * @description A new template. An e-mail needs a subject, an SMS has none.
         */
        TemplateCreate: {
            /** Body */
            body: string;
            /**
             * Channel
             * @enum {string}
             */
            channel: "sms" | "email";
            /**
             * Is Active
             * @default true
             */
            is_active?: boolean;
            /**
             * Locale
             * @default es
             * @enum {string}
             */
            locale?: "es" | "en";
            /** Name */
            name: string;
            /**
             * Subject
             * @default
             */
            subject?: string;
            /**
             * Trigger
             * @default null
             */
            trigger?: ("call_completed" | "call_missed") | null;
        };
        TemplatePage: {
            items: components["schemas"]["Template"][];
            next_cursor: string | null;
        };
        /**
         * TemplatePatch
         * @description What may change of a template; its channel may not.
         */
        TemplatePatch: {
            /**
             * Body
             * @default null
             */
            body?: string | null;
            /**
             * Is Active
             * @default null
             */
            is_active?: boolean | null;
            /**
             * Locale
             * @default null
             */
            locale?: ("es" | "en") | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Subject
             * @default null
             */
            subject?: string | null;
            /**
             * Trigger
             * @default null
             */
            trigger?: ("call_completed" | "call_missed") | null;
        };
        TimelineEntry: {
            actor: string | null;
            /** Format: uuid */
            actor_id: string | null;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            kind: string;
            params: unknown;
            record: {
                /** Format: uuid */
                id: string;
                type: string;
            };
            title: string;
        };
        TimelineEntryPage: {
            items: components["schemas"]["TimelineEntry"][];
            next_cursor: string | null;
        };
        Total: {
            total: number;
            total_is_estimate: boolean;
        };
        /**
         * TotalAmount
         * @description An amount in one currency.
         */
        TotalAmount: {
            /** Amount */
            amount: string;
            /** Currency */
            currency: string;
        };
        /**
         * TotalOfCurrency
         * @description The invoices of one currency.
         */
        TotalOfCurrency: {
            /** Currency */
            currency: string;
            /** Invoices */
            invoices: number;
            total: components["schemas"]["MoneyShown"];
        };
        /**
         * TotalsView
         * @description Sums of a list in the organization's currency (S-37).
         *
         *     `count` counts all; what `unconverted` names is in none of the sums.
         */
        TotalsView: {
            amount: components["schemas"]["TotalAmount"];
            /** Count */
            count: number;
            expected_amount: components["schemas"]["TotalAmount"];
            /** Rates */
            rates: components["schemas"]["UsedRate"][];
            /** Unconverted */
            unconverted: components["schemas"]["UnconvertedSum"][];
        };
        /**
         * TwilioAccount
         * @description A Twilio account (T-01). Secrets can be written, never read.
         */
        TwilioAccount: {
            /** Account Sid */
            account_sid: string;
            /**
             * Active
             * @default true
             */
            active?: boolean;
            /**
             * Api Key Secret
             * @default null
             */
            api_key_secret?: string | null;
            /**
             * Api Key Sid
             * @default null
             */
            api_key_sid?: string | null;
            /**
             * Application Sid
             * @default null
             */
            application_sid?: string | null;
            /**
             * Auth Token
             * @default null
             */
            auth_token?: string | null;
            /**
             * Secondary Token
             * @default null
             */
            secondary_token?: string | null;
        };
        /**
         * UnconvertedSum
         * @description What no rate is known for: its own count and sums.
         */
        UnconvertedSum: {
            /** Amount */
            amount: string;
            /** Count */
            count: number;
            /** Currency */
            currency: string;
            /** Expected Amount */
            expected_amount: string;
        };
        /**
         * Unread
         * @description How many notices wait.
         */
        Unread: {
            /** Unread */
            unread: number;
        };
        /**
         * UsedRate
         * @description A rate that was used.
         */
        UsedRate: {
            /** Currency */
            currency: string;
            /** Rate */
            rate: string;
            /**
             * Valid On
             * Format: date
             */
            valid_on: string;
        };
        User: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            /** Format: uuid */
            role_id: string;
            /** Format: uuid */
            profile_id: string;
            is_administrator: boolean | null;
            group_ids: string[];
            active: boolean;
            locale: string;
            time_zone: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * UserChange
         * @description What to change of a user; `active: false` deactivates, `true` lets in again.
         */
        UserChange: {
            /** Email */
            email?: string;
            /** Name */
            name?: string;
            /** Password */
            password?: string;
            /**
             * Role Id
             * Format: uuid
             */
            role_id?: string;
            /**
             * Profile Id
             * Format: uuid
             */
            profile_id?: string;
            /** Group Ids */
            group_ids?: string[];
            /** Active */
            active?: boolean;
            /**
             * Locale
             * @enum {string}
             */
            locale?: "es" | "en";
            /** Time Zone */
            time_zone?: string | null;
        };
        /**
         * UserCreate
         * @description A new user. The password is used only when the address has no account yet.
         */
        UserCreate: {
            /** Email */
            email: string;
            /** Name */
            name: string;
            /** Password */
            password: string;
            /**
             * Role Id
             * Format: uuid
             */
            role_id: string;
            /**
             * Profile Id
             * Format: uuid
             */
            profile_id: string;
            /**
             * Group Ids
             * @default []
             */
            group_ids?: string[];
            /**
             * Locale
             * @default es
             * @enum {string}
             */
            locale?: "es" | "en";
            /**
             * Time Zone
             * @default null
             */
            time_zone?: string | null;
        };
        UserPage: {
            items: components["schemas"]["User"][];
            next_cursor: string | null;
        };
        /**
         * WeeklyHours
         * @description The shifts of each weekday; a day that is left out has none.
         */
        WeeklyHours: {
            /** Friday */
            friday?: components["schemas"]["ShiftBody"][];
            /** Monday */
            monday?: components["schemas"]["ShiftBody"][];
            /** Saturday */
            saturday?: components["schemas"]["ShiftBody"][];
            /** Sunday */
            sunday?: components["schemas"]["ShiftBody"][];
            /** Thursday */
            thursday?: components["schemas"]["ShiftBody"][];
            /** Tuesday */
            tuesday?: components["schemas"]["ShiftBody"][];
            /** Wednesday */
            wednesday?: components["schemas"]["ShiftBody"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    telephony_agents_list_agents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    telephony_agents_my_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    telephony_agents_set_my_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StateChoice"];
            };
        };
        responses: {
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    gateway_audit_list_audit: {
        parameters: {
            query?: {
                actor_id?: string | null;
                record_type?: string | null;
                record_id?: string | null;
                action?: string | null;
                refused?: boolean | null;
                limit?: number;
                service?: string | null;
                from?: string | null;
                to?: string | null;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_sessions_log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_sessions_log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_sessions_renew: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_sessions_switch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Switch"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_show_board: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardView"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_business_calendars_list_calendars: {
        parameters: {
            query?: {
                is_default?: boolean;
                "is_default.ne"?: boolean;
                "is_default.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessCalendarPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_business_calendars_add_calendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessCalendar"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_business_calendars_read_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                calendar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessCalendar"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_business_calendars_delete_calendar: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                calendar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_business_calendars_change_calendar: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                calendar_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessCalendar"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_calls_list_calls: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                direction?: "inbound" | "outbound";
                "direction.ne"?: "inbound" | "outbound";
                /** @description Any of these. */
                "direction.in"?: ("inbound" | "outbound")[];
                "direction.is_null"?: boolean;
                status?: "queued" | "ringing" | "in_progress" | "completed" | "missed" | "busy" | "failed" | "no_answer" | "canceled";
                "status.ne"?: "queued" | "ringing" | "in_progress" | "completed" | "missed" | "busy" | "failed" | "no_answer" | "canceled";
                /** @description Any of these. */
                "status.in"?: ("queued" | "ringing" | "in_progress" | "completed" | "missed" | "busy" | "failed" | "no_answer" | "canceled")[];
                "status.is_null"?: boolean;
                from?: string;
                "from.ne"?: string;
                /** @description Any of these. */
                "from.in"?: string[];
                "from.contains"?: string;
                "from.not_contains"?: string;
                "from.starts_with"?: string;
                "from.is_null"?: boolean;
                to?: string;
                "to.ne"?: string;
                /** @description Any of these. */
                "to.in"?: string[];
                "to.contains"?: string;
                "to.not_contains"?: string;
                "to.starts_with"?: string;
                "to.is_null"?: boolean;
                party?: string;
                "party.ne"?: string;
                /** @description Any of these. */
                "party.in"?: string[];
                "party.contains"?: string;
                "party.not_contains"?: string;
                "party.starts_with"?: string;
                "party.is_null"?: boolean;
                number_id?: string;
                "number_id.ne"?: string;
                /** @description Any of these. */
                "number_id.in"?: string[];
                "number_id.is_null"?: boolean;
                contact_id?: string;
                "contact_id.ne"?: string;
                /** @description Any of these. */
                "contact_id.in"?: string[];
                "contact_id.is_null"?: boolean;
                agent_id?: string;
                "agent_id.ne"?: string;
                /** @description Any of these. */
                "agent_id.in"?: string[];
                "agent_id.is_null"?: boolean;
                started_at?: string;
                "started_at.ne"?: string;
                "started_at.lt"?: string;
                "started_at.lte"?: string;
                "started_at.gt"?: string;
                "started_at.gte"?: string;
                /** @description Any of these. */
                "started_at.in"?: string[];
                "started_at.is_null"?: boolean;
                duration_seconds?: number;
                "duration_seconds.ne"?: number;
                "duration_seconds.lt"?: number;
                "duration_seconds.lte"?: number;
                "duration_seconds.gt"?: number;
                "duration_seconds.gte"?: number;
                /** @description Any of these. */
                "duration_seconds.in"?: number[];
                "duration_seconds.is_null"?: boolean;
                disposition_id?: string;
                "disposition_id.ne"?: string;
                /** @description Any of these. */
                "disposition_id.in"?: string[];
                "disposition_id.is_null"?: boolean;
                provider_call_id?: string;
                "provider_call_id.ne"?: string;
                /** @description Any of these. */
                "provider_call_id.in"?: string[];
                "provider_call_id.contains"?: string;
                "provider_call_id.not_contains"?: string;
                "provider_call_id.starts_with"?: string;
                "provider_call_id.is_null"?: boolean;
                price?: string;
                "price.ne"?: string;
                "price.lt"?: string;
                "price.lte"?: string;
                "price.gt"?: string;
                "price.gte"?: string;
                /** @description Any of these. */
                "price.in"?: string[];
                "price.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "-started_at" | "started_at";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_calls_current_calls: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    telephony_calls_read_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_calls_answer_call: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_calls_classify_call: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Classification"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_calls_hang_up_call: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_calls_reject_call: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_list_priorities: {
        parameters: {
            query?: {
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "position" | "-position";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePriorityPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_add_priority: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CasePriorityCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePriority"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_read_priority: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_priority_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePriority"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_change_priority: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                case_priority_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CasePriorityChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePriority"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_list_states: {
        parameters: {
            query?: {
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                state_class?: "new" | "in_progress" | "solved" | "closed";
                "state_class.ne"?: "new" | "in_progress" | "solved" | "closed";
                /** @description Any of these. */
                "state_class.in"?: ("new" | "in_progress" | "solved" | "closed")[];
                "state_class.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "position" | "-position";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseStatePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_add_state: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseStateCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseState"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_read_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_state_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseState"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_change_state: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                case_state_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseStateChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseState"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_list_types: {
        parameters: {
            query?: {
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "position" | "-position";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseTypePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_add_type: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseTypeCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseType"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_read_type: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_type_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseType"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_case_catalogs_change_type: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                case_type_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseTypeChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseType"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_index: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                type_id?: string;
                "type_id.ne"?: string;
                /** @description Any of these. */
                "type_id.in"?: string[];
                "type_id.is_null"?: boolean;
                number?: string;
                "number.ne"?: string;
                /** @description Any of these. */
                "number.in"?: string[];
                "number.contains"?: string;
                "number.not_contains"?: string;
                "number.starts_with"?: string;
                "number.is_null"?: boolean;
                title?: string;
                "title.ne"?: string;
                /** @description Any of these. */
                "title.in"?: string[];
                "title.contains"?: string;
                "title.not_contains"?: string;
                "title.starts_with"?: string;
                "title.is_null"?: boolean;
                contact_id?: string;
                "contact_id.ne"?: string;
                /** @description Any of these. */
                "contact_id.in"?: string[];
                "contact_id.is_null"?: boolean;
                company_id?: string;
                "company_id.ne"?: string;
                /** @description Any of these. */
                "company_id.in"?: string[];
                "company_id.is_null"?: boolean;
                participant_ids?: string;
                "participant_ids.ne"?: string;
                /** @description Any of these. */
                "participant_ids.in"?: string[];
                "participant_ids.is_null"?: boolean;
                call_id?: string;
                "call_id.ne"?: string;
                /** @description Any of these. */
                "call_id.in"?: string[];
                "call_id.is_null"?: boolean;
                depends_on_id?: string;
                "depends_on_id.ne"?: string;
                /** @description Any of these. */
                "depends_on_id.in"?: string[];
                "depends_on_id.is_null"?: boolean;
                priority_id?: string;
                "priority_id.ne"?: string;
                /** @description Any of these. */
                "priority_id.in"?: string[];
                "priority_id.is_null"?: boolean;
                state_id?: string;
                "state_id.ne"?: string;
                /** @description Any of these. */
                "state_id.in"?: string[];
                "state_id.is_null"?: boolean;
                state_class?: "new" | "in_progress" | "solved" | "closed";
                "state_class.ne"?: "new" | "in_progress" | "solved" | "closed";
                /** @description Any of these. */
                "state_class.in"?: ("new" | "in_progress" | "solved" | "closed")[];
                "state_class.is_null"?: boolean;
                assignee_id?: string;
                "assignee_id.ne"?: string;
                /** @description Any of these. */
                "assignee_id.in"?: string[];
                "assignee_id.is_null"?: boolean;
                owner_id?: string;
                "owner_id.ne"?: string;
                /** @description Any of these. */
                "owner_id.in"?: string[];
                "owner_id.is_null"?: boolean;
                visibility?: "private" | "read" | "write";
                "visibility.ne"?: "private" | "read" | "write";
                /** @description Any of these. */
                "visibility.in"?: ("private" | "read" | "write")[];
                "visibility.is_null"?: boolean;
                overdue?: boolean;
                "overdue.ne"?: boolean;
                "overdue.is_null"?: boolean;
                due_at?: string;
                "due_at.ne"?: string;
                "due_at.lt"?: string;
                "due_at.lte"?: string;
                "due_at.gt"?: string;
                "due_at.gte"?: string;
                /** @description Any of these. */
                "due_at.in"?: string[];
                "due_at.is_null"?: boolean;
                opened_at?: string;
                "opened_at.ne"?: string;
                "opened_at.lt"?: string;
                "opened_at.lte"?: string;
                "opened_at.gt"?: string;
                "opened_at.gte"?: string;
                /** @description Any of these. */
                "opened_at.in"?: string[];
                "opened_at.is_null"?: boolean;
                solved_at?: string;
                "solved_at.ne"?: string;
                "solved_at.lt"?: string;
                "solved_at.lte"?: string;
                "solved_at.gt"?: string;
                "solved_at.gte"?: string;
                /** @description Any of these. */
                "solved_at.in"?: string[];
                "solved_at.is_null"?: boolean;
                updated_at?: string;
                "updated_at.ne"?: string;
                "updated_at.lt"?: string;
                "updated_at.lte"?: string;
                "updated_at.gt"?: string;
                "updated_at.gte"?: string;
                /** @description Any of these. */
                "updated_at.in"?: string[];
                "updated_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "opened_at" | "-opened_at" | "updated_at" | "-updated_at" | "due_at" | "-due_at";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_discard: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_edit: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_history: {
        parameters: {
            query?: {
                case_id?: string;
                "case_id.ne"?: string;
                /** @description Any of these. */
                "case_id.in"?: string[];
                "case_id.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "at" | "-at";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseEventPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_add_participant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseParticipant"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_remove_participant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
            };
            path: {
                case_id: string;
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_reopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseReopening"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_solve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseSolution"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_messages_read_channels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channels"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_company_read_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyProfileShown"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_company_change_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyProfileChange"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyProfileShown"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_index: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                state?: "active" | "discarded";
                "state.ne"?: "active" | "discarded";
                /** @description Any of these. */
                "state.in"?: ("active" | "discarded")[];
                "state.is_null"?: boolean;
                kind?: "person" | "company";
                "kind.ne"?: "person" | "company";
                /** @description Any of these. */
                "kind.in"?: ("person" | "company")[];
                "kind.is_null"?: boolean;
                class?: "prospect" | "interested" | "client";
                "class.ne"?: "prospect" | "interested" | "client";
                /** @description Any of these. */
                "class.in"?: ("prospect" | "interested" | "client")[];
                "class.is_null"?: boolean;
                name?: string;
                "name.ne"?: string;
                /** @description Any of these. */
                "name.in"?: string[];
                "name.contains"?: string;
                "name.not_contains"?: string;
                "name.starts_with"?: string;
                "name.is_null"?: boolean;
                origin?: string;
                "origin.ne"?: string;
                /** @description Any of these. */
                "origin.in"?: string[];
                "origin.contains"?: string;
                "origin.not_contains"?: string;
                "origin.starts_with"?: string;
                "origin.is_null"?: boolean;
                visibility?: "private" | "read" | "write";
                "visibility.ne"?: "private" | "read" | "write";
                /** @description Any of these. */
                "visibility.in"?: ("private" | "read" | "write")[];
                "visibility.is_null"?: boolean;
                company_id?: string;
                "company_id.ne"?: string;
                /** @description Any of these. */
                "company_id.in"?: string[];
                "company_id.is_null"?: boolean;
                owner_id?: string;
                "owner_id.ne"?: string;
                /** @description Any of these. */
                "owner_id.in"?: string[];
                "owner_id.is_null"?: boolean;
                manager_ids?: string;
                "manager_ids.ne"?: string;
                /** @description Any of these. */
                "manager_ids.in"?: string[];
                "manager_ids.is_null"?: boolean;
                tags?: string;
                "tags.ne"?: string;
                /** @description Any of these. */
                "tags.in"?: string[];
                "tags.is_null"?: boolean;
                tax_id?: string;
                "tax_id.ne"?: string;
                /** @description Any of these. */
                "tax_id.in"?: string[];
                "tax_id.contains"?: string;
                "tax_id.not_contains"?: string;
                "tax_id.starts_with"?: string;
                "tax_id.is_null"?: boolean;
                account_status?: "active" | "inactive" | "restricted" | "suspended";
                "account_status.ne"?: "active" | "inactive" | "restricted" | "suspended";
                /** @description Any of these. */
                "account_status.in"?: ("active" | "inactive" | "restricted" | "suspended")[];
                "account_status.is_null"?: boolean;
                phone?: string;
                "phone.ne"?: string;
                /** @description Any of these. */
                "phone.in"?: string[];
                "phone.contains"?: string;
                "phone.not_contains"?: string;
                "phone.starts_with"?: string;
                "phone.is_null"?: boolean;
                email?: string;
                "email.ne"?: string;
                /** @description Any of these. */
                "email.in"?: string[];
                "email.contains"?: string;
                "email.not_contains"?: string;
                "email.starts_with"?: string;
                "email.is_null"?: boolean;
                created_at?: string;
                "created_at.ne"?: string;
                "created_at.lt"?: string;
                "created_at.lte"?: string;
                "created_at.gt"?: string;
                "created_at.gte"?: string;
                /** @description Any of these. */
                "created_at.in"?: string[];
                "created_at.is_null"?: boolean;
                updated_at?: string;
                "updated_at.ne"?: string;
                "updated_at.lt"?: string;
                "updated_at.lte"?: string;
                "updated_at.gt"?: string;
                "updated_at.gte"?: string;
                /** @description Any of these. */
                "updated_at.in"?: string[];
                "updated_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: ("name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at") | string;
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_lookup: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                kind?: "person" | "company";
                "kind.ne"?: "person" | "company";
                /** @description Any of these. */
                "kind.in"?: ("person" | "company")[];
                "kind.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_identification_read_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentificationSettingsBody"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_identification_change_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentificationSettingsBody"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentificationSettingsBody"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_discard: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_edit: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_timeline_note: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntry"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntry"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_share: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareBody"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_timeline_history: {
        parameters: {
            query?: {
                contact_id?: string;
                "contact_id.ne"?: string;
                /** @description Any of these. */
                "contact_id.in"?: string[];
                "contact_id.is_null"?: boolean;
                kind?: string;
                "kind.ne"?: string;
                /** @description Any of these. */
                "kind.in"?: string[];
                "kind.contains"?: string;
                "kind.not_contains"?: string;
                "kind.starts_with"?: string;
                "kind.is_null"?: boolean;
                at?: string;
                "at.ne"?: string;
                "at.lt"?: string;
                "at.lte"?: string;
                "at.gt"?: string;
                "at.gte"?: string;
                /** @description Any of these. */
                "at.in"?: string[];
                "at.is_null"?: boolean;
                readers?: string;
                "readers.ne"?: string;
                /** @description Any of these. */
                "readers.in"?: string[];
                "readers.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "at" | "-at";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntryPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_custom_fields_index: {
        parameters: {
            query?: {
                entity?: string;
                "entity.ne"?: string;
                /** @description Any of these. */
                "entity.in"?: string[];
                "entity.contains"?: string;
                "entity.not_contains"?: string;
                "entity.starts_with"?: string;
                "entity.is_null"?: boolean;
                type?: "text" | "area" | "number" | "money" | "date" | "list" | "multiple_list" | "checkbox" | "heading";
                "type.ne"?: "text" | "area" | "number" | "money" | "date" | "list" | "multiple_list" | "checkbox" | "heading";
                /** @description Any of these. */
                "type.in"?: ("text" | "area" | "number" | "money" | "date" | "list" | "multiple_list" | "checkbox" | "heading")[];
                "type.is_null"?: boolean;
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "position" | "-position";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFieldPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_custom_fields_add: {
        parameters: {
            query: {
                entity: string;
            };
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFieldCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_custom_fields_read_layout: {
        parameters: {
            query: {
                entity: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layout"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_custom_fields_set_layout: {
        parameters: {
            query: {
                entity: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayoutBody"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layout"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_custom_fields_read: {
        parameters: {
            query: {
                entity: string;
            };
            header?: never;
            path: {
                custom_field_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_custom_fields_remove: {
        parameters: {
            query: {
                entity: string;
            };
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                custom_field_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_custom_fields_change: {
        parameters: {
            query: {
                entity: string;
            };
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                custom_field_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFieldChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_custom_fields_restore: {
        parameters: {
            query: {
                entity: string;
            };
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                custom_field_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_customers_read_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_business_read_business_dashboard: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessDashboard"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_kpis_read_dashboard: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_exchange_rates_list_rates: {
        parameters: {
            query?: {
                currency?: string;
                "currency.ne"?: string;
                /** @description Any of these. */
                "currency.in"?: string[];
                "currency.contains"?: string;
                "currency.not_contains"?: string;
                "currency.starts_with"?: string;
                "currency.is_null"?: boolean;
                valid_on?: string;
                "valid_on.ne"?: string;
                "valid_on.lt"?: string;
                "valid_on.lte"?: string;
                "valid_on.gt"?: string;
                "valid_on.gte"?: string;
                /** @description Any of these. */
                "valid_on.in"?: string[];
                "valid_on.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "-valid_on" | "valid_on";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeRatePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_exchange_rates_add_rate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeRate"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_exchange_rates_read_rate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeRate"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_exchange_rates_delete_rate: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                rate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_exchange_rates_change_rate: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                rate_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeRate"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_groups_list_groups: {
        parameters: {
            query?: {
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                name?: string;
                "name.ne"?: string;
                /** @description Any of these. */
                "name.in"?: string[];
                "name.contains"?: string;
                "name.not_contains"?: string;
                "name.starts_with"?: string;
                "name.is_null"?: boolean;
                member_id?: string;
                "member_id.ne"?: string;
                /** @description Any of these. */
                "member_id.in"?: string[];
                "member_id.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_groups_create_group: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_groups_read_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_groups_remove_group: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_groups_change_group: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_list_invoices: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                number?: string;
                "number.ne"?: string;
                /** @description Any of these. */
                "number.in"?: string[];
                "number.contains"?: string;
                "number.not_contains"?: string;
                "number.starts_with"?: string;
                "number.is_null"?: boolean;
                state?: "draft" | "issued" | "paid" | "rejected";
                "state.ne"?: "draft" | "issued" | "paid" | "rejected";
                /** @description Any of these. */
                "state.in"?: ("draft" | "issued" | "paid" | "rejected")[];
                "state.is_null"?: boolean;
                contact_id?: string;
                "contact_id.ne"?: string;
                /** @description Any of these. */
                "contact_id.in"?: string[];
                "contact_id.is_null"?: boolean;
                opportunity_id?: string;
                "opportunity_id.ne"?: string;
                /** @description Any of these. */
                "opportunity_id.in"?: string[];
                "opportunity_id.is_null"?: boolean;
                owner_id?: string;
                "owner_id.ne"?: string;
                /** @description Any of these. */
                "owner_id.in"?: string[];
                "owner_id.is_null"?: boolean;
                currency?: string;
                "currency.ne"?: string;
                /** @description Any of these. */
                "currency.in"?: string[];
                "currency.contains"?: string;
                "currency.not_contains"?: string;
                "currency.starts_with"?: string;
                "currency.is_null"?: boolean;
                issued_on?: string;
                "issued_on.ne"?: string;
                "issued_on.lt"?: string;
                "issued_on.lte"?: string;
                "issued_on.gt"?: string;
                "issued_on.gte"?: string;
                /** @description Any of these. */
                "issued_on.in"?: string[];
                "issued_on.is_null"?: boolean;
                due_on?: string;
                "due_on.ne"?: string;
                "due_on.lt"?: string;
                "due_on.lte"?: string;
                "due_on.gt"?: string;
                "due_on.gte"?: string;
                /** @description Any of these. */
                "due_on.in"?: string[];
                "due_on.is_null"?: boolean;
                paid_on?: string;
                "paid_on.ne"?: string;
                "paid_on.lt"?: string;
                "paid_on.lte"?: string;
                "paid_on.gt"?: string;
                "paid_on.gte"?: string;
                /** @description Any of these. */
                "paid_on.in"?: string[];
                "paid_on.is_null"?: boolean;
                listed_on?: string;
                "listed_on.ne"?: string;
                "listed_on.lt"?: string;
                "listed_on.lte"?: string;
                "listed_on.gt"?: string;
                "listed_on.gte"?: string;
                /** @description Any of these. */
                "listed_on.in"?: string[];
                "listed_on.is_null"?: boolean;
                total?: string;
                "total.ne"?: string;
                "total.lt"?: string;
                "total.lte"?: string;
                "total.gt"?: string;
                "total.gte"?: string;
                /** @description Any of these. */
                "total.in"?: string[];
                "total.is_null"?: boolean;
                created_at?: string;
                "created_at.ne"?: string;
                "created_at.lt"?: string;
                "created_at.lte"?: string;
                "created_at.gt"?: string;
                "created_at.gte"?: string;
                /** @description Any of these. */
                "created_at.in"?: string[];
                "created_at.is_null"?: boolean;
                updated_at?: string;
                "updated_at.ne"?: string;
                "updated_at.lt"?: string;
                "updated_at.lte"?: string;
                "updated_at.gt"?: string;
                "updated_at.gte"?: string;
                /** @description Any of these. */
                "updated_at.in"?: string[];
                "updated_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "listed_on" | "-listed_on";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_draft_invoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvoiceCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_preview_amounts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvoicePreview"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmountsShown"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_invoice_totals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoiceTotals"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_read_invoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_delete_draft: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_change_draft: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvoiceChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_duplicate_invoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_issue_invoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_pay_invoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["InvoicePayment"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_print_invoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    billing_invoices_reject_invoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvoiceReason"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_reopen_invoice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvoiceReason"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_kpis_read_kpis: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Kpis"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_business_read_business: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessFigures"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_drilldown_read_records: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                dimension?: string | null;
                owner_id?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                metric: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsBehind"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_loss_reasons_index: {
        parameters: {
            query?: {
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "position" | "-position";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReasonPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_loss_reasons_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReason"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_loss_reasons_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArrangementBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_loss_reasons_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                loss_reason_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReason"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_loss_reasons_change: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                loss_reason_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReason"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_me_read_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_me_change_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeChange"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_me_change_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_me_list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_me_end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_messages_list_messages: {
        parameters: {
            query?: {
                channel?: "sms" | "email";
                "channel.ne"?: "sms" | "email";
                /** @description Any of these. */
                "channel.in"?: ("sms" | "email")[];
                "channel.is_null"?: boolean;
                state?: "queued" | "sending" | "requested" | "sent" | "delivered" | "failed" | "unknown" | "canceled";
                "state.ne"?: "queued" | "sending" | "requested" | "sent" | "delivered" | "failed" | "unknown" | "canceled";
                /** @description Any of these. */
                "state.in"?: ("queued" | "sending" | "requested" | "sent" | "delivered" | "failed" | "unknown" | "canceled")[];
                "state.is_null"?: boolean;
                contact_id?: string;
                "contact_id.ne"?: string;
                /** @description Any of these. */
                "contact_id.in"?: string[];
                "contact_id.is_null"?: boolean;
                call_id?: string;
                "call_id.ne"?: string;
                /** @description Any of these. */
                "call_id.in"?: string[];
                "call_id.is_null"?: boolean;
                is_personal?: boolean;
                "is_personal.ne"?: boolean;
                "is_personal.is_null"?: boolean;
                created_at?: string;
                "created_at.ne"?: string;
                "created_at.lt"?: string;
                "created_at.lte"?: string;
                "created_at.gt"?: string;
                "created_at.gte"?: string;
                /** @description Any of these. */
                "created_at.in"?: string[];
                "created_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "created_at" | "-created_at";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_messages_read_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_messages_retry_message: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_inbox_list_notifications: {
        parameters: {
            query?: {
                kind?: string;
                "kind.ne"?: string;
                /** @description Any of these. */
                "kind.in"?: string[];
                "kind.contains"?: string;
                "kind.not_contains"?: string;
                "kind.starts_with"?: string;
                "kind.is_null"?: boolean;
                read_at?: string;
                "read_at.ne"?: string;
                "read_at.lt"?: string;
                "read_at.lte"?: string;
                "read_at.gt"?: string;
                "read_at.gte"?: string;
                /** @description Any of these. */
                "read_at.in"?: string[];
                "read_at.is_null"?: boolean;
                created_at?: string;
                "created_at.ne"?: string;
                "created_at.lt"?: string;
                "created_at.lte"?: string;
                "created_at.gt"?: string;
                "created_at.gte"?: string;
                /** @description Any of these. */
                "created_at.in"?: string[];
                "created_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "created_at" | "-created_at";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_inbox_read_all_notifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_inbox_count_unread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_inbox_read_one_notification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_index: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                state?: "open" | "won" | "lost";
                "state.ne"?: "open" | "won" | "lost";
                /** @description Any of these. */
                "state.in"?: ("open" | "won" | "lost")[];
                "state.is_null"?: boolean;
                stage_id?: string;
                "stage_id.ne"?: string;
                /** @description Any of these. */
                "stage_id.in"?: string[];
                "stage_id.is_null"?: boolean;
                title?: string;
                "title.ne"?: string;
                /** @description Any of these. */
                "title.in"?: string[];
                "title.contains"?: string;
                "title.not_contains"?: string;
                "title.starts_with"?: string;
                "title.is_null"?: boolean;
                contact_id?: string;
                "contact_id.ne"?: string;
                /** @description Any of these. */
                "contact_id.in"?: string[];
                "contact_id.is_null"?: boolean;
                contact_ids?: string;
                "contact_ids.ne"?: string;
                /** @description Any of these. */
                "contact_ids.in"?: string[];
                "contact_ids.is_null"?: boolean;
                product_id?: string;
                "product_id.ne"?: string;
                /** @description Any of these. */
                "product_id.in"?: string[];
                "product_id.is_null"?: boolean;
                owner_id?: string;
                "owner_id.ne"?: string;
                /** @description Any of these. */
                "owner_id.in"?: string[];
                "owner_id.is_null"?: boolean;
                visibility?: "private" | "read" | "write";
                "visibility.ne"?: "private" | "read" | "write";
                /** @description Any of these. */
                "visibility.in"?: ("private" | "read" | "write")[];
                "visibility.is_null"?: boolean;
                currency?: string;
                "currency.ne"?: string;
                /** @description Any of these. */
                "currency.in"?: string[];
                "currency.contains"?: string;
                "currency.not_contains"?: string;
                "currency.starts_with"?: string;
                "currency.is_null"?: boolean;
                amount?: string;
                "amount.ne"?: string;
                "amount.lt"?: string;
                "amount.lte"?: string;
                "amount.gt"?: string;
                "amount.gte"?: string;
                /** @description Any of these. */
                "amount.in"?: string[];
                "amount.is_null"?: boolean;
                expected_close_on?: string;
                "expected_close_on.ne"?: string;
                "expected_close_on.lt"?: string;
                "expected_close_on.lte"?: string;
                "expected_close_on.gt"?: string;
                "expected_close_on.gte"?: string;
                /** @description Any of these. */
                "expected_close_on.in"?: string[];
                "expected_close_on.is_null"?: boolean;
                purchase_motive_id?: string;
                "purchase_motive_id.ne"?: string;
                /** @description Any of these. */
                "purchase_motive_id.in"?: string[];
                "purchase_motive_id.is_null"?: boolean;
                loss_reason_id?: string;
                "loss_reason_id.ne"?: string;
                /** @description Any of these. */
                "loss_reason_id.in"?: string[];
                "loss_reason_id.is_null"?: boolean;
                continues_id?: string;
                "continues_id.ne"?: string;
                /** @description Any of these. */
                "continues_id.in"?: string[];
                "continues_id.is_null"?: boolean;
                created_at?: string;
                "created_at.ne"?: string;
                "created_at.lt"?: string;
                "created_at.lte"?: string;
                "created_at.gt"?: string;
                "created_at.gte"?: string;
                /** @description Any of these. */
                "created_at.in"?: string[];
                "created_at.is_null"?: boolean;
                updated_at?: string;
                "updated_at.ne"?: string;
                "updated_at.lt"?: string;
                "updated_at.lte"?: string;
                "updated_at.gt"?: string;
                "updated_at.gte"?: string;
                /** @description Any of these. */
                "updated_at.in"?: string[];
                "updated_at.is_null"?: boolean;
                moved_at?: string;
                "moved_at.ne"?: string;
                "moved_at.lt"?: string;
                "moved_at.lte"?: string;
                "moved_at.gt"?: string;
                "moved_at.gte"?: string;
                /** @description Any of these. */
                "moved_at.in"?: string[];
                "moved_at.is_null"?: boolean;
                closed_at?: string;
                "closed_at.ne"?: string;
                "closed_at.lt"?: string;
                "closed_at.lte"?: string;
                "closed_at.gt"?: string;
                "closed_at.gte"?: string;
                /** @description Any of these. */
                "closed_at.in"?: string[];
                "closed_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "title" | "-title" | "expected_close_on" | "-expected_close_on" | "amount" | "-amount" | "moved_at" | "-moved_at";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpportunityCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_sum_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotalsView"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_discard: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_edit: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpportunityChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_history: {
        parameters: {
            query?: {
                kind?: string;
                "kind.ne"?: string;
                /** @description Any of these. */
                "kind.in"?: string[];
                "kind.contains"?: string;
                "kind.not_contains"?: string;
                "kind.starts_with"?: string;
                "kind.is_null"?: boolean;
                opportunity_id?: string;
                "opportunity_id.ne"?: string;
                /** @description Any of these. */
                "opportunity_id.in"?: string[];
                "opportunity_id.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "at" | "-at";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityEventPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_lose: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpportunityLoss"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_reopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpportunityReopen"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_move: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageMove"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_win: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                opportunity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpportunityWin"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Opportunity"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_parked_events_list_events: {
        parameters: {
            query?: {
                type?: string | null;
                state?: ("parked" | "retry" | "unsupported" | "dropped") | null;
                since?: string | null;
                limit?: number;
                cursor?: number;
                count?: "1" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_parked_events_retry_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedEventsBulk"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_parked_events_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventCounts"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_parked_events_read_event: {
        parameters: {
            query?: {
                unmasked?: boolean;
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventDetail"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_parked_events_drop_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_parked_events_retry_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_parked_events_list_events: {
        parameters: {
            query?: {
                type?: string | null;
                state?: ("parked" | "retry" | "unsupported" | "dropped") | null;
                since?: string | null;
                limit?: number;
                cursor?: number;
                count?: "1" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_parked_events_retry_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedEventsBulk"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_parked_events_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventCounts"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_parked_events_read_event: {
        parameters: {
            query?: {
                unmasked?: boolean;
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventDetail"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_parked_events_drop_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases_parked_events_retry_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_parked_events_list_events: {
        parameters: {
            query?: {
                type?: string | null;
                state?: ("parked" | "retry" | "unsupported" | "dropped") | null;
                since?: string | null;
                limit?: number;
                cursor?: number;
                count?: "1" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_parked_events_retry_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedEventsBulk"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_parked_events_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventCounts"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_parked_events_read_event: {
        parameters: {
            query?: {
                unmasked?: boolean;
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventDetail"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_parked_events_drop_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    contacts_parked_events_retry_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_parked_events_list_events: {
        parameters: {
            query?: {
                type?: string | null;
                state?: ("parked" | "retry" | "unsupported" | "dropped") | null;
                since?: string | null;
                limit?: number;
                cursor?: number;
                count?: "1" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_parked_events_retry_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedEventsBulk"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_parked_events_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventCounts"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_parked_events_read_event: {
        parameters: {
            query?: {
                unmasked?: boolean;
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventDetail"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_parked_events_drop_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_parked_events_retry_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_parked_events_list_events: {
        parameters: {
            query?: {
                type?: string | null;
                state?: ("parked" | "retry" | "unsupported" | "dropped") | null;
                since?: string | null;
                limit?: number;
                cursor?: number;
                count?: "1" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_parked_events_retry_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedEventsBulk"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_parked_events_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventCounts"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_parked_events_read_event: {
        parameters: {
            query?: {
                unmasked?: boolean;
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventDetail"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_parked_events_drop_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_parked_events_retry_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_parked_events_list_events: {
        parameters: {
            query?: {
                type?: string | null;
                state?: ("parked" | "retry" | "unsupported" | "dropped") | null;
                since?: string | null;
                limit?: number;
                cursor?: number;
                count?: "1" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_parked_events_retry_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedEventsBulk"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_parked_events_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventCounts"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_parked_events_read_event: {
        parameters: {
            query?: {
                unmasked?: boolean;
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventDetail"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_parked_events_drop_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_parked_events_retry_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_parked_events_list_events: {
        parameters: {
            query?: {
                type?: string | null;
                state?: ("parked" | "retry" | "unsupported" | "dropped") | null;
                since?: string | null;
                limit?: number;
                cursor?: number;
                count?: "1" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_parked_events_retry_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedEventsBulk"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_parked_events_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventCounts"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_parked_events_read_event: {
        parameters: {
            query?: {
                unmasked?: boolean;
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventDetail"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_parked_events_drop_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_parked_events_retry_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_parked_events_list_events: {
        parameters: {
            query?: {
                type?: string | null;
                state?: ("parked" | "retry" | "unsupported" | "dropped") | null;
                since?: string | null;
                limit?: number;
                cursor?: number;
                count?: "1" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_parked_events_retry_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ParkedEventsBulk"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_parked_events_count_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventCounts"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_parked_events_read_event: {
        parameters: {
            query?: {
                unmasked?: boolean;
            };
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventDetail"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_parked_events_drop_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_parked_events_retry_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_organizations_list_organizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationList"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_organizations_create_organization: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationCreate"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationSeat"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_profiles_list_permissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionTable"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_numbers_list_numbers: {
        parameters: {
            query?: {
                number?: string;
                "number.ne"?: string;
                /** @description Any of these. */
                "number.in"?: string[];
                "number.contains"?: string;
                "number.not_contains"?: string;
                "number.starts_with"?: string;
                "number.is_null"?: boolean;
                provider?: string;
                "provider.ne"?: string;
                /** @description Any of these. */
                "provider.in"?: string[];
                "provider.contains"?: string;
                "provider.not_contains"?: string;
                "provider.starts_with"?: string;
                "provider.is_null"?: boolean;
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                operator_id?: string;
                "operator_id.ne"?: string;
                /** @description Any of these. */
                "operator_id.in"?: string[];
                "operator_id.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "created_at" | "-created_at" | "number" | "-number";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneNumberPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_numbers_link_number: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberLink"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneNumber"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_numbers_available_numbers: {
        parameters: {
            query?: {
                country?: string;
                kind?: "local" | "toll_free" | "mobile";
                contains?: string;
                account_sid?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    telephony_numbers_read_number: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneNumber"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_numbers_unlink_number: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                number_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_numbers_change_number: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                number_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneNumber"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_numbers_read_operators: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    telephony_numbers_set_operators: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorList"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneNumber"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_list_categories: {
        parameters: {
            query?: {
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                name?: string;
                "name.ne"?: string;
                /** @description Any of these. */
                "name.in"?: string[];
                "name.contains"?: string;
                "name.not_contains"?: string;
                "name.starts_with"?: string;
                "name.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductCategoryPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_create_category: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryBody"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductCategory"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_read_category: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                category_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductCategory"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_delete_category: {
        parameters: {
            query?: {
                move_to?: string | null;
            };
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                category_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_rename_category: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                category_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryBody"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductCategory"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_list_products: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                name?: string;
                "name.ne"?: string;
                /** @description Any of these. */
                "name.in"?: string[];
                "name.contains"?: string;
                "name.not_contains"?: string;
                "name.starts_with"?: string;
                "name.is_null"?: boolean;
                code?: string;
                "code.ne"?: string;
                /** @description Any of these. */
                "code.in"?: string[];
                "code.contains"?: string;
                "code.not_contains"?: string;
                "code.starts_with"?: string;
                "code.is_null"?: boolean;
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                category_id?: string;
                "category_id.ne"?: string;
                /** @description Any of these. */
                "category_id.in"?: string[];
                "category_id.is_null"?: boolean;
                tax_id?: string;
                "tax_id.ne"?: string;
                /** @description Any of these. */
                "tax_id.in"?: string[];
                "tax_id.is_null"?: boolean;
                payment_kind?: "monthly" | "on_demand" | "one_time";
                "payment_kind.ne"?: "monthly" | "on_demand" | "one_time";
                /** @description Any of these. */
                "payment_kind.in"?: ("monthly" | "on_demand" | "one_time")[];
                "payment_kind.is_null"?: boolean;
                currency?: string;
                "currency.ne"?: string;
                /** @description Any of these. */
                "currency.in"?: string[];
                "currency.contains"?: string;
                "currency.not_contains"?: string;
                "currency.starts_with"?: string;
                "currency.is_null"?: boolean;
                created_at?: string;
                "created_at.ne"?: string;
                "created_at.lt"?: string;
                "created_at.lte"?: string;
                "created_at.gt"?: string;
                "created_at.gte"?: string;
                /** @description Any of these. */
                "created_at.in"?: string[];
                "created_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name" | "code" | "-code" | "created_at" | "-created_at";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_create_product: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_read_product: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_delete_product: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_products_change_product: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_profiles_list_profiles: {
        parameters: {
            query?: {
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                key?: string;
                "key.ne"?: string;
                /** @description Any of these. */
                "key.in"?: string[];
                "key.contains"?: string;
                "key.not_contains"?: string;
                "key.starts_with"?: string;
                "key.is_null"?: boolean;
                name?: string;
                "name.ne"?: string;
                /** @description Any of these. */
                "name.in"?: string[];
                "name.contains"?: string;
                "name.not_contains"?: string;
                "name.starts_with"?: string;
                "name.is_null"?: boolean;
                scope?: "own" | "team" | "all";
                "scope.ne"?: "own" | "team" | "all";
                /** @description Any of these. */
                "scope.in"?: ("own" | "team" | "all")[];
                "scope.is_null"?: boolean;
                is_administrator?: boolean;
                "is_administrator.ne"?: boolean;
                "is_administrator.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfilePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_profiles_create_profile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_profiles_read_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profile_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_profiles_remove_profile: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                profile_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_profiles_change_profile: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                profile_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_purchase_motives_index: {
        parameters: {
            query?: {
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "position" | "-position";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseMotivePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_purchase_motives_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseMotive"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_purchase_motives_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArrangementBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_purchase_motives_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                purchase_motive_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseMotive"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_purchase_motives_change: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                purchase_motive_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchaseMotive"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_reminders_list_reminders: {
        parameters: {
            query?: {
                state?: "waiting" | "fired" | "dismissed";
                "state.ne"?: "waiting" | "fired" | "dismissed";
                /** @description Any of these. */
                "state.in"?: ("waiting" | "fired" | "dismissed")[];
                "state.is_null"?: boolean;
                fires_at?: string;
                "fires_at.ne"?: string;
                "fires_at.lt"?: string;
                "fires_at.lte"?: string;
                "fires_at.gt"?: string;
                "fires_at.gte"?: string;
                /** @description Any of these. */
                "fires_at.in"?: string[];
                "fires_at.is_null"?: boolean;
                record_type?: string;
                "record_type.ne"?: string;
                /** @description Any of these. */
                "record_type.in"?: string[];
                "record_type.contains"?: string;
                "record_type.not_contains"?: string;
                "record_type.starts_with"?: string;
                "record_type.is_null"?: boolean;
                record_id?: string;
                "record_id.ne"?: string;
                /** @description Any of these. */
                "record_id.in"?: string[];
                "record_id.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "fires_at" | "-fires_at";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReminderPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_reminders_set_reminder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReminderCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_reminders_read_reminder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reminder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_reminders_delete_reminder: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                reminder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_reminders_change_reminder: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                reminder_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReminderChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_reminders_dismiss_reminder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                reminder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_reminders_snooze_reminder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                reminder_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Snooze"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminder"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_roles_list_roles: {
        parameters: {
            query?: {
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                name?: string;
                "name.ne"?: string;
                /** @description Any of these. */
                "name.in"?: string[];
                "name.contains"?: string;
                "name.not_contains"?: string;
                "name.starts_with"?: string;
                "name.is_null"?: boolean;
                parent_id?: string;
                "parent_id.ne"?: string;
                /** @description Any of these. */
                "parent_id.in"?: string[];
                "parent_id.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_roles_create_role: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_roles_read_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_roles_remove_role: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_roles_change_role: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                role_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_list_sales: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                state?: "open" | "won" | "lost";
                "state.ne"?: "open" | "won" | "lost";
                /** @description Any of these. */
                "state.in"?: ("open" | "won" | "lost")[];
                "state.is_null"?: boolean;
                stage_id?: string;
                "stage_id.ne"?: string;
                /** @description Any of these. */
                "stage_id.in"?: string[];
                "stage_id.is_null"?: boolean;
                title?: string;
                "title.ne"?: string;
                /** @description Any of these. */
                "title.in"?: string[];
                "title.contains"?: string;
                "title.not_contains"?: string;
                "title.starts_with"?: string;
                "title.is_null"?: boolean;
                contact_id?: string;
                "contact_id.ne"?: string;
                /** @description Any of these. */
                "contact_id.in"?: string[];
                "contact_id.is_null"?: boolean;
                contact_ids?: string;
                "contact_ids.ne"?: string;
                /** @description Any of these. */
                "contact_ids.in"?: string[];
                "contact_ids.is_null"?: boolean;
                product_id?: string;
                "product_id.ne"?: string;
                /** @description Any of these. */
                "product_id.in"?: string[];
                "product_id.is_null"?: boolean;
                owner_id?: string;
                "owner_id.ne"?: string;
                /** @description Any of these. */
                "owner_id.in"?: string[];
                "owner_id.is_null"?: boolean;
                visibility?: "private" | "read" | "write";
                "visibility.ne"?: "private" | "read" | "write";
                /** @description Any of these. */
                "visibility.in"?: ("private" | "read" | "write")[];
                "visibility.is_null"?: boolean;
                currency?: string;
                "currency.ne"?: string;
                /** @description Any of these. */
                "currency.in"?: string[];
                "currency.contains"?: string;
                "currency.not_contains"?: string;
                "currency.starts_with"?: string;
                "currency.is_null"?: boolean;
                amount?: string;
                "amount.ne"?: string;
                "amount.lt"?: string;
                "amount.lte"?: string;
                "amount.gt"?: string;
                "amount.gte"?: string;
                /** @description Any of these. */
                "amount.in"?: string[];
                "amount.is_null"?: boolean;
                expected_close_on?: string;
                "expected_close_on.ne"?: string;
                "expected_close_on.lt"?: string;
                "expected_close_on.lte"?: string;
                "expected_close_on.gt"?: string;
                "expected_close_on.gte"?: string;
                /** @description Any of these. */
                "expected_close_on.in"?: string[];
                "expected_close_on.is_null"?: boolean;
                purchase_motive_id?: string;
                "purchase_motive_id.ne"?: string;
                /** @description Any of these. */
                "purchase_motive_id.in"?: string[];
                "purchase_motive_id.is_null"?: boolean;
                loss_reason_id?: string;
                "loss_reason_id.ne"?: string;
                /** @description Any of these. */
                "loss_reason_id.in"?: string[];
                "loss_reason_id.is_null"?: boolean;
                continues_id?: string;
                "continues_id.ne"?: string;
                /** @description Any of these. */
                "continues_id.in"?: string[];
                "continues_id.is_null"?: boolean;
                created_at?: string;
                "created_at.ne"?: string;
                "created_at.lt"?: string;
                "created_at.lte"?: string;
                "created_at.gt"?: string;
                "created_at.gte"?: string;
                /** @description Any of these. */
                "created_at.in"?: string[];
                "created_at.is_null"?: boolean;
                updated_at?: string;
                "updated_at.ne"?: string;
                "updated_at.lt"?: string;
                "updated_at.lte"?: string;
                "updated_at.gt"?: string;
                "updated_at.gte"?: string;
                /** @description Any of these. */
                "updated_at.in"?: string[];
                "updated_at.is_null"?: boolean;
                moved_at?: string;
                "moved_at.ne"?: string;
                "moved_at.lt"?: string;
                "moved_at.lte"?: string;
                "moved_at.gt"?: string;
                "moved_at.gte"?: string;
                /** @description Any of these. */
                "moved_at.in"?: string[];
                "moved_at.is_null"?: boolean;
                closed_at?: string;
                "closed_at.ne"?: string;
                "closed_at.lt"?: string;
                "closed_at.lte"?: string;
                "closed_at.gt"?: string;
                "closed_at.gte"?: string;
                /** @description Any of these. */
                "closed_at.in"?: string[];
                "closed_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "closed_at" | "-closed_at";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_opportunities_sum_sales: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotalsView"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_organizations_read_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationSettings"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_organizations_change_settings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The record's ETag. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationSettings"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_agents_softphone_credentials: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sales_stages_list_stages: {
        parameters: {
            query?: {
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "position" | "-position";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StagePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_stages_add_stage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stage"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_stages_order_stages: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArrangementBody"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_stages_read_stage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stage_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stage"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_stages_delete_stage: {
        parameters: {
            query?: {
                move_to?: string | null;
            };
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                stage_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sales_stages_change_stage: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                stage_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stage"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_taxes_list_taxes: {
        parameters: {
            query?: {
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                name?: string;
                "name.ne"?: string;
                /** @description Any of these. */
                "name.in"?: string[];
                "name.contains"?: string;
                "name.not_contains"?: string;
                "name.starts_with"?: string;
                "name.is_null"?: boolean;
                rate_percent?: string;
                "rate_percent.ne"?: string;
                "rate_percent.lt"?: string;
                "rate_percent.lte"?: string;
                "rate_percent.gt"?: string;
                "rate_percent.gte"?: string;
                /** @description Any of these. */
                "rate_percent.in"?: string[];
                "rate_percent.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name";
                /** @description Show the discarded ones instead. */
                discarded?: boolean;
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_taxes_create_tax: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaxCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tax"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_taxes_read_tax: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tax_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tax"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_taxes_delete_tax: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                tax_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_taxes_change_tax: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                tax_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaxChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tax"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_call_dispositions_list_dispositions: {
        parameters: {
            query?: {
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "position" | "-position" | "name" | "-name";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDispositionPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_call_dispositions_add_disposition: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DispositionCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDisposition"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_call_dispositions_read_disposition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                disposition_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDisposition"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_call_dispositions_change_disposition: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                disposition_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DispositionChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDisposition"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_settings_read_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    telephony_settings_change_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TelephonySettingsChange"];
            };
        };
        responses: {
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    telephony_simulator_simulate_call: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncomingCall"];
            };
        };
        responses: {
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    telephony_simulator_list_messages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Done. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    notifications_templates_list_templates: {
        parameters: {
            query?: {
                channel?: "sms" | "email";
                "channel.ne"?: "sms" | "email";
                /** @description Any of these. */
                "channel.in"?: ("sms" | "email")[];
                "channel.is_null"?: boolean;
                trigger?: string;
                "trigger.ne"?: string;
                /** @description Any of these. */
                "trigger.in"?: string[];
                "trigger.contains"?: string;
                "trigger.not_contains"?: string;
                "trigger.starts_with"?: string;
                "trigger.is_null"?: boolean;
                is_active?: boolean;
                "is_active.ne"?: boolean;
                "is_active.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_templates_create_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_templates_read_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_templates_delete_template: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_templates_change_template: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplatePatch"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_templates_preview_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_users_list_users: {
        parameters: {
            query?: {
                /** @description Search text. */
                q?: string;
                id?: string;
                "id.ne"?: string;
                /** @description Any of these. */
                "id.in"?: string[];
                "id.is_null"?: boolean;
                name?: string;
                "name.ne"?: string;
                /** @description Any of these. */
                "name.in"?: string[];
                "name.contains"?: string;
                "name.not_contains"?: string;
                "name.starts_with"?: string;
                "name.is_null"?: boolean;
                email?: string;
                "email.ne"?: string;
                /** @description Any of these. */
                "email.in"?: string[];
                "email.contains"?: string;
                "email.not_contains"?: string;
                "email.starts_with"?: string;
                "email.is_null"?: boolean;
                role_id?: string;
                "role_id.ne"?: string;
                /** @description Any of these. */
                "role_id.in"?: string[];
                "role_id.is_null"?: boolean;
                profile_id?: string;
                "profile_id.ne"?: string;
                /** @description Any of these. */
                "profile_id.in"?: string[];
                "profile_id.is_null"?: boolean;
                group_id?: string;
                "group_id.ne"?: string;
                /** @description Any of these. */
                "group_id.in"?: string[];
                "group_id.is_null"?: boolean;
                active?: boolean;
                "active.ne"?: boolean;
                "active.is_null"?: boolean;
                created_at?: string;
                "created_at.ne"?: string;
                "created_at.lt"?: string;
                "created_at.lte"?: string;
                "created_at.gt"?: string;
                "created_at.gte"?: string;
                /** @description Any of these. */
                "created_at.in"?: string[];
                "created_at.is_null"?: boolean;
                /** @description One declared order; `-` reverses it. */
                sort?: "name" | "-name" | "email" | "-email" | "created_at" | "-created_at";
                /** @description How many items a page has. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description Instead of `cursor`; up to 10000 unless the caller sees all. */
                offset?: number;
                /** @description `1` answers only `total` and `total_is_estimate`. */
                count?: "0" | "1";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or with `count=1` the total. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"] | components["schemas"]["Total"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_users_create_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the first answer again, for 48 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreate"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_users_read_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_users_deactivate_user: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_users_change_user: {
        parameters: {
            query?: never;
            header: {
                /** @description The record's ETag. */
                "If-Match": string;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description The record. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gateway_users_sign_out_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that does not hold. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The profile does not allow this; nothing was written. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Absent, or not visible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the record's present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Invalid members; `errors` names each. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available now; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
