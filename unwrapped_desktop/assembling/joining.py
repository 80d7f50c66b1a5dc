"""Joins intakes: what one of them told already is taken once, and everything stays accounted for."""

from dataclasses import fields, replace

import numpy as np

from unwrapped_desktop.assembling.duplicates import has_neighbour, moments
from unwrapped_desktop.assembling.examples import EXAMPLES_KEPT, row_example
from unwrapped_desktop.assembling.extras import joined as joined_extras
from unwrapped_desktop.domain.extras import Extras
from unwrapped_desktop.domain.forensics import SetAside
from unwrapped_desktop.domain.intake import ABSENT, Intake, MusicRows, Tags, Texts
from unwrapped_desktop.domain.record import Codes, Integers, Mask


def joined(first: Intake, second: Intake) -> Intake:
    """Return two intakes as one: the rows of the first, then those of the second. Nothing is left out yet."""
    texts, codes = _joined_texts(first.texts, second.texts)
    tags = Tags(
        **{
            column.name: np.concatenate(
                (getattr(first.tags, column.name), code[getattr(second.tags, column.name)])
            )
            for column, code in zip(fields(Tags), codes[:4], strict=True)
        }
    )
    moved = replace(
        second.music,
        tag=second.music.tag + np.int32(len(first.tags)),
        device=codes[4][second.music.device].astype(np.int8),
    )
    return Intake(
        music=MusicRows.joined((first.music, moved)),
        tags=tags,
        texts=texts,
        rows_total=first.rows_total + second.rows_total,
        set_aside=_sum(first.set_aside, second.set_aside),
        files=(*first.files, *second.files),
        examples=_joined_examples(first, second),
        spans=(*first.spans, *second.spans),
        extras=_joined_extras(first.extras, second.extras),
        sample_name=first.sample_name,
    )


def compacted(intake: Intake) -> Intake:
    """Return the intake without rows that are the same as another in everything, which are counted as duplicates.

    What is kept does not grow when the same export comes again, and holds no text that no music row has. The rows stand
    in the order of time, so that they compress well.
    """
    used, place = np.unique(intake.music.tag, return_inverse=True)
    tag_of, tags = _distinct_tags(intake.tags, used)
    music = replace(intake.music, tag=tag_of[place])
    music = music.take(np.argsort(moments(music), kind="stable"))
    again = _said_before(music)
    tags, texts = _with_used_texts(tags, intake.texts)
    examples = dict(intake.examples)
    if again.any():
        found = (*examples.get("duplicate", ()), *_examples(music.take(again), tags, texts))
        examples["duplicate"] = found[:EXAMPLES_KEPT]
    aside = replace(intake.set_aside, duplicate=intake.set_aside.duplicate + int(again.sum()))
    return replace(
        intake, music=music.take(~again), tags=tags, texts=texts, set_aside=aside, examples=examples
    )


def _examples(music: MusicRows, tags: Tags, texts: Texts) -> list[str]:
    first = music.take(np.arange(min(len(music), EXAMPLES_KEPT)))
    return [
        row_example(ended_at_s, played_ms, (texts.artists[tags.artist[tag]], texts.titles[tags.title[tag]]))
        for ended_at_s, played_ms, tag in zip(
            first.ended_at_s.tolist(), first.played_ms.tolist(), first.tag.tolist(), strict=True
        )
    ]


def _distinct_tags(tags: Tags, chosen: Codes) -> tuple[Codes, Tags]:
    """Return for each of the chosen tags its place among the distinct ones, and those."""
    # Codes are -1 or more, and there are fewer than 2^31 of each: two fit into one number.
    _, song = np.unique(_paired(tags.artist[chosen], tags.title[chosen]), return_inverse=True)
    _, edition = np.unique(_paired(tags.album[chosen], tags.uri[chosen]), return_inverse=True)
    _, first, place = np.unique(
        song.astype(np.int64) * (int(edition.max(initial=0)) + 1) + edition,
        return_index=True,
        return_inverse=True,
    )
    columns = {column.name: getattr(tags, column.name)[chosen[first]] for column in fields(Tags)}
    return place.astype(np.int32), Tags(**columns)


def _paired(left: Codes, right: Codes) -> Integers:
    return (left.astype(np.int64) + 1) << 32 | (right + 1)


def _with_used_texts(tags: Tags, texts: Texts) -> tuple[Tags, Texts]:
    """Return tags and texts without the texts that no tag points to."""
    columns: dict[str, Codes] = {}
    tables: dict[str, tuple[str, ...]] = {"devices": texts.devices}
    for column, table in zip(fields(Tags), ("artists", "titles", "albums", "uris"), strict=True):
        codes, strings = getattr(tags, column.name), getattr(texts, table)
        used = np.unique(codes[codes != ABSENT])
        # The extra last element is where -1 points to.
        code_of = np.full(len(strings) + 1, ABSENT, dtype=np.int32)
        code_of[used] = np.arange(len(used), dtype=np.int32)
        columns[column.name] = code_of[codes]
        tables[table] = tuple(strings[code] for code in used.tolist())
    return Tags(**columns), Texts(**tables)


def _joined_texts(first: Texts, second: Texts) -> tuple[Texts, tuple[Codes, ...]]:
    """Return the texts of both, each once, and for each table the new codes of the second's; absent stays absent."""
    tables: dict[str, tuple[str, ...]] = {}
    codes: list[Codes] = []
    for table in fields(Texts):
        known = {text: code for code, text in enumerate(getattr(first, table.name))}
        code = [known.setdefault(text, len(known)) for text in getattr(second, table.name)]
        tables[table.name] = tuple(known)
        # The extra last element is where -1 points to.
        codes.append(np.array([*code, ABSENT], dtype=np.int32))
    return Texts(**tables), tuple(codes)


def _said_before(music: MusicRows) -> Mask:
    """Return which rows, ordered by moment, are the same in every column as one before them."""
    again = np.zeros(len(music), dtype=np.bool_)
    contested = np.flatnonzero(has_neighbour(moments(music)))
    rivals = music.take(contested)
    columns = [getattr(rivals, column.name) for column in fields(MusicRows)]
    order = np.lexsort(columns)
    is_same = np.ones(max(len(order) - 1, 0), dtype=np.bool_)
    for column in columns:
        in_order = column[order]
        is_same &= in_order[1:] == in_order[:-1]
    again[contested[order[1:][is_same]]] = True
    return again


def _sum(first: SetAside, second: SetAside) -> SetAside:
    return SetAside(
        **{
            reason.name: getattr(first, reason.name) + getattr(second, reason.name)
            for reason in fields(SetAside)
        }
    )


def _joined_examples(first: Intake, second: Intake) -> dict[str, tuple[str, ...]]:
    reasons = sorted({*first.examples, *second.examples})
    return {
        reason: (*first.examples.get(reason, ()), *second.examples.get(reason, ()))[:EXAMPLES_KEPT]
        for reason in reasons
    }


def _joined_extras(*extras: Extras) -> Extras:
    libraries = [each.library for each in extras if each.library is not None]
    return joined_extras(
        libraries=libraries,
        marquees=[each.marquee for each in extras if each.marquee],
        wrapped=[review for each in extras for review in each.wrapped],
    )
