"""What happens here when somebody joins a partnership."""

from samverkan.access.scope import Scope
from samverkan.datasets.actions import start_catalogue
from samverkan.datasets.models import Source


def prepare_catalogue(scope: Scope) -> None:
    """The first in a party who may write in its catalogue finds the ready rows there."""
    if scope.may("catalogue.edit") and not Source.objects.filter(party=scope.party).exists():
        start_catalogue(scope)
