"""Incidents through the statistics: filter where the rows lie, count, and give it back as sections."""

from typing import Any

from samverkan.datasets.compute import Job


def incident_figures(job: Job) -> dict[str, Any]:
    raise NotImplementedError
