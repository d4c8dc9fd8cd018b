"""What an agreement says, as plain data: what is read, fingerprinted, printed and signed. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from samverkan.access.personal_data import Passage
from samverkan.charts.months import day_in_words
from samverkan.plans.rules import SectionKey


class AnnexContent(TypedDict):
    """A document in exactly one version, told by its own fingerprint."""

    title: str
    version: int
    sha256: str


class SignerContent(TypedDict):
    """Who signs: a party, and the role of the one who decides for it."""

    party: str
    role: str
    field: str  # the name of the place in the PDF


class AgreementContent(TypedDict):
    """`sections` by key, in the order they are read; days as `2026-02-05`, empty where they are not decided."""

    partnership: str
    cycle: str
    overall: bool
    starts_on: str
    ends_on: str
    sections: dict[str, str]
    annexes: list[AnnexContent]
    signers: list[SignerContent]


def passages(content: AgreementContent) -> Iterator[Passage]:
    """The texts, each with where it stands."""
    for key in SectionKey:
        if text := content["sections"].get(key.value, ""):
            yield Passage(key.swedish.lower(), text)


class Change(NamedTuple):
    """A part that reads differently in two versions."""

    name: str
    before: str
    after: str


def changes(before: AgreementContent, after: AgreementContent) -> list[Change]:
    """Part by part, in the order they are read; what is the same is left out."""
    told = [
        Change(key.swedish, before["sections"].get(key, ""), after["sections"].get(key, ""))
        for key in SectionKey
    ]
    told.insert(0, Change("Gäller", _period(before), _period(after)))
    told.append(Change("Bilagor", _annexes(before["annexes"]), _annexes(after["annexes"])))
    return [change for change in told if change.before.strip() != change.after.strip()]


def says_the_same(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether two versions differ in nothing the parties agree on."""
    parts = ("starts_on", "ends_on", "annexes", "overall")
    texts = [
        {key: text.strip() for key, text in content["sections"].items() if text.strip()}
        for content in (before, after)
    ]
    return texts[0] == texts[1] and all(before[part] == after[part] for part in parts)


def annex_name(annex: AnnexContent) -> str:
    return f"{annex['title']}, version {annex['version']}"


def _period(content: AgreementContent) -> str:
    if not content["starts_on"] and not content["ends_on"]:
        return ""
    return f"Från {day_in_words(content['starts_on']) or '–'} till {day_in_words(content['ends_on']) or '–'}"


def _annexes(annexes: Sequence[AnnexContent]) -> str:
    return "\n".join(map(annex_name, annexes))
