"""What the tests of the pictures start from: a source, a dataset and a figure of each party."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings

from samverkan.access.scope import Scope
from samverkan.datasets.figures import Context
from samverkan.datasets.models import Dataset, Source
from samverkan.documents.actions import Printed
from samverkan.partnerships.models import Party, User
from samverkan.pictures import actions
from samverkan.pictures.models import Finding, HandOver
from samverkan.pictures.queries.joint import joint_picture
from samverkan.pictures.queries.road import road

PRINTED_SHA = "0" * 64


def figure_data(**counts: int) -> dict[str, Any]:
    """A figure of crime types as `datasets.figures.freeze` keeps it."""
    context = Context(
        "crime_counts", "Anmälda brott", "brott.xlsx", "2026-02-01", "Polisen", "2025", "allt", "Brott"
    )
    types = [{"type": name, "count": count} for name, count in counts.items()]
    return {
        "context": context.as_dict(),
        "figures": {"by_type": {"year": 2025, "types": types, "choices": []}},
    }


def dataset(party: Party, user: User, *, open_statistics: bool = False) -> Dataset:
    source = Source.objects.create(party=party, name=f"Källan {uuid4()}", open_statistics=open_statistics)
    return Dataset.objects.create(
        party=party,
        source=source,
        kind="crime_counts",
        name="Anmälda brott",
        file_name="brott.xlsx",
        file_sha256="a" * 64,
        parquet_sha256="b" * 64,
        rows_read=3,
        rows_accepted=3,
        rows_rejected=0,
        imported_by=user,
    )


def printed(sha256: str) -> Printed:
    """Stands in for the files, which tests of the rules do without."""
    return Printed(content={}, approved_sha256=sha256, pdf_sha256=PRINTED_SHA, docx_sha256=PRINTED_SHA)


def write(scope: Scope, what: str, **parts: str) -> Finding:
    return actions.add_finding(scope, None, what=what, **parts)


@dataclass(frozen=True)
class Cast:
    """A party's people on the road: who writes, and who leads."""

    writer: Scope
    leader: Scope

    def review(self) -> str:
        """Reviewed and acknowledged as it reads now; gives the content's fingerprint."""
        sha256 = road(self.writer).own.sha256
        actions.review_secrecy(
            self.writer, None, content_sha256=sha256, legal_bases=["none"], consideration="Bara områden."
        )
        actions.acknowledge(self.leader, None, content_sha256=sha256)
        return sha256

    def hand_over(self) -> HandOver:
        sha256 = self.review()
        return actions.hand_over(self.writer, None, content_sha256=sha256, printed=printed(sha256))


@pytest.fixture
def kommun(world: Any) -> Cast:
    return Cast(world.scope("anna"), world.scope("karin"))


@pytest.fixture
def polis(world: Any) -> Cast:
    return Cast(world.scope("per"), world.scope("lars"))


@pytest.fixture
def handed_over(kommun: Cast, polis: Cast) -> tuple[HandOver, HandOver]:
    """Both parties have handed over two findings each."""
    for cast, what in ((kommun, "klotter vid skolan"), (polis, "cykelstölder vid stationen")):
        write(cast.writer, f"Mer {what}", where="Centrum")
        write(cast.writer, f"Mindre {what}")
    return kommun.hand_over(), polis.hand_over()


def confirm(scope: Scope) -> None:
    sha256 = joint_picture(scope).sha256
    actions.confirm(scope, None, content_sha256=sha256, printed=printed(sha256))


def numbers(hand_over: HandOver) -> list[int]:
    return [finding["number"] for finding in hand_over.snapshot["findings"]]


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    settings.DRAFTS_DIR = tmp_path / "drafts"
