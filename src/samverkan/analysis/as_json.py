"""Figures as plain values, ready for JSON. The shape is a promise to scripts: docs/analyse.md"""

import math
from dataclasses import asdict
from typing import Any

import numpy as np

from samverkan.analysis.figures import Figures
from samverkan.analysis.hot_spots import HotSpots
from samverkan.analysis.repeats import Repeats
from samverkan.analysis.season import Season

Json = dict[str, Any]


def as_json(figures: Figures) -> Json:
    """Strings, whole numbers, finite floats, true, false, null, lists and objects only."""
    tally, week = figures.tally, figures.week
    period = tally.period
    plain = {
        "method_version": figures.method_version,
        "rows": asdict(figures.rows),
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat()} if period else None,
        "by_type": dict(tally.types),
        "by_year": {str(year): count for year, count in tally.years.items()},
        "by_month": {f"{year}-{month:02d}": count for (year, month), count in tally.months.items()},
        "weekday_hour": week.table,
        "weekday_hour_counts": {
            name: getattr(week, name)
            for name in ("incidents", "points", "reordered", "uniform", "untimed", "one_day", "three_hours")
        },
        "season": _season(figures.season) if figures.season else None,
        "trend": asdict(figures.trend) if figures.trend else None,
        "areas": _areas(figures),
        "profile": {
            each.by: {k: v for k, v in asdict(each).items() if k != "by"} for each in figures.profile
        },
        "hot_spots": _hot_spots(figures.hot_spots, figures.crs) if figures.hot_spots else None,
        "near_repeat": _near_repeat(figures.near_repeat) if figures.near_repeat else None,
        "questions": [asdict(answer) for answer in figures.questions],
        "choices": figures.choices,
    }
    found: Json = _plain(plain)
    return found


def _season(season: Season) -> Json:
    return {**asdict(season), "test": asdict(season.test) if season.test else None}


def _areas(figures: Figures) -> Json | None:
    if figures.areas is None:
        return None
    return {
        **asdict(figures.areas.areas),
        "outside": figures.areas.outside,
        "told": figures.areas.told,
    }


def _hot_spots(spots: HotSpots, crs: int) -> Json:
    grid, significance, concentration = spots.grid, spots.significance, spots.concentration
    x, y = grid.centres()
    row, column = np.nonzero(grid.counts)
    order = np.argsort(-significance.z[row, column], kind="stable")
    row, column = row[order], column[order]
    cells = {
        "x": x[column],
        "y": y[row],
        "count": grid.counts[row, column],
        "gi_star": significance.z[row, column],
        "p": significance.p[row, column],
        "p_adjusted": significance.p_adjusted[row, column],
        "p_normal": significance.p_normal[row, column],
        "p_normal_adjusted": significance.p_normal_adjusted[row, column],
        "hot": spots.hot[row, column],
    }
    columns = [values.tolist() for values in cells.values()]
    return {
        "cell_m": grid.cell_m,
        "crs": crs,
        "rows": grid.counts.shape[0],
        "columns": grid.counts.shape[1],
        "x0": grid.x0,
        "y0": grid.y0,
        "cells": [dict(zip(cells, values, strict=True)) for values in zip(*columns, strict=True)],
        "hot_cells": int(np.count_nonzero(spots.hot)),
        "p_method": significance.trusted,
        "permutations": significance.permutations,
        "seed": significance.seed,
        "skewness": significance.skewness,
        "inside": grid.inside,
        "far": grid.far,
        "missing": grid.missing,
        "share_of_places_with_half": concentration.share_of_places,
        "concentration": asdict(concentration),
        "told": spots.told,
    }


def _near_repeat(repeats: Repeats) -> Json:
    table = repeats.table
    return {
        "type": repeats.type,
        **{name: value for name, value in vars(table).items() if name != "told"},
        "told": repeats.told,
    }


def _plain(value: Any) -> Any:
    """Arrays as lists, keys as text, and null for what is not a finite number."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
