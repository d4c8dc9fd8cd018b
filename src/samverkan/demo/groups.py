"""The demo's organisation: three groups, their meetings year by year, what they decided and what was written down."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.demo.clock import at
from samverkan.demo.people import acting
from samverkan.groups import actions
from samverkan.groups.models import AgendaItem, Group, Meeting
from samverkan.groups.printing import print_minutes
from samverkan.groups.queries import agenda, expected, groups, people, proposed
from samverkan.groups.rules import SUGGESTED, GroupKind, MemberFunction, Presence
from samverkan.problems.queries import SUBJECT as PRIORITIES
from samverkan.process.agenda import waiting_for
from samverkan.process.subjects import JOINT_PICTURE, subjects

COMING_IN = timedelta(days=19)


@dataclass(frozen=True)
class Decided:
    """`by` is whose task it is (a key of `Desk.scopes`), `within` how many days it may take, `took` how many it took."""

    text: str
    by: str = ""
    within: int = 0
    took: int = 0
    note: str = ""
    about: str = ""  # what kind of thing it is about (process/subjects)


@dataclass(frozen=True)
class Point:
    title: str
    why: str
    note: str
    decided: tuple[Decided, ...] = ()


@dataclass(frozen=True)
class Told:
    """A meeting: which group, which day of the year, what it took up; who wrote it down and who approved."""

    group: str
    month: int
    day: int
    points: tuple[Point, ...]
    writer: str = "anna"
    approver: str = "per"
    guests: str = ""
    absent: tuple[str, ...] = ()


@dataclass
class Desk:
    """The people who hold the meetings, by first name."""

    scopes: dict[str, Scope]

    @property
    def anna(self) -> Scope:
        return self.scopes["anna"]

    def group(self, kind: str) -> Group:
        return groups(self.anna).get(kind=kind, ended_on=None)

    def organise(self) -> None:
        """The three groups, with the council mapped to the one that prepares."""
        everybody = list(people(self.anna))
        for kind, name in ((GroupKind.STEERING, "Styrgruppen"), (GroupKind.PREPARATORY, "Beredningsgruppen")):
            mandate, assignment = SUGGESTED[kind]
            actions.form_group(
                self.anna,
                None,
                kind=kind,
                name=name,
                mandate=mandate,
                assignment=assignment,
                council=kind is GroupKind.PREPARATORY,
                persons=[person.pk for person in proposed(everybody, kind)],
            )
        working = actions.form_group(
            self.anna,
            None,
            kind=GroupKind.WORKING,
            name="Stationsområdet",
            mandate="Får prova åtgärder som ryms i det vanliga arbetet. Annat tas upp med beredningsgruppen.",
            assignment="Minska cykelstölder och otrygghet kring stationen. Ses varannan månad.",
            persons=[self.scopes[name].membership.pk for name in ("anna", "per", "ylva")],
        )
        for occupation, organisation in (
            ("Fastighetschef", "Björkvallabostäder"),
            ("Stationschef", "Stationsbolaget"),
        ):
            actions.add_member(self.anna, None, working, occupation=occupation, organisation=organisation)
        for group, who, function in (
            ("steering", "karin", MemberFunction.CHAIRPERSON),
            ("preparatory", "anna", MemberFunction.SECRETARY),
            ("working", "ylva", MemberFunction.CHAIRPERSON),
        ):
            member = self.group(group).members.get(membership=self.scopes[who].membership)
            actions.change_member(
                self.anna, member, member.version, function=function, joined_on=member.joined_on
            )

    def meet(self, year: int, told: Told) -> None:
        """Called two weeks before, held on its day, written up and approved within a week. Not before it has been."""
        day = date(year, told.month, told.day)
        if day >= timezone.localdate():
            return
        group = self.group(told.group)
        with at(_moment(day - timedelta(days=14))):
            meeting = self._call(group, day)
            collected = set(agenda(self.anna).filter(meeting=meeting).values_list("title", flat=True))
            for point in told.points:
                if point.title not in collected:
                    actions.add_agenda_item(self.anna, None, meeting, title=point.title, why=point.why)
        with at(_moment(day)):
            meeting = self._hold(meeting, told)
            items = {item.title: item for item in agenda(self.anna).filter(meeting=meeting)}
            for point in told.points:
                for decided in point.decided:
                    self._decide(group, day, decided, meeting, items[point.title])
        with at(_moment(day + timedelta(days=2))):
            self._write(meeting, told, items)
        if told.approver:
            with at(_moment(day + timedelta(days=6))):
                meeting.refresh_from_db()
                self._approve(meeting, self.scopes[told.approver])

    def _call(self, group: Group, day: date) -> Meeting:
        return actions.call_meeting(
            self.anna,
            None,
            group,
            day=day,
            starts_at=time(13),
            ends_at=time(14, 30),
            place="Kommunhuset, Stora salen" if group.kind == GroupKind.STEERING else "Polishuset, rum 3",
            collected=waiting_for(self.anna, group),
        )

    def _hold(self, meeting: Meeting, told: Told) -> Meeting:
        away = {self.scopes[name].membership.pk for name in told.absent}
        there = {
            member.pk: Presence.APOLOGIES.value if member.membership_id in away else Presence.PRESENT.value
            for member in expected(self.anna, meeting)
        }
        return actions.note_attendance(
            self.anna, meeting, meeting.version, presence=there, guests=told.guests
        )

    def _decide(
        self, group: Group, day: date, decided: Decided, meeting: Meeting | None, item: AgendaItem | None
    ) -> None:
        about = next((each for each in subjects(self.anna) if each.kind == decided.about), None)
        decision = actions.record_decision(
            self.anna,
            None,
            group,
            text=decided.text,
            decided_on=day,
            meeting=meeting,
            item=item,
            responsible=self.scopes[decided.by].membership.pk if decided.by else None,
            due_on=day + timedelta(days=decided.within) if decided.within else None,
            about=(about.kind, about.pk, about.text) if about else None,
        )
        done = day + timedelta(days=decided.took)
        if decided.took and done < date.today():
            with at(_moment(done)):
                actions.follow_up(
                    self.scopes[decided.by], decision, decision.version, done_on=done, note=decided.note
                )

    def _write(self, meeting: Meeting, told: Told, items: dict[str, AgendaItem]) -> None:
        notes = {str(items[point.title].pk): point.note for point in told.points}
        for item in items.values():
            notes.setdefault(str(item.pk), "Gruppen gick igenom läget.")
        actions.write_minutes(self.scopes[told.writer], meeting, 0, notes=notes, other="", finished=True)

    def _approve(self, meeting: Meeting, approver: Scope) -> None:
        printed = print_minutes(approver, meeting)
        actions.approve_minutes(
            approver, None, meeting, content_sha256=printed.approved_sha256, printed=printed
        )

    def between_meetings(self, year: int) -> None:
        day = date(year, 9, 12)
        if day < timezone.localdate():
            with at(_moment(day)):
                text = "Belysningen i cykelgaraget byggs ut i höst. Beslutet togs per capsulam."
                decided = Decided(text, "anna", 60, 41, "Klart. Tekniska kontoret satte upp sju armaturer.")
                self._decide(self.group("steering"), day, decided, None, None)

    def call_next(self) -> None:
        """The running year's next meeting of the group that leads."""
        meeting = self._call(self.group("steering"), timezone.localdate() + COMING_IN)
        actions.add_agenda_item(
            self.anna,
            None,
            meeting,
            title="Tidsplan för nästa varv",
            why="Besluta när lägesbilderna ska vara klara.",
        )


