"""The honest chart of nothing: it says which figures are missing instead of drawing an axis of zeros."""

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.measure import wrap
from samverkan.charts.palette import TEXT_SIZE


def empty(words: Words, columns: tuple[str, ...], compact: bool = False, height: float = 96) -> Chart:
    """A framed sentence "Inga uppgifter för …" and a table with headings but no rows."""
    width = svg.COMPACT if compact else svg.WIDE
    sentence = f"Inga uppgifter för {words.subject}."
    rows = wrap(sentence, width - 48, TEXT_SIZE)
    first = height / 2 - (len(rows) - 1) * 9 + 4.5
    parts = [svg.box(0.5, 0.5, width - 1, height - 1, "empty")]
    parts += [
        svg.text(width / 2, first + place * 18, row, "muted", "middle") for place, row in enumerate(rows)
    ]
    return svg.finish(words, sentence, Table.of(columns, []), parts, (width, height), [])
