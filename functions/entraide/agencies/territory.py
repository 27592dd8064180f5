"""What is particular about a territory: notes for the worker, and where only a person may decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from entraide.agencies.rules import Rule
from entraide.agencies.vocabulary import Network, Role

DECIDED_BY_A_PERSON: Final = frozenset({Network.CPS, Network.MSA_CPS})
"""The bodies of 975 and 977, which hold the case until a person has decided (`domain.md` 1.2)."""

_BY_NETWORK: Final = {
    Network.CGSS: Rule.TERRITORY_CGSS,
    Network.CSSM: Rule.TERRITORY_MAYOTTE,
    Network.CPS: Rule.TERRITORY_SAINT_PIERRE,
    Network.MSA_CPS: Rule.TERRITORY_SAINT_BARTHELEMY,
    Network.CNAV: Rule.TERRITORY_ILE_DE_FRANCE,
}


def notes(network: Network, role: Role, departement: str, *, doubtful: bool) -> Iterator[Rule]:
    """What to tell about a body of this network in this role; `doubtful` for the communes of Seignanx.

    In Seignanx the note is for the Caf: which CPAM it is, the worker or a person says.
    """
    if network in _BY_NETWORK:
        yield _BY_NETWORK[network]
    if departement == "978":
        yield Rule.TERRITORY_SAINT_MARTIN
    if network is Network.CPS and role is Role.RETIREMENT:
        yield Rule.TERRITORY_SAINT_PIERRE_PENSION
    if role is Role.BENEFITS and doubtful:
        yield Rule.TERRITORY_SEIGNANX
