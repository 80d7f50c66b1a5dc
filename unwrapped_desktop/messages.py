"""What an error says to a person: what happened, and what to do. Used by the window and the command line alike.

A table from code to text with named places; a value is put into its place as it is, so that a file called `{name}` is
no worse than any other, and the texts can be translated without touching the code. A part in [brackets] stays only when
the values it names are known.
"""

import re
from collections.abc import Mapping

from unwrapped_desktop.domain.errors import AppError

# Why one file or zip is not read. Each begins with "It", so that it can stand beside the name or after it.
REFUSALS: Mapping[str, str] = {
    "broken_json": "It is damaged: its JSON is broken. Unpack the export again, or download it again.",
    "cut_off": "It breaks off before its end. Unpack the export again, or download it again.",
    "damaged_file": "It is damaged inside its zip. Download the export again.",
    "damaged_zip": "It is not a whole zip file. Download the export again.",
    "empty_file": "It is empty. Unpack the export again, or download it again.",
    "encrypted_zip": "It is locked with a password. Unpack the zip yourself and choose the folder.",
    "extra_misshapen": "It is not of a shape this program knows. The verdict goes without it.",
    "extra_too_large": "It is far larger than such a file ever is. The verdict goes without it.",
    "file_locked": "It may not be opened by this account. Change its permissions, or copy it to a folder of yours.",
    "file_missing": "It does not exist, or no longer. Choose it again.",
    "file_unreadable": "It could not be read ({why}). Copy it to this computer and choose the copy.",
    "folder_too_large": "It holds more than {limit} files. Choose the folder of the export itself.",
    "html_file": "It is a web page, not JSON. Download the export again while signed in to Spotify.",
    "linked_member": "It is a link inside the zip, and links are not followed. Download the export again.",
    "linked_outside": "It is a link that leads out of the folder. Choose the file it leads to.",
    "nested_too_deeply": "It is nested far deeper than any listening history. Choose the file as Spotify sent it.",
    "nested_zip": "It holds only another zip, {inner}. Unpack it and choose the zip inside.",
    "not_a_file": "It is neither a file nor a folder. Choose the zip that Spotify sent.",
    "not_a_list": "It is JSON, but not a list of plays. Choose the files called Streaming_History or StreamingHistory.",
    "not_history": "It is a list, but not of plays. Choose the files called Streaming_History or StreamingHistory.",
    "not_json": "It is not JSON. Choose the zip that Spotify sent, or the .json files in it.",
    "not_spotify": "It holds no listening history of Spotify. Choose the zip that Spotify sent, as it is.",
    "not_utf8": "It is not UTF-8 text: another program saved it again. Choose the file as Spotify sent it.",
    "nothing_inside": "It holds no files. Choose the zip that Spotify sent, as it is.",
    "other_service": "It comes from {service}, and only Spotify's exports can be judged. Choose the zip from Spotify.",
    "several_documents": "It goes on after its end, as when files are joined. Choose the files as Spotify sent them.",
    "spotify_without_history": (
        "It comes from Spotify but holds no listening history."
        " Ask Spotify for the extended streaming history and choose that zip."
    ),
    "too_many_entries": "It holds more than {limit} entries, far more than any export. Choose the zip that Spotify sent.",
    "too_many_rows": "With it there would be more than {limit} rows, more than a life holds. Choose fewer files.",
    "unpacks_suspiciously": (
        "It unpacks to more than {ratio} times its size, as a zip bomb does. Choose the zip that Spotify sent."
    ),
    "unpacks_too_large": "With it there would be more than {limit_gib} GiB to read. Choose fewer files.",
    "unsafe_member": "Its name in the zip leads out of the zip. Choose the zip that Spotify sent.",
    "unsupported_archive": "It is packed in another way than zip. Unpack it and choose the folder.",
    "unsupported_compression": "It is packed in a way this program cannot read. Unpack the zip and choose the folder.",
}

