"""The agreement's versions beside each other: what was signed, and how it reads now."""

from dataclasses import dataclass

from samverkan.access.scope import Scope
from samverkan.plans.content import AgreementContent, Change, changes
from samverkan.plans.models import Signing
from samverkan.plans.queries.agreement import agreement_state
from samverkan.plans.queries.signing import signings

NOW = "now"


@dataclass(frozen=True)
class Version:
    """`key` is the signing's number, or `now` for the text as it stands. `signing`: of one that all have signed."""

    key: str
    name: str
    content: AgreementContent
    signing: Signing | None = None


def versions_to_compare(scope: Scope) -> list[Version]:
    """What all parties have signed, the oldest first, what waits to be signed, and the text as it is now.

    At most nine queries.
    """
    now = agreement_state(scope)
    found = signings(scope).filter(stopped_at=None).defer("printed", "document__content")
    told = [_version(each) for each in reversed(found) if each.document_id]
    if now.open:
        told.append(Version(str(now.open.pk), "den version som väntar på underskrift", now.open.content))
    if now.row:
        overall = now.signed.overall if now.signed else False
        told.append(Version(NOW, "texten som den är nu", now.content_of(overall=overall)))
    return told


def compared(
    versions: list[Version], before: str, after: str
) -> tuple[Version, Version, list[Change]] | None:
    """Two of `versions` by key; where the keys are not known, the last signed and what comes after it.

    What waits to be signed comes before how the text reads now: that is what leaders are asked about. None where there
    are not two.
    """
    if len(versions) < 2:
        return None
    by_key = {version.key: version for version in versions}
    signed = [place for place, version in enumerate(versions) if version.signing]
    place = min(signed[-1] if signed else 0, len(versions) - 2)
    older = by_key.get(before, versions[place])
    newer = by_key.get(after, versions[place + 1])
    return older, newer, changes(older.content, newer.content)


def _version(signing: Signing) -> Version:
    kind = ", övergripande" if signing.overall else ""
    number = signing.document.number if signing.document else signing.number
    return Version(
        str(signing.pk), f"{signing.agreement.cycle}, version {number}{kind}", signing.content, signing
    )
