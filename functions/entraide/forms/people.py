"""Who the person is, how to reach them, and who helps them (Q27 to Q31 of `domain-review.md` 3.2)."""

from __future__ import annotations

from typing import Annotated, Final

from entraide.forms import options as o
from entraide.forms.conditions import answer
from entraide.forms.definition import Question, Step
from entraide.forms.privacy import COORDINATOR, EVERY_BODY, Privacy
from entraide.forms.values.email import Email
from entraide.forms.values.phone import FrenchPhone, OtherPhone
from entraide.forms.values.text import FamilyName, FreeText, GivenName, Name
from entraide.forms.values.yesno import Tick, YesNo

HELPED: Final = answer(
    "you.helper", o.Helper.ACCOUNTANT, o.Helper.SOCIAL_WORKER, o.Helper.RELATIVE, o.Helper.OTHER
)


class You(Step):
    """Enough to be called back, and no more."""

    first_name: Annotated[GivenName | None, Question(Privacy.IDENTIFYING, EVERY_BODY)] = None
    family_name: Annotated[FamilyName | None, Question(Privacy.IDENTIFYING, EVERY_BODY)] = None
    email: Annotated[Email | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    phone: Annotated[FrenchPhone | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    voice_message: Annotated[YesNo | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    language: Annotated[o.Language | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    best_time: Annotated[o.BestTime | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    support: Annotated[
        tuple[o.Support, ...] | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)
    ] = None
    helper: Annotated[o.Helper | None, Question(Privacy.PLAIN, EVERY_BODY)] = None
    helper_name: Annotated[
        Name | None, Question(Privacy.IDENTIFYING, EVERY_BODY, when=HELPED, required=False)
    ] = None
    helper_phone: Annotated[
        OtherPhone | None, Question(Privacy.CONTACT, EVERY_BODY, when=HELPED, required=False)
    ] = None
    filled_by_helper: Annotated[YesNo | None, Question(Privacy.PLAIN, EVERY_BODY, when=HELPED)] = None
    agreement: Annotated[
        Tick | None,
        Question(Privacy.PLAIN, EVERY_BODY, when=HELPED & answer("you.filled_by_helper", "yes")),
    ] = None
    message: Annotated[
        FreeText | None, Question(Privacy.IDENTIFYING, COORDINATOR, required=False, seconds=20)
    ] = None
