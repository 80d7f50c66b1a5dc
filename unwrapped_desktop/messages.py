"""What an error says to a person: what happened, and what to do. Used by the window and the command line alike.

A table from code to text with named places; a value is put into its place once, so that a file called `{name}` is no
worse than any other, and on one line, so that none steers a window or a terminal; the texts can be translated without touching the code: the window hands `message_for` what
translates them, the command line speaks English. A part in [brackets] stays only when the values it names are known.
"""

import re
from collections.abc import Callable, Mapping

from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.text import one_line


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 - the name that `pyside6-lupdate` looks for
    """Return a text as it is: it is marked as one to be translated, and translated where it is shown."""
    return text


# Why one file or zip is not read. Each begins with "It", so that it can stand beside the name or after it.
REFUSALS: Mapping[str, str] = {
    "broken_json": QT_TRANSLATE_NOOP(
        "Messages", "It is damaged: its JSON is broken. Unpack the export again, or download it again."
    ),
    "cut_off": QT_TRANSLATE_NOOP(
        "Messages", "It breaks off before its end. Unpack the export again, or download it again."
    ),
    "damaged_file": QT_TRANSLATE_NOOP("Messages", "It is damaged inside its zip. Download the export again."),
    "damaged_zip": QT_TRANSLATE_NOOP("Messages", "It is not a whole zip file. Download the export again."),
    "empty_file": QT_TRANSLATE_NOOP(
        "Messages", "It is empty. Unpack the export again, or download it again."
    ),
    "encrypted_zip": QT_TRANSLATE_NOOP(
        "Messages", "It is locked with a password. Unpack the zip yourself and choose the folder."
    ),
    "extra_misshapen": QT_TRANSLATE_NOOP(
        "Messages", "It is not of a shape this program knows. The verdict goes without it."
    ),
    "extra_too_large": QT_TRANSLATE_NOOP(
        "Messages", "It is far larger than such a file ever is. The verdict goes without it."
    ),
    "file_locked": QT_TRANSLATE_NOOP(
        "Messages",
        "It may not be opened by this account. Change its permissions, or copy it to a folder of yours.",
    ),
    "file_missing": QT_TRANSLATE_NOOP("Messages", "It does not exist, or no longer. Choose it again."),
    "file_unreadable": QT_TRANSLATE_NOOP(
        "Messages", "It could not be read ({why}). Copy it to this computer and choose the copy."
    ),
    "folder_too_large": QT_TRANSLATE_NOOP(
        "Messages", "It holds more than {limit} files. Choose the folder of the export itself."
    ),
    "html_file": QT_TRANSLATE_NOOP(
        "Messages", "It is a web page, not JSON. Download the export again while signed in to Spotify."
    ),
    "linked_member": QT_TRANSLATE_NOOP(
        "Messages", "It is a link inside the zip, and links are not followed. Download the export again."
    ),
    "linked_outside": QT_TRANSLATE_NOOP(
        "Messages", "It is a link that leads out of the folder. Choose the file it leads to."
    ),
    "nested_too_deeply": QT_TRANSLATE_NOOP(
        "Messages", "It is nested far deeper than any listening history. Choose the file as Spotify sent it."
    ),
    "nested_zip": QT_TRANSLATE_NOOP(
        "Messages", "It holds only another zip, {inner}. Unpack it and choose the zip inside."
    ),
    "not_a_file": QT_TRANSLATE_NOOP(
        "Messages", "It is neither a file nor a folder. Choose the zip that Spotify sent."
    ),
    "not_a_list": QT_TRANSLATE_NOOP(
        "Messages",
        "It is JSON, but not a list of plays. Choose the files called Streaming_History or StreamingHistory.",
    ),
    "not_history": QT_TRANSLATE_NOOP(
        "Messages",
        "It is a list, but not of plays. Choose the files called Streaming_History or StreamingHistory.",
    ),
    "not_json": QT_TRANSLATE_NOOP(
        "Messages", "It is not JSON. Choose the zip that Spotify sent, or the .json files in it."
    ),
    "not_spotify": QT_TRANSLATE_NOOP(
        "Messages", "It holds no listening history of Spotify. Choose the zip that Spotify sent, as it is."
    ),
    "not_utf8": QT_TRANSLATE_NOOP(
        "Messages",
        "It is not UTF-8 text: another program saved it again. Choose the file as Spotify sent it.",
    ),
    "nothing_inside": QT_TRANSLATE_NOOP(
        "Messages", "It holds no files. Choose the zip that Spotify sent, as it is."
    ),
    "other_service": QT_TRANSLATE_NOOP(
        "Messages",
        "It comes from {service}, and only Spotify's exports can be judged. Choose the zip from Spotify.",
    ),
    "several_documents": QT_TRANSLATE_NOOP(
        "Messages",
        "It goes on after its end, as when files are joined. Choose the files as Spotify sent them.",
    ),
    "spotify_without_history": QT_TRANSLATE_NOOP(
        "Messages",
        "It comes from Spotify but holds no listening history."
        " Ask Spotify for the extended streaming history and choose that zip.",
    ),
    "too_many_entries": QT_TRANSLATE_NOOP(
        "Messages",
        "It holds more than {limit} entries, far more than any export. Choose the zip that Spotify sent.",
    ),
    "too_many_rows": QT_TRANSLATE_NOOP(
        "Messages",
        "With it there would be more than {limit} rows, more than a life holds. Choose fewer files.",
    ),
    "unpacks_suspiciously": QT_TRANSLATE_NOOP(
        "Messages",
        "It unpacks to more than {ratio} times its size, as a zip bomb does. Choose the zip that Spotify sent.",
    ),
    "unpacks_too_large": QT_TRANSLATE_NOOP(
        "Messages", "With it there would be more than {limit_gib} GiB to read. Choose fewer files."
    ),
    "unsafe_member": QT_TRANSLATE_NOOP(
        "Messages", "Its name in the zip leads out of the zip. Choose the zip that Spotify sent."
    ),
    "unsupported_archive": QT_TRANSLATE_NOOP(
        "Messages", "It is packed in another way than zip. Unpack it and choose the folder."
    ),
    "unsupported_compression": QT_TRANSLATE_NOOP(
        "Messages", "It is packed in a way this program cannot read. Unpack the zip and choose the folder."
    ),
}

