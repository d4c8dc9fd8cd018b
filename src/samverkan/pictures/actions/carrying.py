"""Beginning the own picture of a new cycle with what still holds of the last one."""

from collections.abc import Sequence
from uuid import UUID

from samverkan.access.actions import Refused, action, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.pictures.content import FINDING_PARTS
from samverkan.pictures.models import Finding, Picture
from samverkan.pictures.queries.carrying import carriable


@action("picture.edit")
def carry_findings(scope: Scope, token: UUID | None, numbers: Sequence[int]) -> Picture:
    """Copy the party's own findings of the cycle before into its draft, as new findings.

    A figure stays where it is: it is frozen evidence of another year.
    """

    def make() -> Picture:
        chosen = [finding for finding in carriable(scope) if finding.pk in set(numbers)]
        if len(chosen) != len(set(numbers)):
            raise Refused("Någon av iakttagelserna finns redan i lägesbilden. Ladda om sidan och välj igen.")
        picture, _ = Picture.objects.get_or_create(cycle=running_cycle(scope), party=scope.party)
        for position, finding in enumerate(chosen, picture.next_position()):
            copied = Finding.objects.create(
                picture=picture,
                position=position,
                changed_by=scope.user,
                **{part: getattr(finding, part) for part in FINDING_PARTS},
            )
            record(scope, "carry_finding", copied, of=finding.pk)
        return picture

    return once(scope, "carry_findings", token, make, Picture)
