"""An agreement with a place for each party to sign, and the files it becomes on the way to both signatures."""

from datetime import UTC, datetime
from functools import cache

from samverkan import typeset
from samverkan.demo.clock import at
from samverkan.documents import keys, signing

FIELDS = (("part-1", "Underskrift för kommunen"), ("part-2", "Underskrift för polisen"))
REASON = "Samverkansöverenskommelse, version 1"
MOMENT = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)


def agreement() -> typeset.Document:
    rows = tuple((f"Mål {number}", str(number)) for number in range(60))
    return typeset.Document(
        "Samverkansöverenskommelse",
        typeset.Meta(datetime(2026, 11, 2, tzinfo=UTC), author="Lindvik", status="Gällande"),
        (
            typeset.Heading("Mål"),
            typeset.Table(
                "Målen", (typeset.Column("Mål"), typeset.Column("Antal", "right")), rows, "Egna räkningar."
            ),
            typeset.Heading("Underskrifter"),
            typeset.SignaturePlace(
                FIELDS[0][1], "Karin Åkesson", "kommunstyrelsens ordförande", "Lindviks kommun", "part-1"
            ),
            typeset.SignaturePlace(FIELDS[1][1], "Lars Holm", "lokalpolisområdeschef", "Lindvik", "part-2"),
        ),
    )


@cache
def prepared() -> bytes:
    return signing.prepare(typeset.to_pdf(agreement()), FIELDS)


@cache
def _key() -> bytes:
    """One key for all tests: making it takes most of a second. Made when the first signature was, as in life."""
    if not keys.path().exists():
        with at(MOMENT):
            keys.own()
    return keys.path().read_bytes()


def with_key() -> None:
    """The installation has its key."""
    key = _key()
    keys.path().parent.mkdir(parents=True, exist_ok=True)
    keys.path().write_bytes(key)


@cache
def by_karin() -> bytes:
    return signing.sign(prepared(), "part-1", name="Karin Åkesson", reason=REASON, at=MOMENT)


@cache
def by_both() -> bytes:
    return signing.sign(by_karin(), "part-2", name="Lars Holm", reason=REASON, at=MOMENT)
