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
    """`key` is the signing's number, or `now` for the text as it stands. `signing` is None for the latter."""

    key: str
    name: str
    content: AgreementContent
    signing: Signing | None = None


def signed_versions(scope: Scope) -> list[Version]:
    """What all parties have signed, in this cycle and before it, the oldest first. At most three queries."""
    found = list(signings(scope).exclude(document=None).defer("printed", "document__content"))
    return [_version(signing) for signing in reversed(found)]


def versions_to_compare(scope: Scope) -> list[Version]:
    """The signed ones, and how it reads now when somebody has begun on it. At most nine queries."""
    now = agreement_state(scope)
    told = signed_versions(scope)
    if now.row:
        overall = now.signed.overall if now.signed else False
        told.append(Version(NOW, "Som den är nu", now.content_of(overall=overall)))
    return told


def compared(
    versions: list[Version], before: str, after: str
) -> tuple[Version, Version, list[Change]] | None:
    """Two of `versions` by key, the last two where the keys are not known; None where there are not two."""
    if len(versions) < 2:
        return None
    by_key = {version.key: version for version in versions}
    older = by_key.get(before, versions[-2])
    newer = by_key.get(after, versions[-1])
    return older, newer, changes(older.content, newer.content)


def _version(signing: Signing) -> Version:
    kind = "övergripande" if signing.overall else "hel"
    name = (
        f"{signing.agreement.cycle}, version {signing.document.number} ({kind})" if signing.document else ""
    )
    return Version(str(signing.pk), name, signing.content, signing)
