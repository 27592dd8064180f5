"""Each département belongs to one regional instance of the CPSTI."""

from __future__ import annotations

import re

import pytest

from entraide.agencies.directory import Directory
from entraide.agencies.instances import instance_of


@pytest.mark.parametrize(
    ("region", "instance"),
    [
        ("Grand Est", "grand-est"),
        ("Provence-Alpes-Côte d'Azur", "provence-alpes-cote-d-azur"),
        ("Île-de-France", "ile-de-france"),
        ("La Réunion", "la-reunion"),
        ("Mayotte", "mayotte"),
        ("Guadeloupe", "antilles-guyane"),
        ("Guyane", "antilles-guyane"),
        ("Martinique", "antilles-guyane"),
        ("Saint-Martin", "antilles-guyane"),
        ("Saint-Barthélemy", "antilles-guyane"),
    ],
)
def test_an_instance_serves_a_region(region: str, instance: str) -> None:
    assert instance == instance_of(region)


def test_every_territory_has_an_instance_that_a_role_can_be_named_after(directory: Directory) -> None:
    instances = {instance_of(each.region) for each in directory.territories.values()}

    assert 17 == len(instances)
    assert [] == [each for each in instances if not re.fullmatch(r"[a-z0-9-]{2,40}", each)]


def test_every_body_and_instance_fits_a_role_of_the_longest_stage(directory: Directory) -> None:
    names = [f"{'s' * 16}-investigates-{each}" for each in directory.bodies]
    names += [f"{'s' * 16}-decides-{instance_of(each.region)}" for each in directory.territories.values()]

    assert 64 >= max(map(len, names))
