"""Words for the refusals of custom fields: (Spanish, English)."""

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "unknown_custom_field": (
        "Este campo no existe o fue retirado.",
        "This field does not exist or was removed.",
    ),
    "text_expected": ("«{title}» lleva un texto.", "“{title}” takes a text."),
    "number_expected": ("«{title}» lleva un número.", "“{title}” takes a number."),
    "number_too_long": (
        "«{title}» admite hasta 15 cifras.",
        "“{title}” takes up to 15 digits.",
    ),
    "money_expected": (
        "«{title}» lleva un importe, por ejemplo 1500.50.",
        "“{title}” takes an amount, for instance 1500.50.",
    ),
    "wrong_currency": ("«{title}» se lleva en {currency}.", "“{title}” is kept in {currency}."),
    "amount_not_exact": (
        "«{title}» tiene más decimales o cifras de los que admite {currency}.",
        "“{title}” has more decimals or digits than {currency} has.",
    ),
    "date_expected": (
        "«{title}» lleva una fecha: año-mes-día.",
        "“{title}” takes a date: year-month-day.",
    ),
    "checkbox_expected": ("«{title}» es sí o no.", "“{title}” is yes or no."),
    "custom_text_too_long": (
        "«{title}» admite hasta {maximum} caracteres.",
        "“{title}” takes up to {maximum} characters.",
    ),
    "heading_has_no_value": (
        "«{title}» es un título y no lleva valor.",
        "“{title}” is a heading and has no value.",
    ),
    "unknown_option": (
        "«{title}» no tiene esa opción.",
        "“{title}” has no such option.",
    ),
    "list_expected": (
        "«{title}» lleva una lista de opciones.",
        "“{title}” takes a list of options.",
    ),
    "inactive_custom_field": (
        "«{title}» ya no se usa; solo se puede vaciar.",
        "“{title}” is out of use; it can only be emptied.",
    ),
    "inactive_option": (
        "Esa opción de «{title}» ya no se usa.",
        "That option of “{title}” is out of use.",
    ),
    "value_taken": (
        "Otro registro, quizá descartado, ya tiene este valor en «{title}».",
        "Another record, perhaps a discarded one, already has this value in “{title}”.",
    ),
    "too_many_custom_fields": (
        "Hay {maximum} campos, el máximo. Retire uno antes.",
        "There are {maximum} fields, the most there can be. Remove one first.",
    ),
    "invalid_key": (
        "Use letras minúsculas sin tilde, cifras y guion bajo; no un operador como «in».",
        "Use small letters, digits and underscores; not an operator such as “in”.",
    ),
    "key_taken": ("Otro campo tiene esta clave.", "Another field has this key."),
    "title_taken": ("Otro campo tiene este título.", "Another field has this title."),
    "custom_field_not_removed": ("El campo no está retirado.", "The field is not removed."),
    "essential_field": ("Este campo no se puede ocultar.", "This field cannot be hidden."),
    "needs_options": (
        "Una lista necesita al menos una opción en uso.",
        "A list needs at least one option in use.",
    ),
    "not_of_this_type": (
        "Los campos de este tipo no llevan esto.",
        "Fields of this type do not have this.",
    ),
    "invalid_currency": (
        "Elija la moneda del campo, por ejemplo COP.",
        "Choose the field's currency, for instance COP.",
    ),
    "repeated_option": ("Esta opción está dos veces.", "This option is there twice."),
    "too_many_options": (
        "Una lista admite hasta {maximum} opciones.",
        "A list takes up to {maximum} options.",
    ),
    "too_many_values": (
        "El campo tiene más de {maximum} valores: no se puede cambiar aquí si son únicos.",
        "The field has more than {maximum} values: whether they are unique cannot change here.",
    ),
    "values_not_unique": (
        "Hay registros con el mismo valor. Corríjalos antes.",
        "There are records with the same value. Correct them first.",
    ),
}
