"""Which kind of file it is, and why we think so."""

from collections.abc import Sequence

from samverkan.datasets.readers.cells import is_period
from samverkan.datasets.readers.errors import ReadError
from samverkan.datasets.readers.figure_words import measure_of
from samverkan.datasets.readers.layout import Layout
from samverkan.datasets.readers.mapping import Mapping, normalised
from samverkan.datasets.readers.recognise import propose_incidents, propose_without_header, synonyms
from samverkan.datasets.rules import DatasetKind

_BY_MEASURE = (
    (("respondents", "share"), DatasetKind.SURVEY, "andelar eller antal svarande"),
    (("cost",), DatasetKind.COST, "kostnader"),
    (("population",), DatasetKind.POPULATION, "folkmängd"),
    (("per_100000", "count"), DatasetKind.CRIME_COUNTS, "antal eller antal per 100\u202f000 invånare"),
)


def incident_mapping(layout: Layout, columns: Sequence[Sequence[str]]) -> Mapping:
    """The proposed columns of an incident list, with or without header row."""
    if layout.has_header:
        return propose_incidents(layout.headings, columns)
    return propose_without_header(layout.headings, columns)


def sniff(layout: Layout, columns: Sequence[Sequence[str]], titles: Sequence[str]) -> tuple[DatasetKind, str]:
    """The kind and the reason in Swedish. Raises ReadError when nothing points anywhere."""
    mapping = incident_mapping(layout, columns)
    date = mapping.heading("start") or mapping.heading("reported")
    if date and (columns[layout.headings.index(date)] or not any(columns)):
        return (
            DatasetKind.INCIDENTS,
            f"Filen läses som händelser: kolumnen ”{date}” har datum och varje rad är en händelse.",
        )
    texts = [" ".join(path) for path in layout.paths]
    cells = [cell for column in columns for cell in dict.fromkeys(column) if len(cell) > 4 or "%" in cell]
    for said, where in ((texts, "rubrikerna"), (titles, "tabellens titel"), (cells, "cellerna")):
        measures = {measure_of(text) for text in said}
        if where != "cellerna" and _speaks_of_survey(said):
            return (
                DatasetKind.SURVEY,
                f"Filen läses som enkätsvar: {where} talar om en fråga eller en undersökning.",
            )
        for wanted, kind, what in _BY_MEASURE:
            if measures & set(wanted):
                return kind, f"Filen läses som {kind.swedish.lower()}: {where} talar om {what}."
    heads = {normalised(heading) for heading in layout.headings}
    if heads & {"kön", "ålder"} and not heads & {"brott", "brottstyp", "fråga"}:
        return (
            DatasetKind.POPULATION,
            "Filen läses som befolkning: den är fördelad på kön eller ålder men inte på brott.",
        )
    if "brott" in " ".join([*texts, *titles]).lower() or any(
        is_period(part) for path in layout.paths for part in path
    ):
        return DatasetKind.CRIME_COUNTS, "Filen läses som anmälda brott: kolumnerna är år eller månader."
    raise ReadError(
        "Det går inte att avgöra vad filen innehåller: den har varken datum, år eller något känt mått i rubrikerna.",
        "Välj vilken sorts fil det är, och vilka kolumner som är vad.",
    )


def _speaks_of_survey(texts: Sequence[str]) -> bool:
    words = {word for text in texts for word in normalised(text).split()}
    return bool(words & set(synonyms()["kinds"]["survey"]))
