"""Look at a file before anything is stored: how it would be read, and its first rows."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from samverkan.access.personal_data import BLOCKING, find, mask
from samverkan.datasets.readers.cells import tidy
from samverkan.datasets.readers.errors import ReadError
from samverkan.datasets.readers.figure_roles import find_roles
from samverkan.datasets.readers.kinds import incident_mapping, sniff
from samverkan.datasets.readers.layout import Layout, find_layout
from samverkan.datasets.readers.mapping import Mapping, signature
from samverkan.datasets.readers.opening import MAX_BYTES, open_source
from samverkan.datasets.readers.personal import in_file_name
from samverkan.datasets.readers.recognise import samples
from samverkan.datasets.readers.source import Source, TextSource
from samverkan.datasets.rules import DatasetKind

ROWS_SHOWN = 20


@dataclass(frozen=True)
class Opened:
    """A file opened and understood, ready to be read."""

    source: Source
    layout: Layout
    columns: list[list[str]]
    titles: tuple[str, ...]
    kind: DatasetKind
    kind_reason: str

    @property
    def headings(self) -> dict[str, str]:
        """Column (`c3`) → heading."""
        return {f"c{index}": heading for index, heading in enumerate(self.layout.headings)}

    def only_head(self) -> "Opened":
        """The same file as if it ended after its first rows."""
        source = self.source
        head = TextSource(
            source.head,
            source.width,
            source.encoding,
            source.delimiter,
            source.sheet,
            source.sheets,
            source.notes,
        )
        return replace(self, source=head)

    def proposed(self) -> Mapping:
        if self.kind is DatasetKind.INCIDENTS:
            return incident_mapping(self.layout, self.columns)
        return find_roles(self.layout, self.columns, self.kind).mapping(self.layout.headings)


@dataclass(frozen=True)
class Inspection:
    """How a file would be read. `sample`: row number and cells of the first rows of data, personal data masked."""

    encoding: str | None
    delimiter: str | None
    kind: DatasetKind
    kind_reason: str
    sheets: tuple[str, ...]
    sheet: str | None
    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    sample: tuple[tuple[int, tuple[str, ...]], ...]
    mapping: Mapping
    signature: str
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)


def open_file(
    path: Path, *, kind: DatasetKind | None = None, sheet: str | None = None, max_bytes: int = MAX_BYTES
) -> Opened:
    """Open `path`, find its layout and its kind. Raises ReadError."""
    source = open_source(path, sheet=sheet, max_bytes=max_bytes)
    layout = find_layout(source.head)
    columns = samples(source.head[layout.first_data_row - 1 :], source.width)
    below = source.head[layout.first_data_row - 1 :]
    if source.head_is_all and not any(cell.strip() for row in below for cell in row):
        raise ReadError(
            "Filen har rubriker men inga rader med data.",
            "Kontrollera urvalet i källan och hämta filen igen.",
        )
    titles = (*source.titles, *layout.titles)
    if kind is not None:
        return Opened(source, layout, columns, titles, DatasetKind(kind), "Du valde vilken sorts fil det är.")
    return Opened(source, layout, columns, titles, *sniff(layout, columns, titles))


def inspect(
    path: Path | str, *, kind: DatasetKind | None = None, sheet: str | None = None, name: str | None = None
) -> Inspection:
    """How the file at `path` (called `name` by the person) would be read. Nothing is stored. Raises ReadError.

    `kind`: the sort of file it is, when it is not to be recognised.
    """
    opened = open_file(Path(path), kind=kind, sheet=sheet)
    layout, source = opened.layout, opened.source
    head = source.head[layout.first_data_row - 1 :][:ROWS_SHOWN]
    notes = [*source.notes, opened.kind_reason, *layout_notes(layout)]
    found = in_file_name(name or Path(path).name)
    seen = [m for row in source.head for cell in row for m in find(cell) if m.kind in BLOCKING]
    if found or seen:
        notes.append("Filen innehåller uppgifter som pekar ut personer och kommer inte att läsas in.")
    return Inspection(
        encoding=source.encoding,
        delimiter=source.delimiter,
        kind=opened.kind,
        kind_reason=opened.kind_reason,
        sheets=source.sheets,
        sheet=source.sheet,
        header_rows=layout.header_rows,
        headings=layout.headings,
        sample=tuple(
            (layout.first_data_row + i, tuple(mask(tidy(cell)) for cell in row)) for i, row in enumerate(head)
        ),
        mapping=opened.proposed(),
        signature=signature(layout.headings),
        titles=tuple(mask(title) for title in opened.titles),
        notes=tuple(notes),
    )


def layout_notes(layout: Layout) -> list[str]:
    """What was taken for header and title rows."""
    if not layout.has_header:
        return ["Filen saknar rubrikrad. Kolumnerna kändes igen på sitt innehåll."]
    rows = ", ".join(map(str, layout.header_rows))
    notes = [f"Rubriker: rad {rows}."]
    if layout.header_rows[0] > 1:
        notes.append(f"Raderna före rad {layout.header_rows[0]} är titel och läses inte som data.")
    return notes
