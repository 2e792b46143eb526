"""What notifications states: messages that another service must carry."""

from chassis.events import Fact


class SmsRequested(Fact, type="notifications.sms.requested"):
    """Send this text. Subject: the message, whose id is the key under which it goes once."""

    number_to: str
    body: str
