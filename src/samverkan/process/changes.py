"""What has changed since a person last looked, from the action log, in plain sentences.

A room whose writes are worth telling adds its verbs to `VERBS`. Only what is shared, or the person's own party's, is
ever read, and only what they may open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.utils import timezone

from samverkan.access.models import LogEntry
from samverkan.access.scope import Scope
from samverkan.partnerships.content import criteria
from samverkan.partnerships.rules import Step
from samverkan.process.evidence import FOUND
from samverkan.process.state import CycleState

DAYS_BACK = 14
AT_MOST = 12
LINES_READ = 300


@dataclass(frozen=True)
class Told:
    """How a verb is told after the person's name, which right it takes to be told, and where it can be seen.

    `{step}` in the words is the name of the step that the entry's facts name, or whose criterion they name.
    """

    says: str
    permission: str
    url_name: str
    of_step: bool = False


OWN_PICTURE = Told("arbetade med er lägesbild", "picture.view", "prepare:own_picture")
JOINT = Told("arbetade med den gemensamma lägesbilden", "joint.view", "join:picture")
VERBS: dict[str, Told] = {
    **dict.fromkeys(
        (
            *("add_finding", "change_finding", "remove_finding", "put_back_finding", "write_texts"),
            *("freeze_figure", "assess_source", "answer_pattern", "answer_mapping", "note_season"),
            *("change_season", "carry_finding"),
        ),
        OWN_PICTURE,
    ),
    "finish_import": Told("läste in statistik", "dataset.view", "prepare:datasets"),
    "review_secrecy": Told("sekretessprövade er lägesbild", "picture.view", "prepare:own_picture"),
    "acknowledge": Told("tog del av er lägesbild", "picture.view", "prepare:own_picture"),
    "hand_over": Told("lämnade över sin lägesbild", "joint.view", "join:picture"),
    "set_due_day": Told("bestämde när lägesbilderna ska vara klara", "picture.view", "prepare:own_picture"),
    **dict.fromkeys(
        (
            *("keep_finding", "merge_findings", "leave_out_finding", "stand_by_choice", "undo_choice"),
            *("write_joint_texts", "change_joint_finding", "remove_partner_knowledge"),
        ),
        JOINT,
    ),
    "add_partner_knowledge": Told("lade till vad andra vet", "joint.view", "join:picture"),
    **dict.fromkeys(
        ("add_problem", "change_problem", "remove_problem", "put_back_problem"),
        Told("arbetade med problemen", "problem.view", "join:problems"),
    ),
    **dict.fromkeys(
        ("set_mark", "explain_mark"),
        Told("satte märken i prioriteringsmatrisen", "problem.view", "join:matrix"),
    ),
    **dict.fromkeys(
        ("choose_focus", "set_aside", "change_reason", "reopen_choice"),
        Told("valde bland problemen", "problem.view", "join:focus"),
    ),
    "adopt_priorities": Told("fastställde prioriteringen", "problem.view", "join:focus"),
    "confirm": Told("bekräftade den gemensamma lägesbilden", "joint.view", "join:picture"),
    "confirm_criterion": Told("bekräftade ett kriterium i {step}", "overview.follow", "overview:step", True),
    "withdraw_confirmation": Told(
        "tog tillbaka en bekräftelse i {step}", "overview.follow", "overview:step", True
    ),
    "reopen_step": Told("öppnade {step} igen", "overview.follow", "overview:step", True),
    "finish_step": Told("gjorde klart {step} igen", "overview.follow", "overview:step", True),
    **dict.fromkeys(
        ("write_cooperation", "renew_cooperation"),
        Told("skrev på underlaget till beslutet om samverkan", "cooperation.view", "initiate:cooperation"),
    ),
    "decide_cooperation": Told("beslutade om samverkan", "cooperation.view", "initiate:cooperation"),
    **dict.fromkeys(
        ("add_item", "change_item", "remove_item"),
        Told("arbetade med er inventering", "inventory.view", "initiate:inventory"),
    ),
    "share_inventory": Told("delade sin inventering", "inventory.view", "initiate:together"),
    "link_items": Told("såg samband mellan inventeringarna", "inventory.view", "initiate:together"),
    **dict.fromkeys(
        (
            *("add_key_function", "change_key_function", "remove_key_function"),
            *("add_new_partner", "change_new_partner", "remove_new_partner"),
        ),
        Told("arbetade med förankringen", "anchoring.view", "initiate:anchoring"),
    ),
    "write_assignment": Told("skrev på samordnarens uppdrag", "assignment.view", "initiate:assignment"),
    "acknowledge_assignment": Told(
        "bekräftade samordnarens uppdrag", "assignment.view", "initiate:assignment"
    ),
    **dict.fromkeys(
        (
            *("start_plan", "write_section", "name_communicator", "tell_outcome"),
            *("add_audience", "change_audience", "remove_audience"),
            *("add_activity", "change_activity", "remove_activity"),
        ),
        Told("arbetade med kommunikationsplanen", "communication.view", "initiate:communication"),
    ),
    "share_plan": Told("delade sin kommunikationsplan", "communication.view", "initiate:communication"),
    "confirm_plan": Told(
        "bekräftade den gemensamma kommunikationsplanen", "communication.view", "initiate:communication"
    ),
    **dict.fromkeys(
        (
            *("form_group", "change_group", "end_group"),
            *("add_member", "change_member", "end_member"),
        ),
        Told("arbetade med organisationen", "groups.view", "initiate:organisation"),
    ),
    "call_meeting": Told("kallade till möte", "groups.view", "initiate:meetings"),
    "change_meeting": Told("ändrade ett möte", "groups.view", "initiate:meetings"),
    "cancel_meeting": Told("ställde in ett möte", "groups.view", "initiate:meetings"),
    **dict.fromkeys(
        ("put_on_agenda", "add_agenda_item", "move_agenda_item", "remove_agenda_item"),
        Told("arbetade med dagordningen till ett möte", "groups.view", "initiate:meetings"),
    ),
    "note_attendance": Told("skrev vilka som var med på ett möte", "groups.view", "initiate:meetings"),
    **dict.fromkeys(
        ("record_decision", "change_decision"),
        Told("skrev in ett beslut", "groups.view", "initiate:decisions"),
    ),
    "follow_up": Told("följde upp ett beslut", "groups.view", "initiate:decisions"),
    "write_minutes": Told("skrev minnesanteckningar", "groups.view", "initiate:meetings"),
    "take_over_minutes": Told(
        "tog över minnesanteckningarna från ett möte", "groups.view", "initiate:meetings"
    ),
    "correct_minutes": Told(
        "öppnade godkända minnesanteckningar för rättelse", "groups.view", "initiate:meetings"
    ),
    "approve_minutes": Told("godkände minnesanteckningar", "groups.view", "initiate:meetings"),
    **dict.fromkeys(
        (
            *("write_analysis_text", "add_situation", "change_situation", "move_situation"),
            *("remove_situation", "put_back_situation"),
            *("add_risk_factor", "change_risk_factor", "remove_risk_factor", "put_back_risk_factor"),
        ),
        Told("arbetade med en orsaksanalys", "cause.view", "join:causes"),
    ),
    **dict.fromkeys(
        (
            *("add_cause", "word_cause", "move_cause", "group_causes"),
            *("remove_cause", "put_back_cause", "undo_in_tree"),
        ),
        Told("arbetade med ett orsaksträd", "cause.view", "join:causes"),
    ),
    "finish_analysis": Told("gjorde klart en orsaksanalys", "cause.view", "join:causes"),
    "pose_hypothesis": Told("ställde upp en hypotes", "cause.view", "join:causes"),
    **dict.fromkeys(
        (
            *("change_hypothesis", "remove_hypothesis", "put_back_hypothesis"),
            *("add_evidence", "remove_evidence", "put_back_evidence"),
        ),
        Told("arbetade med en hypotes", "cause.view", "join:causes"),
    ),
    "tell_hypothesis_outcome": Told("berättade vad en hypotes gav", "cause.view", "join:causes"),
    **dict.fromkeys(
        (
            *("start_agreement", "write_agreement_section", "take_in_proposal", "keep_own_text"),
            *("set_period", "add_annex", "remove_annex"),
        ),
        Told("arbetade med samverkansöverenskommelsen", "agreement.view", "join:agreement"),
    ),
    "open_signing": Told(
        "lade fram samverkansöverenskommelsen för underskrift", "agreement.view", "join:agreement"
    ),
    "stop_signing": Told(
        "avbröt underskriften av samverkansöverenskommelsen", "agreement.view", "join:agreement"
    ),
    "sign": Told("skrev under samverkansöverenskommelsen", "agreement.view", "join:agreement"),
    "attach_paper": Told("skickade in en underskrift på papper", "agreement.view", "join:agreement"),
    **dict.fromkeys(
        ("add_informed", "change_informed", "note_told", "remove_informed"),
        Told(
            "arbetade med vilka som berörs av överenskommelsen", "agreement.view", "join:agreement_informed"
        ),
    ),
    "accept": Told("gick med i samverkan", "people.view", "overview:people"),
    "change_role": Told("ändrade någons roll", "people.view", "overview:people"),
    "end_assignment": Told("avslutade ett uppdrag", "people.view", "overview:people"),
    "open_next_cycle": Told("startade ett nytt varv", "overview.follow", "overview:cycles"),
}


@dataclass(frozen=True)
class Change:
    """`who` is empty where it came of itself: a criterion that came to hold, or no longer does."""

    at: datetime
    who: str
    says: str
    url_name: str = ""
    url_kwargs: Mapping[str, Any] = field(default_factory=dict)
    lost: bool = False

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


@dataclass(frozen=True)
class Changes:
    """The newest first, by day. `left_out`: how many there are besides those shown."""

    since: datetime
    days: list[tuple[date, list[Change]]]
    left_out: int


def changes(scope: Scope, state: CycleState, last_visit: datetime | None) -> Changes:
    """What others have done since, or in the last fortnight for who has not said when. One query."""
    since = last_visit or timezone.now() - timedelta(days=DAYS_BACK)
    verbs = [verb for verb, told in VERBS.items() if scope.may(told.permission)]
    entries = (
        LogEntry.objects.filter(
            Q(party=None) | Q(party=scope.party),
            partnership=scope.partnership,
            action__in=verbs,
            at__gt=since,
        )
        .exclude(user=scope.user)
        .select_related("user")
        .order_by("-at", "-id")[:LINES_READ]
    )
    told: dict[tuple[date, str, str], Change] = {}
    for each in [*map(_told, entries), *_turned(state, since)]:
        told.setdefault((each.day, each.who, each.says), each)
    newest = sorted(told.values(), key=lambda each: each.at, reverse=True)
    days = groupby(newest[:AT_MOST], key=lambda each: each.day)
    return Changes(since, [(day, list(of_day)) for day, of_day in days], max(0, len(newest) - AT_MOST))


def _told(entry: LogEntry) -> Change:
    verb = VERBS[entry.action]
    if not verb.of_step:
        return Change(entry.at, entry.user.name, verb.says, verb.url_name)
    step = Step(entry.facts.get("step") or entry.facts["criterion"].partition(".")[0])
    says = verb.says.format(step=step.swedish)
    return Change(entry.at, entry.user.name, says, verb.url_name, {"step": step.value})


def _turned(state: CycleState, since: datetime) -> list[Change]:
    """Criteria that the system found or lost; who confirmed the others stands in the log. No query."""
    marks = (
        (state.standing.met, "är uppfyllt", False),
        (state.standing.lost, "gäller inte längre", True),
    )
    return [
        Change(
            kept[criterion.key],
            "",
            f"Kriteriet ”{criterion.text.rstrip('.')}” {words}",
            "overview:step",
            {"step": criterion.step.value},
            lost,
        )
        for kept, words, lost in marks
        for criterion in criteria()
        if criterion.key in FOUND and kept.get(criterion.key, since) > since
    ]
