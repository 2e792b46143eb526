"""Words for this service's codes: (Spanish, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "template_failed": (
        "La plantilla no se puede mostrar: {reason}",
        "The template cannot be rendered: {reason}",
    ),
    "sms_without_subject": (
        "Un SMS no lleva asunto; déjelo vacío.",
        "An SMS has no subject; leave it empty.",
    ),
    "reminder_in_past": (
        "Elija un momento que todavía no haya pasado.",
        "Choose a moment that is not over yet.",
    ),
    "reminder_dismissed": (
        "El recordatorio ya está descartado.",
        "The reminder has been dismissed.",
    ),
    "reminder_of_activity": (
        "Este aviso sigue a su actividad: cambie la actividad, o descártelo.",
        "This reminder follows its activity: change the activity, or dismiss it.",
    ),
    "message_not_retryable": (
        "Solo se reenvía un correo que falló o cuyo resultado no se conoce.",
        "Only an e-mail that failed, or whose outcome is unknown, can be sent again.",
    ),
}
