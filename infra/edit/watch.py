"""Sees what is saved in the editors' folder, has the pages read again, then asks the gate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic

from infra.compile_pages import WordsError
from infra.edit.pages import Pages
from infra.edit.report import Gate, Report, said
from infra.edit.state import State
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from guidance.problems import ContentError

QUIET_SECONDS = 0.06
"""Programs save a file in several strokes."""
PAGE = ".md"
TEXTS = {PAGE, ".yml", ".txt"}
STROKES = {"created", "modified", "moved", "deleted"}
"""Reading a file is an event too, and no change."""
MISSHAPEN = (AttributeError, LookupError, TypeError, ValueError)
"""What reading raises when a file's names or indents are not those that the site expects."""
SHAPE = "the names or indents here are not those that the site expects: compare them with the other language"


class _Saved(FileSystemEventHandler):
    def __init__(self, saved: Queue[Path]) -> None:
        self._saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        for name in (event.dest_path, event.src_path):
            path = Path(str(name)) if name else None
            if path and event.event_type in STROKES and path.suffix in TEXTS:
                self._saved.put(path)
                return


class Watch:
    """Follows the folder until it is stopped."""

    def __init__(
        self, content: Path, pages: Pages, gate: Gate, state: State, say: Callable[[str], None]
    ) -> None:
        """`say` gets what is told in the terminal."""
        self._content = content
        self._pages = pages
        self._gate = gate
        self._state = state
        self._say = say
        self._saved: Queue[Path] = Queue()
        self._observer = Observer()
        self._observer.schedule(_Saved(self._saved), str(content), recursive=True)
        self._shown = Event()

    def start(self) -> None:
        """Shows the folder as it is, then every change of it."""
        self._observer.start()
        self._show(set())
        for work in (self._follow, self._check):
            Thread(target=work, daemon=True).start()

    def stop(self) -> None:
        """Lets go of the folder."""
        self._observer.stop()
        self._observer.join()

    def _follow(self) -> None:
        while True:
            self._show(self._next())

    def _next(self) -> set[Path]:
        """What has been saved, once there is a moment of quiet."""
        saved = {self._saved.get()}
        while True:
            try:
                saved.add(self._saved.get(timeout=QUIET_SECONDS))
            except Empty:
                return saved

    def _show(self, saved: set[Path]) -> None:
        started = monotonic()
        names = sorted(path.relative_to(self._content.parent).as_posix() for path in saved)
        try:
            self._pages.read(words=not saved or any(path.suffix != PAGE for path in saved))
        except ContentError as error:
            self._broken(said(self._content, error.problems))
        except WordsError as error:
            self._broken(tuple(str(error).splitlines()))
        except MISSHAPEN:
            self._broken(tuple(f"{name}:1: {SHAPE}" for name in names) or (SHAPE,))
        else:
            self._state.read()
            if names:
                self._say(f"{', '.join(names)}: shown after {monotonic() - started:.1f} s")
        self._shown.set()

    def _broken(self, why: tuple[str, ...]) -> None:
        self._state.broke(why)
        self._say("\n".join((*why, "The preview stays as it was.")))

    def _check(self) -> None:
        """Asks the gate, which takes longer than pages do; what is saved meanwhile it reads the next time."""
        while self._shown.wait():
            self._shown.clear()
            report = self._gate.report()
            self._state.reported(report)
            self._say("\n".join((*report.lines(), _sum(report))))


def _sum(report: Report) -> str:
    return f"{len(report.faults)} faults, {len(report.warnings)} warnings"
