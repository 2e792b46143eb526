"""What the agent routes take."""

from typing import Annotated

from pydantic import StringConstraints

from chassis.web import Body
from services.telephony.agents.states import ChosenState


class StateChoice(Body):
    """What the agent wants to be; a pause may say why."""

    state: ChosenState
    reason: Annotated[str, StringConstraints(max_length=200)] = ""
