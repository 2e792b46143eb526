"""What a person reads for each refusal of this service: code → (Spanish, English)."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "contact_discarded": (
        "El contacto está descartado. Restáurelo antes de modificarlo.",
        "The contact is discarded. Restore it before you change it.",
    ),
    "contact_merged": (
        "El contacto se fusionó con otro. Abra ese otro contacto.",
        "The contact was merged into another. Open that one.",
    ),
    "contact_not_merged": (
        "El contacto no está fusionado con otro.",
        "The contact is not merged into another.",
    ),
    "survivor_merged": (
        "El contacto que lo recibió se fusionó después con otro. Separe primero ese.",
        "The contact that received it was merged into another since. Undo that first.",
    ),
    "merge_into_itself": (
        "Un contacto no se puede fusionar consigo mismo.",
        "A contact cannot be merged with itself.",
    ),
    "merge_of_two_kinds": (
        "Una persona y una empresa no se pueden fusionar.",
        "A person and a company cannot be merged.",
    ),
    "absorbed_has_invoices": (
        "Un contacto con facturas no puede desaparecer en otro: consérvelo como principal.",
        "A contact with invoices cannot go into another: keep it as the one that remains.",
    ),
    "unknown_choice": (
        "Esta opción no existe.",
        "There is no such choice.",
    ),
    "too_many_to_merge": (
        "Juntos tendrían más de {maximum}. Quite algunos antes de fusionar.",
        "Together they would have more than {maximum}. Remove some before you merge.",
    ),
    "contact_has_invoices": (
        "El contacto tiene facturas: no se puede descartar.",
        "The contact has invoices: it cannot be discarded.",
    ),
    "billing_unavailable": (
        "No se puede comprobar ahora si el contacto tiene facturas. Inténtelo en unos segundos.",
        "Whether the contact has invoices cannot be checked now. Try again in a few seconds.",
    ),
    "no_email": (
        "No tiene correo electrónico.",
        "There is no e-mail address.",
    ),
    "unknown_template": (
        "La plantilla no existe, no está en uso o no es de correo.",
        "The template does not exist, is not in use or is not for e-mail.",
    ),
    "notifications_unavailable": (
        "No se puede comprobar ahora la plantilla. Inténtelo en unos segundos.",
        "The template cannot be checked now. Try again in a few seconds.",
    ),
    "no_tag_chosen": (
        "Indique al menos una etiqueta.",
        "Name at least one tag.",
    ),
    "one_field_only": (
        "Indique un solo campo, de los que pueden ser iguales en muchos contactos.",
        "Name one field only, of those that may be the same on many contacts.",
    ),
    "contact_not_discarded": (
        "El contacto no está descartado.",
        "The contact is not discarded.",
    ),
    "not_of_a_person": (
        "Una persona lleva nombre y apellido, no nombre de empresa.",
        "A person has a first and a last name, not a company name.",
    ),
    "not_of_a_company": (
        "Una empresa no lleva este dato; solo las personas.",
        "A company does not have this, only a person.",
    ),
    "repeated_phone": (
        "Este teléfono ya está en la lista.",
        "This phone number is already in the list.",
    ),
    "repeated_email": (
        "Este correo ya está en la lista.",
        "This e-mail address is already in the list.",
    ),
    "second_primary": (
        "Solo uno puede ser el principal.",
        "Only one can be the primary one.",
    ),
    "invalid_web_address": (
        "No es una dirección web válida. Por ejemplo: https://empresa.example",
        "Not a valid web address. For example: https://company.example",
    ),
    "unknown_company": (
        "La empresa no existe o no está a su alcance.",
        "The company does not exist or you cannot see it.",
    ),
    "unknown_user": (
        "El usuario no existe o está inactivo.",
        "The user does not exist or is inactive.",
    ),
    "unknown_group": ("El grupo no existe.", "The group does not exist."),
    "tax_id_taken": (
        "Otro contacto del mismo país ya tiene esta identificación.",
        "Another contact of the same country already has this tax id.",
    ),
    "unknown_contact": (
        "El contacto no existe, está descartado o no está a su alcance.",
        "The contact does not exist, is discarded or you cannot see it.",
    ),
    "source_not_referral": (
        "Solo una fuente de referidos dice quién refirió al contacto.",
        "Only a referral source says who referred the contact.",
    ),
    "unknown_currency": (
        "No existe esa moneda. Use su código de tres letras.",
        "There is no such currency. Use its three-letter code.",
    ),
    "only_of_a_company": (
        "Una persona no lleva este dato; solo las empresas.",
        "A person does not have this, only a company.",
    ),
    "empty_note": ("Escriba el texto de la nota.", "Write the text of the note."),
    "unknown_participant": (
        "Uno de los participantes no existe o no está a su alcance.",
        "One of the participants does not exist or you cannot see it.",
    ),
    "participant_required": (
        "Elija al menos un participante.",
        "Choose at least one participant.",
    ),
    "unknown_record": (
        "El registro no existe o no está a su alcance.",
        "The record does not exist or you cannot see it.",
    ),
    "ends_before_it_starts": ("El fin es anterior al inicio.", "The end is before the start."),
    "two_reminders": (
        "Elija un aviso: tantos minutos antes, o una fecha y hora.",
        "Choose one reminder: so many minutes before, or a date and time.",
    ),
    "reminder_in_past": ("Esa hora ya pasó.", "That time is over."),
    "not_completed": (
        "El resultado se anota al completar la actividad.",
        "The outcome is written when the activity is completed.",
    ),
    "only_meetings_invite": (
        "Solo una reunión envía invitaciones.",
        "Only a meeting sends invitations.",
    ),
    "activity_closed": ("La actividad ya está completada.", "The activity is completed already."),
    "activity_open": ("La actividad está abierta.", "The activity is open."),
    "activity_not_discarded": (
        "La actividad no está eliminada.",
        "The activity is not deleted.",
    ),
    "row_without_identity": (
        "La fila no tiene nombre, teléfono ni correo.",
        "The row has no name, phone or e-mail.",
    ),
    "currency_required": (
        "Un cupo necesita la moneda en la misma fila.",
        "A limit needs its currency in the same row.",
    ),
    "lead_without_identity": (
        "Escriba un nombre, una empresa, un teléfono o un correo.",
        "Write a name, a company, a phone number or an e-mail address.",
    ),
    "lead_discarded": (
        "El posible cliente está descartado. Restáurelo antes de modificarlo.",
        "The lead is discarded. Restore it before you change it.",
    ),
    "lead_not_discarded": (
        "El posible cliente no está descartado.",
        "The lead is not discarded.",
    ),
    "lead_converted": (
        "El posible cliente ya fue convertido. Abra el contacto o la oportunidad que resultó.",
        "The lead was converted already. Open the contact or opportunity that it became.",
    ),
    "person_or_company_required": (
        "Elija en qué se convierte: una persona, una empresa o ambas.",
        "Choose what it becomes: a person, a company or both.",
    ),
    "unknown_stage": (
        "La etapa no existe o no está en uso.",
        "The stage does not exist or is not in use.",
    ),
    "sales_unavailable": (
        "No se puede comprobar ahora la etapa de la oportunidad. Inténtelo en unos segundos.",
        "The opportunity's stage cannot be checked now. Try again in a few seconds.",
    ),
    "repeated_field": (
        "Este campo ya está en el formulario.",
        "This field is in the form already.",
    ),
    "unknown_field": (
        "El formulario no puede pedir este campo.",
        "The form cannot ask for this field.",
    ),
    "form_without_reach": (
        "Pida al menos el correo o el teléfono: sin ellos no se puede responder.",
        "Ask for the e-mail or the phone at least: without them nobody can be answered.",
    ),
    "invalid_origin": (
        "No es la dirección de un sitio. Por ejemplo: https://empresa.example",
        "Not the address of a site. For example: https://company.example",
    ),
    "consent_required": (
        "Marque la casilla si está de acuerdo.",
        "Tick the box if you agree.",
    ),
    "origin_not_allowed": (
        "Este formulario no se puede enviar desde este sitio.",
        "This form cannot be sent from this site.",
    ),
    "too_many_submissions": (
        "Se recibieron muchos envíos. Inténtelo de nuevo en unos minutos.",
        "Too much was sent. Try again in a few minutes.",
    ),
    "too_many_readings": (
        "El calendario se leyó muchas veces. Inténtelo de nuevo en unos minutos.",
        "The calendar was read too often. Try again in a few minutes.",
    ),
    "form_required": (
        "Envíe el formulario como lo hace un navegador.",
        "Send the form as a browser does.",
    ),
}
