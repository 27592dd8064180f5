"""`make run`: builds, starts the embedded cloud, deploys, and serves site and API on one loopback origin."""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import signal
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from infra.build import BUILT, PACKAGE, SITE, BuildError, build
from infra.local.bucket import BucketDoor, SimulatedScan
from infra.local.clients import Clients
from infra.local.deploy import QUEUES, SERVICE, Deployed, DeployError, deploy
from infra.local.desk import Desk
from infra.local.emulator import Emulator, EmulatorError, free_port, is_free
from infra.local.front import Api, Door
from infra.local.pump import Pump
from infra.local.static import Site
from infra.routes import load

from entraide.agencies.connections import EVERYBODY, EVERYBODY_BUT, FROM_FILE, ConnectionSettingError
from entraide.agencies.directory import Directory

STATE = Path(os.environ.get("STATE") or ".local")
STAGE = "local"
PORT = "8000"
MAIL_FROM = "ne-pas-repondre@example.org"


class RunError(Exception):
    """The service cannot be run; the sentence says what to do."""


def chosen_port(given: str) -> int:
    """The port to serve on; raises `RunError` when it is no port, or somebody has it."""
    if not given.isdecimal() or not 0 < int(given) < 2**16:
        raise RunError(f"PORT={given} is no port: choose a number from 1024 to 65535.")
    if not is_free(int(given)):
        raise RunError(f"Port {given} is in use: stop what uses it, or choose another: make run PORT=8001")
    return int(given)


def chosen_connections(given: str) -> str:
    """Which bodies read their queues; raises `RunError` when it cannot be that."""
    try:
        Directory.load(BUILT, given)
    except ConnectionSettingError as error:
        raise RunError(
            f"CONNECTED={given} cannot be: {error}. Choose all, file, or all-but:caf-10"
        ) from error
    return given


def shown_as_connected(setting: str) -> str:
    """A sentence that says which bodies read their queues under a setting of `CONNECTED`."""
    if setting == FROM_FILE:
        return "The bodies are connected as infra/connected.yml says."
    but = ", ".join(setting.removeprefix(EVERYBODY_BUT).split(",")) if setting != EVERYBODY else ""
    everybody = f"Every body but {but}" if but else "Every body"
    return f"{everybody} is shown as connected: this is a demonstration."


