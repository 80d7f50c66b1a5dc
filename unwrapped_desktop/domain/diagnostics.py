"""What can be told about a run of the program without telling anything about a person.

It is in English whatever the window speaks: it is written for whoever has to find out what went wrong.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTimes:
    """How long a piece of work took.

    Attributes:
        name: What it was for, such as `judge`.
        ended: How it ended, such as `succeeded`.
        took_s: Seconds from its begin to its end.
        stages: Its stages in their order, each as (name, seconds); one that was left and come back to stands once.
    """

    name: str
    ended: str
    took_s: float
    stages: tuple[tuple[str, float], ...]

    def as_line(self) -> str:
        """Return it on one line."""
        stages = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in self.stages)
        return f"{self.name} {self.ended} after {self.took_s:.2f} s: {stages}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandStill:
    """A time in which the window answered nobody.

    Attributes:
        took_s: How long it lasted, in seconds.
        place: Where in the program it was, the innermost step first; empty where that could not be seen.
    """

    took_s: float
    place: str

    def as_line(self) -> str:
        """Return it on one line."""
        return f"{self.took_s * 1000:.0f} ms at {self.place or 'a place that cannot be told'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some lines that belong together.

    Attributes:
        title: What they are about.
        lines: Each as (name, value).
    """

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """Everything that is told.

    Attributes:
        sections: What is known, by subject.
        log: The last lines of the log.
    """

    sections: tuple[Section, ...]
    log: tuple[str, ...]

    def as_text(self) -> str:
        """Return it as lines of text."""
        width = max((len(name) for section in self.sections for name, _ in section.lines), default=0) + 2
        parts = [
            "\n".join(
                [section.title, *(f"  {name:<{width}}{value}".rstrip() for name, value in section.lines)]
            )
            for section in self.sections
        ]
        parts.append("\n".join(["Log", *(f"  {line}" for line in self.log or ("nothing",))]))
        return "\n\n".join(parts) + "\n"
