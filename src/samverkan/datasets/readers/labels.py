"""The words beside the figures: area, type, year, month, sex, age; carried down where the source leaves them out.

Two habits of Swedish tables are handled: an area (or crime type) that stands alone on a row above its figures, and
cells merged downwards, which arrive as one filled cell and empty ones below it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from samverkan.datasets.readers import figure_words as fw
from samverkan.datasets.readers import words
from samverkan.datasets.readers.cells import SPACES
from samverkan.datasets.readers.columns import Flags
from samverkan.datasets.readers.dates import read_written_dates
from samverkan.datasets.readers.figure_roles import Roles, is_date_heading
from samverkan.datasets.readers.layout import Layout
from samverkan.datasets.readers.sums import without_sums
from samverkan.datasets.rules import DatasetKind

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """`places`: which rows of the table hold figures. `columns`: field → one value for each of them."""

    places: Places
    columns: dict[str, pa.Array]
    faults: tuple[tuple[int, Flags, Callable[[str], str]], ...] = ()
    told: tuple[str, ...] = field(default_factory=tuple)

    def column(self, name: str, keep: Places, otherwise: object) -> object:
        """The values of the rows `keep`, `otherwise` where the table has no such column."""
        if name not in self.columns:
            return otherwise
        taken = self.columns[name].take(pa.array(keep))
        if otherwise is not None and taken.null_count == len(taken):
            return otherwise
        return taken


def read_labels(table: pa.Table, roles: Roles, layout: Layout, kind: DatasetKind) -> Labels:
    """Labels of every row of `table` that holds figures; of a list of costs not the rows that sum the others."""
    told: list[str] = []
    texts = {name: _trimmed(table[f"c{index}"]) for name, index in roles.labels.items()}
    if kind is DatasetKind.COST and "year" in texts:
        heading = layout.headings[roles.labels["year"]]
        if is_date_heading(heading):
            texts["year"] = _months_of_dates(texts["year"])
            told.append(f"År och månad togs ur datumen i kolumnen ”{heading}”.")
    has_value = np.zeros(table.num_rows, dtype=bool)
    for index in roles.values:
        has_value |= _filled(_trimmed(table[f"c{index}"]))
    has_value &= ~_is_header_again(table, roles, layout)
    last = int(np.flatnonzero(has_value)[-1]) if has_value.any() else -1
    _tell_footnotes(table, last, told)
    if kind is DatasetKind.COST:
        texts, has_value = without_sums(table, roles, texts, has_value, told)
    texts = _with_group_rows(texts, has_value, last, told)
    places = np.flatnonzero(has_value)
    only_total = _totals_of_others(table, roles, layout, places, told)
    places = places[only_total]
    for name, cells in texts.items():
        texts[name] = _carried_down(name, cells, has_value, last, told).take(pa.array(places))
    return _read(texts, roles, places, told)


def _read(texts: dict[str, pa.Array], roles: Roles, places: Places, told: list[str]) -> Labels:
    readers: dict[str, tuple[Callable[[str], object], pa.DataType]] = {
        "type": (words.text, pa.string()), "year": (fw.year_of, pa.int32()), "month": (fw.month_number, pa.int32()),
        "sex": (words.sex, pa.string()), "age_group": (fw.age_of, pa.string()), "measure": (fw.measure_of, pa.string()),
        "area": (fw.area_name, pa.string()), "area_code": (fw.bare_code, pa.string()),
    }  # fmt: skip
    columns = {name: _plain(cells, *readers[name]) for name, cells in texts.items()}
    if "area" in texts and "area_code" not in texts:
        codes = _plain(texts["area"], fw.area_code, pa.string())
        if codes.null_count < len(codes):
            columns["area_code"] = codes
    if "area" not in texts and "area_code" in texts:
        columns["area"] = columns["area_code"]
    if "year" in texts:
        columns["preliminary"] = _plain(texts["year"], fw.is_preliminary, pa.bool_())
        if "month" not in texts:
            months = _plain(texts["year"], lambda t: fw.month_number(t) if len(t) > 4 else None, pa.int32())
            if months.null_count < len(months):
                columns["month"] = months
    if "type" in texts and "measure" not in texts:
        measures = _plain(texts["type"], _rate_in, pa.string())
        if measures.null_count < len(measures):
            columns["measure"] = measures
    faults: list[tuple[int, Flags, Callable[[str], str]]] = []
    for name, reason in _FAULTS.items():
        if name in texts:
            flags = columns[name].is_null().to_numpy(zero_copy_only=False)
            shared = "area" if name == "type" else "type"  # group rows: one column says both
            faults.append((roles.labels.get(name, roles.labels.get(shared, 0)), flags, reason))
    return Labels(places, columns, tuple(faults), tuple(told))


def _months_of_dates(cells: pa.Array) -> pa.Array:
    """`17/5 2024` → `2024-05`; what is no date stays as it is."""
    days = read_written_dates(cells).values
    months = pa.array(np.datetime_as_string(days, unit="M"))
    return pc.if_else(pa.array(np.isnat(days)), cells, months)


def _rate_in(text: str) -> str | None:
    """An indicator's name may say that its figures are rates: `Våldsbrott, antal/100 000 inv`."""
    return "per_100000" if fw.measure_of(text) == "per_100000" else None


