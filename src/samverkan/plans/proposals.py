"""What each part of an agreement would say from the work done: our sentences around what people wrote. No Django.

A `Work` is what the parties have come to so far; `propose` puts it in words, nothing where there is nothing to tell.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from samverkan.plans.rules import SectionKey
from samverkan.problems.rules import Outcome, is_unsupported


@dataclass(frozen=True)
class Tried:
    """A hypothesis: what was assumed and what came of it. `note`: which of the branch's notes, empty for itself."""

    note: str
    outcome: Outcome
    assumption: str
    conclusion: str = ""


@dataclass(frozen=True)
class CauseLine:
    """A branch of the tree, and what has been tried of it and of the notes on it."""

    text: str
    perspective: str
    tried: tuple[Tried, ...] = ()

    @property
    def outcomes(self) -> set[str]:
        """Of the branch itself: what one of its notes has come to says nothing of the whole."""
        return {each.outcome for each in self.tried if not each.note}


@dataclass(frozen=True)
class FocusLine:
    name: str
    description: str = ""
    reason: str = ""
    causes: tuple[CauseLine, ...] = ()


@dataclass(frozen=True)
class GroupLine:
    name: str
    kind: str
    mandate: str = ""
    assignment: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """`documents`: titles of what the store holds. `coordinators`: who, for which party."""

    decided_on: str = ""
    need: str = ""
    aims: str = ""
    follow_up: str = ""
    focus: tuple[FocusLine, ...] = ()
    groups: tuple[GroupLine, ...] = ()
    coordinators: tuple[str, ...] = ()
    documents: tuple[str, ...] = field(default=())


def propose(key: SectionKey, work: Work) -> str:
    """The text of a part; empty where the work has nothing to say about it."""
    make = PROPOSED.get(key)
    return make(work).strip().replace("\r\n", "\n") if make else ""  # as the parts are kept


def why_nothing(key: SectionKey) -> str:
    """What is told where the work gives no proposal."""
    return {
        SectionKey.BACKGROUND: "Här föreslås behov och syfte när ledningarna har beslutat om samverkan.",
        SectionKey.PROBLEMS: "Här föreslås fokusområdena när ni har valt vilka problem som går först.",
        SectionKey.CAUSES: "Här föreslås orsakerna när ni har ett fokusområde med ett orsaksträd.",
        SectionKey.GOALS: "Målen formulerar ni själva: vad ska ha ändrats, hur mycket och när?",
        SectionKey.ORGANISATION: "Här föreslås grupperna och samordnarna när de finns.",
        SectionKey.DOCUMENTATION: "Här föreslås dokumenten när det första är fastställt.",
        SectionKey.FOLLOW_UP: "Här föreslås det som står om uppföljning i beslutet om samverkan.",
        SectionKey.SHORTFALL: (
            "Det här vet bara ni. Skriv vem som tar upp det, med vem, hur snabbt, "
            "och vad som händer om det inte hjälper."
        ),
        SectionKey.OTHER: "Skriv det ni vill ha sagt som inte hör hemma någon annanstans.",
    }[key]


def _background(work: Work) -> str:
    if not work.need and not work.aims:
        return ""
    decided = f"Parterna beslutade {work.decided_on} att samverka." if work.decided_on else ""
    need = f"Behovet beskrevs så här:\n\n{work.need}" if work.need else ""
    aims = f"Syftet med samverkan:\n\n{work.aims}" if work.aims else ""
    return _parts(decided, need, aims)


def _problems(work: Work) -> str:
    if not work.focus:
        return ""
    number = len(work.focus)
    first = "Parterna arbetar med ett problem." if number == 1 else f"Parterna arbetar med {number} problem."
    return _parts(first, *map(_problem, work.focus))


def _problem(focus: FocusLine) -> str:
    lines = [f"{focus.name}."]
    if focus.description:
        lines.append(focus.description)
    if focus.reason:
        lines.append(f"Skälet till att det valdes: {focus.reason}")
    return "\n".join(lines)


def _causes(work: Work) -> str:
    return _parts(*(_causes_of(focus) for focus in work.focus if focus.causes))


def _causes_of(focus: FocusLine) -> str:
    """The causes that have been tried and hold first, those that have been tried and do not last."""
    believed = [each for each in focus.causes if not is_unsupported(each.outcomes)]
    unsupported = [each for each in focus.causes if is_unsupported(each.outcomes)]
    lines = []
    if believed:
        lines.append(f"{focus.name}. Det här tror parterna att problemet beror på:")
        lines += map(_cause, sorted(believed, key=_rank))
    if unsupported:
        whose = "" if believed else f"{focus.name}. "
        lines.append(f"{whose}Det här har parterna prövat utan att det fick stöd:")
        lines += map(_cause, unsupported)
    return "\n".join(lines)


def _rank(cause: CauseLine) -> int:
    if cause.outcomes == {Outcome.SUPPORTED}:
        return 0
    return 1 if cause.tried else 2


# In the order they are told.
TRIED = {
    Outcome.SUPPORTED: "Prövat, och det får stöd",
    Outcome.UNCLEAR: "Prövat, men svaret är oklart",
    Outcome.UNTESTED: "Inte prövat än",
    Outcome.NOT_SUPPORTED: "Prövat, och det får inte stöd",
}


def _cause(cause: CauseLine) -> str:
    told = [f"- {_sentence(cause.text)}"]
    for outcome, words in TRIED.items():
        told += [_tried(each, words) for each in cause.tried if each.outcome == outcome]
    if len(told) == 1:
        told.append("Ingen hypotes har prövat det.")
    return " ".join(told)


def _tried(tried: Tried, words: str) -> str:
    where = f" om ”{tried.note.strip()}”" if tried.note else ""
    return f"{words}{where}: {_sentence(tried.assumption)} {_sentence(tried.conclusion)}".strip()


def _organisation(work: Work) -> str:
    groups = [_group(group) for group in work.groups]
    lines = "\n".join(f"- {line}" for line in work.coordinators)
    coordinators = f"Samordnare:\n{lines}" if lines else ""
    return _parts(*groups, coordinators)


def _group(group: GroupLine) -> str:
    told = group.name.lower().startswith(group.kind.lower())
    named = group.name if told else f"{group.name} ({group.kind.lower()})"
    lines = [f"{named}."]
    if group.mandate:
        lines.append(f"Mandat: {group.mandate}")
    if group.assignment:
        lines.append(f"Uppdrag: {group.assignment}")
    if group.members:
        lines.append(f"Ledamöter: {'; '.join(group.members)}.")
    return "\n".join(lines)


def _documentation(work: Work) -> str:
    if not work.documents:
        return ""
    lines = "\n".join(f"- {title}" for title in work.documents)
    return _parts(
        "Det parterna fastställer sparas i Samverkan som dokument i versioner, med vem som stod bakom dem och när. "
        "Varje part diarieför det hos sig. Möten dokumenteras med minnesanteckningar.",
        f"Det här finns hittills:\n{lines}",
    )


def _follow_up(work: Work) -> str:
    if not work.follow_up:
        return ""
    return _parts("I beslutet om samverkan står om uppföljningen:", work.follow_up)


def _parts(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?" else f"{text}."


# The parts that the work can say something about.
PROPOSED: dict[SectionKey, Callable[[Work], str]] = {
    SectionKey.BACKGROUND: _background,
    SectionKey.PROBLEMS: _problems,
    SectionKey.CAUSES: _causes,
    SectionKey.ORGANISATION: _organisation,
    SectionKey.DOCUMENTATION: _documentation,
    SectionKey.FOLLOW_UP: _follow_up,
}
