"""Rows of a list of costs that sum the other rows: counted as costs they would double everything."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers import words
from samverkan.datasets.readers.cells import SPACES
from samverkan.datasets.readers.columns import Flags
from samverkan.datasets.readers.figure_roles import Roles
from samverkan.datasets.readers.source import ROW

# `Total` and `Samtliga` only on their own: `Total renovering` and `Samtliga skolor` are costs like others.
_SUM = re.compile(r"(?:(?:del|slut|total)?summa|totalt)\b.*|(?:total(?: kostnad)?|samtliga):?", re.I)
_MOST_ROWS_TOLD = 5


def without_sums(
    table: pa.Table, roles: Roles, texts: dict[str, pa.Array], has_value: Flags, told: list[str]
) -> tuple[dict[str, pa.Array], Flags]:
    """Labels and rows with figures as they are without the sums, which must not be carried down to other rows either.

    A sum is a row whose first filled cell, area or type says so. Where every row does, they sum nothing here.
    """
    sums = _first_filled_is_sum(table, roles)
    for name in ("area", "type"):
        if name in texts:
            sums |= _says_sum(texts[name])
    if not (sums & has_value).any() or not (has_value & ~sums).any():
        return texts, has_value
    rows = table[ROW].to_numpy()[sums & has_value].tolist()
    told.append(_sentence(rows))
    blank = pa.array(sums)
    return {name: pc.if_else(blank, "", cells) for name, cells in texts.items()}, has_value & ~sums


def _first_filled_is_sum(table: pa.Table, roles: Roles) -> Flags:
    first = pa.array([""] * table.num_rows, pa.string())
    figures = {*roles.values, *roles.respondents, roles.labels.get("sex"), roles.labels.get("age_group")}
    for index in range(len(table.column_names) - 1):
        if index not in figures:
            cells = pc.utf8_trim(table[f"c{index}"].combine_chunks(), characters=SPACES)
            first = pc.if_else(pc.equal(first, ""), cells, first)
    return _says_sum(first)


def _says_sum(cells: pa.Array) -> Flags:
    said = words.per_distinct(
        pa.chunked_array([cells]), lambda text: bool(_SUM.fullmatch(text.strip())), pa.bool_()
    )
    return np.array(pc.fill_null(said, False).to_numpy(zero_copy_only=False), dtype=bool)


def _sentence(rows: list[int]) -> str:
    if len(rows) == 1:
        return f"Summaraden (rad {rows[0]}) räknas inte."
    named = ", ".join(str(row) for row in rows[:_MOST_ROWS_TOLD])
    more = f" och {len(rows) - _MOST_ROWS_TOLD} till" if len(rows) > _MOST_ROWS_TOLD else ""
    return f"Summaraderna (rad {named}{more}) räknas inte."
