"""From a dataset's rows to the numbers of all its figures, as plain JSON. No Django here."""

import json
from typing import Any

from samverkan.analysis.figures import METHOD_VERSION as STATISTICS
from samverkan.datasets.job import Job
from samverkan.datasets.rules import DatasetKind

# Part of the name of every file of computed figures: raise it when a section changes, and all are counted anew.
METHOD_VERSION = f"3.{STATISTICS}"
__all__ = ["METHOD_VERSION", "Job", "compute"]


def compute(job: Job) -> dict[str, Any]:
    """Sections by name, exactly as they will be read back: no tuples, no numbers that JSON lacks."""
    plain: dict[str, Any] = json.loads(json.dumps(_count(job), allow_nan=False))
    return plain


def _count(job: Job) -> dict[str, Any]:
    match job.kind:
        case DatasetKind.INCIDENTS:
            from samverkan.datasets.incidents import incident_figures

            return incident_figures(job)
        case DatasetKind.CRIME_COUNTS:
            from samverkan.datasets.tabulated.counts import count_figures

            return count_figures(job.parquet, job.filter, job.population, job.breaks)
        case DatasetKind.POPULATION:
            from samverkan.datasets.tabulated.population import population_figures

            return population_figures(job.parquet, job.filter)
        case DatasetKind.SURVEY:
            from samverkan.datasets.tabulated.survey import survey_figures

            return survey_figures(job.parquet, job.filter)
        case DatasetKind.COST:
            from samverkan.datasets.tabulated.cost import cost_figures

            return cost_figures(job.parquet, job.filter)