MESSAGES: Mapping[str, str] = {
    # What was handed over
    "another_listener": QT_TRANSLATE_NOOP(
        "Messages",
        "This looks like somebody else's listening: on days that both have, {found} of {rows} songs played stand in the"
        " record kept here too. Nothing has been changed. Say whose it is.",
    ),
    "listener_half_alike": QT_TRANSLATE_NOOP(
        "Messages",
        "On days that both have, {found} of {rows} songs played stand in the record kept here too: more than chance,"
        " fewer than one person's. Nothing has been changed. Say whose it is.",
    ),
    "listener_unclear": QT_TRANSLATE_NOOP(
        "Messages",
        "This has next to no days in common with the record kept here, so that the program cannot tell whether both"
        " are one person's. Nothing has been changed. Say whose it is.",
    ),
    "record_missing": QT_TRANSLATE_NOOP(
        "Messages", "The record is no longer on this computer. Choose the file again."
    ),
    "record_newer": QT_TRANSLATE_NOOP(
        "Messages",
        "The record kept on this computer was written by a later version of the program. Nothing has been changed."
        " Use that version, or forget the record and choose the file again.",
    ),
    "record_unreadable": QT_TRANSLATE_NOOP(
        "Messages",
        "The record kept on this computer is damaged. The verdicts are not affected. Choose the file again to judge anew.",
    ),
    "no_rows": QT_TRANSLATE_NOOP(
        "Messages",
        "The listening history is empty: there is not one row in {name}. Ask Spotify for a new export.",
    ),
    "clock_behind": QT_TRANSLATE_NOOP(
        "Messages",
        "The clock of this computer says that it is {date}, which cannot be: everything in the file would lie ahead of it."
        " Set the date, and try again.",
    ),
    "no_source": QT_TRANSLATE_NOOP("Messages", "Nothing was chosen. Choose the zip that Spotify sent."),
    "nothing_readable": QT_TRANSLATE_NOOP(
        "Messages", "None of the {count} files could be read. The first is {name}. {reason}"
    ),
    "sample_with_files": QT_TRANSLATE_NOOP(
        "Messages", "A sample listener cannot be mixed with files. Choose one or the other."
    ),
    "nothing_left": QT_TRANSLATE_NOOP(
        "Messages",
        "What you leave out leaves {left} plays, and a fair verdict needs {needed}. Leave out less.",
    ),
    "too_few_plays": QT_TRANSLATE_NOOP(
        "Messages",
        "There are only {plays} plays of 30 seconds or more, and a fair verdict needs {needed}."
        " Add more of your history, or listen on and come back.",
    ),
    "too_few_names": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify lists only {names} artists of yours, and a fair verdict needs {needed}."
        " Listen on and come back, or bring your export.",
    ),
    "too_few_lists": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify told too few lists for a fair verdict. Try again in a while, or bring your export.",
    ),
    "too_little_left": QT_TRANSLATE_NOOP(
        "Messages",
        "What you leave out leaves too little of Spotify's lists for a fair verdict. Leave out less.",
    ),
    "not_a_report": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} is no verdict of this program, or was changed on its way. Ask for it to be sent again as a file.",
    ),
    "report_of_later_version": QT_TRANSLATE_NOOP(
        "Messages", "{name} was made by a later version of the program. Install that version to read it."
    ),
    "unknown_sample": QT_TRANSLATE_NOOP(
        "Messages", "There is no sample listener called {name}. Choose one of {known}."
    ),
    # Signing in
    "client_id_empty": QT_TRANSLATE_NOOP(
        "Messages", "Paste the client id of your app. It stands on the app's page in Spotify's dashboard."
    ),
    "client_id_shape": QT_TRANSLATE_NOOP(
        "Messages",
        "That is no client id: it has {length} characters, and one has 32, of digits and the letters a to f."
        " Copy it from the app's page in Spotify's dashboard; the client secret is not needed.",
    ),
    "no_loopback": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify could not be given a way back to this computer ({reason})."
        " A firewall or another program may be in the way; try again.",
    ),
    "sign_in_declined": QT_TRANSLATE_NOOP(
        "Messages", "You said no on Spotify's page, so nothing was read. You can sign in at any time."
    ),
    "sign_in_refused": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify refused the sign-in ({error}). Look at the client id and its redirect address, and try again.",
    ),
    "sign_in_timed_out": QT_TRANSLATE_NOOP(
        "Messages",
        "Nobody came back from Spotify's page within {minutes} minutes. Sign in again when you are ready.",
    ),
    "not_signed_in": QT_TRANSLATE_NOOP("Messages", "Nobody is signed in to Spotify. Sign in first."),
    "sign_in_lost": QT_TRANSLATE_NOOP(
        "Messages",
        "Your keychain no longer holds the sign-in, or was not opened. Try again and open it, or sign in again;"
        " your saved verdicts stay.",
    ),
    "another_account": QT_TRANSLATE_NOOP(
        "Messages",
        "This is another Spotify account than the one that the saved verdict was made from. Nothing has been changed."
        " Say whose it is.",
    ),
    "lists_unlike_record": QT_TRANSLATE_NOOP(
        "Messages",
        "Of the {listed} artists on Spotify's list for about the last year, {found} stand in the record kept here:"
        " few for one person. Nothing has been changed. Say whose it is.",
    ),
    "lists_need_record": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify's lists are set beside your record, and it is not kept on this computer. Choose your file again with"
        " \u201cKeep the record on this computer\u201d on, then read the lists.",
    ),
    "sign_in_again": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify has ended the sign-in: it does so after six months, or when access is revoked. Sign in again;"
        " your saved verdicts stay.",
    ),
    "accounts_unreachable": QT_TRANSLATE_NOOP(
        "Messages", "Spotify could not be reached. Look at the connection, and try again; nothing was lost."
    ),
    "accounts_busy": QT_TRANSLATE_NOOP(
        "Messages", "Spotify is not answering just now ({status}). Try again in a while; you stay signed in."
    ),
    "accounts_unreadable": QT_TRANSLATE_NOOP(
        "Messages", "Spotify answered something that this program does not understand. Try again in a while."
    ),
    "accounts_not_trusted": QT_TRANSLATE_NOOP(
        "Messages",
        "The connection to Spotify is not to be trusted, so nothing was sent. Look at the date of this computer,"
        " and at whatever stands between it and the network.",
    ),
    "proxy_wants_sign_in": QT_TRANSLATE_NOOP(
        "Messages",
        "The proxy of this network wants a name and a password. Put them into the proxy settings of this computer, or use"
        " another network, and try again.",
    ),
    "network_sign_in": QT_TRANSLATE_NOOP(
        "Messages",
        "This network wants something of you before it lets anything through. Open any page in the browser,"
        " do what it asks, and try again.",
    ),
    "not_on_the_list": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify lets this app serve five people, and this account is not one of them. Add it in Spotify's"
        " dashboard, under user management, and try again.",
    ),
    "owner_without_premium": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify serves an app only while its owner pays for Premium, and this app's owner does not, or has begun"
        " to a few hours ago. Your export needs none of this.",
    ),
    "leave_too_small": QT_TRANSLATE_NOOP(
        "Messages",
        "The sign-in does not allow the lists to be read. Sign in again, and leave everything ticked.",
    ),
    "spotify_forbids": QT_TRANSLATE_NOOP(
        "Messages", "Spotify does not let this be read ({text}). Your export needs none of this."
    ),
    "no_lists": QT_TRANSLATE_NOOP(
        "Messages", "Spotify has no list of your artists yet. Listen on and come back, or bring your export."
    ),
    "spotify_busy": QT_TRANSLATE_NOOP(
        "Messages", "Spotify is not well just now. Try again in a while; nothing was lost."
    ),
    "spotify_unreachable": QT_TRANSLATE_NOOP(
        "Messages", "Spotify could not be reached. Look at the connection, and try again; nothing was lost."
    ),
    "spotify_unreadable": QT_TRANSLATE_NOOP(
        "Messages", "Spotify answered something that this program does not understand. Try again in a while."
    ),
    "spotify_come_back": QT_TRANSLATE_NOOP(
        "Messages",
        "Spotify wants to be left alone for a while. Come back {day} at {time}; what is saved stays readable.",
    ),
    "spotify_quota": QT_TRANSLATE_NOOP(
        "Messages",
        "Your app has used up what Spotify allows it. Come back {day} at {time}; what is saved stays readable.",
    ),
    "spotify_wanted_rest": QT_TRANSLATE_NOOP(
        "Messages", "Spotify wanted to be left alone for a while when this was to be read."
    ),
    # What becomes of an analysis
    "cancelled": QT_TRANSLATE_NOOP("Messages", "Stopped, as you asked. You can start again at any time."),
    "interrupted": QT_TRANSLATE_NOOP(
        "Messages", "The program was closed or stopped while it was working. Nothing was lost; start again."
    ),
    "nothing_to_share": QT_TRANSLATE_NOOP(
        "Messages",
        "Every line of this verdict rests on something private, so that nothing is left to give away. Nothing was written.",
    ),
    "output_unwritable": QT_TRANSLATE_NOOP(
        "Messages",
        "{path} could not be written[: the disk is full, and it takes {needed_mb} MB]. Choose another place, or make room"
        " there.",
    ),
    "superseded_attempt": QT_TRANSLATE_NOOP(
        "Messages", "A newer analysis has taken this one's place. Its verdict is the one that counts."
    ),
    "unexpected": QT_TRANSLATE_NOOP("Messages", "Something unexpected went wrong. The details are in {log}."),
    "wrong_status": QT_TRANSLATE_NOOP(
        "Messages", "This analysis is {status} and cannot go on from there. Start it again."
    ),
    # Saved results
    "data_dir_unwritable": QT_TRANSLATE_NOOP(
        "Messages", "Nothing can be saved in {path} ({reason}). Change its permissions and try again."
    ),
    "database_closed": QT_TRANSLATE_NOOP(
        "Messages", "Your saved results have been closed. Start the program again."
    ),
    "database_damaged": QT_TRANSLATE_NOOP(
        "Messages",
        "Your saved results are damaged. Restore a copy of them, try to repair them, or start fresh; the damaged file is"
        " kept aside.",
    ),
    "database_empty": QT_TRANSLATE_NOOP(
        "Messages",
        "The file of your saved results, {path}, is empty. Restore a copy of it, or start fresh; it is kept aside.",
    ),
    "database_foreign": QT_TRANSLATE_NOOP(
        "Messages",
        "{path} belongs to another program. Restore a copy of yours, or start fresh; that file is kept aside as it is.",
    ),
    "database_incomplete": QT_TRANSLATE_NOOP(
        "Messages",
        "Parts of your saved results in {path} are missing. Restore a copy, try to repair them, or start fresh; the file is"
        " kept aside.",
    ),
    "database_io": QT_TRANSLATE_NOOP(
        "Messages", "Your saved results in {path} cannot be reached ({what}). Check the disk and try again."
    ),
    "database_locked": QT_TRANSLATE_NOOP(
        "Messages", "Another program is using your saved results in {path}. Close it and try again."
    ),
    "database_missing": QT_TRANSLATE_NOOP(
        "Messages",
        "The file of your saved results, {path}, is gone. Put it back and start the program again, restore a copy of it, or"
        " start fresh.",
    ),
    "database_newer": QT_TRANSLATE_NOOP(
        "Messages",
        "Your saved results in {path} were written by a later version of the program. Install that version; they are"
        " unchanged.",
    ),
    "database_not_sqlite": QT_TRANSLATE_NOOP(
        "Messages",
        "{path} holds no saved results of this program. Restore a copy, try to repair it, or start fresh; the file is kept"
        " aside.",
    ),
    "database_readonly": QT_TRANSLATE_NOOP(
        "Messages", "Your saved results in {path} may not be changed. Change the permissions and try again."
    ),
    "database_refused": QT_TRANSLATE_NOOP(
        "Messages", "Your saved results in {path} could not be used ({what}). Start the program again."
    ),
    "disk_full": QT_TRANSLATE_NOOP(
        "Messages", "The disk is full at {path}. Make room[ for {needed_mb} MB] and try again."
    ),
    "listener_name_long": QT_TRANSLATE_NOOP(
        "Messages", "That name has {characters} characters, and no more than {longest} find room. Shorten it."
    ),
    "listener_name_taken": QT_TRANSLATE_NOOP(
        "Messages", "There is a listener called {name} already. Choose another name."
    ),
    "listener_unknown": QT_TRANSLATE_NOOP(
        "Messages", "This listener is no longer kept here. Choose another one."
    ),
    "listener_unnamed": QT_TRANSLATE_NOOP("Messages", "A listener needs a name. Write one and try again."),
    "migration_failed": QT_TRANSLATE_NOOP(
        "Messages",
        "Your saved results in {path} could not be brought up to date and are as they were ({what})."
        " Report this, please.",
    ),
    "repair_found_nothing": QT_TRANSLATE_NOOP(
        "Messages",
        "Nothing could be saved out of {path}. It is as it was: restore a copy of it, or start fresh.",
    ),
    "report_missing": QT_TRANSLATE_NOOP(
        "Messages", "This report is no longer kept here. Choose another one."
    ),
    "report_unreadable": QT_TRANSLATE_NOOP(
        "Messages", "The saved report cannot be read ({what}). Analyze the listening history again."
    ),
    # The program itself
    "no_label": QT_TRANSLATE_NOOP(
        "Messages", "The program is incomplete: no label fits this record. Install it again."
    ),
    "phrases_broken": QT_TRANSLATE_NOOP(
        "Messages", "The program is incomplete: its phrases in {name} are broken ({what}). Install it again."
    ),
    "reference_broken": QT_TRANSLATE_NOOP(
        "Messages",
        "The program is incomplete: line {line} of its table {file} is broken ({what}). Install it again.",
    ),
    "reference_twice": QT_TRANSLATE_NOOP(
        "Messages",
        "The program is incomplete: its artist table has {name} twice, in line {line}. Install it again.",
    ),
    "resource_missing": QT_TRANSLATE_NOOP(
        "Messages", "The program is incomplete: {name} is missing. Install it again."
    ),
    "resources_missing": QT_TRANSLATE_NOOP(
        "Messages", "The program is incomplete: its files are missing from {looked_in}. Install it again."
    ),
}

