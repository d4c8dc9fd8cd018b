"""The demo's files are read as what they are, through the readers that real files go through."""

from collections import Counter
from pathlib import Path

from samverkan.datasets.readers import read
from samverkan.demo import incidents, tables


def test_the_saved_result_page_gives_counts_and_rates_apart(tmp_path: Path) -> None:
    page = tmp_path / "sida.html"
    page.write_bytes(tables.reported_crime_page(2020, 2025))
    with read(page) as result:
        rows = result.table().to_pylist()
    areas = 1 + len(tables.POPULATION)
    cells = areas * len(tables.CRIMES) * 6
    assert Counter(row["measure"] for row in rows) == {"count": cells, "per_100000": cells}
    assert {row["year"] for row in rows if row["preliminary"]} == {2025}


def test_the_incident_list_is_whole_but_for_the_days_that_do_not_exist(tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    file.write_bytes(incidents.incident_file(2025, 2025))
    with read(file) as result:
        assert result.rows_rejected == sum(
            "31/2" in line for line in incidents.incident_file(2025, 2025).decode("cp1252").splitlines()
        )
        assert result.rows_read == result.rows_accepted + result.rows_rejected
