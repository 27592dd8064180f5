"""Cases, destinations and events as DynamoDB items, and back.

The answers are one JSON string: DynamoDB has no business in them. Times are UTC, always with six decimals, so
that their order is the order of the strings.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from entraide.agencies.situation import Reason, Referral
from entraide.agencies.vocabulary import Need, Role
from entraide.cases.model import Case, Destination, Event, EventKind, Way

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

    Item = dict[str, AttributeValueTypeDef]

Image = Mapping[str, Any]
"""An item as read, from a table or from its stream."""

CASE_ITEM: Final = "CASE"
EVENT_PREFIX: Final = "EVENT#"
SHARDS: Final = ("0", "1", "2", "3")
"""The indexes of what is pending and of what is untaken are spread over as many partitions."""


class UnreadableItemError(Exception):
    """An item of the table is not what was written there; the sentence names its key and nothing else."""


def time_text(at: datetime) -> str:
    """`2026-11-22T08:30:00.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def shard_of(reference: str) -> str:
    """The partition of an index in which a case's destinations wait."""
    return SHARDS[zlib.crc32(reference.encode()) % len(SHARDS)]


def case_item(case: Case, key_mac: str, answers_mac: str) -> Item:
    """The marks go with the case so that they can be deleted with it."""
    return {
        "reference": _text(case.reference),
        "item": _text(CASE_ITEM),
        "form": _text(case.form),
        "form_version": _number(case.form_version),
        "form_digest": _text(case.form_digest),
        "lang": _text(case.lang),
        "created_at": _text(time_text(case.created_at)),
        "answers": _text(case.answers),
        "code_mac": _text(case.code_mac),
        "key_mac": _text(key_mac),
        "answers_mac": _text(answers_mac),
        "referrals": _json(
            [[each.code, sorted(each.needs), _plain(each.reasons)] for each in case.referrals]
        ),
        "ways": _texts(case.ways),
    }


def read_case(image: Image) -> Case:
    """Raises `UnreadableItemError`."""
    try:
        return Case(
            reference=image["reference"]["S"],
            form=image["form"]["S"],
            form_version=int(image["form_version"]["N"]),
            form_digest=image["form_digest"]["S"],
            lang=image["lang"]["S"],
            created_at=read_time(image["created_at"]),
            answers=image["answers"]["S"],
            code_mac=image["code_mac"]["S"],
            referrals=tuple(
                Referral(code, frozenset(map(Need, needs)), _reasons(reasons))
                for code, needs, reasons in json.loads(image["referrals"]["S"])
            ),
            ways=frozenset(Way(each["S"]) for each in image["ways"]["L"]),
        )
    except (KeyError, TypeError, ValueError) as unreadable:
        raise UnreadableItemError(f"case {_key(image, 'reference')}") from unreadable


def event_item(reference: str, event: Event) -> Item:
    """Events sort behind the case, in their order."""
    return {
        "reference": _text(reference),
        "item": _text(f"{EVENT_PREFIX}{event.number:04}"),
        "kind": _text(event.kind),
        "at": _text(time_text(event.at)),
        "details": _json(event.details),
        "link": _text(event.link),
    }


def read_event(image: Image) -> Event:
    """Raises `UnreadableItemError`."""
    try:
        return Event(
            number=int(image["item"]["S"].removeprefix(EVENT_PREFIX)),
            kind=EventKind(image["kind"]["S"]),
            at=read_time(image["at"]),
            details=tuple((name, value) for name, value in json.loads(image["details"]["S"])),
            link=image["link"]["S"],
        )
    except (KeyError, TypeError, ValueError) as unreadable:
        raise UnreadableItemError(f"event {_key(image, 'reference')} {_key(image, 'item')}") from unreadable


_TIMES: Final = (
    "prepared_at",
    "committed_at",
    "dispatched_at",
    "taken_at",
    "decided_at",
    "closed_at",
    "sent_again_at",
)


def destination_item(destination: Destination) -> Item:
    """A destination that must reach a queue carries `pending_shard`, which puts it in the pending index."""
    item: Item = {
        "reference": _text(destination.reference),
        "id": _text(destination.id),
        "body": _text(destination.body),
        "roles": _texts(destination.roles),
        "needs": _texts(destination.needs),
        "territory": _text(destination.territory),
        "reasons": _json(_plain(destination.reasons)),
        "form": _text(destination.form),
        "form_version": _number(destination.form_version),
        "needs_person": {"BOOL": destination.needs_person},
    }
    times = {name: getattr(destination, name) for name in _TIMES}
    item |= {name: _text(time_text(at)) for name, at in times.items() if at}
    if destination.urgent:
        item["urgent"] = {"BOOL": True}
    if destination.session:
        item["session"] = _text(destination.session)
    if destination.committed_at and not destination.dispatched_at:
        item["pending_shard"] = _text(shard_of(destination.reference))
    return item


def has_nothing_to_send(image: Image) -> bool:
    """Whether a destination was sent already, or is for the worker to file. What is unclear must be sent."""
    return "dispatched_at" in image or ("prepared_at" in image and "committed_at" not in image)


def read_destination(image: Image) -> Destination:
    """Raises `UnreadableItemError`."""
    try:
        return Destination(
            id=image["id"]["S"],
            reference=image["reference"]["S"],
            body=image["body"]["S"],
            roles=frozenset(Role(each["S"]) for each in image["roles"]["L"]),
            needs=frozenset(Need(each["S"]) for each in image["needs"]["L"]),
            territory=image["territory"]["S"],
            reasons=_reasons(json.loads(image["reasons"]["S"])),
            form=image["form"]["S"],
            form_version=int(image["form_version"]["N"]),
            needs_person=image["needs_person"]["BOOL"],
            urgent="urgent" in image and image["urgent"]["BOOL"],
            session=image.get("session", {}).get("S", ""),
            **_times(image),
        )
    except (KeyError, TypeError, ValueError) as unreadable:
        raise UnreadableItemError(f"destination {_key(image, 'id')}") from unreadable


def _times(image: Image) -> dict[str, datetime]:
    times = {name: read_time(image[name]) for name in _TIMES if name in image}
    if not times.keys() & {"prepared_at", "committed_at"}:
        raise ValueError("neither prepared nor committed")
    return times


def _text(value: str) -> AttributeValueTypeDef:
    return {"S": str(value)}


def _number(value: int) -> AttributeValueTypeDef:
    return {"N": str(value)}


def _texts(values: Iterable[str]) -> AttributeValueTypeDef:
    return {"L": [_text(each) for each in sorted(values)]}


def _json(value: object) -> AttributeValueTypeDef:
    return {"S": json.dumps(value, ensure_ascii=False, separators=(",", ":"))}


def _plain(reasons: tuple[Reason, ...]) -> list[list[object]]:
    return [[each.rule, each.inputs, each.directory_version] for each in reasons]


def _reasons(plain: Iterable[Any]) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule, tuple((name, value) for name, value in inputs), version)
        for rule, inputs, version in plain
    )


def read_time(value: Mapping[str, str]) -> datetime:
    """Raises ValueError."""
    return datetime.strptime(value["S"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def _key(image: Image, name: str) -> str:
    value = image.get(name)
    return str(value.get("S", "?")) if isinstance(value, Mapping) else "?"
