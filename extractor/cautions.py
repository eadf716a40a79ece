"""What the ``warnings`` of a record say, kind by kind. The desk has the same in Chinese."""

from __future__ import annotations

from enum import Enum


class Caution(Enum):
    """``Caution.NAME(field=…)`` gives the sentence."""

    BROKEN_BYTES = "read as {encoding} with {count} broken bytes, marked as damage"
    BROKEN_ROW = "broken bytes in the text are marked as damage"
    NO_DATE = "{said} in column {column} was not read as a date"
    CUT_OFF = "the PDF is cut off: only what is left of it was read"
    STRANGE_FONT = "page {page} is set in a font that does not say its characters"
    PAGE_UNREAD = "page {page} was not read: {why}"
    PAGE_RECOGNISED = "page {page}: read from a picture by OCR, certainty {certainty}: check the figures"
    RECOGNISED = "read from a picture by OCR, certainty {certainty}: check the figures"
    DAMAGE = "broken encoding in {count} places"
    NO_ANCHOR = "no anchor date found: dates without a year stay open; give one with the anchor argument"
    DAMAGED_DATE = "the date of the document was read as {day} from a damaged writing"
    OLD_MONEY = "amounts in old RMB (before 1 March 1955) are given as written"
    YEAR_OF_EVENT = "no year is named; {year} was taken from {words}"
    NO_DAY = "{words} is no day of the calendar"
    MENDED_DATE = "{words} was read as {day}"
    OVERDRAWN = "the shares of fact {fact} come to {shared} yuan, more than its total of {total}"

    def __call__(self, **fields: object) -> str:
        return self.value.format(**fields)
