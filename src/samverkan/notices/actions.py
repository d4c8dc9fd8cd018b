"""What a person decides about their mails."""

from collections.abc import Collection

from samverkan.access.actions import action, record
from samverkan.access.scope import Scope
from samverkan.notices.models import NoticeChoice
from samverkan.notices.rules import CHOOSABLE, Kind


@action("notices.choose", proves=False)
def choose_notices(scope: Scope, kinds: Collection[Kind]) -> None:
    """From now on only `kinds` are sent to this person, in all partnerships."""
    for kind in CHOOSABLE:
        NoticeChoice.objects.update_or_create(user=scope.user, kind=kind, defaults={"wanted": kind in kinds})
    record(scope, "choose_notices", scope.user, shared=scope.membership.party is None)
