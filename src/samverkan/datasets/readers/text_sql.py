"""DuckDB expressions that make cells of text into clean text and numbers; `cell` is a varchar expression."""

from samverkan.datasets.readers.cells import MISSING, SPACES


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def clean(cell: str) -> str:
    """The cell without spaces around it; NULL for empty cells and the marks of a missing value (`..`, `-`, `.`)."""
    trimmed = f"trim({cell}, {quoted(SPACES)})"
    missing = ", ".join(quoted(mark) for mark in MISSING)
    return f"CASE WHEN {trimmed} NOT IN ({missing}) THEN {trimmed} END"


def plain_number(cell: str) -> str:
    """A number without thousands as DOUBLE, the fast way; NULL for everything else, also infinity and `nan`."""
    as_double = f"TRY_CAST(replace({cell}, ',', '.') AS DOUBLE)"
    return f"CASE WHEN {cell} < ':' AND NOT isinf({as_double}) THEN {as_double} END"


def number(cell: str) -> str:
    """A Swedish number as DOUBLE, NULL when it is none.

    Decimal comma or point; spaces of any width, apostrophes, or points or commas in repeated groups as thousands; a
    percent sign and the words kr and kronor are left out. With both a comma and a point the last one is the decimal.
    """
    bare = f"replace(translate({cell}, {quoted(SPACES + '’' + chr(39))}, ''), '−', '-')"
    bare = f"regexp_replace({bare}, '(%|kr|kronor|:-)$', '')"
    both = f"strpos({bare}, ',') > 0 AND strpos({bare}, '.') > 0"
    comma_last = f"strpos({bare}, ',') > strpos({bare}, '.')"
    return (
        f"CASE WHEN NOT regexp_full_match({bare}, '[-+]?[0-9.,]*[0-9](e[-+]?[0-9]+)?', 'i') THEN NULL "
        f"WHEN {both} AND {comma_last} THEN TRY_CAST(replace(replace({bare}, '.', ''), ',', '.') AS DOUBLE) "
        f"WHEN {both} THEN TRY_CAST(replace({bare}, ',', '') AS DOUBLE) "
        f"WHEN regexp_full_match({bare}, '[-+]?[0-9]{{1,3}}([.,][0-9]{{3}}){{2,}}') "
        f"THEN TRY_CAST(regexp_replace({bare}, '[.,]', '', 'g') AS DOUBLE) "
        f"ELSE TRY_CAST(replace({bare}, ',', '.') AS DOUBLE) END"
    )