KEYCHAIN_ASKED = QT_TRANSLATE_NOOP("Messages", "Your keychain is asked. It may want a password from you.")
"""What is said while a keychain may be waiting for a person."""

PATIENCE_ASKED = QT_TRANSLATE_NOOP("Messages", "Spotify asks for patience: {left} s")
"""What is said while Spotify wants to be left alone, with a place for the seconds left."""

TODAY = QT_TRANSLATE_NOOP("Messages", "today")
TOMORROW = QT_TRANSLATE_NOOP("Messages", "tomorrow")
WEEKDAYS = (
    QT_TRANSLATE_NOOP("Messages", "on Monday"),
    QT_TRANSLATE_NOOP("Messages", "on Tuesday"),
    QT_TRANSLATE_NOOP("Messages", "on Wednesday"),
    QT_TRANSLATE_NOOP("Messages", "on Thursday"),
    QT_TRANSLATE_NOOP("Messages", "on Friday"),
    QT_TRANSLATE_NOOP("Messages", "on Saturday"),
    QT_TRANSLATE_NOOP("Messages", "on Sunday"),
)
IN_A_WEEK = QT_TRANSLATE_NOOP("Messages", "in a week")
"""The days of the coming week, as they stand before a time of day; translated within the wording they stand in."""

_SAID_TOO = ("reason", "day")
"""Details that may be wordings themselves."""

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{(\w+)\}")


