"""What routing is told and what it answers. Routing decides who is asked, never who is entitled."""

from __future__ import annotations

from dataclasses import dataclass

from entraide.agencies.places import Commune
from entraide.agencies.vocabulary import Activity, Need, PensionPayer, Position, Role


@dataclass(frozen=True, slots=True)
class Situation:
    """The answers that decide where a case goes.

    `work` is the place of work (the registered address when there is no fixed place), None for who has
    stopped for good. `home` is None when it is abroad. `cpam` is the body picked among several candidates.
    """

    needs: frozenset[Need]
    work: Commune | None
    home: Commune | None
    home_abroad: bool = False
    position: Position = Position.NOT_SURE
    activity: Activity | None = None
    pension_payer: PensionPayer | None = None
    invalidity_pension: bool = False
    draws_pension: bool = False
    cpam: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a body was chosen: a rule's code, what it looked at, and the version of the directory.

    The words of a rule are in `content/{fr,en}/forms/_rules.yml` under `rules` and its code; `inputs` fill
    their placeholders.
    """

    rule: str
    inputs: tuple[tuple[str, str], ...]
    directory_version: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A body to which a case goes."""

    body: str
    roles: frozenset[Role]
    needs: frozenset[Need]
    reasons: tuple[Reason, ...]
    needs_person: bool = False
    """The directory is not certain: a person at this body (which holds the case meanwhile) decides."""
    candidates: tuple[str, ...] = ()
    """The bodies among which the worker may choose, the likeliest first; empty when there is no choice."""
    territory: str = ""
    """The département that decided, `10`, `2A`, `971`."""

    @property
    def mark(self) -> str:
        """The body and what it is asked for, in a word: `urssaf-champagne-ardenne:aced,afe`."""
        return f"{self.body}:{','.join(sorted(self.needs))}"


@dataclass(frozen=True, slots=True)
class Referral:
    """An address told to the worker and not queued: a fund of their own, another scheme, another country."""

    code: str
    needs: frozenset[Need]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Routing:
    """Where a case goes. At least one choice or one referral, for any situation."""

    choices: tuple[Choice, ...]
    referrals: tuple[Referral, ...]
