"""A saved web page with a table, such as a result page of Brå's database of reported crime.

The page's own declaration of encoding is not trusted (saved pages often say one and are another). The largest table is
read, cells that span columns or rows are repeated into them, and rows are numbered within that table.
"""

from pathlib import Path

from lxml import etree, html

from samverkan.datasets.readers.encoding import detect
from samverkan.datasets.readers.errors import ReadError
from samverkan.datasets.readers.source import TextSource

MAX_PAGE_BYTES = 50 << 20
_MAX_SPAN = 400


def open_html(path: Path) -> TextSource:
    """The largest table of the page, with what the page says before it as title rows left out."""
    if path.stat().st_size > MAX_PAGE_BYTES:
        raise ReadError("Webbsidan är orimligt stor.", "Hämta tabellen som Excel eller CSV i stället.")
    file = detect(path)
    text = b"".join(chunk for chunk, _ in file.chunks()).decode("utf-8")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("Webbsidan går inte att läsa.", "Spara den på nytt från webbläsaren.") from error
    grids = [_grid(table) for table in page.iter("table")]
    grids = [grid for grid in grids if any(any(row) for row in grid)]
    if not grids:
        raise ReadError("Webbsidan innehåller ingen tabell.", "Spara sidan som visar tabellen.")
    largest = max(grids, key=lambda grid: sum(1 for row in grid for cell in row if cell))
    captions = [_text(cell) for cell in page.iter("caption", "h1", "h2")]
    captions += [
        " ".join(cell for cell in row if cell) for grid in grids if grid is not largest for row in grid[:3]
    ]
    width = max(len(row) for row in largest)
    source = TextSource(largest, width, encoding=file.label)
    rows = f"{len(largest)} {'rad' if len(largest) == 1 else 'rader'}"
    source.notes.append(f"Teckenkodning: {file.label}. Sidans största tabell läses ({rows}).")
    source.titles = tuple(dict.fromkeys(caption for caption in captions if caption))
    return source


def _grid(table: html.HtmlElement) -> list[list[str]]:
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column -> (rows left, text) of a cell that spans downwards
    for element in table.iter("tr"):
        if next(element.iterancestors("table")) is not table:
            continue
        row: list[str] = []
        for cell in element.iterchildren("td", "th"):
            _fill_hanging(row, hanging)
            text = _text(cell)
            down = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    hanging[len(row)] = (down - 1, text)
                row.append(text)
        _fill_hanging(row, hanging)
        rows.append(row)
    return rows


def _fill_hanging(row: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(row) in hanging:
        left, text = hanging.pop(len(row))
        if left > 1:
            hanging[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdigit() else 1


def _text(cell: html.HtmlElement) -> str:
    return " ".join(cell.text_content().split())
