"""What the settings of automatic creation look like, in and out."""

from chassis.web import Body


class IdentificationSettingsBody(Body):
    """Whether a call from or to an unknown number makes a contact (O-32)."""

    create_from_calls: bool
