"""Who is asking, in which partnership and for which party. Every query and every action takes one."""

from dataclasses import dataclass
from functools import cached_property

from samverkan.access.permissions import allowed, holders
from samverkan.partnerships.models import Cycle, Membership, Partnership, Party, User
from samverkan.partnerships.rules import Role


class Forbidden(Exception):
    """A member without the right. The message says whom the page is for and is shown as it stands."""


class NoParty(Exception):
    """A query for a party's own matters by someone who acts for no party. Scoping fails closed."""


@dataclass(frozen=True)
class Scope:
    """`partnerships` are all that the person is a member of, by name: the choice in the page's frame."""

    membership: Membership
    partnerships: tuple[Partnership, ...] = ()

    @property
    def user(self) -> User:
        return self.membership.user

    @property
    def partnership(self) -> Partnership:
        return self.membership.partnership

    @property
    def party(self) -> Party:
        """The party this person acts for; raises `NoParty` for an observer rather than matching nothing or all."""
        if self.membership.party is None:
            raise NoParty(f"{self.membership} acts for no party")
        return self.membership.party

    @property
    def role(self) -> Role:
        return Role(self.membership.role)

    def may(self, permission: str) -> bool:
        return allowed(self.role, permission)

    def require(self, permission: str) -> None:
        if not self.may(permission):
            raise Forbidden(f"Det här är till för {holders(permission)}. Fråga dem om du behöver göra det.")

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """All parties of the partnership, in order. One query, however many ask."""
        return tuple(Party.objects.filter(partnership=self.partnership).select_related("organisation"))

    @cached_property
    def cycle(self) -> Cycle:
        """The running cycle: the newest one that is not closed, else the newest."""
        cycles = list(self.partnership.cycles.all())
        return next((cycle for cycle in cycles if cycle.closed_at is None), cycles[0])


def find_scope(user: User, slug: str) -> Scope | None:
    """The person's scope in a partnership, or None: to a non-member the partnership does not exist. One query."""
    memberships = (
        Membership.objects.select_related("partnership", "party__organisation")
        .filter(user=user, user__is_active=True, ended_at=None)
        .order_by("partnership__name")
    )
    partnerships, found = [], None
    for membership in memberships:
        membership.user = user
        partnerships.append(membership.partnership)
        if membership.partnership.slug == slug:
            found = membership
    return Scope(found, tuple(partnerships)) if found else None
