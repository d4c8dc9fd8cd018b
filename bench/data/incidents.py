"""Canonical incidents month by month, all from one seed; ten million need no more memory than ten thousand."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bench.data.city import AREA_NAMES, City
from bench.data.kinds import AGES, KINDS, Kind
from samverkan.datasets.readers.schemas import INCIDENTS

FIRST_YEAR, YEARS = 2015, 10
FIRST_ROW = 2  # below the headings
DAY = 24 * 60  # minutes
REPEAT_WITHIN = 10 * DAY


def months(rows: int, seed: int) -> Iterator[pa.Table]:
    """`rows` incidents in the order they began, one table a month."""
    random, city = np.random.default_rng(seed), City(seed)
    row = FIRST_ROW
    for number, counts in enumerate(_counts(random, rows)):
        month = np.datetime64(FIRST_YEAR - 1970, "Y").astype("datetime64[M]") + number
        parts = [
            _incidents(random, city, kind, month, int(count))
            for kind, count in zip(KINDS, counts, strict=True)
        ]
        table = pa.concat_tables(parts).sort_by("start")
        rows_here = np.arange(row, row + table.num_rows)
        row += table.num_rows
        yield table.add_column(0, INCIDENTS.field("row"), pa.array(rows_here))


def _counts(random: np.random.Generator, rows: int) -> NDArray[np.int64]:
    """Incidents per month and kind, (months, kinds)."""
    wanted = np.array(
        [
            [kind.share * kind.months[month] * (1 + kind.growth) ** year for kind in KINDS]
            for year in range(YEARS)
            for month in range(12)
        ]
    )
    return random.multinomial(rows, (wanted / wanted.sum()).ravel()).reshape(wanted.shape)


def _incidents(
    random: np.random.Generator, city: City, kind: Kind, month: np.datetime64, count: int
) -> pa.Table:
    first, past = (np.datetime64(at, "m") for at in (month, month + 1))
    minutes = int((past - first).astype(np.int64))
    begun = _minute_of_month(random, kind, first, minutes, count)
    address = city.addresses(random, kind.where, count)
    x, y = (at[address] + random.normal(0, 4, count) for at in (city.x, city.y))
    _repeat(random, kind.repeats, minutes, begun, address, x, y)
    length = random.gamma(2.0, kind.hours * 30, count).astype(np.int64)
    start = first + begun
    no_end = (random.random(count) < 0.02) | (kind.hours == 0)
    no_place = random.random(count) < 0.01
    no_victim = (random.random(count) < 0.03) | (kind.women == 0)
    sex = np.where(random.random(count) < kind.women, "kvinna", "man")
    age = np.asarray(AGES)[random.choice(len(AGES), count, p=(0.04, 0.1, 0.26, 0.34, 0.18, 0.08))]

    def same(text: str) -> pa.Array:
        return pa.repeat(pa.scalar(text, pa.string()), count)

    columns = {
        "type": same(kind.name),
        "code": same(kind.code),
        "start": pa.array(start.astype("datetime64[us]")),
        "end": pa.array((start + length).astype("datetime64[us]"), mask=no_end),
        "x": pa.array(np.floor(x), mask=no_place),
        "y": pa.array(np.floor(y), mask=no_place),
        "area": pa.array(AREA_NAMES).take(pa.array(city.area[address])),
        "indoors": pa.array(random.random(count) < kind.indoors),
        "sex": pa.array(sex, pa.string(), mask=no_victim),
        "age_group": pa.array(age, pa.string(), mask=no_victim),
        "place_type": same(kind.place_type),
    }
    return pa.table(columns, schema=pa.schema([field for field in INCIDENTS if field.name != "row"]))


def _minute_of_month(
    random: np.random.Generator, kind: Kind, first: np.datetime64, minutes: int, count: int
) -> NDArray[np.int64]:
    """Most by day, some of them in the evenings of Friday and Saturday."""
    days = minutes // DAY
    day = random.integers(days, size=count)
    hour = np.clip(random.normal(14.5, 4.5, count), 0, 23.99)
    weekend = np.flatnonzero(random.random(count) < kind.weekend)
    weekday = (int(first.astype("datetime64[D]").astype(np.int64)) + 3) % 7  # of the first day, Monday = 0
    friday = (4 - weekday) % 7
    weeks = (days - friday - 2) // 7 + 1
    day[weekend] = (
        friday + 7 * random.integers(weeks, size=len(weekend)) + random.integers(2, size=len(weekend))
    )
    hour[weekend] = np.clip(20 + random.gamma(2.0, 0.9, len(weekend)), 20, 23.99)
    return day * DAY + (hour * 60).astype(np.int64)


def _repeat(
    random: np.random.Generator,
    share: float,
    minutes: int,
    begun: NDArray[np.int64],
    address: NDArray[np.int64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> None:
    """Let a share of the incidents follow another within ten days, at its address or a few doors off."""
    again = np.flatnonzero(random.random(len(begun)) < share)
    if not len(again):
        return
    before = random.integers(len(begun), size=len(again))
    begun[again] = (begun[before] + random.integers(REPEAT_WITHIN, size=len(again))) % minutes
    doors_off = np.where(random.random(len(again)) < 0.4, 0.0, 60.0)
    x[again], y[again] = (at[before] + random.normal(size=len(again)) * doors_off for at in (x, y))
    address[again] = address[before]
