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
        /** Move a contact to the discarded ones (C-17, C-18). */
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
    "/api/v1/customers/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a contact with its timeline, calls and messages; partial when a service is down. */
        get: operations["gateway_customers_read_customer"];
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
        /** List messages with their state, newest first: in development, the mailbox. */
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
        Contact: {
            addresses: unknown;
            area: string | null;
            /** @enum {string} */
            class: "prospect" | "interested" | "client";
            /** Format: uuid */
            company_id: string | null;
            /** Format: date-time */
            created_at: string;
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
         * Unread
         * @description How many notices wait.
         */
        Unread: {
            /** Unread */
            unread: number;
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
        BusinessCalendar: {
            /** Format: uuid */
            id: string;
            name: string;
            hours: unknown;
            holidays: unknown;
            time_zone: string | null;
            has_own_time_zone: boolean | null;
            is_default: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        BusinessCalendarPage: {
            items: components["schemas"]["BusinessCalendar"][];
            next_cursor: string | null;
        };
        /**
         * CalendarChange
         * @description A merge patch; `hours` and `holidays` replace those before.
         *
         *     `is_default: true` takes it over; the default is never given away but to another.
         */
        CalendarChange: {
            /**
             * Name
             * @default
             */
            name?: string;
            hours?: components["schemas"]["WeeklyHours"];
            /** Holidays */
            holidays?: components["schemas"]["Holiday"][];
            /**
             * Time Zone
             * @default null
             */
            time_zone?: string | null;
            /**
             * Is Default
             * @default false
             */
            is_default?: boolean;
        };
        /**
         * CalendarCreate
         * @description A new calendar; without a zone it follows the organization's.
         */
        CalendarCreate: {
            /** Name */
            name: string;
            hours: components["schemas"]["WeeklyHours"];
            /** Holidays */
            holidays?: components["schemas"]["Holiday"][];
            /**
             * Time Zone
             * @default null
             */
            time_zone?: string | null;
            /**
             * Is Default
             * @default false
             */
            is_default?: boolean;
        };
        Case: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            type_id: string;
            number: string;
            title: string;
            description: string | null;
            /** Format: uuid */
            contact_id: string | null;
            /** Format: uuid */
            company_id: string | null;
            participant_ids: string[];
            /** Format: uuid */
            call_id: string | null;
            /** Format: uuid */
            depends_on_id: string | null;
            /** Format: uuid */
            priority_id: string | null;
            /** Format: date-time */
            due_at: string | null;
            has_own_due: boolean;
            overdue: boolean | null;
            /** Format: uuid */
            state_id: string;
            /** @enum {string} */
            state_class: "new" | "in_progress" | "solved" | "closed";
            solution: string | null;
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            solved_at: string | null;
            /** Format: date-time */
            closed_at: string | null;
            /** Format: date-time */
            discarded_at: string | null;
            /** Format: uuid */
            owner_id: string | null;
            /** Format: uuid */
            assignee_id: string | null;
            /** @enum {string} */
            visibility: "private" | "read" | "write";
            shared_user_ids: string[];
            shared_group_ids: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * CaseChange
         * @description A merge patch. Who opened it, its type, number and call are fixed.
         */
        CaseChange: {
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Contact Id
             * @default null
             */
            contact_id?: string | null;
            /**
             * Company Id
             * @default null
             */
            company_id?: string | null;
            /**
             * Assignee Id
             * @default null
             */
            assignee_id?: string | null;
            /**
             * Priority Id
             * @default null
             */
            priority_id?: string | null;
            /**
             * Due At
             * @default null
             */
            due_at?: string | null;
            /**
             * Depends On Id
             * @default null
             */
            depends_on_id?: string | null;
            /**
             * Solution
             * @default null
             */
            solution?: string | null;
            /** Participant Ids */
            participant_ids?: string[];
            /**
             * Visibility
             * @default write
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
            /** Shared User Ids */
            shared_user_ids?: string[];
            /** Shared Group Ids */
            shared_group_ids?: string[];
            /**
             * Title
             * @default
             */
            title?: string;
            /**
             * State Id
             * Format: uuid
             * @default 00000000-0000-0000-0000-000000000000
             */
            state_id?: string;
        };
        /**
         * CaseCreate
         * @description A new case; its type is asked first and stays (K-09). `call_id` fills in the contact.
         */
        CaseCreate: {
            /**
             * Description
             * @default null
             */
            description?: string | null;
            /**
             * Contact Id
             * @default null
             */
            contact_id?: string | null;
            /**
             * Company Id
             * @default null
             */
            company_id?: string | null;
            /**
             * Assignee Id
             * @default null
             */
            assignee_id?: string | null;
            /**
             * Priority Id
             * @default null
             */
            priority_id?: string | null;
            /**
             * Due At
             * @default null
             */
            due_at?: string | null;
            /**
             * Depends On Id
             * @default null
             */
            depends_on_id?: string | null;
            /**
             * Solution
             * @default null
             */
            solution?: string | null;
            /** Participant Ids */
            participant_ids?: string[];
            /**
             * Visibility
             * @default write
             * @enum {string}
             */
            visibility?: "private" | "read" | "write";
            /** Shared User Ids */
            shared_user_ids?: string[];
            /** Shared Group Ids */
            shared_group_ids?: string[];
            /**
             * Type Id
             * Format: uuid
             */
            type_id: string;
            /** Title */
            title: string;
            /**
             * State Id
             * @default null
             */
            state_id?: string | null;
            /**
             * Call Id
             * @default null
             */
            call_id?: string | null;
        };
        CaseEvent: {
            /** Format: uuid */
            id: string;
            kind: string;
            /** Format: date-time */
            at: string;
            params: unknown;
            actor: string | null;
            /** Format: uuid */
            actor_id: string | null;
        };
        CaseEventPage: {
            items: components["schemas"]["CaseEvent"][];
            next_cursor: string | null;
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
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            resolution_minutes: number | null;
            calendar_time: boolean;
            position: number;
            active: boolean;
            version: number;
        };
        /**
         * CasePriorityChange
         * @description A merge patch; it holds for deadlines that are computed after it.
         */
        CasePriorityChange: {
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
             * Resolution Minutes
             * @default null
             */
            resolution_minutes?: number | null;
            /**
             * Calendar Time
             * @default false
             */
            calendar_time?: boolean;
            /**
             * Position
             * @default 0
             */
            position?: number;
            /**
             * Active
             * @default true
             */
            active?: boolean;
        };
        /**
         * CasePriorityCreate
         * @description A new priority; without minutes it sets no deadline.
         */
        CasePriorityCreate: {
            /** Name */
            name: string;
            /**
             * Name En
             * @default null
             */
            name_en?: string | null;
            /**
             * Resolution Minutes
             * @default null
             */
            resolution_minutes?: number | null;
            /**
             * Calendar Time
             * @default false
             */
            calendar_time?: boolean;
            /**
             * Position
             * @default 100
             */
            position?: number;
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
             * Solution
             * @default null
             */
            solution?: string | null;
            /**
             * Reason
             * @default null
             */
            reason?: string | null;
        };
        CaseState: {
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            /** @enum {string} */
            state_class: "new" | "in_progress" | "solved" | "closed";
            position: number;
            active: boolean;
            version: number;
        };
        /**
         * CaseStateChange
         * @description A merge patch.
         */
        CaseStateChange: {
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
             * Active
             * @default true
             */
            active?: boolean;
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
             * State Class
             * @enum {string}
             */
            state_class: "new" | "in_progress" | "solved" | "closed";
            /**
             * Position
             * @default 100
             */
            position?: number;
        };
        CaseStatePage: {
            items: components["schemas"]["CaseState"][];
            next_cursor: string | null;
        };
        CaseType: {
            /** Format: uuid */
            id: string;
            name: string;
            name_en: string;
            prefix: string;
            requires_contact: boolean;
            position: number;
            active: boolean;
            version: number;
        };
        /**
         * CaseTypeChange
         * @description A merge patch; the prefix changes only while the type has no case.
         */
        CaseTypeChange: {
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
             * Prefix
             * @default
             */
            prefix?: string;
            /**
             * Requires Contact
             * @default true
             */
            requires_contact?: boolean;
            /**
             * Position
             * @default 0
             */
            position?: number;
            /**
             * Active
             * @default true
             */
            active?: boolean;
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
            /** Prefix */
            prefix: string;
            /**
             * Requires Contact
             * @default true
             */
            requires_contact?: boolean;
            /**
             * Position
             * @default 100
             */
            position?: number;
        };
        CaseTypePage: {
            items: components["schemas"]["CaseType"][];
            next_cursor: string | null;
        };
        /**
         * Holiday
         * @description A local date on which nothing counts.
         */
        Holiday: {
            /**
             * On
             * Format: date
             */
            on: string;
            /**
             * Name
             * @default
             */
            name?: string;
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
         * WeeklyHours
         * @description The shifts of each weekday; a day that is left out has none.
         */
        WeeklyHours: {
            /** Monday */
            monday?: components["schemas"]["ShiftBody"][];
            /** Tuesday */
            tuesday?: components["schemas"]["ShiftBody"][];
            /** Wednesday */
            wednesday?: components["schemas"]["ShiftBody"][];
            /** Thursday */
            thursday?: components["schemas"]["ShiftBody"][];
            /** Friday */
            friday?: components["schemas"]["ShiftBody"][];
            /** Saturday */
            saturday?: components["schemas"]["ShiftBody"][];
            /** Sunday */
            sunday?: components["schemas"]["ShiftBody"][];
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
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
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
}
