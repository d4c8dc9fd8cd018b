"""How a table shares the width of the page between its columns."""

from samverkan.typeset.blocks import Table

_SHORTEST, _LONGEST, _PROSE, _NUMBER = 6, 48, 24, 20


def widths(table: Table) -> tuple[int, ...]:
    """A share per column by its longest text; 0 for a number beside prose, which gets just what it needs."""
    longest = [
        max([_heading_length(column.heading), *(len(row[place]) for row in table.rows)])
        for place, column in enumerate(table.columns)
    ]
    words = [length for length, column in zip(longest, table.columns, strict=True) if column.align == "left"]
    has_prose = max(words, default=0) > _PROSE
    return tuple(
        0
        if has_prose and column.align == "right" and length <= _NUMBER
        else min(max(length, _SHORTEST), _LONGEST)
        for length, column in zip(longest, table.columns, strict=True)
    )


def _heading_length(heading: str) -> int:
    """A heading may take several lines, but no word in it is broken."""
    longest_word = max((len(word) for word in heading.split()), default=0)
    return max(longest_word + 1, min(len(heading), 14))
