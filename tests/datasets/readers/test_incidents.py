"""Incident lists: what offices export becomes canonical incidents."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from samverkan.datasets.readers import INCIDENTS, Mapping, ReadError, inspect, read
from samverkan.datasets.rules import DatasetKind

Write = Callable[..., Path]
Rows = Callable[..., list[dict[str, Any]]]

# The middle of Stockholm (Sergels torg) in SWEREF 99 TM and WGS 84, as Lantmäteriet's converter gives it.
NORTH, EAST, LATITUDE, LONGITUDE = 6580822, 674032, 59.3326, 18.0649


def test_a_police_list_with_everything_in_it(csv_file: Write) -> None:
    path = csv_file(
        "Brottstyp;Brottskod;Brottsdatum från;Brottsdatum till;N;E;Stadsdel;Inne/ute;Kön;Ålder;Platstyp\r\n"
        "Cykelstöld;0825;2024-05-17 14:30;2024-05-18 08:00;6580822,5;674032,5;Norrmalm;Utomhus;Kvinna;18-24;Station\r\n"
        "Misshandel;0365;17/5 2024;..;;;;Inne;M;-;\r\n",
        encoding="cp1252",
    )
    with read(path) as result:
        assert result.kind is DatasetKind.INCIDENTS
        assert (result.rows_read, result.rows_accepted, result.rows_rejected) == (2, 2, 0)
        assert result.crs == 3006
        table = result.table()
    assert table.schema.names == INCIDENTS.names
    assert table.schema.types == INCIDENTS.types
    assert table.to_pylist() == [
        {
            "row": 2, "type": "Cykelstöld", "code": "0825", "start": datetime(2024, 5, 17, 14, 30),
            "end": datetime(2024, 5, 18, 8), "x": 674032.5, "y": 6580822.5, "area": "Norrmalm", "indoors": False,
            "sex": "kvinna", "age_group": "18–24", "place_type": "Station",
        },
        {
            "row": 3, "type": "Misshandel", "code": "0365", "start": datetime(2024, 5, 17),
            "end": datetime(2024, 5, 18), "x": None, "y": None, "area": None, "indoors": True,
            "sex": "man", "age_group": None, "place_type": None,
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        ["Brottstyp", "Brottsdatum från", "Brottsdatum till"],
        ["Brott", "Fr.o.m.", "T.o.m."],
        ["Händelsetyp", "Starttid", "Sluttid"],
        ["Rubricering", "Gärningstid från", "Gärningstid till"],
        ["Typ av skada", "Från", "Till"],
        ["Brottskod (klartext)", "Datum (från)", "Datum (till)"],
        ["offense_type", "StartDateTime", "EndDateTime"],
    ],
)
def test_columns_are_found_by_the_headings_offices_use(csv_file: Write, headings: list[str]) -> None:
    path = csv_file(";".join(headings) + "\nSkadegörelse;2024-05-17 14:30;2024-05-17 15:00\n")
    mapping = inspect(path).mapping
    assert mapping.columns == dict(zip(("type", "start", "end"), ((h,) for h in headings), strict=True))


def test_date_and_clock_time_in_columns_of_their_own(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file(
        "Brott;Datum från;Klockslag från;Datum till;Klockslag till\n"
        "A;2024-05-17;kl 14.30;2024-05-18;0800\n"
        "B;20240517;1430;;\n"
        "C;17/5 2024;;18/5 2024;\n"
        "D;17/5 2024;okänt;;\n"
    )
    assert [(row["start"], row["end"]) for row in rows_of(path)] == [
        (datetime(2024, 5, 17, 14, 30), datetime(2024, 5, 18, 8)),
        (datetime(2024, 5, 17, 14, 30), None),
        (datetime(2024, 5, 17), datetime(2024, 5, 19)),
        (datetime(2024, 5, 17), datetime(2024, 5, 18)),
    ]


def test_an_end_that_is_only_a_clock_time_may_be_past_midnight(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file("Brott;Datum;Kl från;Kl till\nA;2024-05-17;22:00;02:00\nB;2024-05-17;10:00;12:00\n")
    assert [row["end"] for row in rows_of(path)] == [datetime(2024, 5, 18, 2), datetime(2024, 5, 17, 12)]


def test_midnight_everywhere_means_that_the_time_of_day_is_unknown(csv_file: Write) -> None:
    dates = "".join(f"A;2024-05-{day:02} 00:00:00\n" for day in range(1, 21))
    with read(csv_file("Brott;Datum\n" + dates)) as result:
        assert result.table()["end"][0].as_py() == datetime(2024, 5, 2)
        assert any("00:00" in note for note in result.notes)
    with read(csv_file("Brott;Datum\n" + dates + "A;2024-05-21 13:00:00\n")) as result:
        assert result.table()["end"].null_count == 21


@pytest.mark.parametrize(
    ("headings", "first", "second"),
    [
        ("N;E", NORTH, EAST), ("E;N", EAST, NORTH), ("Nord;Öst", NORTH, EAST), ("Y;X", NORTH, EAST),
        ("X;Y", NORTH, EAST),  # geodetic habit: X is north
        ("E;N", NORTH, EAST),  # mistaken
        ("X-koordinat;Y-koordinat", EAST, NORTH), ("SWEREF99TM N;SWEREF99TM E", NORTH, EAST),
    ],
)  # fmt: skip
def test_axes_are_told_apart_by_their_values(
    csv_file: Write, headings: str, first: float, second: float
) -> None:
    path = csv_file(f"Brott;Datum;{headings}\nA;2024-05-17;{first};{second}\n")
    with read(path) as result:
        (row,) = result.table().to_pylist()
        assert (row["x"], row["y"]) == (EAST, NORTH)
        swapped = headings in ("X;Y", "E;N") and first == NORTH
        assert any("omvänd ordning" in note for note in result.notes) is swapped


@pytest.mark.parametrize("headings", ["lat;lon", "Latitud;Longitud", "Y;X"])
def test_latitude_and_longitude_become_sweref(csv_file: Write, headings: str) -> None:
    path = csv_file(f"Brott;Datum;{headings}\nA;2024-05-17;{LATITUDE};{LONGITUDE}\n")
    with read(path) as result:
        (row,) = result.table().to_pylist()
        assert result.crs == 3006
        assert any("WGS 84" in note for note in result.notes)
    assert (row["x"], row["y"]) == (pytest.approx(EAST, abs=700), pytest.approx(NORTH, abs=700))


def test_old_national_coordinates_become_sweref(csv_file: Write) -> None:
    # The same place in RT 90 2.5 gon V, by Lantmäteriet's formulas: about 6 580 994, 1 628 294.
    path = csv_file("Brott;Datum;X;Y\nA;2024-05-17;6580994;1628294\n")
    with read(path) as result:
        (row,) = result.table().to_pylist()
        assert any("RT 90" in note for note in result.notes)
    assert (row["x"], row["y"]) == (pytest.approx(674032, abs=700), pytest.approx(6580822, abs=1500))


def test_a_local_zone_is_told_and_read_when_it_is_named(csv_file: Write) -> None:
    # SWEREF 99 18 00: false easting 150 000 at longitude 18°.
    path = csv_file("Brott;Datum;N;E\nA;2024-05-17;6579900;153700\n")
    with read(path) as result:
        assert result.crs is None
        assert any("lokal SWEREF-zon" in note for note in result.notes)
        assert result.table()["x"].null_count == 1
    with read(path, crs=3011) as result:
        assert result.crs == 3006
        assert result.table()["x"][0].as_py() == pytest.approx(EAST, abs=700)


def test_another_projected_system_is_kept_in_metres(csv_file: Write) -> None:
    text = "Brott;Datum;X;Y\nA;2024-05-17;1298750.68335;451803.558259\n"
    with read(csv_file(text)) as result:
        assert result.crs is None
        assert any("inte SWEREF 99 TM" in note for note in result.notes)
        assert result.rows_accepted == 1
    with read(csv_file(text), crs="EPSG:2248") as result:  # Maryland, US survey feet of 1200/3937 m
        (row,) = result.table().to_pylist()
        assert result.crs == 2248
    assert row["x"] == pytest.approx(1298750.68335 * 1200 / 3937)


def test_degrees_abroad_become_the_utm_zone_they_lie_in(csv_file: Write) -> None:
    path = csv_file("type,datetime,lon,lat\nA,2019-01-01 01:30,-89.942,35.149\n")
    with read(path, crs=4326) as result:
        assert result.crs == 32616
    with read(path) as result:
        assert result.crs is None


@pytest.mark.parametrize("crs", [999999, "abc", 5613])
def test_a_system_that_is_no_map_system_is_refused(csv_file: Write, crs: int | str) -> None:
    with pytest.raises(ReadError, match="EPSG"):
        read(csv_file(f"Brott;Datum;N;E\nA;2024-05-17;{NORTH};{EAST}\n"), crs=crs)


def test_zero_and_half_coordinates_are_no_place(csv_file: Write) -> None:
    text = f"Brott;Datum;N;E\nA;2024-05-17;{NORTH};{EAST}\nB;2024-05-17;0;0\nC;2024-05-17;{NORTH};\n"
    with read(csv_file(text)) as result:
        assert result.rows_accepted == 3
        assert result.table()["x"].to_pylist() == [EAST, None, None]
        assert any("bara den ena koordinaten" in note for note in result.notes)


def test_a_point_outside_sweden_rejects_its_row(csv_file: Write) -> None:
    text = "Brott;Datum;N;E\n" + f"A;2024-05-17;{NORTH};{EAST}\n" * 3 + f"B;2024-05-17;{NORTH};6740320\n"
    with read(csv_file(text)) as result:
        assert result.rejected.to_pylist() == [
            {
                "row": 5,
                "column": "N",
                "value": str(NORTH),
                "reason": "Koordinaterna ligger utanför Sverige i SWEREF 99 TM. Rätta dem, eller lämna dem "
                "tomma om platsen är okänd.",
            }
        ]


@pytest.mark.parametrize(
    ("heading", "cell", "inside"),
    [
        ("Inomhus", "Ja", True), ("Inomhus", "nej", False), ("Utomhus", "Ja", False), ("Utomhus", "0", True),
        ("Inne/ute", "Inne", True), ("Inom-/utomhus", "UTOMHUS", False), ("Inne/ute", "vet ej", None),
        ("Inne/ute", "", None),
    ],
)  # fmt: skip
def test_indoors_and_outdoors(
    csv_file: Write, rows_of: Rows, heading: str, cell: str, inside: bool | None
) -> None:
    (row,) = rows_of(csv_file(f"Brott;Datum;{heading}\nA;2024-05-17 10:00;{cell}\n"))
    assert row["indoors"] is inside


def test_a_word_that_is_not_understood_is_told(csv_file: Write) -> None:
    with read(csv_file("Brott;Datum;Kön\nA;2024-05-17 10:00;X1\nB;2024-05-17 10:00;Okänt\n")) as result:
        assert "Kön gick inte att tolka för 1 händelse och lämnades tomt." in result.notes


def test_the_crime_code_stands_in_for_a_missing_type(csv_file: Write, rows_of: Rows) -> None:
    rows = rows_of(csv_file("Brottskod;Datum\n0825;2024-05-17 10:00\n"))
    assert (rows[0]["type"], rows[0]["code"]) == ("0825", "0825")
    rows = rows_of(csv_file("Brott;Brottskod;Datum\n;0825;2024-05-17 10:00\nStöld;;2024-05-17 10:00\n"))
    assert [row["type"] for row in rows] == ["0825", "Stöld"]


def test_a_list_of_one_sort_of_crime_has_its_type_told_or_given(csv_file: Write, rows_of: Rows) -> None:
    path = csv_file("Datum;Område\n2024-05-17 10:00;Centrum\n")
    with read(path) as result:
        assert any("Ej angiven brottstyp" in note for note in result.notes)
    mapping = Mapping({"start": ("Datum",), "area": ("Område",)}, {"type": "Bostadsinbrott"})
    assert rows_of(path, mapping=mapping)[0]["type"] == "Bostadsinbrott"


def test_the_date_of_the_report_is_used_only_when_there_is_no_other(csv_file: Write) -> None:
    with read(csv_file("Brott;Anmälningsdatum\nA;2024-05-17 10:00\n")) as result:
        assert any("Anmälningsdatumet" in note for note in result.notes)
    both = csv_file("Brott;Anmälningsdatum;Brottsdatum\nA;2024-05-18 10:00;2024-05-17 10:00\n")
    assert inspect(both).mapping.columns["start"] == ("Brottsdatum",)


def test_a_list_without_header_row_is_read_by_its_contents(csv_file: Write) -> None:
    path = csv_file(f"Stöld;{EAST}.25;{NORTH}.5;2024-05-17 10:00\nRån;{EAST}.75;{NORTH}.5;2024-05-18 10:00\n")
    with read(path) as result:
        assert [row["row"] for row in result.table().to_pylist()] == [1, 2]
        assert result.table()["x"].to_pylist() == [EAST + 0.25, EAST + 0.75]
        assert any("saknar rubrikrad" in note for note in result.notes)


def test_municipal_damage_and_fire_records_are_incidents(csv_file: Write, rows_of: Rows) -> None:
    damage = csv_file(
        "Ärende-id;Skadetyp;Skadedatum;Objekt;Kostnad\n1;Klotter;2024-05-17;Björkskolan;12 500 kr\n"
    )
    (row,) = rows_of(damage)
    assert (row["type"], row["place_type"]) == ("Klotter", "Björkskolan")
    fire = csv_file(
        "Händelsetyp\tLarmtid\tKommun\tObjektstyp\nBrand i byggnad\t2024-05-17 02:10\tSundsvall\tSkola\n"
    )
    (row,) = rows_of(fire)
    assert (row["type"], row["area"], row["place_type"]) == ("Brand i byggnad", "Sundsvall", "Skola")


def test_an_end_before_the_start_is_kept_and_told(csv_file: Write) -> None:
    path = csv_file("Brott;Från;Till\nA;2024-05-17 10:00;2024-05-16 10:00\n")
    with read(path) as result:
        assert result.table()["end"][0].as_py() == datetime(2024, 5, 16, 10)
        assert "1 händelse slutar innan den börjar. Den lästes som den står." in result.notes


def test_an_extract_from_the_crime_register_with_dates_and_clock_times_apart(
    csv_file: Write, rows_of: Rows
) -> None:
    path = csv_file(
        "K-nummer;Brottskod;Brottskodstext;Brottsdatum fr o m;Brottstid fr o m;Brottsdatum t o m;Brottstid t o m;"
        "SWEREF99 N;SWEREF99 Ö\n5000-K123456-24;0825;Cykelstöld;2024-05-17;14:30;2024-05-18;08:00;6580822;674032\n",
        encoding="cp1252",
    )
    (row,) = rows_of(path)
    assert (row["start"], row["end"]) == (datetime(2024, 5, 17, 14, 30), datetime(2024, 5, 18, 8))
    assert (row["type"], row["code"], row["x"], row["y"]) == ("Cykelstöld", "0825", 674032, 6580822)
