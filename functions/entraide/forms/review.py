"""What is asked once it is known which bodies are concerned."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from entraide.forms.definition import Informs, Question, Step
from entraide.forms.privacy import COORDINATOR, EVERY_BODY, FOR_HEALTH, Privacy
from entraide.forms.values.body import Bodies, BodyId
from entraide.forms.values.yesno import Tick

CPAM: Final = "review.cpam"
CONSENT: Final = "review.health_consent"
BODIES: Final = "review.bodies"


class Review(Step):
    """The same for every form: the body among several, consent to health answers, the bodies to send to."""

    at_review: ClassVar[bool] = True

    cpam: Annotated[
        BodyId | None, Question(Privacy.PLAIN, FOR_HEALTH, required=False, informs=(Informs("cpam"),))
    ] = None
    health_consent: Annotated[Tick | None, Question(Privacy.PLAIN, EVERY_BODY, required=False)] = None
    bodies: Annotated[Bodies | None, Question(Privacy.PLAIN, COORDINATOR, required=False)] = None
    """The bodies to send to; all of them when it is not said."""
