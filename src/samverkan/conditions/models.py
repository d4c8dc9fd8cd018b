"""The decision to cooperate, each party's inventory, the anchoring and the coordinator's assignment, cycle by cycle."""

from django.db import models
from django.utils import timezone

from samverkan.conditions.rules import FunctionRole, ItemKind, LinkKind, ManagerAnswer, PartnerState
from samverkan.documents.frozen import Frozen
from samverkan.documents.models import DocumentVersion
from samverkan.partnerships.models import Cycle, Party, User


class Edited(models.Model):
    """Somebody wrote it last, and two people who write at once are told."""

    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Cooperation(Edited):
    """What the leaders decide together (handbook p. 21). Never changed once it is adopted as `document`."""

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="cooperation")
    need = models.TextField(blank=True)
    aims = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    mandates = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    first_part = models.TextField(blank=True)
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+", null=True, blank=True)

    def __str__(self) -> str:
        return f"Samverkan {self.cycle}"


class LeaderDecision(Frozen):
    """A party's leader decided on exactly this content; it stops counting when the text changes."""

    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="decisions")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    content_sha256 = models.CharField(max_length=64)
    registry_number = models.CharField(max_length=60, blank=True)  # the party's own
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)  # in words, as it was then
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "party", "content_sha256"], name="leader_decision_once_per_party"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.at:%Y-%m-%d}"


class InventoryItem(Edited):
    """One thing a party has or does. The party's own until it shares its inventory."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="inventory_items")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ItemKind.choices())
    what = models.TextField()
    run_by = models.CharField(max_length=160, blank=True)
    target = models.CharField(max_length=200, blank=True)
    until = models.CharField(max_length=80, blank=True)
    months = models.JSONField(default=list)  # 1–12, sorted; of the budget calendar
    note = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what[:60]

    @property
    def kind_name(self) -> str:
        return ItemKind(self.kind).swedish


class SharedInventory(Frozen):
    """A party's inventory as every party may read it from then on. A later change is shared anew."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="shared_inventories")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "party", "number"], name="shared_inventory_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.number}"


class ItemLink(models.Model):
    """The parties see that two of their items are the same work, or pull in different directions."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="item_links")
    kind = models.CharField(max_length=12, choices=LinkKind.choices())
    first = models.ForeignKey(InventoryItem, models.PROTECT, related_name="+")
    second = models.ForeignKey(InventoryItem, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first", "second"],
                condition=models.Q(removed_at=None),
                name="item_link_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.second_id}"

    @property
    def kind_name(self) -> str:
        return LinkKind(self.kind).swedish


class KeyFunction(Edited):
    """A function that the work needs in a party's organisation (handbook p. 24). All parties read it from the start."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="key_functions")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    who = models.CharField(max_length=160)
    role = models.CharField(max_length=14, choices=FunctionRole.choices())
    manager = models.CharField(
        max_length=10, choices=ManagerAnswer.choices(), default=ManagerAnswer.NOT_ASKED
    )
    decided_on = models.DateField(null=True, blank=True)
    knows = models.TextField(blank=True)
    note = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.who

    @property
    def role_name(self) -> str:
        return FunctionRole(self.role).swedish


class NewPartner(Edited):
    """An organisation that could take part, and what it could give (handbook p. 25). The parties' together."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="new_partners")
    name = models.CharField(max_length=160)
    can_give = models.TextField(blank=True)
    contact = models.CharField(max_length=160, blank=True)
    asked_by = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=PartnerState.choices(), default=PartnerState.IDEA)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def state_name(self) -> str:
        return PartnerState(self.state).swedish


class Assignment(Edited):
    """What the coordinator is to do, with what mandate and time (handbook p. 28–29). The party's own draft."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="assignments")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    holder = models.CharField(max_length=160, blank=True)
    what = models.TextField(blank=True)
    mandate = models.TextField(blank=True)
    share = models.PositiveSmallIntegerField(null=True, blank=True)  # of full time, in percent
    resources = models.TextField(blank=True)
    reporting = models.TextField(blank=True)
    ready = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "party"], name="assignment_once_per_party")]

    def __str__(self) -> str:
        return f"Uppdrag {self.party}"


class AssignmentApproval(Frozen):
    """The manager acknowledged exactly this assignment, which every party may read from then on."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="approvals")
    content_sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)  # in words, as it was then
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return str(self.assignment)
