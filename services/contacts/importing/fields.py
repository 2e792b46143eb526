"""The fields of a contact that a column may go to, and the headers by which each is known.

Spanish and English, and what Google, Outlook, HubSpot, Salesforce, Zoho, Pipedrive and VICIdial
write over their columns when they export.
"""

from collections.abc import Sequence
from typing import Final

from chassis.records.importing import Choice, ImportField

PHONES: Final = ("phone", "phone_2", "phone_3", "phone_4", "phone_5")
EMAILS: Final = ("email", "email_2", "email_3")
LABELS: Final = {"phone_2": "work", "phone_3": "home", "phone_4": "other", "phone_5": "other"}

_PHONE_WORDS: Final = (
    "Teléfono", "Telefono 1", "Teléfono móvil", "Móvil", "Celular", "Celular 1", "Número",
    "Número de teléfono", "Número de celular", "Whatsapp", "Tel", "Tel.", "Cel", "Fono",
    "Phone number", "Mobile", "Mobile phone", "Mobile phone number", "Cell", "Cell phone",
    "Primary phone", "Phone 1", "Phone 1 - Value", "Phone - Mobile", "Person - Phone",
    "Teléfono principal", "Teléfono celular", "Contacto telefónico",
)  # fmt: skip
_WORK_WORDS: Final = (
    "Teléfono 2", "Teléfono fijo", "Fijo", "Teléfono trabajo", "Teléfono de trabajo",
    "Teléfono oficina", "Celular 2", "Teléfono alterno", "Otro teléfono", "Business phone",
    "Work phone", "Phone 2", "Phone 2 - Value", "Phone - Work", "Alt phone", "Company phone",
    "Office phone", "Teléfono del trabajo",
)  # fmt: skip
_HOME_WORDS: Final = (
    "Teléfono 3", "Teléfono casa", "Teléfono de casa", "Teléfono particular", "Celular 3",
    "Home phone", "Phone 3", "Phone 3 - Value", "Phone - Home", "Address3",
)  # fmt: skip

CLASSES: Final = (
    Choice("prospect", ("Prospecto", "Prospect"), ("lead", "nuevo", "new", "subscriber")),
    Choice("interested", ("Interesado", "Interested"), ("opportunity", "marketingqualifiedlead")),
    Choice("client", ("Cliente", "Client"), ("customer", "clientes", "comprador")),
)
KINDS: Final = (
    Choice("person", ("Persona", "Person"), ("natural", "persona natural", "individual", "fisica")),
    Choice(
        "company",
        ("Empresa", "Company"),
        ("juridica", "persona juridica", "compania", "organization", "moral", "business"),
    ),
)
PRIORITIES: Final = (
    Choice("low", ("Baja", "Low")),
    Choice("normal", ("Normal", "Normal"), ("media", "medium")),
    Choice("high", ("Alta", "High")),
)

# Country names as they stand in address books of the region; codes are known by themselves.
COUNTRIES: Final = tuple(
    Choice(code, names, words)
    for code, names, words in (
        ("AR", ("Argentina", "Argentina"), ()),
        ("BO", ("Bolivia", "Bolivia"), ()),
        ("BR", ("Brasil", "Brazil"), ()),
        ("CL", ("Chile", "Chile"), ()),
        ("CO", ("Colombia", "Colombia"), ("COL",)),
        ("CR", ("Costa Rica", "Costa Rica"), ()),
        ("CU", ("Cuba", "Cuba"), ()),
        ("DO", ("República Dominicana", "Dominican Republic"), ()),
        ("EC", ("Ecuador", "Ecuador"), ("ECU",)),
        ("ES", ("España", "Spain"), ()),
        ("GT", ("Guatemala", "Guatemala"), ()),
        ("HN", ("Honduras", "Honduras"), ()),
        ("MX", ("México", "Mexico"), ("MEX", "Méjico")),
        ("NI", ("Nicaragua", "Nicaragua"), ()),
        ("PA", ("Panamá", "Panama"), ()),
        ("PE", ("Perú", "Peru"), ("PER",)),
        ("PR", ("Puerto Rico", "Puerto Rico"), ()),
        ("PY", ("Paraguay", "Paraguay"), ()),
        ("SV", ("El Salvador", "El Salvador"), ()),
        (
            "US",
            ("Estados Unidos", "United States"),
            ("USA", "EE. UU.", "EEUU", "United States of America"),
        ),
        ("UY", ("Uruguay", "Uruguay"), ()),
        ("VE", ("Venezuela", "Venezuela"), ()),
    )
)

