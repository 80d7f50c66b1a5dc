"""Does one work again and again, and takes its life or its room: `python -m tests.torture.driver WORK HAND COUNT SEED`.

Every attempt is a process of its own, forked from this one, which has loaded everything and opened nothing. `HAND` is
`kill`, which ends it with SIGKILL at a moment spread over the time that the whole work takes, or `room`, which lets no
file grow beyond a size spread over those that the whole work writes. The outcome goes to standard output as JSON.

`--planted` breaks the program on purpose: then there must be losses.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from tests.torture.planted import PLANTED
from tests.torture.works import WORKS, Kept, NotSaved, Work
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.messages import MESSAGES

WAIT_S = 120.0
"""No work takes so long, even where several are done at once."""

LEFT_ALONE_S = 20.0
"""A second process that has lost the first ends by itself; it may still be loading then."""

REFUSED, UNEXPECTED = 3, 4
"""What an attempt ends with that was refused by name, and one that was not."""


class Child:
    """A forked process that does one thing, in a session of its own.

    Attributes:
        number: Its number; its own session has the same.
    """

    def __init__(self, do: Callable[[], object], out: Path) -> None:
        self._out = out
        self.number = os.fork()
        if self.number == 0:
            self._do(do)

    def _do(self, do: Callable[[], object]) -> None:
        """Do it and leave, whatever happens."""
        os.setsid()
        code = 0
        try:
            self._out.write_text(json.dumps(do()), encoding="utf-8")
        except (AppError, NotSaved) as error:
            code = REFUSED
            self._out.write_text(json.dumps(error.code if isinstance(error, AppError) else ""), "utf-8")
        except BaseException:  # noqa: BLE001 - the very thing that is looked for
            code = UNEXPECTED
            self._out.write_text(json.dumps(traceback.format_exc(limit=-4)), "utf-8")
        os._exit(code)

    def kill(self) -> None:
        """Take its life, and that of nobody else."""
        os.kill(self.number, signal.SIGKILL)
        os.waitpid(self.number, 0)

    def end(self) -> tuple[int | None, object]:
        """Wait for its end; returns the exit code and what it said, None where it had to be killed."""
        end_s = time.monotonic() + WAIT_S
        while time.monotonic() < end_s:
            number, status = os.waitpid(self.number, os.WNOHANG)
            if number:
                said = json.loads(self._out.read_text("utf-8")) if self._out.exists() else None
                return os.waitstatus_to_exitcode(status), said
            time.sleep(0.002)
        self.kill()
        return None, None

    def left_behind(self, wait_s: float) -> list[int]:
        """Wait for those that it has started; returns whoever is still there, and ends them."""
        end_s = time.monotonic() + wait_s
        while (left := list(_of_session(self.number))) and time.monotonic() < end_s:
            time.sleep(0.02)
        for number in left:
            os.kill(number, signal.SIGKILL)
        return left


def _of_session(session: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _parent, _group, of = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of) == session and state != "Z":
            yield int(folder.name)


class Torture:
    """The attempts on one work."""

    def __init__(self, work: Work, folder: Path, *, left_alone_s: float = LEFT_ALONE_S) -> None:
        """Prepare the work, and do it once in peace."""
        self._work, self._folder, self._left_alone_s = work, folder, left_alone_s
        self._template = folder / "template"
        self._template.mkdir()
        self._done(lambda: work.prepare(self._template))
        self._before = self._seen(self._copied("before"))
        whole = self._copied("whole")
        began_s = time.monotonic()
        self._done(lambda: work.act(whole))
        self.taken_s = time.monotonic() - began_s
        self.largest_bytes = max(path.stat().st_size for path in whole.rglob("*") if path.is_file())
        self._after = self._seen(whole)
        self.is_worth_it = self._before != self._after

    def killed_at(self, part: float) -> list[str]:
        """Kill at a part of the time that the whole work takes; returns what was lost."""
        home = self._copied("home")
        child = Child(lambda: self._work.act(home), self._folder / "said")
        time.sleep(part * self.taken_s)
        child.kill()
        left = child.left_behind(self._left_alone_s)
        alone = [f"{len(left)} processes go on alone"] if left else []
        return alone + self._losses(home)

    def short_of(self, most_bytes: int) -> list[str]:
        """Let no file be larger than that; returns what was lost."""
        home = self._copied("home")

        def act() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))
            try:
                self._work.act(home)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

        code, said = Child(act, self._folder / "said").end()
        losses = []
        if code not in {0, REFUSED} or (code == REFUSED and said and said not in MESSAGES):
            losses.append(f"ended with {code}: {said}")
        return losses + self._losses(home)

    def _losses(self, home: Path) -> list[str]:
        """Return what is neither as before nor as after, and what keeps the work from being done again."""
        try:
            found = self._seen(home)
        except AssertionError as error:
            return [f"cannot be opened: {error}"]
        losses = [
            f"{what}: {value!r}"
            for part in ("told", "exact")
            for what, value in getattr(found, part).items()
            if value not in {getattr(self._before, part).get(what), getattr(self._after, part).get(what)}
        ]
        losses += [
            f"{what} is gone"
            for what in (self._before.told.keys() & self._after.told.keys()) - found.told.keys()
        ]
        try:
            self._done(lambda: self._work.act(home))
            again = self._seen(home)
        except AssertionError as error:
            return [*losses, f"cannot be done again: {error}"]
        if again.told != self._after.told:
            losses.append(
                f"done again it comes to {dict(set(again.told.items()) - set(self._after.told.items()))}"
            )
        return losses

    def _copied(self, name: str) -> Path:
        home = self._folder / name
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self._template, home)
        return home

    def _seen(self, home: Path) -> Kept:
        said = self._done(lambda: asdict(self._work.look(home)))
        assert isinstance(said, dict)
        return Kept(**said)

    def _done(self, do: Callable[[], object]) -> object:
        child = Child(do, self._folder / "said")
        code, said = child.end()
        child.left_behind(self._left_alone_s)
        assert code == 0, said
        return said


def spread(count: int, chance: random.Random) -> list[float]:
    """Return that many parts of a whole, one at a random place in each of as many stretches."""
    return [(place + chance.random()) / count for place in range(count)]


def tortured(
    name: str, hand: str, count: int, seed: int, *, left_alone_s: float = LEFT_ALONE_S
) -> dict[str, object]:
    """Return how many attempts there were on a work, and what was lost."""
    chance = random.Random(f"{seed} {name} {hand}")
    with tempfile.TemporaryDirectory(prefix="unwrapped-torture-") as folder:
        torture = Torture(WORKS[name], Path(folder), left_alone_s=left_alone_s)
        losses = [] if torture.is_worth_it or name == "migrating" else ["the work changes nothing"]
        for part in spread(count, chance):
            if hand == "kill":
                found, where = torture.killed_at(part), f"at {part:.4f} of {torture.taken_s:.2f} s"
            else:
                most_bytes = int(part**2 * 1.1 * torture.largest_bytes)
                found, where = torture.short_of(most_bytes), f"with {most_bytes:,} bytes"
            losses += [f"{where}: {loss}" for loss in found]
    return {"attempts": count, "losses": losses, "taken_s": torture.taken_s}


def main(arguments: list[str]) -> int:
    """Torture one work and say what was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.driver")
    parser.add_argument("work", choices=list(WORKS))
    parser.add_argument("hand", choices=["kill", "room"])
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--planted", action="store_true")
    chosen = parser.parse_args(arguments)
    left_alone_s = LEFT_ALONE_S
    if chosen.planted:
        PLANTED[chosen.work]()
        left_alone_s = 2.0
    done = tortured(chosen.work, chosen.hand, chosen.count, chosen.seed, left_alone_s=left_alone_s)
    sys.stdout.write(json.dumps(done))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
