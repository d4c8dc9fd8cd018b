"""The same list written in any Swedish way gives the same canonical rows."""

from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan.datasets.readers import read

TEXT = st.text(st.sampled_from("abcåäöÅÄÖéü XYZ0123/()&;,\t\"'–"), min_size=1, max_size=20).filter(
    lambda text: any(c.isalpha() for c in text) and text.strip(" \t") == text and not text.startswith("sep=")
)
COORDINATES = st.tuples(st.integers(6_200_000, 7_600_000), st.integers(300_000, 900_000), st.integers(0, 9))
INCIDENT = st.tuples(
    TEXT,
    st.datetimes(datetime(1990, 1, 1), datetime(2049, 12, 31)).map(
        lambda d: d.replace(second=0, microsecond=0)
    ),
    st.none() | COORDINATES,
)
DATE_FORMATS = (
    "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y%m%d %H:%M", "%Y%m%d%H%M", "%d/%m %Y %H:%M",
    "%d/%m/%Y kl %H.%M", "%d.%m.%Y %H:%M", "serial",
)  # fmt: skip
SPACES = ("", " ", "\u00a0")


def written(moment: datetime, form: str) -> str:
    if form == "serial":
        return f"{(moment - datetime(1899, 12, 30)).total_seconds() / 86400:.10f}".replace(".", ",")
    return moment.strftime(form)


def number(whole: int, tenths: int, space: str, comma: str) -> str:
    return f"{whole:,}".replace(",", space) + (f"{comma}{tenths}" if tenths else "")


def quoted(cell: str, delimiter: str) -> str:
    if delimiter in cell or '"' in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    incidents=st.lists(INCIDENT, min_size=1, max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
    delimiter=st.sampled_from([";", ",", "\t"]),
    form=st.sampled_from(DATE_FORMATS),
    space=st.sampled_from(SPACES),
    comma=st.sampled_from([",", "."]),
    missing=st.sampled_from(["", "..", "-", "–"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    title=st.booleans(),
)
def test_any_way_of_writing_gives_the_same_incidents(
    tmp_path: Path,
    incidents: list[tuple[str, datetime, tuple[int, int, int] | None]],
    encoding: str,
    delimiter: str,
    form: str,
    space: str,
    comma: str,
    missing: str,
    line_end: str,
    title: bool,
) -> None:
    lines = ["Händelser å ä ö", ""] if title else []
    lines.append(delimiter.join(["Brottstyp", "Datum", "N", "E"]))
    expected: list[dict[str, Any]] = []
    for kind, moment, place in incidents:
        cells = [kind, written(moment, form)]
        cells += [number(w, place[2], space, comma) for w in place[:2]] if place else [missing, missing]
        lines.append(delimiter.join(quoted(cell, delimiter) for cell in cells))
        north, east = (float(f"{w}.{place[2]}") for w in place[:2]) if place else (None, None)
        expected.append({"row": len(lines), "type": kind, "start": moment, "x": east, "y": north})
    path = tmp_path / "lista.csv"
    path.write_bytes((line_end.join(lines) + line_end).encode(encoding))
    with read(path) as result:
        rows = result.table().to_pylist()
        assert result.rejected.to_pylist() == []
    assert [{name: row[name] for name in expected[0]} for row in rows] == expected