FIELDS: Final = (
    ImportField(
        name="kind",
        kind="choice",
        choices=KINDS,
        words=("Tipo de persona", "Persona o empresa", "Naturaleza", "Kind"),
    ),
    ImportField(
        name="first_name",
        words=(
            "Nombre", "Nombres", "Primer nombre", "Nombre de pila", "Given name", "First name",
            "Firstname", "Person - First name", "Given",
        ),
    ),
    ImportField(
        name="last_name",
        words=(
            "Apellido", "Apellidos", "Primer apellido", "Family name", "Last name", "Surname",
            "Lastname", "Person - Last name",
        ),
    ),
    ImportField(
        name="name",
        words=(
            "Nombre completo", "Nombre y apellido", "Nombres y apellidos", "Razón social",
            "Nombre del contacto", "Contacto", "Full name", "Name", "Display name", "File as",
            "Contact name", "Lead name", "Person - Name", "Nombre de la cuenta",
        ),
    ),
    ImportField(
        name="company",
        words=(
            "Empresa", "Compañía", "Organización", "Nombre de la empresa", "Company name",
            "Account name", "Organization name", "Organization", "Person - Organization",
            "Organization 1 - Name", "Associated company", "Cuenta", "Negocio",
        ),
    ),
    ImportField(
        name="area",
        words=("Área", "Department", "Área o departamento", "Organization 1 - Department"),
    ),
    ImportField(
        name="position",
        words=(
            "Cargo", "Puesto", "Posición", "Job title", "Title", "Organization 1 - Title",
            "Organization title", "Ocupación", "Profesión",
        ),
    ),
    ImportField(name="phone", kind="phone", words=_PHONE_WORDS),
    ImportField(name="phone_2", kind="phone", words=(*_WORK_WORDS, *_PHONE_WORDS)),
    ImportField(name="phone_3", kind="phone", words=(*_HOME_WORDS, *_WORK_WORDS, *_PHONE_WORDS)),
    ImportField(
        name="phone_4",
        kind="phone",
        words=("Phone 4", "Teléfono 4", "Other phone", *_WORK_WORDS),
    ),
    ImportField(name="phone_5", kind="phone", words=("Phone 5", "Teléfono 5")),
    ImportField(
        name="email",
        kind="email",
        words=(
            "Correo", "Correo electrónico", "E-mail", "Mail", "Email address", "E-mail address",
            "E-mail 1", "E-mail 1 - Value", "Dirección de correo electrónico", "Correo 1",
            "Person - Email", "Email - Work", "Correo principal",
        ),
    ),
    ImportField(
        name="email_2",
        kind="email",
        words=(
            "Correo 2", "E-mail 2", "E-mail 2 - Value", "E-mail 2 address", "Email - Home",
            "Secondary email", "Correo alterno", "Correo personal", "Email", "Correo",
        ),
    ),
    ImportField(
        name="email_3",
        kind="email",
        words=("Correo 3", "E-mail 3", "E-mail 3 - Value", "E-mail 3 address", "Email - Other"),
    ),
    ImportField(
        name="address",
        words=(
            "Dirección", "Domicilio", "Calle", "Street", "Street address", "Address 1",
            "Address line 1", "Address 1 - Street", "Business street", "Home street",
            "Mailing street", "Dirección de correspondencia",
        ),
    ),
    ImportField(
        name="city",
        words=(
            "Ciudad", "Municipio", "Localidad", "Address 1 - City", "Business city", "Home city",
            "Mailing city",
        ),
    ),
    ImportField(
        name="region",
        words=(
            "Departamento", "Provincia", "Estado", "State", "State/Region", "Region", "Región",
            "Province", "Address 1 - Region", "Business state", "Mailing state/province",
        ),
    ),
    ImportField(
        name="postal_code",
        words=(
            "Código postal", "CP", "Zip", "Zip code", "Postal code", "Address 1 - Postal code",
            "Business postal code", "Mailing zip/postal code",
        ),
    ),
    ImportField(
        name="country",
        kind="choice",
        choices=COUNTRIES,
        words=(
            "País", "Country/Region", "Address 1 - Country", "Business country/region",
            "Mailing country", "Country code",
        ),
    ),
    ImportField(
        name="tax_id",
        words=(
            "NIT", "RUC", "RFC", "CUIT", "CUIL", "RUT", "CNPJ", "CPF", "Cédula", "CC", "DNI",
            "Identificación", "Número de identificación", "Documento", "Número de documento",
            "NIT/CC", "NIT o cédula", "Tax id", "VAT number", "Vendor lead code",
            "Identificación fiscal",
        ),
        longest=40,
    ),
    ImportField(
        name="website",
        words=(
            "Sitio web", "Página web", "Web", "URL", "Website URL", "Web page",
            "Website 1 - Value", "Company domain name",
        ),
        longest=500,
    ),
    ImportField(
        name="class",
        kind="choice",
        choices=CLASSES,
        words=("Clase", "Clasificación", "Lifecycle stage", "Etapa del ciclo de vida"),
    ),
    ImportField(
        name="type",
        kind="choice",
        words=("Tipo", "Tipo de contacto", "Contact type", "Account type"),
    ),
    ImportField(
        name="source",
        kind="choice",
        words=(
            "Fuente", "Origen", "Fuente de contacto", "Lead source", "Contact source",
            "Original source", "Source id", "Canal",
        ),
    ),
    ImportField(
        name="temperature", kind="choice", words=("Temperatura", "Rating", "Calificación")
    ),
    ImportField(
        name="priority", kind="choice", choices=PRIORITIES, words=("Prioridad",)
    ),
    ImportField(
        name="tags",
        kind="many",
        words=(
            "Etiquetas", "Etiqueta", "Tag", "Labels", "Label", "Categories", "Categorías",
            "Group membership", "Person - Labels", "Intereses",
        ),
    ),
    ImportField(
        name="description",
        words=(
            "Descripción", "Notas", "Observaciones", "Comentarios", "Notes", "Note", "Comments",
            "Comment", "Message",
        ),
        longest=10_000,
    ),
    ImportField(
        name="manager",
        kind="choice",
        words=(
            "Gerente", "Responsable", "Asesor", "Vendedor", "Ejecutivo", "Owner", "Contact owner",
            "Record owner", "Lead owner", "Asignado a", "Person - Owner", "Agente",
        ),
    ),
    ImportField(
        name="economic_activity",
        words=("Actividad económica", "Sector", "Industria", "Industry", "Giro"),
    ),
    ImportField(name="currency", words=("Moneda", "Divisa"), longest=3),
    ImportField(
        name="credit_limit",
        kind="number",
        words=("Cupo", "Cupo de crédito", "Límite de crédito", "Credit limit"),
    ),
    ImportField(
        name="credit_days",
        kind="number",
        words=("Días de crédito", "Plazo", "Payment terms", "Credit days"),
    ),
)  # fmt: skip


def settle(guessed: Sequence[str | None]) -> list[str | None]:
    """`Nombre` without any surname beside it is the whole name; and so is `Name` with none."""
    fields = list(guessed)
    if "first_name" in fields and "last_name" not in fields and "name" not in fields:
        fields[fields.index("first_name")] = "name"
    return fields
