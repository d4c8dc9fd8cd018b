"""Which crime types come back at the same time every year: what the year wheel draws. No Django here."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import ibis

from samverkan.analysis.scan import scan
from samverkan.analysis.season import season
from samverkan.charts.year_wheel import runs

# Fewer crimes a year than this and a month's number is chance more than season.
CRIMES_A_YEAR = 24
METHOD = (
    "Månader som sticker ut uppåt enligt säsongsindex för brottstypen, med minst två hela år och minst "
    f"{CRIMES_A_YEAR} händelser om året. Bara hela månader räknas."
)


@dataclass(frozen=True)
class Peak:
    """A crime type and a run of months (1–12, both included, over New Year when `first` > `last`) that stand out."""

    type: str
    first: int
    last: int
    years: int


def seasonal_peaks(parquet: Path) -> tuple[Peak, ...]:
    """From canonical incidents: the runs of months with clearly more crimes than the year's average."""
    connection = ibis.duckdb.connect(threads=2)
    incidents = connection.read_parquet(parquet).filter(ibis._.start.notnull())
    start = incidents.start
    months = scan(
        incidents.group_by(type=incidents.type, year=start.year(), month=start.month()).agg(
            count=ibis._.count(), last_day=start.max().day()
        )
    )
    if not len(months["type"]):
        return ()
    calendar = sorted(set(zip(months["year"], months["month"], strict=True)))
    ended = max(
        int(day)
        for year, month, day in zip(months["year"], months["month"], months["last_day"], strict=True)
        if (year, month) == calendar[-1]
    )
    # A month that has hardly ended would look quiet; every type is seen over the same months.
    last = calendar[-1] if ended >= 27 else calendar[-2] if len(calendar) > 1 else calendar[-1]
    counts: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for kind, year, month, count in zip(
        months["type"], months["year"], months["month"], months["count"], strict=True
    ):
        counts[str(kind)][int(year), int(month)] = int(count)
    whole = [(int(year), int(month)) for year, month in calendar if (year, month) <= last]
    return tuple(
        peak
        for kind in sorted(counts)
        for peak in _peaks(kind, [(*month, counts[kind].get(month, 0)) for month in whole])
    )


def _peaks(kind: str, rows: list[tuple[int, int, int]]) -> list[Peak]:
    found = season(*zip(*rows, strict=True))
    total = sum(month.count for month in found.months)
    if found.verdict != "yes" or total < CRIMES_A_YEAR * found.years:
        return []
    return [Peak(kind, first, last, found.years) for first, last in runs(found.high)]
