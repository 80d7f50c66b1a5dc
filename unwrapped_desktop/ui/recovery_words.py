"""What is said about a results file that could not be used: the ways on, and what became of it."""

from datetime import datetime

from unwrapped_desktop.domain.recovery import KeptCopy, Mended, Recovered, Way
from unwrapped_desktop.ui.figures import count_noun, write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate


def restore_text(copy: KeptCopy) -> str:
    """Return what the button says that lets a copy take the place: `Restore the copy of 9 May 2026`."""
    return translate("Recovery", "Restore the copy of {date}").format(date=write_date(_local(copy.made_at)))


def copy_text(copy: KeptCopy | None) -> str:
    """Return what the copy holds, or that there is none."""
    if copy is None:
        return translate("Recovery", "There is no copy that could be restored.")
    return translate("Recovery", "The copy of {date} holds {verdicts} of {listeners}.").format(
        date=write_date(_local(copy.made_at)),
        verdicts=count_noun(copy.verdicts, "verdict"),
        listeners=count_noun(copy.listeners, "listener"),
    )


def recovered_title(recovered: Recovered) -> str:
    """Return what became of the results file."""
    match recovered.way:
        case Way.RESTORE:
            return translate("Recovery", "The copy has taken its place.")
        case Way.REPAIR:
            if recovered.lost == 0:
                return translate("Recovery", "Your saved verdicts are repaired. None was lost.")
            return translate("Recovery", "Your saved verdicts are repaired, as far as they could be.")
        case Way.FRESH:
            return translate("Recovery", "A new file has been begun.")


def recovered_text(recovered: Recovered) -> str:
    """Return what there is now, what was lost, and where the file is that could not be used."""
    parts = []
    if recovered.way is not Way.FRESH:
        parts.append(
            translate("Recovery", "There are {verdicts} of {listeners}.").format(
                verdicts=count_noun(recovered.verdicts, "verdict"),
                listeners=count_noun(recovered.listeners, "listener"),
            )
        )
    if recovered.lost is None:
        parts.append(translate("Recovery", "How many were lost cannot be told."))
    elif recovered.lost:
        parts.append(
            translate("Recovery", "{verdicts} could not be saved.").format(
                verdicts=count_noun(recovered.lost, "verdict")
            )
        )
    if recovered.aside:
        parts.append(
            translate("Recovery", "The file that could not be used is kept as {path}.").format(
                path=isolate(recovered.aside)
            )
        )
    return " ".join(parts)


def mended_title(mended: Mended) -> str:
    """Return what was put right while the results file was opened."""
    return {
        Mended.LOG: translate(
            "Recovery", "A log that belongs to another file lay beside your saved verdicts."
        ),
        Mended.INDEXES: translate(
            "Recovery", "Your saved verdicts were damaged and are repaired. None was lost."
        ),
        Mended.MARKS: translate("Recovery", "Whom you wanted forgotten last can no longer be read."),
    }[mended]


def mended_text(mended: Mended) -> str:
    """Return what was kept, and what is to be done."""
    return {
        Mended.LOG: translate("Recovery", "It is kept aside, and your verdicts are as they were."),
        Mended.INDEXES: translate("Recovery", "The file as it was is kept aside; Settings says where."),
        Mended.MARKS: translate(
            "Recovery",
            "Look in Settings whether anybody is listed whom you have forgotten, and forget them again.",
        ),
    }[mended]


def _local(moment: datetime) -> datetime:
    """Return a moment on the clock of this computer: a copy is of the day on which its listener made it."""
    return moment.astimezone()


def unkept_title() -> str:
    """Return what is said first where what is kept can be read, and nothing can be written."""
    return translate("Recovery", "Nothing can be kept now")


def unkept_text(why: str) -> str:
    """Return what that means.

    Args:
        why: Why nothing can be written, and what to do, in whole sentences.
    """
    meanwhile = translate(
        "Recovery", "Saved verdicts can be read meanwhile; new ones, and what you choose, are not kept."
    )
    return f"{why} {meanwhile}"
