"""Words for the codes that the gateway raises: (Spanish, English)."""

MESSAGES: dict[str, tuple[str, str]] = {
    "invalid_credentials": (
        "El correo o la contraseña no son correctos.",
        "The e-mail address or the password is not right.",
    ),
    "too_many_logins": (
        "Demasiados intentos de inicio de sesión. Espere un momento e intente de nuevo.",
        "Too many sign-in attempts. Wait a moment and try again.",
    ),
    "login_busy": (
        "Hay muchas personas iniciando sesión. Intente de nuevo en unos segundos.",
        "Many people are signing in. Try again in a few seconds.",
    ),
    "token_expired": (
        "El acceso venció. Renuévelo o inicie sesión de nuevo.",
        "The access has expired. Renew it or sign in again.",
    ),
    "session_ended": (
        "La sesión terminó. Inicie sesión de nuevo.",
        "The session has ended. Sign in again.",
    ),
    "invalid_refresh_token": (
        "La sesión no se puede renovar. Inicie sesión de nuevo.",
        "The session cannot be renewed. Sign in again.",
    ),
    "refresh_token_reused": (
        (
            "Por seguridad cerramos esta sesión: su credencial se usó dos veces. "
            "Inicie sesión de nuevo."
        ),
        "For safety this session was closed: its credential was used twice. Sign in again.",
    ),
    "foreign_origin": (
        "La solicitud viene de otro sitio y no se aceptó.",
        "The request comes from another site and was refused.",
    ),
    "wrong_password": ("La contraseña actual no es correcta.", "The present password is wrong."),
    "password_too_short": (
        "Use al menos {minimum} caracteres.",
        "Use at least {minimum} characters.",
    ),
    "password_too_long": (
        "Use como máximo {maximum} caracteres.",
        "Use at most {maximum} characters.",
    ),
    "password_is_address": (
        "La contraseña no puede ser su correo.",
        "The password cannot be your e-mail address.",
    ),
    "invalid_email": ("Escriba un correo válido.", "Write a valid e-mail address."),
    "email_taken": (
        "Ya hay un usuario con ese correo.",
        "There is already a user with this e-mail address.",
    ),
    "account_of_several_organizations": (
        (
            "Esta persona pertenece también a otra organización: solo ella puede cambiar su correo "
            "y su contraseña."
        ),
        (
            "This person also belongs to another organization: only they can change their e-mail "
            "address and password."
        ),
    ),
    "unknown_region": ("Ese país no existe.", "There is no such country."),
    "unknown_permission": ("Ese permiso no existe.", "There is no such permission."),
    "unknown_role": ("Ese rol no existe.", "There is no such role."),
    "unknown_profile": ("Ese perfil no existe.", "There is no such profile."),
    "unknown_group": ("Ese grupo no existe.", "There is no such group."),
    "unknown_user": ("Ese usuario no existe.", "There is no such user."),
    "name_taken": ("Ese nombre ya está en uso.", "This name is already in use."),
    "role_cycle": (
        "Un rol no puede quedar debajo de sí mismo.",
        "A role cannot be placed below itself.",
    ),
    "role_has_roles_below": (
        "Este rol tiene otros debajo. Muévalos o elimínelos antes.",
        "There are roles below this one. Move or delete them first.",
    ),
    "role_has_users": (
        "Hay usuarios con este rol. Asígneles otro antes.",
        "There are users with this role. Give them another first.",
    ),
    "profile_has_users": (
        "Hay usuarios con este perfil. Asígneles otro antes.",
        "There are users with this profile. Give them another first.",
    ),
    "administrator_profile_is_fixed": (
        "El perfil de administrador siempre lo permite todo y no se puede eliminar.",
        "The administrator's profile always allows everything and cannot be deleted.",
    ),
    "last_administrator": (
        "Debe quedar al menos un administrador activo.",
        "At least one active administrator must remain.",
    ),
    "outside_own_team": (
        "Solo puede administrar a personas de su propio equipo, por debajo de su rol.",
        "You can manage only people of your own team, below your role.",
    ),
    "beyond_own_rights": (
        "No puede otorgar ni cambiar permisos que usted no tiene.",
        "You cannot give or change rights that you do not hold.",
    ),
    "installation_administrator_required": (
        "Solo un administrador de la organización principal puede crear otra.",
        "Only an administrator of the first organization can create another.",
    ),
    "entity_required": (
        "Indique en entity= a qué tipo de registro se refiere.",
        "Say with entity= which type of record is meant.",
    ),
    "hook_too_large": (
        "El aviso del proveedor supera el límite.",
        "The provider's notice exceeds the limit.",
    ),
}
