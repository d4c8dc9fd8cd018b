"""What stops a reading, said so that the person can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.access.personal_data import LABELS, Kind

ROWS_NAMED = 20


class ReadError(Exception):
    """A file that cannot be read: `what` is wrong, `where`, and how to `mend` it, as plain Swedish sentences."""

    def __init__(self, what: str, mend: str = "", *, where: str = "") -> None:
        self.what, self.mend, self.where = what, mend, where
        super().__init__(" ".join(part for part in (what, where, mend) if part))


class ReadCancelled(ReadError):
    """The person cancelled; nothing is kept."""

    def __init__(self) -> None:
        super().__init__(
            "Inläsningen avbröts.", "Ingenting är sparat. Du kan läsa in filen igen när du vill."
        )


@dataclass(frozen=True)
class PersonalFinding:
    """Identity, coordination or interim numbers in one column ("" = the whole row), or in the file name: no rows."""

    kind: Kind
    column: str
    rows: tuple[int, ...]
    masked: str

    def __str__(self) -> str:
        if not self.rows:
            return f"Filnamnet innehåller ett {LABELS[self.kind]} ({self.masked})."
        named = ", ".join(str(row) for row in self.rows[:ROWS_NAMED])
        more = f" och {len(self.rows) - ROWS_NAMED} till" if len(self.rows) > ROWS_NAMED else ""
        word = "rad" if len(self.rows) == 1 else "raderna"
        where = f"Kolumnen ”{self.column}”, {word}" if self.column else word.capitalize()
        return f"{where} {named}{more}: {LABELS[self.kind]}, till exempel {self.masked}."


class PersonalDataFound(ReadError):
    """Numbers that point out a person stand in the file, so nothing of it is read."""

    def __init__(self, findings: Sequence[PersonalFinding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            "Filen innehåller uppgifter som pekar ut personer och läses därför inte in.",
            " ".join(self._to_do()),
            where=" ".join(str(finding) for finding in self.findings),
        )

    def _to_do(self) -> list[str]:
        """A name is changed on the file, rows in what it was made from; both when both hold something."""
        told = []
        if any(finding.rows for finding in self.findings):
            told.append("Ta bort uppgifterna i källan, spara filen på nytt och läs in den igen.")
        if any(not finding.rows for finding in self.findings):
            told.append("Byt namn på filen, utan uppgifter om personer, och läs in den igen.")
        return told
