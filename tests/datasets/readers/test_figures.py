"""Figure tables, wide and long, become one row per figure."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from samverkan.datasets.readers import FIGURES, Mapping, ReadError, inspect, read
from samverkan.datasets.rules import DatasetKind

Write = Callable[..., Path]
Rows = Callable[..., list[dict[str, Any]]]

# Built like a saved result page of Brå's database: a title table, three header rows, areas alone on their rows,
# no-break spaces in thousands, `..` for missing, an encoding declared that is not the page's own.
PAGE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<HTML><HEAD><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><title>Sol, Resultat</title></HEAD>
<BODY><table><tr><td>Anmälda brott</td></tr></table>
<table>
<tr><td rowspan="3"></td><th colspan="4">År</th></tr>
<tr><th colspan="2">2015</th><th colspan="2">2016 prel.</th></tr>
<tr><th>Antal</th><th>/100 000 inv</th><th>Antal</th><th>/100 000 inv</th></tr>
<tr><th>Hela landet</th><td></td><td></td><td></td><td></td></tr>
<tr><th>Totalt antal brott</th><td>1&nbsp;416&nbsp;280</td><td>14&nbsp;500</td><td>..</td><td>..</td></tr>
<tr><th>Inbrottsstöld</th><td>92&nbsp;000</td><td>917,5</td><td>91&nbsp;000</td><td>895</td></tr>
<tr><th>Åmåls kommun</th><td></td><td></td><td></td><td></td></tr>
<tr><th>Totalt antal brott</th><td>990</td><td>8&nbsp;000</td><td>1&nbsp;010</td><td>8&nbsp;100</td></tr>
<tr><th>Inbrottsstöld</th><td>0</td><td>0</td><td>12</td><td>97</td></tr>
</table></BODY></HTML>"""


