"""Decodes a batch of rows: all at once when every row is sound, one by one when some are not."""

import re
from dataclasses import dataclass, field

import msgspec

from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.sources.decoding.shapes import AccountRow, ExtendedRow

_EXTENDED = msgspec.json.Decoder(ExtendedRow)
_ACCOUNT = msgspec.json.Decoder(AccountRow)
_EXTENDED_ROWS = msgspec.json.Decoder(list[ExtendedRow])
_ACCOUNT_ROWS = msgspec.json.Decoder(list[AccountRow])
_RAW_ROWS = msgspec.json.Decoder(list[msgspec.Raw])

_TIME_KEY = re.compile(rb'"(ts|endTime)"\s*:')
_FIELD_AT_FAULT = re.compile(r"`\$\.(\w+)`|field `(\w+)`")
_ROWS_BETWEEN_LOOKS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that cannot be counted.

    Attributes:
        index: Place in its batch, from 0.
        field: Name of the field at fault, empty when the row as a whole is.
    """

    index: int
    field: str


@dataclass(slots=True, kw_only=True)
class RowBatch:
    """The rows of one batch by vintage.

    Attributes:
        count: All rows, bad ones included.
        extended: Rows of the extended history.
        account: Rows of the account data.
        bad: Rows of the wrong shape.
        extended_places: Place of each extended row in the batch; None when that is its place in the list.
        account_places: Likewise for account rows.
    """

    count: int
    extended: list[ExtendedRow] = field(default_factory=list)
    account: list[AccountRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    extended_places: list[int] | None = None
    account_places: list[int] | None = None


class RowDecoder:
    """Decodes batches of one file, trying first the vintage that the file begins with."""

    def __init__(self, *, head: bytes, cancel: CancelToken) -> None:
        match = _TIME_KEY.search(head)
        self._starts_as_account = match is not None and match[1] == b"endTime"
        self._cancel = cancel

    def __call__(self, document: bytes) -> RowBatch:
        """Decode a JSON array.

        Raises:
            msgspec.DecodeError: It is not JSON.
            UnicodeDecodeError: It is not UTF-8.
            RecursionError: It is nested too deeply.
            Cancelled: The work was asked to stop.
        """
        self._cancel.raise_if_cancelled()
        try:
            if self._starts_as_account:
                account = _ACCOUNT_ROWS.decode(document)
                return RowBatch(count=len(account), account=account)
            extended = _EXTENDED_ROWS.decode(document)
            return RowBatch(count=len(extended), extended=extended)
        except msgspec.ValidationError:
            # The decoder stopped at the first bad row: this look at the whole document finds out whether it is JSON.
            return self._one_by_one(_RAW_ROWS.decode(document))

    def _one_by_one(self, documents: list[msgspec.Raw]) -> RowBatch:
        batch = RowBatch(count=len(documents), extended_places=[], account_places=[])
        for index, document in enumerate(documents):
            if index % _ROWS_BETWEEN_LOOKS == 0:
                self._cancel.raise_if_cancelled()
            self._sort_in(batch, index, document)
        return batch

    def _sort_in(self, batch: RowBatch, index: int, document: msgspec.Raw) -> None:
        # The two vintages share no required field, so at most one of them fits.
        try:
            row = _EXTENDED.decode(document)
        except msgspec.ValidationError as error:
            extended_error = error
        else:
            batch.extended.append(row)
            _places(batch.extended_places).append(index)
            return
        try:
            account_row = _ACCOUNT.decode(document)
        except msgspec.ValidationError as error:
            batch.bad.append(BadRow(index=index, field=_field_at_fault(extended_error, error, document)))
        else:
            batch.account.append(account_row)
            _places(batch.account_places).append(index)


def _places(places: list[int] | None) -> list[int]:
    if places is None:
        raise TypeError("a batch sorted row by row keeps the places of its rows")
    return places


def _field_at_fault(
    extended: msgspec.ValidationError, account: msgspec.ValidationError, document: msgspec.Raw
) -> str:
    match = _TIME_KEY.search(bytes(document))
    error = account if match is not None and match[1] == b"endTime" else extended
    found = _FIELD_AT_FAULT.search(str(error))
    return (found[1] or found[2]) if found else ""