def lock_state() -> int:
    """Keeps a second run from the same state; raises `RunError` when there is one."""
    STATE.mkdir(parents=True, exist_ok=True)
    lock = os.open(STATE / "lock", os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise RunError("The service runs already, from this folder: stop it with Ctrl-C first.") from error
    return lock


class Deployment:
    """What is to be deployed, and what was the last time."""

    def __init__(self, origin: str, uploads: str) -> None:
        self.connected = chosen_connections(os.environ.get("CONNECTED") or EVERYBODY)
        self._settings = {
            "SiteOrigin": origin,
            "UploadsOrigin": uploads,
            "MailFrom": MAIL_FROM,
            "Connected": self.connected,
        }
        digest = hashlib.sha256(json.dumps(self._settings).encode())
        for file in (PACKAGE, SERVICE, QUEUES):
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        self._digest = digest.hexdigest()
        self._record = STATE / "deployed.json"

    def last(self) -> Deployed | None:
        """The last deployment, when nothing has changed since."""
        if not self._record.exists():
            return None
        kept = json.loads(self._record.read_text(encoding="utf-8"))
        return Deployed(**kept["deployed"]) if kept["digest"] == self._digest else None

    def deploy(self, emulator: Emulator) -> Deployed:
        """Deploys; raises `DeployError`."""
        _say("Deploying the service and a queue for each body ...")
        deployed = deploy(emulator.clients, STAGE, PACKAGE, self._settings)
        _allow_sender(emulator.clients)
        emulator.snapshot()
        # Written last: it says that all before it is on the disk.
        fresh = self._record.with_suffix(".new")
        fresh.write_text(json.dumps({"digest": self._digest, "deployed": asdict(deployed)}), encoding="utf-8")
        fresh.replace(self._record)
        return deployed


def run(port: int, *, as_built: bool) -> None:
    """Serves until Ctrl-C or SIGTERM; raises the errors of its parts."""
    started = time.monotonic()
    origin = f"http://127.0.0.1:{port}"
    if not as_built:
        build(origin)
    uploads_port = _uploads_port()
    uploads = f"http://127.0.0.1:{uploads_port}"
    deployment = Deployment(origin, uploads)
    last = deployment.last()
    _say("Starting the embedded cloud ...")
    emulator = Emulator(STATE, free_port(), deploying=last is None)
    try:
        deployed = last or deployment.deploy(emulator)
        routes = load(uploads=uploads)
        api = Api(emulator.endpoint, deployed.api_id)
        desk = Desk(emulator.clients, deployed, BUILT)
        door = Door(port, routes, Site(SITE, routes.not_found), api, desk.answer, desk.office.act)
        scan = SimulatedScan(emulator.clients, deployed.uploads)
        bucket = BucketDoor(uploads_port, emulator.endpoint, deployed.uploads, scan)
        for each in (door, bucket):
            threading.Thread(target=each.serve_forever, daemon=True).start()
        pump = Pump(emulator.clients, STAGE)
        _wake(emulator)
        seconds, connected = time.monotonic() - started, shown_as_connected(deployment.connected)
        _say(READY.format(seconds=seconds, origin=origin, connected=connected, state=STATE))
        _wait(emulator)
        for each in (door, bucket):
            each.shutdown()
        pump.stop()
    finally:
        emulator.stop()


def _uploads_port() -> int:
    """A port for the address that files are sent to: that of the last run while it is free."""
    record = STATE / "uploads-port"
    kept = int(record.read_text(encoding="utf-8")) if record.exists() else 0
    port = kept if kept and is_free(kept) else free_port()
    record.write_text(str(port), encoding="utf-8")
    return port


def _wake(emulator: Emulator) -> None:
    """Sends what a crash left unsent now rather than at the next full minute, and spares the first visitor a start."""
    asleep = {"requestContext": {"http": {"method": "GET"}}, "pathParameters": {"lang": "fr"}}
    for function in ("sweep", "submit", "follow"):
        emulator.clients.functions.invoke(
            FunctionName=f"entraide-{STAGE}-{function}",
            InvocationType="Event",
            Payload=json.dumps(asleep).encode(),
        )


READY = """
Entraide is ready after {seconds:.0f} s. {connected}

  Site, in French     {origin}/
  Site, in English    {origin}/en/
  The questionnaire   {origin}/help/questionnaire/
  Under the hood      {origin}/desk/

Ctrl-C stops it. What was sent is kept in {state}/ and is there the next time."""


def _wait(emulator: Emulator) -> None:
    """Raises `EmulatorError` when the embedded cloud ends before it is asked to."""
    stopped = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())
    while not stopped.wait(0.5):
        if not emulator.running():
            raise EmulatorError(f"The embedded cloud has ended; {STATE}/emulator.log says why. Run it again.")
    _say("Stopping ...")


def _allow_sender(clients: Clients) -> None:
    identities = clients.mail.list_email_identities().get("EmailIdentities", [])
    if MAIL_FROM not in [identity.get("IdentityName") for identity in identities]:
        clients.mail.create_email_identity(EmailIdentity=MAIL_FROM)


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def main() -> None:
    """Runs; a failure ends in one line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--as-built", action="store_true", help="serve what was built last, whatever has changed"
    )
    as_built: bool = options.parse_args().as_built
    try:
        lock = lock_state()
        run(chosen_port(os.environ.get("PORT") or PORT), as_built=as_built)
        os.close(lock)
    except (RunError, BuildError, EmulatorError) as error:
        sys.exit(str(error))
    except (DeployError, BotoCoreError, ClientError) as error:
        said = " ".join(str(error).split()).removesuffix(".")
        sys.exit(
            f"{said}. If it stays so, remove {STATE}/ and run it again: what was sent here goes with it."
        )
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