def figures(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_saved_result_page_of_the_crime_database(csv_file: Write, rows_of: Rows, encoding: str) -> None:
    path = csv_file(PAGE, encoding=encoding, name="resultat.xls")
    looked = inspect(path)
    assert looked.kind is DatasetKind.CRIME_COUNTS
    assert looked.header_rows == (1, 2, 3)
    rows = rows_of(path)
    assert len(rows) == 16
    assert figures(rows[:4], "area", "type", "year", "preliminary", "measure", "value") == [
        ("Hela landet", "Totalt antal brott", 2015, False, "count", 1416280),
        ("Hela landet", "Totalt antal brott", 2015, False, "per_100000", 14500),
        ("Hela landet", "Totalt antal brott", 2016, True, "count", None),
        ("Hela landet", "Totalt antal brott", 2016, True, "per_100000", None),
    ]
    assert figures(rows[-2:], "area", "type", "year", "measure", "value") == [
        ("Åmåls kommun", "Inbrottsstöld", 2016, "count", 12),
        ("Åmåls kommun", "Inbrottsstöld", 2016, "per_100000", 97),
    ]


def test_the_same_table_as_a_workbook_with_merged_headers(
    workbook: Callable[..., Path], rows_of: Rows
) -> None:
    path = workbook(
        {
            "Anmälda brott": [
                ["Anmälda brott, antal och per 100 000 invånare"],
                [],
                [None, "2015", None, "2016 prel."],
                [None, "Antal", "Per 100 000 inv", "Antal", "Per 100 000 inv"],
                ["Hela landet"],
                ["Inbrottsstöld", 92000, 917.5, "..", ".."],
                ["Åmåls kommun"],
                ["Inbrottsstöld", 0, 0, 12, 97],
                [],
                ["Källa: Brå"],
            ]
        },
        merge={"Anmälda brott": ["A1:E1", "B3:C3", "D3:E3"]},
    )
    rows = rows_of(path)
    assert figures(rows, "area", "type", "year", "preliminary", "measure", "value") == [
        ("Hela landet", "Inbrottsstöld", 2015, False, "count", 92000),
        ("Hela landet", "Inbrottsstöld", 2015, False, "per_100000", 917.5),
        ("Hela landet", "Inbrottsstöld", 2016, True, "count", None),
        ("Hela landet", "Inbrottsstöld", 2016, True, "per_100000", None),
        ("Åmåls kommun", "Inbrottsstöld", 2015, False, "count", 0),
        ("Åmåls kommun", "Inbrottsstöld", 2015, False, "per_100000", 0),
        ("Åmåls kommun", "Inbrottsstöld", 2016, True, "count", 12),
        ("Åmåls kommun", "Inbrottsstöld", 2016, True, "per_100000", 97),
    ]
    with read(path) as result:
        assert any("Källa: Brå" in note for note in result.notes)
        assert result.rows_read == 2


def test_crimes_over_areas_read_as_well_as_areas_over_crimes(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        ";2022;2023\nCykelstöld;;\nGävle kommun;10;12\nÅmåls kommun;3;4\nRån;;\nGävle kommun;1;2\n"
    )
    assert figures(rows_of(path), "area", "type", "year", "value")[-3:] == [
        ("Åmåls kommun", "Cykelstöld", 2023, 4),
        ("Gävle kommun", "Rån", 2022, 1),
        ("Gävle kommun", "Rån", 2023, 2),
    ]


def test_the_handbooks_burglary_table(csv_file: Write, rows_of: Rows) -> None:
    """The layout of the handbook's table on page 39: the crime in the corner, the measure in the title."""
    path = csv_file(
        "Anmälda brott/100 000 invånare\n\nInbrottsstöld;2010;2011;2012\nHela landet;986;995;922\n"
        "Gävle kommun;681;900;739\nSundsvalls kommun;905;526;501\n"
    )
    rows = rows_of(path)
    assert figures(rows[3:6], "area", "type", "year", "measure", "value") == [
        ("Gävle kommun", "Inbrottsstöld", 2010, "per_100000", 681),
        ("Gävle kommun", "Inbrottsstöld", 2011, "per_100000", 900),
        ("Gävle kommun", "Inbrottsstöld", 2012, "per_100000", 739),
    ]


def test_months_as_columns_under_their_years(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file("Brott;2023;;2024 prel.;\n;Jan;Feb;Jan;Feb\nCykelstöld;1;2;3;4\nRån;5;6;7;8\n")
    assert figures(rows_of(path)[:4], "type", "year", "month", "preliminary", "measure", "value") == [
        ("Cykelstöld", 2023, 1, False, "count", 1),
        ("Cykelstöld", 2023, 2, False, "count", 2),
        ("Cykelstöld", 2024, 1, True, "count", 3),
        ("Cykelstöld", 2024, 2, True, "count", 4),
    ]


def test_a_long_table_of_crimes(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "Kommun;Brottstyp;År;Månad;Antal;Per 100 000 inv\nGävle;Cykelstöld;2023;januari;36 861;11 118,149\n"
        "Gävle;Cykelstöld;2016 prel.;2;14;4,22273\n"
    )
    assert figures(rows_of(path), "area", "year", "month", "preliminary", "measure", "value") == [
        ("Gävle", 2023, 1, False, "count", 36861),
        ("Gävle", 2023, 1, False, "per_100000", 11118.149),
        ("Gävle", 2016, 2, True, "count", 14),
        ("Gävle", 2016, 2, True, "per_100000", 4.22273),
    ]


def test_crime_types_as_columns(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file("Kommun;År;Misshandel mot kvinnor;Stöld i butik\nGävle;2023;12;34\n")
    with read(path, kind="crime_counts") as result:
        assert figures(result.table().to_pylist(), "area", "type", "year", "sex", "value") == [
            ("Gävle", "Misshandel mot kvinnor", 2023, None, 12),
            ("Gävle", "Stöld i butik", 2023, None, 34),
        ]


def test_population_as_the_statistics_office_writes_it_wide(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        'Folkmängden efter region, ålder och kön\r\n\r\n"region","ålder","kön","2022","2023"\r\n'
        '"0180 Stockholm","0-4 år","män",25000,24500\r\n"0180 Stockholm","0-4 år","kvinnor",24000,23500\r\n'
        '"0180 Stockholm","100+ år","kvinnor",200,..\r\n',
        encoding="cp1252",
    )
    rows = rows_of(path)
    assert inspect(path).kind is DatasetKind.POPULATION
    assert rows[0] == {
        "area": "Stockholm", "area_code": "0180", "type": "befolkning", "year": 2022, "month": None,
        "preliminary": False, "measure": "population", "value": 25000, "sex": "man", "age_group": "0–4 år",
        "respondents": None,
    }  # fmt: skip
    assert figures(rows, "year", "sex", "age_group", "value")[-1] == (2023, "kvinna", "100+ år", None)


def test_population_long_with_a_total_kept_as_all(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "region;kön;ålder;år;Folkmängd\n00 Riket;totalt;totalt ålder;2023;10551707\n"
        "2180 Gävle;kvinnor;20-24 år;2023;3000\n"
    )
    assert figures(rows_of(path), "area", "area_code", "sex", "age_group", "year", "value") == [
        ("Riket", "00", None, None, 2023, 10551707),
        ("Gävle", "2180", "kvinna", "20–24 år", 2023, 3000),
    ]


def test_population_with_sexes_as_columns_and_the_year_in_the_title(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "Folkmängd 31 december 2023\n\nKommunkod;Kommun;Kvinnor;Män\n180;Stockholm;500 000;488 000\n"
    )
    assert figures(rows_of(path), "area", "area_code", "sex", "year", "measure", "value") == [
        ("Stockholm", "0180", "kvinna", 2023, "population", 500000),
        ("Stockholm", "0180", "man", 2023, "population", 488000),
    ]


def test_a_region_written_once_for_its_rows_is_carried_down(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "region;kön;2022;2023\n2180 Gävle;män;10;11\n;kvinnor;12;13\n2281 Sundsvall;män;14;15\n;kvinnor;1;2\n"
    )
    with read(path, kind="population") as result:
        assert [row["area"] for row in result.table().to_pylist()] == ["Gävle"] * 4 + ["Sundsvall"] * 4
        assert any("fick värdet ovanför" in note for note in result.notes)


def test_a_division_that_is_not_used_keeps_only_its_total(csv_file: Write) -> None:
    path = csv_file("region;civilstånd;kön;Folkmängd 2023\n2180 Gävle;totalt;män;9\n2180 Gävle;gifta;män;4\n")
    with read(path) as result:
        assert figures(result.table().to_pylist(), "area", "year", "sex", "value") == [
            ("Gävle", 2023, "man", 9)
        ]
        assert any("civilstånd" in note for note in result.notes)


def test_survey_shares_with_the_number_of_respondents(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "Fråga;Område;År;Kön;Andel (%);Antal svarande\nOtrygg ute sent;Centrum;2023;Kvinnor;34,5;412\n"
        "Otrygg ute sent;Centrum;2023;Män;..;388\n"
    )
    rows = rows_of(path)
    assert inspect(path).kind is DatasetKind.SURVEY
    assert figures(rows, "type", "area", "year", "sex", "measure", "value", "respondents") == [
        ("Otrygg ute sent", "Centrum", 2023, "kvinna", "share", 34.5, 412),
        ("Otrygg ute sent", "Centrum", 2023, "man", "share", None, 388),
    ]


def test_shares_written_as_fractions_become_percent(csv_file: Write) -> None:
    with read(csv_file("Fråga;Andel;n\nOtrygg;0,34;400\nUtsatt;0,05;400\n")) as result:
        assert result.table()["value"].to_pylist() == [pytest.approx(34), pytest.approx(5)]
        assert any("procent" in note for note in result.notes)


def test_areas_as_columns_of_a_survey(csv_file: Write) -> None:
    path = csv_file("Andel otrygga 2023\n\nFråga;Stadsdel Norr;Stadsdel Söder\nOtrygg ute;20;30\n")
    with read(path) as result:
        assert result.kind is DatasetKind.SURVEY
        assert figures(result.table().to_pylist(), "area", "type", "year", "value") == [
            ("Stadsdel Norr", "Otrygg ute", 2023, 20),
            ("Stadsdel Söder", "Otrygg ute", 2023, 30),
        ]


def test_municipal_costs_in_thousands_become_kronor(csv_file: Write) -> None:
    path = csv_file("Förvaltning;2022 (tkr);2023 (tkr)\nKlottersanering;1 250,5;980\nGlaskross;310;..\n")
    with read(path) as result:
        assert result.kind is DatasetKind.COST
        assert figures(result.table().to_pylist(), "type", "year", "measure", "value") == [
            ("Klottersanering", 2022, "cost", 1250500),
            ("Klottersanering", 2023, "cost", 980000),
            ("Glaskross", 2022, "cost", 310000),
            ("Glaskross", 2023, "cost", None),
        ]
        assert "Beloppen räknades om till kronor." in result.notes


def test_a_cell_that_is_no_number_rejects_its_row(csv_file: Write) -> None:
    with read(csv_file("Kommun;2022;2023\nGävle;10;12\nÅmål;saknas än;4\n;5;6\n")) as result:
        assert (result.rows_read, result.rows_accepted, result.rows_rejected) == (3, 2, 1)
        (row,) = result.rejected.to_pylist()
    assert (row["row"], row["column"], row["value"]) == (3, "2022", "saknas än")
    assert "är inget tal" in row["reason"]


def test_a_year_or_month_that_is_none_rejects_its_row(csv_file: Write) -> None:
    with read(csv_file("Kommun;År;Månad;Antal\nGävle;2023;5;1\nGävle;20x3;5;2\nGävle;2023;13;3\n")) as result:
        assert [(row["row"], row["column"]) for row in result.rejected.to_pylist()] == [
            (3, "År"),
            (4, "Månad"),
        ]


def test_figures_have_the_canonical_columns(csv_file: Write) -> None:
    with read(csv_file("Kommun;2022;2023\nGävle;10;12\n")) as result:
        assert result.table().schema.names == FIGURES.names
        assert result.table().schema.types == FIGURES.types


def test_a_person_may_say_which_columns_are_what(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file("A;B;2022;Övrigt\nGävle;Rån;10;99\n")
    mapping = Mapping({"area": ("A",), "type": ("B",), "value": ("2022",)})
    (row,) = rows_of(path, kind="crime_counts", mapping=mapping)
    assert (row["area"], row["type"], row["year"], row["value"]) == ("Gävle", "Rån", 2022, 10)
    with pytest.raises(ReadError, match="Ingen kolumn är vald för värdena"):
        read(path, kind="crime_counts", mapping=Mapping({"area": ("A",)}))


def test_a_file_nobody_can_tell_the_kind_of_asks_for_help(csv_file: Write) -> None:
    with pytest.raises(ReadError, match="Välj vilken sorts fil"):
        read(csv_file("Alfa;Beta\nx;1234\n"))


def test_a_statistics_table_whose_columns_of_labels_have_no_headings(
    workbook: Callable[..., Path], rows_of: Rows
) -> None:
    path = workbook(
        {
            "Folkmängd": [
                ["Folkmängden efter region, ålder, kön och år"],
                [],
                [None, None, None, "2022", "2023"],
                ["0180 Stockholm", "0-4 år", "män", 25000, 24500],
                [None, None, "kvinnor", 24000, 23500],
                ["2180 Gävle", "0-4 år", "män", 3, 4],
                [],
                ["Folkmängden avser förhållandena den 31 december."],
                ["Källa:"],
                ["SCB"],
            ]
        }
    )
    assert inspect(path).kind is DatasetKind.POPULATION
    assert figures(rows_of(path), "area_code", "area", "age_group", "sex", "year", "value")[1:4] == [
        ("0180", "Stockholm", "0–4 år", "man", 2023, 24500),
        ("0180", "Stockholm", "0–4 år", "kvinna", 2022, 24000),
        ("0180", "Stockholm", "0–4 år", "kvinna", 2023, 23500),
    ]


def test_respondents_belong_to_the_year_they_are_told_for(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file("Andel (%) otrygga\n\nLokalpolisområde;2022;2023;Bas 2023\nGävle;25,5;26,1;400\n")
    assert figures(rows_of(path), "type", "year", "value", "respondents") == [
        ("Andel (%) otrygga", 2022, 25.5, None),
        ("Andel (%) otrygga", 2023, 26.1, 400),
    ]


def test_respondents_on_a_row_of_their_own(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "Trygghetsmätning 2023\n\nFråga;Kvinnor;Män;Totalt\nOtrygg utomhus;34 %;18 %;26 %\nAntal svarande;210;190;400\n"
    )
    assert figures(rows_of(path), "type", "year", "sex", "value", "respondents") == [
        ("Otrygg utomhus", 2023, "kvinna", 34, 210),
        ("Otrygg utomhus", 2023, "man", 18, 190),
        ("Otrygg utomhus", 2023, None, 26, 400),
    ]


def test_an_indicator_whose_name_says_that_it_is_a_rate(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "Nyckeltal;Kommun;År;Kön;Värde\nAnmälda våldsbrott antal/100 000 inv;Gävle;2023;Totalt;1100,5\n"
    )
    assert figures(rows_of(path), "area", "measure", "value", "sex") == [
        ("Gävle", "per_100000", 1100.5, None)
    ]


def test_months_above_their_years_and_the_area_in_the_title(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "Anmälda brott, Gävle kommun\n;Januari;Februari;Mars\n;2024;2024;2024\nCykelstöld;10;20;30\n"
    )
    assert figures(rows_of(path), "area", "type", "year", "month", "value") == [
        ("Gävle kommun", "Cykelstöld", 2024, 1, 10),
        ("Gävle kommun", "Cykelstöld", 2024, 2, 20),
        ("Gävle kommun", "Cykelstöld", 2024, 3, 30),
    ]


def test_a_date_in_a_heading_says_the_year_and_no_month(csv_file: Write, rows_of: Rows) -> None:
    (row,) = rows_of(csv_file("Stadsdel;Kön;Ålder;Folkmängd 2023-12-31\nNorr;Kvinnor;16-24;512\n"))
    assert (row["year"], row["month"]) == (2023, None)


def test_costs_with_their_unit_in_the_cells(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "År;Förvaltning;Objekt;Belopp\n2023;Skola;Björkskolan;12 500\n2023;Fritid;Hallen;3 000,50 kr\n"
    )
    assert figures(rows_of(path), "type", "year", "measure", "value") == [
        ("Skola", 2023, "cost", 12500),
        ("Fritid", 2023, "cost", 3000.5),
    ]


def test_the_sum_row_of_a_list_of_costs_is_told_and_not_counted(csv_file: Write) -> None:
    """Made up: 1 200 + 800,50 = 2 000,50, which the last row says again."""
    path = csv_file(
        "Datum;Område;Objekt;Typ av skada;Kostnad (kr)\n"
        "2024-03-01;Centrum;Skola;Klotter;1 200,00\n"
        "2024-04-02;Norrängen;Park;Skadegörelse;800,50\n"
        "Summa;;;;2 000,50\n"
    )
    with read(path, kind=DatasetKind.COST) as result:
        rows = result.table().to_pylist()
        assert "Summaraden (rad 4) räknas inte." in result.notes
    assert figures(rows, "area", "value") == [("Centrum", 1200), ("Norrängen", 800.5)]


def test_sums_within_a_list_of_costs_are_left_out_and_never_name_other_rows(csv_file: Write) -> None:
    path = csv_file(
        "Område;Post;Kronor\nCentrum;Klotter;100\n;Glas;50\nSumma Centrum;;150\n"
        "Norr;Klotter;10\n;Total renovering;5\n;Totalt;15\n;Brand;1\n"
    )
    with read(path, kind=DatasetKind.COST) as result:
        rows = result.table().to_pylist()
        assert "Summaraderna (rad 4, 7) räknas inte." in result.notes
    assert figures(rows, "area", "type", "value") == [
        ("Centrum", "Klotter", 100),
        ("Centrum", "Glas", 50),
        ("Norr", "Klotter", 10),
        ("Norr", "Total renovering", 5),
        ("Norr", "Brand", 1),
    ]


def test_a_list_of_nothing_but_total_costs_is_kept(csv_file: Write) -> None:
    path = csv_file("År;Post;Kronor\n2023;Totalt;100\n2024;Totalt;120\n")
    with read(path, kind=DatasetKind.COST) as result:
        assert figures(result.table().to_pylist(), "year", "value") == [(2023, 100), (2024, 120)]


@pytest.mark.parametrize(
    ("first", "second"), [("2024-03-01", "2023-12-31"), ("1/3 2024", "31/12 2023"), ("240301", "231231")]
)
def test_a_list_of_single_costs_gets_year_and_month_from_its_dates(
    csv_file: Write, first: str, second: str
) -> None:
    path = csv_file(
        "Datum;Område;Objekt;Typ av skada;Kostnad (kr)\n"
        f"{first};Centrum;Skola;Klotter;1 200,00\n{second};Norrängen;Park;Glas;800,50\nSumma;;;;2 000,50\n"
    )
    with read(path, kind=DatasetKind.COST) as result:
        rows, found = result.table().to_pylist(), result.mapping
        assert "År och månad togs ur datumen i kolumnen ”Datum”." in result.notes
        assert "Kolumnen ”Objekt” används inte." in result.notes
        assert "Summaraden (rad 4) räknas inte." in result.notes
    with read(path, mapping=found, kind=DatasetKind.COST) as confirmed:
        assert confirmed.table().to_pylist() == rows
    assert figures(rows, "area", "type", "year", "month", "value") == [
        ("Centrum", "Klotter", 2024, 3, 1200),
        ("Norrängen", "Glas", 2023, 12, 800.5),
    ]


def test_a_column_of_years_goes_before_one_of_dates(csv_file: Write) -> None:
    path = csv_file("Datum;År;Objekt;Kostnad (kr)\n2024-01-03;2023;Skola;5\n2024-02-03;2024;Park;6\n")
    with read(path, kind=DatasetKind.COST) as result:
        assert figures(result.table().to_pylist(), "year", "value") == [(2023, 5), (2024, 6)]
