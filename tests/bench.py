"""`make bench`: how fast `submit` starts and answers on this machine. Figures, not a test: it never fails on them."""

from __future__ import annotations

import platform
import secrets
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from infra.build import PACKAGE
from infra.local.deploy import Deployed, deploy
from infra.local.emulator import Emulator, free_port
from infra.queues import Body, template

from answers import CONTRIBUTIONS, Pairs, changed

STARTS = 15
REQUESTS = 100
FORM = "application/x-www-form-urlencoded"

START = """
import sys, time
started = time.perf_counter()
sys.path.insert(0, sys.argv[1])
import entraide.handlers.{handler} as handler
loaded = time.perf_counter()
getattr(handler, "{root}")()
print((loaded - started) * 1000, (time.perf_counter() - started) * 1000, len(sys.modules))
"""


class Requests:
    """Posts to the API on one connection, as a front door would."""

    def __init__(self, emulator: Emulator, deployed: Deployed) -> None:
        self._connection = HTTPConnection(emulator.endpoint.removeprefix("http://"), timeout=60)
        self._path = f"/_aws/execute-api/{deployed.api_id}/$default/api/fr/forms/questionnaire"

    def post(self, fields: Pairs, expected: int) -> None:
        """One request; raises RuntimeError when its status is not the one expected."""
        self._connection.request("POST", self._path, urlencode(fields), {"Content-Type": FORM})
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != expected:
            raise RuntimeError(f"the bench got the status {answer.status}, and wanted {expected}")

    def check(self) -> None:
        """An empty form: read, validated, drawn again with its errors."""
        self.post([("_action", "check")], 422)

    def review(self) -> None:
        """A full form: validated, routed, drawn for review."""
        self.post([*CONTRIBUTIONS, ("_action", "check")], 200)

    def send(self) -> None:
        """A full form by somebody new: validated, routed, stored in one transaction."""
        somebody = changed(CONTRIBUTIONS, you__email=f"{secrets.token_hex(8)}@exemple.fr")
        self.post([*somebody, ("_key", secrets.token_hex(16)), ("_action", "send")], 303)


def timed(work: Callable[[], None], times: int) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def told(what: str, taken: list[float]) -> str:
    """One line with the figures."""
    ordered = sorted(taken)
    late = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    median = statistics.median(ordered)
    return f"{what:<44} least {ordered[0]:7.1f}   median {median:7.1f}   95 % within {late:7.1f} ms"


def starts(folder: Path, environment: Mapping[str, str]) -> None:
    """Starts of `submit`: a fresh process each time, up to the moment it can take its first request."""
    for handler, root in (("submit", "composition"), ("follow", "composition")):
        script = START.format(handler=handler, root=root)
        command = [sys.executable, "-c", script, str(folder)]
        measured = [
            subprocess.run(
                command, env=environment, capture_output=True, text=True, check=True
            ).stdout.split()
            for _ in range(STARTS)
        ]
        print(told(f"{handler}, cold: modules loaded", [float(loaded) for loaded, _, _ in measured]))
        print(told(f"{handler}, cold: ready for a request", [float(ready) for _, ready, _ in measured]))
        print(f"{handler}, cold: {measured[0][2]} modules")


def main() -> None:
    """Prints the figures."""
    size = f"{PACKAGE.stat().st_size / 1e6:.1f} MB"
    print(f"Python {platform.python_version()} on {platform.machine()}; {PACKAGE}: {size}")
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with zipfile.ZipFile(PACKAGE) as package:
            package.extractall(folder / "code")
        emulator = Emulator(folder, free_port(), durable=False)
        try:
            settings = {"SiteOrigin": "https://entraide.example", "Connected": "all"}
            queues = template([Body("urssaf-champagne-ardenne", "urssaf")])
            deployed = deploy(emulator.clients, "bench", PACKAGE, settings, queues)
            variables = emulator.clients.functions.get_function_configuration(
                FunctionName="entraide-bench-submit"
            )["Environment"]["Variables"]
            path = {"PATH": "/usr/bin:/bin", "AWS_DEFAULT_REGION": "eu-west-3"}
            keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
            starts(folder / "code", {**variables, **path, **keys})
            requests = Requests(emulator, deployed)
            print(told("submit, first request in the embedded cloud", timed(requests.check, 1)))
            for name in ("check", "review", "send"):
                print(told(f"submit, warm: {name}", timed(getattr(requests, name), REQUESTS)))
        finally:
            emulator.stop()


if __name__ == "__main__":
    main()
