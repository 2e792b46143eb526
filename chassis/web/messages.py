"""Words for the codes that the chassis itself raises: (Spanish, English)."""

from chassis.records.custom import words as custom_fields

CHASSIS_MESSAGES: dict[str, tuple[str, str]] = {
    **custom_fields.MESSAGES,
    "not_found": ("No existe o no está a su alcance.", "It does not exist or you cannot see it."),
    "method_not_allowed": (
        "Esta dirección no admite ese método.",
        "This address does not take that method.",
    ),
    "malformed_json": (
        "El cuerpo no es JSON válido. Revíselo y envíelo de nuevo.",
        "The body is not valid JSON. Check it and send it again.",
    ),
    "malformed_request": ("La solicitud no se entiende.", "The request cannot be read."),
    "json_required": (
        "Envíe el cuerpo como application/json.",
        "Send the body as application/json.",
    ),
    "body_too_large": ("El cuerpo supera el límite.", "The body exceeds the limit."),
    "token_required": ("Inicie sesión para continuar.", "Sign in to go on."),
    "invalid_token": ("La sesión ya no es válida. Inicie sesión de nuevo.", "Sign in again."),
    "missing_permission": (
        "Su perfil no permite esta acción ({permission}).",
        "Your profile does not allow this ({permission}).",
    ),
    "not_asked_here": (
        "Esta dirección no responde a quien la llama.",
        "This address does not answer to this caller.",
    ),
    "stale_version": (
        "Otra persona cambió este registro. Vea los cambios y repita el suyo.",
        "Somebody else changed this record. See the changes and repeat yours.",
    ),
    "if_match_required": (
        "Falta If-Match con la versión del registro.",
        "If-Match with the record's version is missing.",
    ),
    "invalid_if_match": ("If-Match no es válido.", "If-Match is not valid."),
    "invalid_fields": ("Revise los campos señalados.", "Check the fields marked."),
    "idempotency_key_reused": (
        "Esta Idempotency-Key ya se usó con otro contenido.",
        "This Idempotency-Key was used with another body.",
    ),
    "invalid_idempotency_key": (
        "Idempotency-Key debe tener entre 1 y 200 caracteres visibles.",
        "Idempotency-Key must have 1 to 200 visible characters.",
    ),
    "too_many_streams": (
        "Hay demasiadas pantallas conectadas a la vez. Intente de nuevo en unos segundos.",
        "Too many screens are connected at once. Try again in a few seconds.",
    ),
    "unavailable": (
        "El servicio no está disponible por el momento. Intente de nuevo en unos segundos.",
        "The service is not available now. Try again in a few seconds.",
    ),
    "service_unavailable": (
        "Esta parte del producto no responde por el momento. Intente de nuevo en unos segundos.",
        "This part of the product does not answer now. Try again in a few seconds.",
    ),
    "administrators_only": (
        "Solo un administrador puede hacer esto.",
        "Only an administrator may do this.",
    ),
    "event_unsupported": (
        "Esta versión no conoce ese evento; se procesará al instalar una que lo conozca.",
        "This release does not know that event; one that knows it will handle it.",
    ),
    "event_dropped": (
        "Alguien ya descartó este evento.",
        "Somebody has dropped this event already.",
    ),
    "event_done": ("Este evento ya se procesó.", "This event has been handled already."),
    "event_in_hand": (
        "Este evento se está procesando en este momento. Actualice la lista en unos segundos.",
        "This event is being handled right now. Refresh the list in a few seconds.",
    ),
    "internal_error": (
        "Algo falló de nuestro lado. No se guardó nada; avise con el código de rastreo.",
        "Something failed on our side. Nothing was saved; report it with the trace id.",
    ),
    "record_not_editable": (
        "Puede ver este registro pero no cambiarlo.",
        "You can see this record but not change it.",
    ),
    "required": ("Este campo es obligatorio.", "This field is required."),
    "unknown_member": ("Este campo no existe.", "There is no such field."),
    "invalid_value": ("El valor no es válido.", "The value is not valid."),
    "invalid_choice": ("Elija uno de: {expected}.", "Choose one of: {expected}."),
    "invalid_id": ("El identificador no es válido.", "The id is not valid."),
    "invalid_text": ("Debe ser un texto.", "It must be a text."),
    "too_short": ("Demasiado corto: mínimo {min_length}.", "Too short: at least {min_length}."),
    "too_long": ("Demasiado largo: máximo {max_length}.", "Too long: at most {max_length}."),
    "invalid_number": ("Debe ser un número.", "It must be a number."),
    "out_of_range": ("El valor está fuera del rango.", "The value is out of range."),
    "invalid_boolean": ("Debe ser verdadero o falso.", "It must be true or false."),
    "invalid_moment": (
        "Debe ser una fecha y hora RFC 3339.",
        "It must be an RFC 3339 date and time.",
    ),
    "invalid_list": ("Debe ser una lista.", "It must be a list."),
    "invalid_object": ("Debe ser un objeto.", "It must be an object."),
    "invalid_query": (
        "La búsqueda no es válida. Revise los campos señalados.",
        "The query is not valid. Check the fields marked.",
    ),
    "read_only_record": (
        "Puede ver este registro pero no cambiarlo.",
        "You can see this record but not change it.",
    ),
    "repeated_parameter": ("Este parámetro se repite.", "This parameter is repeated."),
    "too_many_filters": (
        "Demasiados filtros: máximo {maximum}.",
        "Too many filters: at most {maximum}.",
    ),
    "cursor_and_offset": (
        "Use cursor u offset, no ambos.",
        "Use cursor or offset, not both.",
    ),
    "unknown_filter": ("No se puede filtrar por este campo.", "This field cannot be filtered."),
    "unknown_operator": ("Este campo no admite ese operador.", "No such operator for this field."),
    "unknown_sort": ("No se puede ordenar por este campo.", "This field cannot be sorted by."),
    "invalid_cursor": (
        "La posición ya no es válida. Vuelva al comienzo de la lista.",
        "The position no longer holds. Go back to the start of the list.",
    ),
    "offset_too_large": (
        "Demasiado lejos para saltar; use filtros o siga página a página.",
        "Too far to jump; filter, or go on page by page.",
    ),
    "query_too_short": (
        "Escriba al menos {minimum} caracteres.",
        "Type at least {minimum} characters.",
    ),
    "invalid_phone": (
        "No es un número de teléfono válido. Escríbalo con indicativo: +57 300 1234567.",
        "Not a valid phone number. Write it with its country code, for example +57 300 1234567.",
    ),
    "invalid_email": ("No es un correo válido.", "Not a valid e-mail address."),
    "name_taken": ("Ya hay uno con ese nombre.", "There is one with that name already."),
    "incomplete_order": (
        "La lista cambió entre tanto. Ordénela de nuevo.",
        "The list has changed meanwhile. Arrange it again.",
    ),
    "entry_in_use": (
        "Registros que lo usan: {count}. Elija a cuál pasan.",
        "Records that use it: {count}. Choose which one they go to.",
    ),
    "same_entry": (
        "Elija otro: este es el que se elimina.",
        "Choose another: this is the one that is deleted.",
    ),
    "unknown_entry": (
        "No existe o ya no se usa. Elija otro.",
        "It does not exist or is no longer in use. Choose another.",
    ),
    "target_required": (
        "Los registros que lo usan necesitan otro. Elija cuál.",
        "The records that use it need another one. Choose which.",
    ),
    "file_missing": (
        "Falta el archivo: envíelo en la parte «file» del formulario.",
        "The file is missing: send it as the part “file” of the form.",
    ),
    "file_empty": ("El archivo está vacío.", "The file is empty."),
    "photo_too_large": (
        "La foto supera el máximo de {most} MB.",
        "The photo is larger than the {most} MB that are allowed.",
    ),
    "photo_too_many_pixels": (
        "La imagen tiene más de {most} millones de píxeles. Redúzcala y envíela de nuevo.",
        "The picture has more than {most} million pixels. Make it smaller and send it again.",
    ),
    "photo_unreadable": (
        "No es una imagen que se pueda leer. Se admiten JPEG, PNG, WebP, GIF y BMP.",
        "This is no picture that can be read. JPEG, PNG, WebP, GIF and BMP are taken.",
    ),
    "document_too_large": (
        "El archivo supera el máximo de {most} MB.",
        "The file is larger than the {most} MB that are allowed.",
    ),
    "document_type_refused": (
        "Este tipo de archivo no se admite. Se admiten: {expected}.",
        "This type of file is not taken. Taken are: {expected}.",
    ),
    "document_type_mismatch": (
        "El contenido no es el de un archivo {extension}. Guárdelo de nuevo con su programa.",
        "The content is not that of a {extension} file. Save it again with its program.",
    ),
    "document_file_gone": (
        "El archivo ya no está.",
        "The file is no longer there.",
    ),
    "too_many_documents": (
        "Ya hay {most} documentos aquí. Elimine alguno.",
        "There are {most} documents here already. Delete some.",
    ),
    "file_has_entities": (
        "El archivo declara entidades XML y no se abre. Guárdelo de nuevo desde su hoja de cálculo.",
        "The file declares XML entities and is not opened. Save it again from your spreadsheet.",
    ),
    "file_has_password": (
        "El archivo está protegido con contraseña. Quítela y envíelo de nuevo.",
        "The file has a password. Take it off and send the file again.",
    ),
    "file_needs_too_much": (
        "El archivo necesita demasiada memoria. Divídalo o guárdelo como CSV.",
        "The file needs too much memory. Split it or save it as CSV.",
    ),
    "file_takes_too_long": (
        "Leer el archivo toma demasiado tiempo. Divídalo o guárdelo como CSV.",
        "Reading the file takes too long. Split it or save it as CSV.",
    ),
    "packed_too_tightly": (
        "El archivo ocupa muchísimo más al abrirse que guardado y no se lee. Guárdelo de nuevo.",
        "The file is very much larger opened than stored and is not read. Save it again.",
    ),
    "not_a_workbook": (
        "El archivo no es un libro de Excel (.xlsx).",
        "The file is no Excel workbook (.xlsx).",
    ),
    "broken_workbook": (
        "El libro de Excel está dañado. Ábralo y guárdelo de nuevo.",
        "The Excel workbook is damaged. Open it and save it again.",
    ),
    "old_workbook": (
        "Es un libro antiguo (.xls) o con contraseña. Guárdelo como .xlsx o CSV.",
        "It is an old workbook (.xls) or has a password. Save it as .xlsx or CSV.",
    ),
    "not_a_table": (
        "El archivo no es una tabla: se leen CSV, XLSX y vCard.",
        "The file is no table: CSV, XLSX and vCard are read.",
    ),
    "too_many_columns": (
        "La fila {row} tiene más de {most} columnas.",
        "Row {row} has more than {most} columns.",
    ),
    "line_too_long": (
        "Una línea del archivo es demasiado larga para ser una fila.",
        "A line of the file is too long to be a row.",
    ),
    "quote_not_closed": (
        "Unas comillas se abren en esta fila y no se cierran.",
        "A quotation mark is opened in this row and never closed.",
    ),
    "card_not_closed": (
        "La tarjeta no termina (falta END:VCARD).",
        "The card does not end (END:VCARD is missing).",
    ),
    "text_not_of_encoding": (
        "La fila tiene signos que no son de la codificación elegida.",
        "The row has signs that are not of the chosen encoding.",
    ),
    "text_with_nul": ("La fila tiene un carácter nulo.", "The row has a NUL character."),
    "cell_too_long": ("Una celda es demasiado larga.", "A cell is too long."),
    "row_too_long": (
        "La fila tiene {cells} celdas y el encabezado {columns}: no se sabe cuál sobra.",
        "The row has {cells} cells and the header {columns}: which is too many is not known.",
    ),
    "not_in_list": (
        "«{value}» no está en la lista.",
        "“{value}” is not in the list.",
    ),
    "unreadable_number": ("«{value}» no es un número.", "“{value}” is no number."),
    "unreadable_date": ("«{value}» no es una fecha.", "“{value}” is no date."),
    "unreadable_boolean": ("«{value}» no es sí o no.", "“{value}” is not yes or no."),
    "several_matches": (
        "Coincide con {count} registros: no se sabe cuál es.",
        "It matches {count} records: which one is not known.",
    ),
    "field_taken": (
        "La columna «{other}» ya va a este campo.",
        "The column “{other}” goes to this field already.",
    ),
    "no_field_chosen": (
        "Elija al menos un campo para una columna.",
        "Choose a field for one column at least.",
    ),
    "import_not_draft": (
        "La importación ya empezó: no se puede cambiar.",
        "The import has begun already: it cannot be changed.",
    ),
    "import_not_done": (
        "La importación no ha hecho nada que deshacer.",
        "The import has made nothing to undo.",
    ),
    "import_at_work": (
        "La importación está trabajando. Espere a que termine.",
        "The import is at work. Wait until it has ended.",
    ),
    "import_not_read": (
        "El archivo todavía se está leyendo.",
        "The file is still being read.",
    ),
    "import_file_gone": (
        "El archivo de la importación ya no está.",
        "The file of the import is gone.",
    ),
    "import_failed": (
        "Algo falló de nuestro lado. Lo importado hasta ahí se conserva; puede seguir o deshacer.",
        "Something failed on our side. What was imported stays; go on or undo.",
    ),
    "not_for_all_data": (
        "Todos los datos salen completos: no llevan filtros, orden ni columnas.",
        "All data comes whole: it takes no filters, sort or columns.",
    ),
    "no_cards_of_these": (
        "De estos registros no se hacen tarjetas de contacto.",
        "There are no contact cards of these records.",
    ),
    "unknown_time_zone": (
        "No conocemos esa zona horaria. Ejemplo: America/Bogota.",
        "There is no such time zone. Example: America/Bogota.",
    ),
    "unknown_column": ("Esta columna no existe o fue retirada.", "There is no such column, or no more."),
    "repeated_column": ("Esta columna ya está.", "This column is there already."),
    "view_name_taken": (
        "Ya tiene una vista con este nombre.",
        "You have a view of this name already.",
    ),
    "default_view_is_shared": (
        "La vista con la que todos empiezan es compartida.",
        "The view with which everybody begins is shared.",
    ),
    "not_your_view": (
        "Solo quien la hizo o un administrador puede cambiar esta vista.",
        "Only who made this view or an administrator may change it.",
    ),
    "person_required": (
        "Esto lo guarda una persona para sí.",
        "A person keeps this for themselves.",
    ),
    "too_many_views": (
        "Hay {maximum} vistas de esta lista. Elimine alguna.",
        "There are {maximum} views of this list. Delete one.",
    ),
    "export_not_done": (
        "El archivo todavía no está listo.",
        "The file is not ready yet.",
    ),
    "export_file_gone": (
        "El archivo ya no está. Exporte de nuevo.",
        "The file is gone. Export again.",
    ),
    "export_failed": (
        "Algo falló de nuestro lado. Exporte de nuevo.",
        "Something failed on our side. Export again.",
    ),
    "bulk_failed": (
        "Algo falló de nuestro lado. Lo que se hizo queda hecho; inicie de nuevo para el resto.",
        "Something failed on our side. What was done stays done; start again for the rest.",
    ),
    "bulk_not_running": (
        "Ya terminó.",
        "It has already ended.",
    ),
    "ids_or_filter": (
        "Indique los registros o un filtro, no ambos.",
        "Name the records or a filter, not both.",
    ),
    "not_below_you": (
        "Solo puede asignar a usted mismo y a quienes están por debajo de usted en la jerarquía.",
        "You can assign only to yourself and to those below you in the hierarchy.",
    ),
}

PYDANTIC_CODES: dict[str, str] = {
    "missing": "required",
    "extra_forbidden": "unknown_member",
    "literal_error": "invalid_choice",
    "enum": "invalid_choice",
    "uuid_parsing": "invalid_id",
    "uuid_type": "invalid_id",
    "string_type": "invalid_text",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "too_short": "too_short",
    "too_long": "too_long",
    "int_type": "invalid_number",
    "int_parsing": "invalid_number",
    "int_from_float": "invalid_number",
    "decimal_parsing": "invalid_number",
    "decimal_type": "invalid_number",
    "float_parsing": "invalid_number",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "bool_type": "invalid_boolean",
    "bool_parsing": "invalid_boolean",
    "datetime_type": "invalid_moment",
    "datetime_parsing": "invalid_moment",
    "datetime_from_date_parsing": "invalid_moment",
    "timezone_aware": "invalid_moment",
    "list_type": "invalid_list",
    "model_type": "invalid_object",
    "model_attributes_type": "invalid_object",
    "dict_type": "invalid_object",
}
