"""Mail by SMTP, with the standard library."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime

from chassis.clock import now
from services.notifications.mail.port import Mail, MailDeferred, MailRefused, MailUnknown
from services.notifications.settings import Smtp

_TIMEOUT = 15.0
_PERMANENT = 500
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


class SmtpMailer:
    """One connection a mail. What fails before the text was offered is known not to be sent."""

    name = "smtp"

    def __init__(self, settings: Smtp) -> None:
        self._settings = settings

    def send(self, mail: Mail) -> str:
        """Send one mail; return the server's last answer."""
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise _known(error) from error
        try:
            return self._offer(server, mail)
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if settings.tls == "tls":
            server = smtplib.SMTP_SSL(
                settings.host, settings.port, timeout=_TIMEOUT, context=context
            )
        else:
            server = smtplib.SMTP(settings.host, settings.port, timeout=_TIMEOUT)
            if settings.tls == "starttls":
                server.starttls(context=context)
        if settings.user and settings.password:
            server.login(settings.user, settings.password)
        return server

    def _offer(self, server: smtplib.SMTP, mail: Mail) -> str:
        text = self._text(mail)
        try:
            server.ehlo_or_helo_if_needed()
            for code, answer in (server.mail(self._settings.sender), server.rcpt(mail.to)):
                _expect(code, answer)
        except (OSError, smtplib.SMTPException) as error:
            raise _known(error) from error
        try:
            code, answer = server.data(text)
        except smtplib.SMTPDataError as error:
            raise _known(error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnknown(type(error).__name__) from error
        _expect(code, answer)
        return answer.decode(errors="replace")[:200]

    def _text(self, mail: Mail) -> bytes:
        message = EmailMessage()
        message["From"] = self._settings.sender
        message["To"] = mail.to
        message["Subject"] = " ".join(mail.subject.split())
        message["Date"] = format_datetime(now())
        message["Message-ID"] = f"<{mail.message_id}@{self._settings.sender.partition('@')[2]}>"
        message.set_content(mail.body)
        if mail.calendar is not None:
            method = _METHOD.search(mail.calendar)
            message.add_alternative(
                mail.calendar,
                subtype="calendar",
                params={"method": method[1] if method else "PUBLISH"},
            )
        return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


def _expect(code: int, answer: bytes) -> None:
    if code >= 400:  # noqa: PLR2004 - SMTP: 4xx later, 5xx never
        raise _known(smtplib.SMTPResponseException(code, answer))


def _known(error: Exception) -> MailRefused | MailDeferred:
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= _PERMANENT:
        return MailRefused(f"{error.smtp_code} {error.smtp_error!r}"[:200])
    return MailDeferred(str(error)[:200] or type(error).__name__)