MESSAGES: Mapping[str, str] = {
    # What was handed over
    "another_listener": (
        "This looks like somebody else's listening: on days that both have, {found} of {rows} songs played stand in the"
        " record kept here too. Nothing has been changed. Say whose it is."
    ),
    "listener_half_alike": (
        "On days that both have, {found} of {rows} songs played stand in the record kept here too: more than chance,"
        " fewer than one person's. Nothing has been changed. Say whose it is."
    ),
    "listener_unclear": (
        "This has next to no days in common with the record kept here, so that the program cannot tell whether both"
        " are one person's. Nothing has been changed. Say whose it is."
    ),
    "record_missing": "The record is no longer on this computer. Choose the file again.",
    "record_newer": (
        "The record kept on this computer was written by a later version of the program. Nothing has been changed."
        " Use that version, or forget the record and choose the file again."
    ),
    "record_unreadable": (
        "The record kept on this computer is damaged. The verdicts are not affected. Choose the file again to judge anew."
    ),
    "no_rows": "The listening history is empty: there is not one row in {name}. Ask Spotify for a new export.",
    "no_source": "Nothing was chosen. Choose the zip that Spotify sent.",
    "nothing_readable": "None of the {count} files could be read. The first is {name}. {reason}",
    "sample_with_files": "A sample listener cannot be mixed with files. Choose one or the other.",
    "nothing_left": "What you leave out leaves {left} plays, and a fair verdict needs {needed}. Leave out less.",
    "too_few_plays": (
        "There are only {plays} plays of 30 seconds or more, and a fair verdict needs {needed}."
        " Add more of your history, or listen on and come back."
    ),
    "too_few_names": (
        "Spotify lists only {names} artists of yours, and a fair verdict needs {needed}."
        " Listen on and come back, or bring your export."
    ),
    "too_few_lists": (
        "Spotify told too few lists for a fair verdict. Try again in a while, or bring your export."
    ),
    "too_little_left": (
        "What you leave out leaves too little of Spotify's lists for a fair verdict. Leave out less."
    ),
    "not_a_report": (
        "{name} is no verdict of this program, or was changed on its way. Ask for it to be sent again as a file."
    ),
    "report_of_later_version": (
        "{name} was made by a later version of the program. Install that version to read it."
    ),
    "unknown_sample": "There is no sample listener called {name}. Choose one of {known}.",
    # Signing in
    "client_id_empty": "Paste the client id of your app. It stands on the app's page in Spotify's dashboard.",
    "client_id_shape": (
        "That is no client id: it has {length} characters, and one has 32, of digits and the letters a to f."
        " Copy it from the app's page in Spotify's dashboard; the client secret is not needed."
    ),
    "no_loopback": (
        "Spotify could not be given a way back to this computer ({reason})."
        " A firewall or another program may be in the way; try again."
    ),
    "sign_in_declined": "You said no on Spotify's page, so nothing was read. You can sign in at any time.",
    "sign_in_refused": "Spotify refused the sign-in ({error}). Look at the client id and its redirect address, and try again.",
    "sign_in_timed_out": "Nobody came back from Spotify's page within {minutes} minutes. Sign in again when you are ready.",
    "not_signed_in": "Nobody is signed in to Spotify. Sign in first.",
    "sign_in_lost": (
        "Your keychain no longer holds the sign-in, or was not opened. Try again and open it, or sign in again;"
        " your saved verdicts stay."
    ),
    "another_account": (
        "This is another Spotify account than the one that the saved verdict was made from. Nothing has been changed."
        " Say whose it is."
    ),
    "lists_unlike_record": (
        "Of the {listed} artists on Spotify's list for about the last year, {found} stand in the record kept here:"
        " few for one person. Nothing has been changed. Say whose it is."
    ),
    "lists_need_record": (
        "Spotify's lists are set beside your record, and it is not kept on this computer. Choose your file again with"
        " \u201cKeep the record on this computer\u201d on, then read the lists."
    ),
    "sign_in_again": (
        "Spotify has ended the sign-in: it does so after six months, or when access is revoked. Sign in again;"
        " your saved verdicts stay."
    ),
    "accounts_unreachable": "Spotify could not be reached. Look at the connection, and try again; nothing was lost.",
    "accounts_busy": "Spotify is not answering just now ({status}). Try again in a while; you stay signed in.",
    "accounts_unreadable": "Spotify answered something that this program does not understand. Try again in a while.",
    "accounts_not_trusted": (
        "The connection to Spotify is not to be trusted, so nothing was sent. Look at the date of this computer,"
        " and at whatever stands between it and the network."
    ),
    "network_sign_in": (
        "This network wants something of you before it lets anything through. Open any page in the browser,"
        " do what it asks, and try again."
    ),
    "not_on_the_list": (
        "Spotify lets this app serve five people, and this account is not one of them. Add it in Spotify's"
        " dashboard, under user management, and try again."
    ),
    "owner_without_premium": (
        "Spotify serves an app only while its owner pays for Premium, and this app's owner does not, or has begun"
        " to a few hours ago. Your export needs none of this."
    ),
    "leave_too_small": "The sign-in does not allow the lists to be read. Sign in again, and leave everything ticked.",
    "spotify_forbids": "Spotify does not let this be read ({text}). Your export needs none of this.",
    "no_lists": ("Spotify has no list of your artists yet. Listen on and come back, or bring your export."),
    "spotify_busy": "Spotify is not well just now. Try again in a while; nothing was lost.",
    "spotify_unreachable": "Spotify could not be reached. Look at the connection, and try again; nothing was lost.",
    "spotify_unreadable": "Spotify answered something that this program does not understand. Try again in a while.",
    "spotify_come_back": "Spotify wants to be left alone for a while. Come back on {at}; what is saved stays readable.",
    "spotify_quota": "Your app has used up what Spotify allows it. Come back on {at}; what is saved stays readable.",
    # What becomes of an analysis
    "cancelled": "Stopped, as you asked. You can start again at any time.",
    "interrupted": "The program was closed or stopped while it was working. Nothing was lost; start again.",
    "output_unwritable": "{path} could not be written. Choose another place, or make room there.",
    "superseded_attempt": "A newer analysis has taken this one's place. Its verdict is the one that counts.",
    "unexpected": "Something unexpected went wrong. The details are in {log}.",
    "wrong_status": "This analysis is {status} and cannot go on from there. Start it again.",
    # Saved results
    "data_dir_unwritable": "Nothing can be saved in {path} ({reason}). Change its permissions and try again.",
    "database_damaged": "Your saved results are damaged[ ({what})]. Start with a new file, or restore a backup.",
    "database_empty": "The file of your saved results, {path}, is empty. Start with a new file, or restore a backup.",
    "database_foreign": "{path} belongs to another program. Move it away and start again.",
    "database_incomplete": "Parts of your saved results in {path} are missing. Start with a new file, or restore a backup.",
    "database_io": "Your saved results in {path} cannot be reached ({what}). Check the disk and try again.",
    "database_locked": "Another program is using your saved results in {path}. Close it and try again.",
    "database_newer": (
        "Your saved results in {path} were written by a later version of the program. Install that version; they are"
        " unchanged."
    ),
    "database_not_sqlite": "{path} holds no saved results of this program. Start with a new file, or restore a backup.",
    "database_readonly": "Your saved results in {path} may not be changed. Change the permissions and try again.",
    "database_refused": "Your saved results in {path} could not be used ({what}). Start the program again.",
    "disk_full": "The disk is full at {path}. Make room[ for {needed_mb} MB] and try again.",
    "listener_unknown": "This listener is no longer kept here. Choose another one.",
    "listener_unnamed": "A listener needs a name. Write one and try again.",
    "migration_failed": (
        "Your saved results in {path} could not be brought up to date and are as they were ({what})."
        " Report this, please."
    ),
    "report_missing": "This report is no longer kept here. Choose another one.",
    "report_unreadable": "The saved report cannot be read ({what}). Analyze the listening history again.",
    # The program itself
    "no_label": "The program is incomplete: no label fits this record. Install it again.",
    "phrases_broken": "The program is incomplete: its phrases in {name} are broken ({what}). Install it again.",
    "reference_broken": "The program is incomplete: line {line} of its table {file} is broken ({what}). Install it again.",
    "reference_twice": "The program is incomplete: its artist table has {name} twice, in line {line}. Install it again.",
    "resource_missing": "The program is incomplete: {name} is missing. Install it again.",
    "resources_missing": "The program is incomplete: its files are missing from {looked_in}. Install it again.",
}

