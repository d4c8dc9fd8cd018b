"""Who leads, who prepares and who carries out: groups with members, meetings with agendas, decisions and minutes."""

from datetime import date

from django.db import models
from django.utils import timezone

from samverkan.documents.models import DocumentVersion
from samverkan.groups.rules import GroupKind, MeetingStatus, MemberFunction, Presence
from samverkan.partnerships.models import Membership, Partnership, Party, User


class Group(models.Model):
    """Shared by all parties. `council`: this group is the local crime prevention council (handbook p. 26–27)."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="groups")
    kind = models.CharField(max_length=12, choices=GroupKind.choices())
    name = models.CharField(max_length=120)
    mandate = models.TextField(blank=True)
    assignment = models.TextField(blank=True)
    council = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=models.Q(council=True, ended_on=None),
                name="council_once_per_partnership",
            ),
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                condition=models.Q(kind__in=[GroupKind.STEERING, GroupKind.PREPARATORY], ended_on=None),
                name="group_one_leads_and_one_prepares",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_name(self) -> str:
        return GroupKind(self.kind).swedish


class GroupMember(models.Model):
    """A person of the partnership, or somebody outside it known by occupation and organisation alone."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", null=True, blank=True)
    occupation = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    function = models.CharField(
        max_length=12, choices=MemberFunction.choices(), default=MemberFunction.MEMBER
    )
    joined_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "membership"],
                condition=models.Q(ended_on=None) & ~models.Q(membership=None),
                name="group_member_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(membership=None)
                | (~models.Q(occupation="") & ~models.Q(organisation="")),
                name="group_member_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.membership.user.name if self.membership else self.occupation

    @property
    def left_on(self) -> date | None:
        """The day the person left the group, or the partnership with it."""
        gone = self.membership.ended_at if self.membership else None
        return self.ended_on or (timezone.localtime(gone).date() if gone else None)

    @property
    def is_coming(self) -> bool:
        """Joins on a day ahead, and does not sit in the group yet."""
        return self.joined_on > timezone.localdate()

    @property
    def about(self) -> str:
        """What the person is where they come from."""
        return self.membership.role_name if self.membership else self.organisation

    @property
    def party(self) -> Party | None:
        return self.membership.party if self.membership else None

    @property
    def function_name(self) -> str:
        return MemberFunction(self.function).swedish


class Meeting(models.Model):
    """`version` guards time, place, attendance and guests; the minutes and each decision have their own."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    day = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=MeetingStatus.choices(), default=MeetingStatus.CALLED)
    cancelled_because = models.TextField(blank=True)
    guests = models.TextField(blank=True)  # by function, one a line
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+", null=True, blank=True)
    corrected_because = models.TextField(blank=True)  # why the approved minutes are opened again
    called_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-day", "-starts_at", "-id"]

    def __str__(self) -> str:
        return f"{self.group} {self.day}"

    @property
    def is_open(self) -> bool:
        """Called but not yet held."""
        return self.status == MeetingStatus.CALLED

    @property
    def is_held(self) -> bool:
        return self.status == MeetingStatus.HELD

    @property
    def is_minuted(self) -> bool:
        return self.status == MeetingStatus.MINUTED

    @property
    def is_cancelled(self) -> bool:
        return self.status == MeetingStatus.CANCELLED

    @property
    def may_change(self) -> bool:
        return self.is_open or self.is_held

    @property
    def status_name(self) -> str:
        return MeetingStatus(self.status).swedish

    @property
    def state(self) -> str:
        """The shape of web/components.status that stands for how far it has come."""
        return {"called": "todo", "held": "now", "minuted": "done", "cancelled": "stop"}[self.status]


class AgendaItem(models.Model):
    """Something to take up. What was collected has the `key` of the matter, and leads to where it is dealt with."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    why = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=60, blank=True)
    url_name = models.CharField(max_length=60, blank=True)
    url_kwargs = models.JSONField(default=dict)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"],
                condition=models.Q(removed_at=None) & ~models.Q(key=""),
                name="agenda_matter_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    member = models.ForeignKey(GroupMember, models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence.choices())

    class Meta:
        ordering = ["member"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.presence}"


class Decision(models.Model):
    """Taken at a meeting, or between meetings (`meeting` is null). `about_*` is what it decides, whatever that is."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", null=True, blank=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions", null=True, blank=True)
    decided_on = models.DateField()
    text = models.TextField()
    responsible = models.ForeignKey(Membership, models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    registry_number = models.CharField(max_length=60, blank=True)
    about_type = models.CharField(max_length=40, blank=True)
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about_text = models.CharField(max_length=200, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-decided_on", "-id"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="decision_by_subject")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def about(self) -> str:
        """The subject as a form's answer: `joint_picture:3`."""
        return f"{self.about_type}:{self.about_id}" if self.about_type else ""

    @property
    def is_fixed(self) -> bool:
        """It stands in approved minutes: from then on it is only followed up."""
        return self.meeting is not None and self.meeting.is_minuted


class Minutes(models.Model):
    """What one person writes down, agenda item by agenda item: `notes` by the item's number."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    writer = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    notes = models.JSONField(default=dict)
    other = models.TextField(blank=True)
    finished = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.meeting}"
