"""What services ask each other and wait for the answer: every call that is not a fact.

A service that is not named here for a route gets 403 from it. To add a call: a row here, the route
in the callee (`Routes(name, tag="Internal", prefix="/internal")`, `allow=None`), and in the caller
`call.service.clients.get(callee, path, actor=call.actor, timeout=…)`.
"""

from chassis.identity.questions import Question

QUESTIONS: tuple[Question, ...] = (
    # a contact with an invoice cannot be discarded; billing knows its invoices.
    Question(
        caller="contacts",
        callee="billing",
        method="GET",
        path="/internal/contacts/{contact_id}/invoices",
    ),
    # X-1 for many at once: a bulk run discards contacts a hundred at a time.
    Question(
        caller="contacts",
        callee="billing",
        method="GET",
        path="/internal/contacts/invoices",
    ),
    # B-03: an invoice for a contact that was made a moment ago, whose fact is still on its way.
    Question(
        caller="billing",
        callee="contacts",
        method="GET",
        path="/internal/contacts/{contact_id}",
    ),
    # a lead becomes an opportunity at a stage that sales has in use, or not at all.
    Question(
        caller="contacts",
        callee="sales",
        method="GET",
        path="/internal/stages/{stage_id}",
    ),
    # C-43: many mails are asked for by a template that is there and for e-mail, or none.
    Question(
        caller="contacts",
        callee="notifications",
        method="GET",
        path="/internal/templates/{template_id}",
    ),
)
