"""The same spreading over the week as `aoristic`, from a table of incidents in one scan."""

from typing import TYPE_CHECKING, Any

from samverkan.analysis.aoristic import HOURS, MONDAY, WEEK, Aoristic, lay_out
from samverkan.analysis.scan import scan

if TYPE_CHECKING:
    from ibis import Table

MONDAY_LONG_AGO = (100_000 * HOURS + MONDAY) * 60  # counted from there every minute is a positive number
NO_TIME, UNIFORM = -2, -1  # slots outside the week


def aoristic_table(table: "Table") -> Aoristic:
    """Spread the incidents of a table with the columns `start` and `end` (naive timestamps or null).

    Grouped where the data lies by first hour of the week and hours passed, at most 168 × 169 groups, so that
    ten million incidents cost no more memory than ten thousand. Rules as in `aoristic.spread`.
    """
    groups = scan(_grouped(table))
    slot, count = groups["slot"], groups["incidents"]
    uniform, untimed = int(count[slot == UNIFORM].sum()), int(count[slot == NO_TIME].sum())
    week = slot >= 0
    return Aoristic(
        table=lay_out(
            slot=slot[week],
            span=groups["span"][week],
            head=groups["head"][week],
            hour=groups["hour"][week],
            tail=groups["tail"][week],
            uniform=uniform,
        ),
        incidents=int(count.sum()) - untimed,
        points=int(groups["points"].sum()),
        reordered=int(groups["reordered"].sum()),
        uniform=uniform,
        untimed=untimed,
    )


def _grouped(table: "Table") -> "Table":
    minutes = table.select(
        a=_minute(table.start.fill_null(table.end)), b=_minute(table.end.fill_null(table.start))
    )
    swapped = minutes.b < minutes.a
    ordered = minutes.select(
        swapped=swapped,
        low=swapped.ifelse(minutes.b, minutes.a),
        high=swapped.ifelse(minutes.a, minutes.b),
    )
    length = ordered.high - ordered.low
    in_week = (ordered.low // 60) % HOURS
    placed = ordered.mutate(
        length=length,
        slot=length.isnull().ifelse(NO_TIME, (length > WEEK).ifelse(UNIFORM, in_week)).cast("int64"),
        span=(length <= WEEK).ifelse(ordered.high // 60 - ordered.low // 60, 0).fill_null(0),
    )
    share = 1.0 / (placed.length > 0).ifelse(placed.length, 1)
    within = placed.span == 0
    return placed.group_by("slot", "span").agg(
        incidents=placed.count(),
        points=(placed.length == 0).sum().fill_null(0),
        reordered=placed.swapped.sum().fill_null(0),
        head=within.ifelse(1.0, (60 - placed.low % 60) * share).sum(),
        hour=(60 * share).sum(),
        tail=within.ifelse(0.0, placed.high % 60 * share).sum(),
    )


def _minute(time: Any) -> Any:
    return time.epoch_seconds() // 60 + MONDAY_LONG_AGO
