"""Words for this service's codes: (Spanish, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "webhook_refused": (
        "La firma o la cuenta de esta solicitud no es válida.",
        "The signature or the account of this request is not valid.",
    ),
    "agent_state_conflict": (
        "No se puede pasar de {state} a {wanted}.",
        "An agent cannot go from {state} to {wanted}.",
    ),
    "not_an_operator": (
        "Usted no es operador de ningún número. Pida a un administrador que lo agregue.",
        "You are not an operator of any number. Ask an administrator to add you.",
    ),
    "call_ended": ("La llamada ya terminó.", "The call is over."),
    "call_already_answered": ("La llamada ya fue contestada.", "The call was answered already."),
    "call_offered_to_another": (
        "Esta llamada no está timbrando en su puesto.",
        "This call is not ringing at your desk.",
    ),
    "call_of_another_agent": (
        "Esta llamada es de otro agente.",
        "This call belongs to another agent.",
    ),
    "call_not_answered": (
        "Todavía no se ha contestado la llamada.",
        "The call has not been answered yet.",
    ),
    "unknown_disposition": (
        "Ese resultado no existe o está retirado.",
        "That outcome does not exist or is retired.",
    ),
    "unknown_user": ("No hay un usuario activo {id}.", "There is no active user {id}."),
    "unknown_account": ("No hay una cuenta con ese SID.", "There is no account with that SID."),
    "invalid_phone": ("No es un número de teléfono válido.", "It is not a valid phone number."),
    "number_already_linked": ("Ese número ya está enlazado.", "That number is linked already."),
    "account_already_connected": (
        "Esa cuenta ya está conectada.",
        "That account is connected already.",
    ),
    "account_from_environment": (
        "Esa cuenta se configura en el entorno del servidor.",
        "That account is configured in the server's environment.",
    ),
    "provider_refused": ("El proveedor no lo aceptó: {reason}", "The provider refused: {reason}"),
    "provider_unreachable": (
        "El proveedor de telefonía no responde. Intente de nuevo en unos segundos.",
        "The telephony provider does not answer. Try again in a few seconds.",
    ),
    "softphone_not_configured": (
        "La cuenta no tiene clave de API para el teléfono web. Complétela en Ajustes.",
        "The account has no API key for the web phone. Complete it in Settings.",
    ),
    "simulator_off": (
        "El simulador de llamadas está apagado en esta instalación.",
        "The call simulator is off in this installation.",
    ),
}
