"""What the settings say: sizes, places, listeners and time zones in words."""

from collections.abc import Sequence

from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.domain.stored import KeptListener, PlaceKind, StoredPlace, Undeleted
from unwrapped_desktop.ui.figures import count_noun, write_date, write_size
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate


def zone_text(zone: str) -> str:
    """Return the name of a time zone as a person reads it: `America/New York`."""
    return zone.replace("_", " ")


def system_zone_text(zone: str) -> str:
    """Return the choice that follows the system."""
    return translate("SettingsView", "The system's: {zone}").format(zone=zone_text(zone))


def tone_text(intensity: str) -> str:
    """Return what a tone is called."""
    return {
        Intensity.GENTLE.value: translate("SettingsView", "Gentle"),
        Intensity.HONEST.value: translate("SettingsView", "Honest"),
        Intensity.BRUTAL.value: translate("SettingsView", "Brutal"),
    }.get(intensity, intensity)


def shown_verdict_text(zone: str, intensity: str) -> str:
    """Return with which choices the last verdict was made."""
    return translate(
        "SettingsView", "Hours in the last verdict are those of {zone}; its tone is {tone}."
    ).format(zone=zone_text(zone), tone=tone_text(intensity).lower())


def kept_text(kept: KeptListener) -> str:
    """Return what is kept of a listener: `3 verdicts, the last of 9 May 2026 · record of 1.2 MB · signed in to Spotify`."""
    parts = [_verdicts_text(kept)]
    if kept.record_bytes is None:
        parts.append(translate("SettingsView", "no record"))
    else:
        parts.append(translate("SettingsView", "record of {size}").format(size=write_size(kept.record_bytes)))
    if kept.is_signed_in:
        parts.append(translate("SettingsView", "signed in to Spotify"))
    return " · ".join(parts)


def forgotten_text(kept: KeptListener) -> str:
    """Return what goes with a listener who is forgotten."""
    parts = [count_noun(kept.verdicts, "verdict")]
    if kept.record_bytes is not None:
        parts.append(
            translate("SettingsView", "a record of {size}").format(size=write_size(kept.record_bytes))
        )
    if kept.is_signed_in:
        parts.append(translate("SettingsView", "the sign-in to Spotify"))
    gone = _listed(parts)
    return translate(
        "SettingsView",
        "Gone with the name: {what}. All of it is deleted for good when you dismiss this, judge something, or close the "
        "program.",
    ).format(what=gone)


def forgotten_title(kept: KeptListener) -> str:
    """Return who is forgotten."""
    return translate("SettingsView", "Forgotten: {name}").format(name=isolate(kept.listener.name))


def place_title(kind: PlaceKind) -> str:
    """Return what lies in a place."""
    return {
        PlaceKind.RESULTS: translate("SettingsView", "Verdicts"),
        PlaceKind.RECORDS: translate("SettingsView", "Records"),
        PlaceKind.BACKUPS: translate("SettingsView", "Copies of the verdicts"),
        PlaceKind.DAMAGED: translate("SettingsView", "Set aside because it was damaged"),
        PlaceKind.WAITING: translate("SettingsView", "The wait for a file"),
        PlaceKind.WINDOW: translate("SettingsView", "The window and these settings"),
        PlaceKind.LOGS: translate("SettingsView", "Logs"),
    }[kind]


def size_text(size_bytes: int | None) -> str:
    """Return how large something is, or that there is nothing."""
    if size_bytes is None:
        return translate("SettingsView", "nothing there")
    return write_size(size_bytes)


def total_text(places: Sequence[StoredPlace]) -> str:
    """Return how much is kept in all."""
    total = sum(place.size_bytes or 0 for place in places)
    return translate("SettingsView", "{size} in all.").format(size=write_size(total))


def goes_text(places: Sequence[StoredPlace], listeners: Sequence[KeptListener] | None) -> str:
    """Return what goes with everything."""
    verdicts = sum(kept.verdicts for kept in listeners or ())
    counted = (
        translate("SettingsView", "{verdicts} of {listeners}").format(
            verdicts=count_noun(verdicts, "verdict"), listeners=count_noun(len(listeners), "listener")
        )
        if listeners
        else translate("SettingsView", "all verdicts")
    )
    return translate(
        "SettingsView",
        "What goes: {verdicts}, the records, the sign-ins in your keychain, copies made before updates, what was set aside, "
        "a wait for a file, the logs, and what you have chosen here. {total}",
    ).format(verdicts=counted, total=total_text(places))


def left_text(left: Sequence[Undeleted], *, is_keychain_clear: bool) -> str:
    """Return what could not be deleted, a line each."""
    lines = [f"{isolate(one.path)}: {isolate(one.reason)}" for one in left]
    if not is_keychain_clear:
        lines.append(
            translate(
                "SettingsView",
                "The keychain did not let a sign-in go: delete the entries called fm.unwrapped.Desktop there.",
            )
        )
    return "\n".join(lines)


def sign_in_state(signed_in: SignedIn | None) -> str:
    """Return what there is to say of a listener's sign-in to Spotify."""
    if signed_in is None:
        return translate("SettingsView", "Nobody is signed in. An export needs no sign-in, and knows more.")
    ends = write_date(signed_in.ends_at.astimezone().date())
    if signed_in.has_ended:
        return translate("SettingsView", "Spotify has ended the sign-in. Your verdicts stay.")
    if not signed_in.is_lasting:
        return translate("SettingsView", "Signed in until the program is closed: no keychain keeps it.")
    return translate("SettingsView", "Signed in; kept in your keychain. Spotify ends it on {date}.").format(
        date=ends
    )


def _verdicts_text(kept: KeptListener) -> str:
    verdicts = count_noun(kept.verdicts, "verdict")
    if kept.last_at is None:
        return translate("SettingsView", "no verdict")
    last = write_date(kept.last_at.astimezone().date())
    if kept.verdicts == 1:
        return translate("SettingsView", "{verdicts} of {date}").format(verdicts=verdicts, date=last)
    return translate("SettingsView", "{verdicts}, the last of {date}").format(verdicts=verdicts, date=last)


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return translate("SettingsView", "{first} and {last}").format(
        first=translate("SettingsView", ", ").join(parts[:-1]), last=parts[-1]
    )