def until_joint(desk: Desk, year: int) -> None:
    """The meetings before the two pictures became one."""
    desk.meet(year, start_of_year(year))
    desk.meet(year, before_the_joint_picture(year))


def meet_about_the_joint_picture(desk: Desk, year: int) -> None:
    desk.meet(year, about_the_joint_picture(year))


def decide_priorities(desk: Desk, year: int) -> None:
    desk.meet(year, about_the_priorities(year))


def rest_of_year(desk: Desk, year: int) -> None:
    desk.meet(year, at_the_station(year))
    desk.between_meetings(year)


def running_year(desk: Desk, year: int) -> None:
    """As far as the year has come: the latest minutes wait for somebody to approve them."""
    desk.meet(year, replace(at_the_station(year), approver=""))
    desk.call_next()


def start_of_year(year: int) -> Told:
    return Told(
        "steering",
        1,
        29,
        (
            Point(
                "Årets kartläggning",
                "Besluta om tidsram och vad kartläggningen ska lägga vikt vid.",
                "Parterna gör sina lägesbilder var för sig och lämnar över dem. Den här gången läggs extra "
                "vikt vid stationsområdet och vid vad som händer på kvällar och helger.",
                (
                    Decided(
                        f"Lägesbilderna ska vara klara 31 mars {year}.",
                        "anna",
                        61,
                        56,
                        "Båda bilderna är överlämnade.",
                    ),
                ),
            ),
            Point(
                "Möten under året",
                "Bestämma hur ofta gruppen ses.",
                "Styrgruppen ses i januari och maj, och däremellan när något behöver beslutas.",
            ),
        ),
        absent=("lars",),
        approver="karin",
    )


