"""What happens here when somebody joins a partnership, or leaves it to a successor."""

from samverkan.access.permissions import allowed
from samverkan.access.scope import Scope
from samverkan.datasets.actions import start_catalogue
from samverkan.datasets.models import Import, Source
from samverkan.datasets.queries import OPEN
from samverkan.partnerships.models import Membership
from samverkan.partnerships.rules import Role


def prepare_catalogue(scope: Scope) -> None:
    """The first in a party who may write in its catalogue finds the ready rows there."""
    if scope.may("catalogue.edit") and not Source.objects.filter(party=scope.party).exists():
        start_catalogue(scope)


def hand_over_imports(leaving: Membership, taking_over: Membership) -> int:
    """Files not read yet are read in the name of the successor, if that is somebody who may read files in."""
    if not allowed(Role(taking_over.role), "dataset.import"):
        return 0
    waiting = Import.objects.filter(party=leaving.party, created_by=leaving.user, state__in=OPEN)
    return waiting.update(created_by=taking_over.user)
