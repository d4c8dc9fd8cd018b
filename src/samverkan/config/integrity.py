"""`samverkan check`: do settings, content and files hold together? Says what it saw, and how to mend what does not."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from samverkan.datasets.models import Dataset, Import
from samverkan.documents import keys
from samverkan.documents.models import DocumentVersion
from samverkan.documents.signers import signer
from samverkan.partnerships.content import counts
from samverkan.pictures.models import HandOver
from samverkan.pictures.rules import fingerprint
from samverkan.plans.models import Signature, Signing
from samverkan.problems.models import HypothesisEvidence

# The handbook's content, as it is told and as it is counted.
CONTENT = (
    ("kriterier", "criteria"),
    ("områden med stödfrågor", "question areas"),
    ("stödfrågor", "questions"),
    ("ord i ordlistan", "terms"),
)


def owned_files() -> Iterator[tuple[Path, str]]:
    """Every file the database rests on, with the SHA-256 it must have."""
    for sha in Dataset.objects.values_list("parquet_sha256", flat=True):
        yield settings.DATASETS_DIR / f"{sha}.parquet", sha
    for sha in Import.objects.exclude(rejected_sha256="").values_list("rejected_sha256", flat=True):
        yield settings.DATASETS_DIR / f"{sha}.parquet", sha
    for pdf, docx in DocumentVersion.objects.values_list("pdf_sha256", "docx_sha256"):
        yield settings.DOCUMENTS_DIR / f"{pdf}.pdf", pdf
        yield settings.DOCUMENTS_DIR / f"{docx}.docx", docx
    brought = HypothesisEvidence.objects.exclude(file_sha256="")
    for sha in brought.values_list("file_sha256", flat=True):
        yield settings.DOCUMENTS_DIR / f"{sha}.bin", sha
    for prepared, pdf, docx in Signing.objects.values_list("prepared_sha256", "pdf_sha256", "docx_sha256"):
        yield settings.DOCUMENTS_DIR / f"{prepared}.pdf", prepared
        yield settings.DOCUMENTS_DIR / f"{pdf}.pdf", pdf
        yield settings.DOCUMENTS_DIR / f"{docx}.docx", docx
    for sha, kind in Signature.objects.values_list("file_sha256", "file_kind"):
        yield settings.DOCUMENTS_DIR / f"{sha}.{kind}", sha


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def problems() -> list[str]:
    found = []
    for path, sha in dict.fromkeys(owned_files()):
        if not path.exists():
            found.append(
                f"Filen {path.name} saknas i {path.parent}. Läs tillbaka den från en säkerhetskopia."
            )
        elif sha256(path) != sha:
            found.append(
                f"Filen {path.name} i {path.parent} har ändrats. Läs tillbaka den från en säkerhetskopia."
            )
    for hand_over in HandOver.objects.iterator():
        figures = all(fingerprint(figure) == sha256 for sha256, figure in hand_over.figures.items())
        if fingerprint(hand_over.snapshot) != hand_over.sha256 or not figures:
            found.append(f"Överlämnande {hand_over.pk} stämmer inte längre med sitt kontrolltal.")
    return found + signing_problems()


def signing_problems() -> list[str]:
    """A key that is missing or unreadable matters as soon as there is anything signed with it."""
    try:
        signer()
    except ImportError:
        return [
            f"SIGNER är {settings.SIGNER}, som inte går att läsa in. Ingen kan skriva under förrän det är rättat."
        ]
    if not keys.path().exists() and not keys.signed_files():
        return []
    try:
        keys.stored()
    except keys.KeyLost as lost:
        return [str(lost)]
    return []


def report() -> int:
    content = counts()
    for words, what in CONTENT:
        print(f"{words}: {content[what]}")
    try:
        call_command("check", verbosity=0)
    except SystemCheckError as problem:
        print(f"Inställningarna håller inte: {problem}")
        return 1
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        print("Databasen saknar tabeller, eller har dem som i en äldre version.")
        print("Starta med `samverkan serve` så görs de i ordning.")
        return 1
    files = len(set(owned_files()))
    found = problems()
    print(f"filer som databasen vilar på: {files}, varav {len(found)} med fel")
    for line in found:
        print(f"- {line}")
    return 1 if found else 0