def before_the_joint_picture(year: int) -> Told:
    return Told(
        "preparatory",
        3,
        5,
        (
            Point(
                "Hur långt lägesbilderna har kommit",
                "Stämma av och lösa det som har kört fast.",
                "Kommunen väntar på siffror från skolorna. Polisens bild är snart klar. Förvaltningen "
                "bidrar med skadegörelse på kommunens egna hus.",
                (
                    Decided(
                        "Disa tar fram kostnaderna för skadegörelse på kommunens hus.",
                        "disa",
                        14,
                        12,
                        "Underlaget är inläst som datamängd.",
                    ),
                ),
            ),
            Point(
                "Vad andra vet",
                "Bestämma vilka mer vi frågar.",
                "Bostadsbolaget och stationsbolaget har bra kunskap om kvällarna. Anna hör av sig till dem.",
            ),
        ),
        guests="Analytiker, Björkvalla kommun",
    )


def about_the_joint_picture(year: int) -> Told:
    return Told(
        "steering",
        5,
        7,
        (
            Point(
                f"Ta del av den gemensamma lägesbilden {year}",
                "Ta del av bilden och peka ut riktningen.",
                "Samordnaren och kommunpolisen gick igenom bilden. Stationsområdet sticker ut även i år. "
                "Gruppen vill gå vidare med orsakerna innan några åtgärder väljs.",
                (
                    Decided("Styrgruppen ställer sig bakom den gemensamma lägesbilden.", about=JOINT_PICTURE),
                    Decided(
                        "Beredningsgruppen tar fram ett förslag till vilka problem samverkan ska välja.",
                        "per",
                        45,
                        38,
                        "Förslaget skickades ut till mötet i juni.",
                        about=JOINT_PICTURE,
                    ),
                ),
            ),
        ),
        guests="Kommunikatör, Björkvalla kommun",
        approver="lars",
    )


def about_the_priorities(year: int) -> Told:
    return Told(
        "steering",
        6,
        3,
        (
            Point(
                "Besluta om prioriteringen",
                "Beredningsgruppen föreslår två fokusområden.",
                "Gruppen gick igenom matrisen problem för problem. Cykelstölderna har flest kryss och går att göra "
                "något åt i år. Norrängen har väntat länge. Det andra får vänta, var och ett med sitt skäl.",
                (
                    Decided(
                        "Fokusområden blir cykelstölderna vid stationen och Norrängen. Övriga problem får vänta.",
                        about=PRIORITIES,
                    ),
                    Decided(
                        "Samordnaren och kommunpolisen tar fram orsaksanalyserna.",
                        "anna",
                        30,
                        12,
                        "Båda analyserna är skickade till gruppen.",
                    ),
                ),
            ),
        ),
        approver="karin",
    )


def at_the_station(year: int) -> Told:
    return Told(
        "working",
        10,
        14,
        (
            Point(
                "Cykelgaraget",
                "Gå igenom hösten och bestämma vad som görs före vintern.",
                "Fler använder garaget sedan ramlåsen kom. Det är mörkt vid norra ingången.",
                (
                    Decided(
                        "Ylva är på plats vid stationen två eftermiddagar i veckan till årets slut.",
                        "ylva",
                        70,
                        70,
                        "Genomfört alla veckor utom två.",
                    ),
                ),
            ),
            Point("Nästa träff", "Bestämma dag.", "Gruppen ses igen i december."),
        ),
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 15, 10))


def desk() -> Desk:
    """The demo's people as they are now."""
    names = {
        "bjorkvalla.example": ("anna", "karin", "amir", "disa"),
        "polisen.example": ("per", "lars", "ylva"),
    }
    return Desk({name: acting(f"{name}@{domain}") for domain, of in names.items() for name in of})
