"""`::bodies::`: the directory by region and département, which works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from entraide.agencies.directory import Body, Directory, Territory, Verification
from entraide.agencies.territory import DECIDED_BY_A_PERSON
from entraide.agencies.vocabulary import Role

ROLES = (Role.CONTRIBUTIONS, Role.BENEFITS, Role.HEALTH, Role.RETIREMENT)


def directory_html(directory: Directory, words: Mapping[str, str], lang: str) -> str:
    """The whole directory: a heading for each region, and for each département a disclosure with its bodies.

    `words` names each role. It also says what is not certain: `unverified` for a body, `several` where the commune
    decides, `person` where only a person can tell.
    """
    territories = sorted(directory.territories.values(), key=lambda each: (each.region, each.departement))
    regions = [(name, list(group)) for name, group in groupby(territories, lambda each: each.region)]
    summary = "".join(f'<li><a href="#{_slug(name)}">{escape(name)}</a></li>' for name, _ in regions)
    sections = "".join(_region(name, group, directory, words, lang) for name, group in regions)
    return (
        f'<nav class="directory__regions" aria-label="{escape(words["regions"])}"><ul>{summary}</ul></nav>'
        f"{sections}"
    )


def _region(
    name: str, territories: list[Territory], directory: Directory, words: Mapping[str, str], lang: str
) -> str:
    places = "".join(
        f'<details class="directory__place" id="d-{each.departement}">'
        f"<summary>{each.departement} {escape(each.name)}</summary>"
        f"<dl>{''.join(_entries(each, directory, words, lang))}</dl></details>"
        for each in territories
    )
    return f'<section aria-labelledby="{_slug(name)}"><h3 id="{_slug(name)}">{escape(name)}</h3>{places}</section>'


def _entries(
    territory: Territory, directory: Directory, words: Mapping[str, str], lang: str
) -> Iterator[str]:
    roles: dict[str, list[str]] = {}
    for role in ROLES:
        for body in territory.competent(role):
            roles.setdefault(body, []).append(words[role.value])
    for said, group in groupby(roles, lambda body: ", ".join(roles[body])):
        bodies = [directory.body(body) for body in group]
        several = f" <small>({escape(words['several'])})</small>" if len(bodies) > 1 else ""
        told = "".join(f"<dd>{_body(body, words, lang)}</dd>" for body in bodies)
        yield f"<dt>{escape(said)}{several}</dt>{told}"


def _body(body: Body, words: Mapping[str, str], lang: str) -> str:
    town = f"{body.postal_code} {body.city}".strip()
    address = ", ".join(part for part in (body.address, town) if part)
    said = f"<strong>{escape(body.name(lang))}</strong>"
    if address:
        said += f"<br>{escape(address)}"
    if body.network in DECIDED_BY_A_PERSON:
        said += f"<br>{escape(words['person'])}"
    elif body.status is Verification.TO_VERIFY:
        said += f" <small>({escape(words['unverified'])})</small>"
    return said


def _slug(region: str) -> str:
    kept = "".join(character if character.isalnum() else "-" for character in region.lower())
    return f"region-{kept}"
