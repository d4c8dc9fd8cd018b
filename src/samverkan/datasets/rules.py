"""Kinds and states of datasets and imports. No Django here."""

from enum import StrEnum


class DatasetKind(StrEnum):
    INCIDENTS = "incidents"
    CRIME_COUNTS = "crime_counts"
    POPULATION = "population"
    SURVEY = "survey"
    COST = "cost"

    @property
    def swedish(self) -> str:
        return {
            "incidents": "Händelser",
            "crime_counts": "Anmälda brott (antal)",
            "population": "Befolkning",
            "survey": "Enkätsvar",
            "cost": "Kostnader",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class ImportState(StrEnum):
    LOOKED_AT = "looked_at"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    CANCELLED = "cancelled"

    @property
    def swedish(self) -> str:
        return {
            "looked_at": "Väntar på att du bekräftar",
            "queued": "Står i kö",
            "running": "Läses in",
            "done": "Inläst",
            "stopped": "Stoppad",
            "cancelled": "Avbruten",
        }[self.value]

    @property
    def ended(self) -> bool:
        """Nothing more will happen to it."""
        return self in {ImportState.DONE, ImportState.STOPPED, ImportState.CANCELLED}

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, state.swedish) for state in cls]


class DarkFigure(StrEnum):
    SMALL = "small"
    LARGE = "large"
    UNKNOWN = "unknown"

    @property
    def swedish(self) -> str:
        return {"small": "Litet mörkertal", "large": "Stort mörkertal", "unknown": "Okänt mörkertal"}[
            self.value
        ]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(size.value, size.swedish) for size in cls]
