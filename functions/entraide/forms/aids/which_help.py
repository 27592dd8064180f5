"""The guide "Which help fits me?": six questions, no personal data, nothing stored."""

from __future__ import annotations

from typing import Annotated, ClassVar

from entraide.agencies.vocabulary import Activity, Position
from entraide.forms import options as o
from entraide.forms.aids.common import Affiliation
from entraide.forms.aids.options import Difficulty
from entraide.forms.definition import Form, Question, Step
from entraide.forms.privacy import NOBODY, Privacy


class DifficultyStep(Step):
    """What weighs."""

    kinds: Annotated[
        tuple[Difficulty, ...] | None,
        Question(Privacy.PLAIN, NOBODY, health_options=frozenset({Difficulty.HEALTH, Difficulty.CARING})),
    ] = None


class WorkerShort(Step):
    """Who the person is, under the same names as in the other forms: the answers go along."""

    position: Annotated[Position | None, Question(Privacy.PLAIN, NOBODY)] = None
    family: Annotated[Activity | None, Question(Privacy.PLAIN, NOBODY)] = None
    main: Annotated[o.Main | None, Question(Privacy.PLAIN, NOBODY)] = None


class WhichHelp(Form):
    """Gives advice and stores nothing."""

    id: ClassVar[str] = "which-help"
    version: ClassVar[int] = 1
    advises: ClassVar[bool] = True

    difficulty: DifficultyStep = DifficultyStep()
    activity: WorkerShort = WorkerShort()
    affiliation: Affiliation = Affiliation()