_FAULTS: dict[str, Callable[[str], str]] = {
    "area": lambda _: "Område saknas på raden. Skriv vilket område talet gäller.",
    "type": lambda _: "Raden säger inte vad talet gäller (brottstyp, fråga eller post).",
    "year": lambda cell: f'"{cell.strip()}" är inget årtal. Skriv till exempel 2024.',
    "month": lambda cell: f'"{cell.strip()}" är ingen månad. Skriv till exempel maj eller 5.',
    "measure": lambda cell: f'"{cell.strip()}" är inget känt mått. Skriv till exempel Antal eller Andel.',
}


def _with_group_rows(
    texts: dict[str, pa.Array], has_value: Flags, last: int, told: list[str]
) -> dict[str, pa.Array]:
    """Texts that stand alone above their figures become a label of the rows below."""
    lone = ~has_value
    lone[last + 1 :] = False
    for name in ("type", "area"):
        other = "area" if name == "type" else "type"
        if name not in texts or other in texts:
            continue
        group_rows = lone & _filled(texts[name])
        if not group_rows.any():
            continue
        above = _last_place(group_rows)
        groups = texts[name].take(pa.array(np.where(above < 0, 0, above)))
        groups = pc.if_else(pa.array(above >= 0), groups, "")
        lines = texts[name]
        group_like = _area_share(texts[name], group_rows)
        line_like = _area_share(texts[name], has_value)
        area_above = group_like >= line_like
        told.append(
            "Områdena står på egna rader över sina tal och fördes ned till dem."
            if area_above
            else "Brottstyperna eller frågorna står på egna rader över sina tal och fördes ned till dem."
        )
        rest = {key: cells for key, cells in texts.items() if key != name}
        area, kind = (groups, lines) if area_above else (lines, groups)
        return {**rest, "area": area, "type": kind}
    return texts


def _carried_down(name: str, cells: pa.Array, has_value: Flags, last: int, told: list[str]) -> pa.Array:
    filled = _filled(cells)
    filled[last + 1 :] = False
    gaps = has_value & ~filled
    if not gaps.any():
        return cells
    rows = int(gaps.sum())
    told.append(
        f"Tomma celler i kolumnen för {_WORDS[name]} fick värdet ovanför ({rows} {'rad' if rows == 1 else 'rader'})."
    )
    above = _last_place(filled)
    carried = cells.take(pa.array(np.where(above < 0, 0, above)))
    return pc.if_else(pa.array(above >= 0), carried, "")


_WORDS = {
    "area": "område", "area_code": "områdeskod", "type": "typ", "year": "år", "month": "månad", "sex": "kön",
    "age_group": "ålder", "measure": "mått",
}  # fmt: skip


def _totals_of_others(
    table: pa.Table, roles: Roles, layout: Layout, places: Places, told: list[str]
) -> Flags:
    """A division nobody asked for (civil status, say) is left out by keeping only its total, when it has one."""
    keep = np.ones(len(places), dtype=bool)
    for index in roles.others:
        cells = _trimmed(table[f"c{index}"]).take(pa.array(places))
        is_total = _plain(
            cells, lambda cell: cell.lower().split(" ")[0] in ("totalt", "samtliga", "total"), pa.bool_()
        )
        flags = is_total.to_numpy(zero_copy_only=False)
        heading = layout.headings[index]
        if flags.any() and not flags.all():
            keep &= flags
            told.append(f"Kolumnen ”{heading}” används inte; bara raderna för totalt i den lästes.")
        elif _filled(cells).any():
            told.append(f"Kolumnen ”{heading}” används inte.")
    return keep


def _is_header_again(table: pa.Table, roles: Roles, layout: Layout) -> Flags:
    """Rows that repeat the header, as printed tables do on every page."""
    repeats = np.ones(table.num_rows, dtype=bool)
    for index in roles.values:
        lowest = layout.paths[index][-1] if layout.paths[index] else ""
        repeats &= pc.equal(_trimmed(table[f"c{index}"]), lowest).to_numpy(zero_copy_only=False)
    return repeats


def _tell_footnotes(table: pa.Table, last: int, told: list[str]) -> None:
    notes = []
    for row in table.slice(last + 1).slice(0, 20).to_pylist():
        text = " ".join(
            str(cell).strip() for name, cell in row.items() if name != "row" and str(cell).strip()
        )
        if text:
            notes.append(text)
    if notes and last >= 0:
        told.append("Fotnoter under tabellen lästes inte som tal: " + " / ".join(notes)[:300])


def _trimmed(cells: pa.ChunkedArray) -> pa.Array:
    plain = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    plain = plain.combine_chunks() if isinstance(plain, pa.ChunkedArray) else plain
    return pc.utf8_trim(plain, characters=SPACES)


def _filled(cells: pa.Array) -> Flags:
    return np.array(pc.not_equal(cells, "").to_numpy(zero_copy_only=False), dtype=bool)


def _last_place(flags: Flags) -> Places:
    """For every row the place of the nearest flagged row at or above it, −1 where there is none."""
    here = np.where(flags, np.arange(len(flags)), -1)
    last: Places = np.maximum.accumulate(here) if len(here) else here
    return last


def _area_share(cells: pa.Array, flags: Flags) -> float:
    chosen = cells.filter(pa.array(flags)).unique().to_pylist()
    return sum(1 for cell in chosen if fw.is_area(cell)) / max(len(chosen), 1)


def _plain(cells: pa.Array, read: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    out = words.per_distinct(pa.chunked_array([cells]), read, kind)
    return out.cast(pa.string()) if pa.types.is_dictionary(out.type) else out
