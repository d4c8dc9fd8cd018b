"""The cause tree grown by several people at once: nothing is lost, and who is second is told what stands."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from samverkan.access.actions import Conflict, Refused
from samverkan.access.models import LogEntry
from samverkan.access.scope import Forbidden, NoParty, Scope
from samverkan.problems.actions.causes import (
    add_cause,
    group_causes,
    move_cause,
    put_back_cause,
    remove_cause,
    word_cause,
)
from samverkan.problems.actions.undoing import undo_in_tree
from samverkan.problems.models import Cause, CauseChange, Hypothesis, Problem
from samverkan.problems.queries.causes import (
    cause_tree,
    get_cause,
    history,
    may_undo,
    removed,
    seen,
    tree_log,
    tree_of,
)
from samverkan.problems.rules import Outcome, Perspective, Standing
from samverkan.problems.tree import NotAllowed, Spot
from tests.conftest import World


@pytest.fixture
def anna(world: World) -> Scope:
    return world.scope("anna")


@pytest.fixture
def per(world: World) -> Scope:
    return world.scope("per")


@pytest.fixture
def problem(world: World, anna: Scope) -> Problem:
    return Problem.objects.create(
        cycle=world.cycle, name="Våld utomhus", standing=Standing.FOCUS, changed_by=anna.user
    )


def put(scope: Scope, problem: Problem, text: str, to: str = "branch:situation") -> Cause:
    return add_cause(scope, None, problem, text=text, to=Spot.read(to))


def reads(scope: Scope, problem: Problem) -> str:
    """`Krogar(Langning Trångt) Unga`: the whole tree in one line."""
    found = cause_tree(scope, problem)

    def told(holder: int | str) -> str:
        return " ".join(
            cause.text + (f"({below})" if (below := told(cause.pk)) else "")
            for cause in found.children(holder)
        )

    return " | ".join(filter(None, map(told, ("situation", "victim", "offender"))))


def move(scope: Scope, cause: Cause, to: str, version: int | None = None) -> Cause:
    return move_cause(scope, cause, version or Cause.objects.get(pk=cause.pk).version, Spot.read(to))


def test_notes_hang_in_the_order_they_were_put(anna: Scope, per: Scope, problem: Problem) -> None:
    bars = put(anna, problem, "Krogar")
    put(per, problem, "Langning", f"under:{bars.pk}")
    put(anna, problem, "Trångt", f"under:{bars.pk}")
    put(anna, problem, "Unga", "branch:offender")
    assert reads(per, problem) == "Krogar(Langning Trångt) | Unga"
    assert LogEntry.objects.filter(action="add_cause", party=None).count() == 4


def test_the_same_form_sent_twice_gives_one_note(anna: Scope, problem: Problem) -> None:
    token = uuid4()
    for _ in range(2):
        add_cause(anna, token, problem, text="Krogar", to=Spot.read("branch:situation"))
    assert reads(anna, problem) == "Krogar"


def test_one_moves_a_note_while_another_words_it(anna: Scope, per: Scope, problem: Problem) -> None:
    bars, note = put(anna, problem, "Krogar"), put(anna, problem, "Langning")
    move(anna, note, f"under:{bars.pk}", 1)
    word_cause(per, note, 1, text="Langning till unga")
    assert reads(anna, problem) == "Krogar(Langning till unga)"
    move(per, note, "branch:victim", 3)
    word_cause(anna, note, 3, text="Langning")
    assert reads(anna, problem) == "Krogar | Langning"


def test_of_two_who_move_the_same_note_the_second_is_told(anna: Scope, per: Scope, problem: Problem) -> None:
    note = put(anna, problem, "Langning")
    move(anna, note, "branch:victim", 1)
    with pytest.raises(Conflict) as told:
        move(per, note, "branch:offender", 1)
    assert told.value.current.changed_by == anna.user
    assert reads(per, problem) == "Langning"
    move(per, note, "branch:offender", told.value.current.version)


def test_of_two_who_word_the_same_note_the_second_is_told(anna: Scope, per: Scope, problem: Problem) -> None:
    note = put(anna, problem, "Langning")
    word_cause(anna, note, 1, text="Langning vid skolan")
    with pytest.raises(Conflict):
        word_cause(per, note, 1, text="Langning i parken")


def test_notes_that_others_move_meanwhile_do_not_disturb_a_move(
    anna: Scope, per: Scope, problem: Problem
) -> None:
    first, second, third = (put(anna, problem, word) for word in ("ett", "två", "tre"))
    move(per, first, f"after:{third.pk}", 1)
    move(anna, third, f"before:{second.pk}", 1)
    assert reads(anna, problem) == "tre två ett"
    assert sorted(Cause.objects.values_list("position", flat=True)) == [1, 2, 3]


def test_two_notes_are_not_hung_under_each_other(anna: Scope, per: Scope, problem: Problem) -> None:
    one, two = put(anna, problem, "ett"), put(anna, problem, "två")
    move(anna, one, f"under:{two.pk}", 1)
    with pytest.raises(Refused, match="under sig själv"):
        move(per, two, f"under:{one.pk}", 1)


def test_moving_under_what_was_just_removed_is_refused(anna: Scope, per: Scope, problem: Problem) -> None:
    one, two = put(anna, problem, "ett"), put(anna, problem, "två")
    remove_cause(per, two, 1, hanging_on_it=0)
    with pytest.raises(Refused, match="tagits bort"):
        move(anna, one, f"under:{two.pk}", 1)
    with pytest.raises(Refused, match="Per har just tagit bort"):
        move(anna, two, "branch:victim", 1)


def test_removing_takes_what_hangs_on_it_along_and_is_told_first(
    anna: Scope, per: Scope, problem: Problem
) -> None:
    bars = put(anna, problem, "Krogar")
    put(per, problem, "Langning", f"under:{bars.pk}")
    with pytest.raises(Refused, match="Andra har hängt upp"):
        remove_cause(anna, bars, 1, hanging_on_it=0)
    remove_cause(anna, bars, 1, hanging_on_it=1)
    assert reads(anna, problem) == ""
    assert [(cause.text, along) for cause, along in removed(anna, problem)] == [("Krogar", 1)]
    put_back_cause(per, bars)
    assert reads(anna, problem) == "Krogar(Langning)"


def test_what_was_removed_before_does_not_come_back_with_what_was_removed_later(
    anna: Scope, problem: Problem
) -> None:
    bars = put(anna, problem, "Krogar")
    supply = put(anna, problem, "Langning", f"under:{bars.pk}")
    remove_cause(anna, supply, 1, hanging_on_it=0)
    remove_cause(anna, bars, 1, hanging_on_it=0)
    put_back_cause(anna, supply)
    assert reads(anna, problem) == "Langning"
    put_back_cause(anna, bars)
    assert reads(anna, problem) == "Krogar Langning"


def test_what_comes_back_never_makes_the_tree_too_deep(anna: Scope, problem: Problem) -> None:
    one, two, three = (put(anna, problem, word) for word in ("ett", "två", "tre"))
    four = put(anna, problem, "fyra", f"under:{three.pk}")
    put(anna, problem, "fem", f"under:{four.pk}")
    remove_cause(anna, four, 1, hanging_on_it=1)
    move(anna, two, f"under:{one.pk}")
    move(anna, three, f"under:{two.pk}")
    put_back_cause(anna, four)
    assert reads(anna, problem) == "ett(två(tre fyra(fem)))"


def test_several_notes_are_grouped_under_a_new_one_and_ungrouped_as_one(
    anna: Scope, per: Scope, problem: Problem
) -> None:
    one, two, three = (put(anna, problem, word) for word in ("ett", "två", "tre"))
    group_causes(per, None, problem, [three.pk, one.pk], text="Samlade")
    assert reads(anna, problem) == "Samlade(ett tre) två"
    with pytest.raises(Refused, match="minst två"):
        group_causes(per, None, problem, [two.pk], text="Ensam")
    undo_in_tree(per, problem)
    assert reads(anna, problem) == "ett två tre"


def test_one_undoes_ones_own_latest_acts_one_by_one(anna: Scope, per: Scope, problem: Problem) -> None:
    one, two = put(anna, problem, "ett"), put(anna, problem, "två")
    put(per, problem, "pers")
    move(anna, one, f"under:{two.pk}")
    word_cause(anna, two, 1, text="två och en halv")
    remove_cause(anna, two, 2, hanging_on_it=1)
    assert reads(anna, problem) == "pers"
    undo_in_tree(anna, problem)
    assert reads(anna, problem) == "två och en halv(ett) pers"
    undo_in_tree(anna, problem)
    undo_in_tree(anna, problem)
    assert reads(anna, problem) == "ett två pers"
    undo_in_tree(anna, problem)
    undo_in_tree(anna, problem)
    assert reads(anna, problem) == "pers"
    with pytest.raises(Refused, match="inget av dig"):
        undo_in_tree(anna, problem)


def spots(scope: Scope, problem: Problem, pk: int) -> list[str]:
    """Every place that a note may be moved to."""
    tree = tree_of(problem)
    words = [f"branch:{perspective}" for perspective in Perspective]
    words += [f"{side}:{each}" for each, _ in tree.walk() for side in ("before", "after", "under")]

    def allowed(word: str) -> bool:
        try:
            tree.land(Spot.read(word), pk)
        except NotAllowed:
            return False
        return True

    return list(filter(allowed, words))


@pytest.fixture
def full(anna: Scope, problem: Problem) -> list[Cause]:
    """Branches and twigs with holes in their numbers, as when some have been taken away."""
    a, gone, b, c = (put(anna, problem, word) for word in "axbc")
    notes = [a, b, c, *(put(anna, problem, word, f"under:{a.pk}") for word in "de")]
    notes.append(put(anna, problem, "f", "branch:victim"))
    remove_cause(anna, gone, 1, hanging_on_it=0)
    assert reads(anna, problem) == "a(d e) b c | f"
    return notes


def test_any_move_undone_gives_the_same_tree(anna: Scope, problem: Problem, full: list[Cause]) -> None:
    before, moved = reads(anna, problem), 0
    for note in full:
        for to in spots(anna, problem, note.pk):
            version = Cause.objects.get(pk=note.pk).version
            move(anna, note, to)
            if Cause.objects.get(pk=note.pk).version > version:  # else it hung there already
                moved += reads(anna, problem) != before
                undo_in_tree(anna, problem)
            assert reads(anna, problem) == before, (note.text, to)
    assert moved > 50


def test_a_move_undone_lands_beside_its_old_neighbour_whatever_others_have_moved_meanwhile(
    anna: Scope, per: Scope, problem: Problem, full: list[Cause]
) -> None:
    def all_but(pk: int) -> list[int]:
        tree = tree_of(problem)
        return [each for each, _ in tree.walk() if each not in (pk, *tree.below(pk))]

    note, before = Cause.objects.get(text="b"), full[0]
    for away in ("branch:victim", f"before:{before.pk}"):
        move(anna, note, away)
        for other in (before, full[2]):
            for to in spots(anna, problem, other.pk):
                with transaction.atomic():
                    move(per, other, to)
                    without = all_but(note.pk)
                    undo_in_tree(anna, problem)
                    siblings = tree_of(problem).children("situation")
                    if before.pk in siblings:
                        at = siblings.index(before.pk)
                        assert siblings[at + 1] == note.pk, (away, other.text, to)
                    assert note.pk in siblings
                    assert all_but(note.pk) == without
                    transaction.set_rollback(True)
        undo_in_tree(anna, problem)


def test_all_that_was_done_is_undone_one_by_one_to_where_it_began(
    anna: Scope, problem: Problem, full: list[Cause]
) -> None:
    a, b, c, d, _, f = full
    stood = [reads(anna, problem)]
    for act in (
        lambda: remove_cause(anna, b, 1, hanging_on_it=0),
        lambda: move(anna, c, f"before:{a.pk}"),
        lambda: remove_cause(anna, d, 1, hanging_on_it=0),
        lambda: group_causes(anna, None, problem, [a.pk, f.pk], text="g"),
        lambda: put_back_cause(anna, b),
        lambda: move(anna, b, "branch:offender"),
    ):
        act()
        stood.append(reads(anna, problem))
    for before in stood[-2::-1]:
        undo_in_tree(anna, problem)
        assert reads(anna, problem) == before


def test_only_what_was_done_in_this_sitting_is_offered_and_undone(
    anna: Scope, problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(anna, problem, "Krogar")
    put(anna, problem, "Unga under arton år som köper folköl åt varandra")
    offered = may_undo(anna, problem)
    assert offered and offered.words == "satte upp ”Unga under arton år som köper folköl åt…”"
    undo_in_tree(anna, problem)
    offered = may_undo(anna, problem)
    assert offered and offered.words == "satte upp ”Krogar”"
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert may_undo(anna, problem) is None
    with pytest.raises(Refused, match="den senaste timmen"):
        undo_in_tree(anna, problem)
    assert reads(anna, problem) == "Krogar"


def test_an_act_is_told_by_what_it_was(anna: Scope, problem: Problem) -> None:
    def words() -> str:
        offered = may_undo(anna, problem)
        assert offered
        return offered.words

    one, two = put(anna, problem, "ett"), put(anna, problem, "två")
    word_cause(anna, one, 1, text="en")
    assert words() == "ändrade ”en”"
    move(anna, two, f"under:{one.pk}")
    assert words() == "flyttade ”två”"
    remove_cause(anna, one, 2, hanging_on_it=1)
    assert words() == "tog bort ”en”"
    put_back_cause(anna, one)
    assert words() == "la tillbaka ”en”"
    put(anna, problem, "tre")
    group_causes(anna, None, problem, [one.pk, Cause.objects.get(text="tre").pk], text="Samlat")
    assert words() == "samlade lappar under ”Samlat”"


def test_the_button_undoes_what_it_named_and_nothing_else(anna: Scope, problem: Problem) -> None:
    put(anna, problem, "ett")
    named = may_undo(anna, problem)
    assert named
    put(anna, problem, "två")
    with pytest.raises(Refused, match="Det du gjorde senast: satte upp ”två”"):
        undo_in_tree(anna, problem, named.key)
    assert reads(anna, problem) == "ett två"


@pytest.mark.parametrize("how", ["put up", "gathered", "put back"])
def test_a_note_that_a_hypothesis_rests_on_is_not_undone(anna: Scope, problem: Problem, how: str) -> None:
    note = put(anna, problem, "ett")
    if how == "gathered":
        other = put(anna, problem, "två")
        note = group_causes(anna, None, problem, [note.pk, other.pk], text="Samlade")
    elif how == "put back":
        remove_cause(anna, note, 1, hanging_on_it=0)
        put_back_cause(anna, note)
    stood = reads(anna, problem)
    posed = Hypothesis.objects.create(
        cause=note, question="Varför bråkas det?", assumption="!", test="Tillsyn", changed_by=anna.user
    )
    with pytest.raises(Refused, match="Hypotesen ”Varför bråkas det"):
        undo_in_tree(anna, problem)
    assert reads(anna, problem) == stood
    Hypothesis.objects.filter(pk=posed.pk).update(removed_at=timezone.now())
    undo_in_tree(anna, problem)
    assert reads(anna, problem) != stood


def test_undoing_is_refused_where_somebody_else_has_changed_the_note_since(
    anna: Scope, per: Scope, problem: Problem
) -> None:
    note = put(anna, problem, "ett")
    word_cause(anna, note, 1, text="två")
    word_cause(per, note, 2, text="tre")
    with pytest.raises(Refused, match="Per ändrade texten ”tre” efter dig"):
        undo_in_tree(anna, problem)
    assert reads(anna, problem) == "tre"


def test_a_note_that_others_have_hung_notes_on_is_not_undone(
    anna: Scope, per: Scope, problem: Problem
) -> None:
    note = put(anna, problem, "ett")
    put(per, problem, "två", f"under:{note.pk}")
    with pytest.raises(Refused, match="Andra lappar hänger"):
        undo_in_tree(anna, problem)


def test_the_history_tells_who_changed_what_to_what(anna: Scope, per: Scope, problem: Problem) -> None:
    bars, note = put(anna, problem, "Krogar"), put(anna, problem, "Langning")
    word_cause(per, note, 1, text="Langning till unga")
    move(anna, note, f"under:{bars.pk}")
    told = [
        (each.change.by.name, each.change.get_event_display(), each.was, each.became)
        for each in history(per, note)
    ]
    assert told == [
        ("Anna", "flyttade lappen", "på stammen, situationen, plats 2", "under ”Krogar”, plats 1"),
        ("Per", "ändrade texten", "Langning", "Langning till unga"),
        ("Anna", "skrev lappen", "", "Langning"),
    ]
    assert len(tree_log(anna, problem)) == 4


def test_every_change_is_a_version_of_the_note(anna: Scope, per: Scope, problem: Problem) -> None:
    bars, note = put(anna, problem, "Krogar"), put(anna, problem, "Langning")
    move(per, note, f"under:{bars.pk}")
    remove_cause(per, bars, 1, hanging_on_it=1)
    put_back_cause(anna, bars)
    undo_in_tree(anna, problem)
    for cause in Cause.objects.all():
        assert cause.version == CauseChange.objects.filter(cause=cause).count()


def test_whatever_is_shown_changes_the_fingerprint(anna: Scope, world: World, problem: Problem) -> None:
    fingerprints = [seen(anna, problem.pk)]
    note = put(anna, problem, "Krogar")
    fingerprints.append(seen(anna, problem.pk))
    tried = Hypothesis.objects.create(
        cause=note, question="?", assumption="!", test="Tillsyn", changed_by=anna.user
    )
    fingerprints.append(seen(anna, problem.pk))
    Hypothesis.objects.filter(pk=tried.pk).update(outcome=Outcome.NOT_SUPPORTED, version=2)
    fingerprints.append(seen(anna, problem.pk))
    assert len(set(fingerprints)) == 4
    assert cause_tree(anna, problem).marks == {note.pk: "Får inte stöd"}
    assert seen(world.scope("cecilia"), problem.pk) is None


def test_only_a_focus_area_of_ones_own_running_cycle_has_a_tree_to_work_in(
    world: World, anna: Scope, problem: Problem
) -> None:
    note = put(anna, problem, "Krogar")
    with pytest.raises(Problem.DoesNotExist):
        put(world.scope("cecilia"), problem, "Utifrån")
    with pytest.raises(Cause.DoesNotExist):
        get_cause(world.scope("cecilia"), note.pk)
    with pytest.raises(Refused, match="tagits bort"):
        other = Problem.objects.create(
            cycle=world.cycle, name="Annat", standing=Standing.FOCUS, changed_by=anna.user
        )
        put(anna, other, "Fel träd", f"under:{note.pk}")
    with pytest.raises(Forbidden):
        put(world.scope("karin"), problem, "Ledningen läser bara")
    with pytest.raises(NoParty):
        cause_tree(world.scope("olle"), problem)
    Problem.objects.filter(pk=problem.pk).update(standing=Standing.SET_ASIDE)
    with pytest.raises(Refused, match="inte ett fokusområde"):
        put(anna, problem, "För sent")