KEYCHAIN_ASKED = "Your keychain is asked. It may want a password from you."
"""What is said while a keychain may be waiting for a person."""

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{(\w+)\}")


def message_for(error: AppError) -> str:
    """Return what an error says to a person, in one sentence or a few short ones.

    A code without wording is named as it is: a defect, but one that can be reported.
    """
    text = MESSAGES.get(error.code)
    if text is not None:
        return _filled(text, error.details)
    if error.code in REFUSALS:
        return _filled("{name} was not read. {reason}", {**error.details, "reason": reason_for(error)})
    return f"Something unexpected went wrong ({error.code})."


def reason_for(error: AppError) -> str:
    """Return why a file is not read, in words that stand beside its name."""
    text = REFUSALS.get(error.code)
    return message_for(error) if text is None else _filled(text, error.details)


def malformed_rows(bad: int, rows: int) -> str:
    """Return why a file was read only partly."""
    return f"{bad:,} of its {rows:,} rows {'is' if bad == 1 else 'are'} malformed and {'does' if bad == 1 else 'do'} not count."


def _filled(text: str, details: Mapping[str, str | float]) -> str:
    """Put the details into their places; a part in brackets stays only when its details are known."""

    def optional(part: re.Match[str]) -> str:
        return part[1] if all(name in details for name in _PLACE.findall(part[1])) else ""

    def value(place: re.Match[str]) -> str:
        return _shown(details[place[1]]) if place[1] in details else "?"

    return _PLACE.sub(value, _OPTIONAL.sub(optional, text))


def _shown(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:,.10g}"