def _in_english(text: str) -> str:
    return text


def message_for(
    error: AppError, say: Callable[[str], str] = _in_english, write: Callable[[str], str] = one_line
) -> str:
    """Return what an error says to a person, in one sentence or a few short ones.

    A code without wording is named as it is: a defect, but one that can be reported.

    Args:
        error: What has happened.
        say: Translates a wording, whose places are filled in afterwards.
        write: Makes a text from outside, such as the name of a file, fit to stand in a sentence.
    """
    text = MESSAGES.get(error.code)
    if text is not None:
        return _filled(say(text), _with_wordings_said(error.details, say), write)
    if error.code in REFUSALS:
        text = say(QT_TRANSLATE_NOOP("Messages", "{name} was not read. {reason}"))
        return _filled(text, {**error.details, "reason": reason_for(error, say, write)}, write)
    text = say(QT_TRANSLATE_NOOP("Messages", "Something unexpected went wrong ({code})."))
    return _filled(text, {"code": error.code}, write)


def reason_for(
    error: AppError, say: Callable[[str], str] = _in_english, write: Callable[[str], str] = one_line
) -> str:
    """Return why a file is not read, in words that stand beside its name.

    Args:
        error: Why.
        say: Translates a wording, whose places are filled in afterwards.
        write: Makes a text from outside fit to stand in a sentence.
    """
    text = REFUSALS.get(error.code)
    return message_for(error, say, write) if text is None else _filled(say(text), error.details, write)


