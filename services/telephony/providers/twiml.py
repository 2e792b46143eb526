"""The documents that a provider plays to the caller, built with the official classes."""

from urllib.parse import urlencode
from uuid import UUID

from twilio.twiml.voice_response import Dial, VoiceResponse

LANGUAGE = "es-MX"
NOBODY = (
    "Gracias por llamar. En este momento todos nuestros asesores están ocupados. "
    "Le devolveremos la llamada lo antes posible."
)
UNCONFIGURED = (
    "Gracias por llamar. Este número no está atendido en este momento. "
    "Registramos su llamada y le contactaremos pronto."
)
TROUBLE = "Lo sentimos, tenemos un inconveniente técnico. Por favor, intente de nuevo más tarde."


def identity(user_id: UUID) -> str:
    """Name a user's browser at the provider; letters, digits and underscore are allowed."""
    return f"agent_{user_id.hex}"


def user_of(client: str) -> UUID | None:
    """Read a user back out of `client:agent_<hex>` or `agent_<hex>`."""
    name = client.removeprefix("client:")
    try:
        return UUID(hex=name.removeprefix("agent_")) if name.startswith("agent_") else None
    except ValueError:
        return None


def ring_operator(
    *, user_id: UUID, call_id: UUID, attempt: int, ring_seconds: int, public_url: str
) -> str:
    """Ring one operator's browser; the caller hears ringing until they answer.

    The leg's callbacks and the verb's outcome carry the attempt, so that a late word about a former
    operator is never taken for the present one.
    """
    leg = urlencode({"call": str(call_id), "attempt": attempt})
    answer = VoiceResponse()
    dial = Dial(
        action=f"{public_url}/hooks/twilio/voice/dial?{leg}",
        method="POST",
        timeout=ring_seconds,
        answer_on_bridge=True,
    )
    client = dial.client(
        status_callback=f"{public_url}/hooks/twilio/voice/status?{leg}",
        status_callback_event="initiated ringing answered completed",
        status_callback_method="POST",
    )
    client.identity(identity(user_id))
    client.parameter(name="call_id", value=str(call_id))
    answer.append(dial)
    return str(answer)


def apologise(text: str) -> str:
    """Say one polite sentence in Spanish and hang up."""
    answer = VoiceResponse()
    answer.say(text, language=LANGUAGE)
    answer.hangup()
    return str(answer)


def hang_up() -> str:
    """End the call without a word."""
    answer = VoiceResponse()
    answer.hangup()
    return str(answer)