def malformed_rows(bad: int, rows: int) -> str:
    """Return why a file was read only partly."""
    return f"{bad:,} of its {rows:,} rows {'is' if bad == 1 else 'are'} malformed and {'does' if bad == 1 else 'do'} not count."


def _with_wordings_said(
    details: Mapping[str, str | float], say: Callable[[str], str]
) -> Mapping[str, str | float]:
    """Translate details that are wordings themselves; one with values in it, or of the system's, stays as it was written."""
    said = {name: say(text) for name in _SAID_TOO if isinstance(text := details.get(name), str)}
    return {**details, **said}


def _filled(text: str, details: Mapping[str, str | float], write: Callable[[str], str]) -> str:
    """Put the details into their places; a part in brackets stays only when its details are known."""

    def optional(part: re.Match[str]) -> str:
        return part[1] if all(name in details for name in _PLACE.findall(part[1])) else ""

    def value(place: re.Match[str]) -> str:
        return _shown(place[1], details[place[1]], write) if place[1] in details else "?"

    return _PLACE.sub(value, _OPTIONAL.sub(optional, text))


def _shown(name: str, value: str | float, write: Callable[[str], str]) -> str:
    if not isinstance(value, str):
        return f"{value:,.10g}"
    return value if name in _SAID_TOO else write(value)
