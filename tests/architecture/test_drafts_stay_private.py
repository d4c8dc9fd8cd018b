"""What a party writes is found in no answer to others: a word is planted in every field, and every address walked.

Anna's party has handed over, then written everything anew, each field with a word of its own (tests/scenario.py). Which
fields there are comes from the models, so a new one fails here until it is planted or named as holding no free text.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from samverkan.access.models import LogEntry
from samverkan.partnerships.models import Partnership
from tests.architecture.conftest import each, private_routes
from tests.architecture.walk import PEOPLE, Route, Walk, has_numbers, secrets_in, urls_of
from tests.crowd import STRANGERS
from tests.planted import gathered
from tests.scenario import MARK, Scenario, secret

# Fields that hold no words of a draft, by what they hold instead. `Model.*` is all of them.
NO_DRAFT_IN = {
    "people and where they work together": {"User.*", "Organisation.*", "Partnership.*", "Cycle.*"},
    "keys that we have chosen": {
        "FrozenFigure.key",
        "PatternAnswer.question",
        "Answer.question",
        "Source.key",
        "CrimeType.key",
        "SecrecyReview.legal_bases",
        "LogEntry.action",
        "LogEntry.object_type",
        "Submission.action",
    },
    "numbers, fingerprints and random names": {
        "SeasonalPattern.months",
        "FrozenFigure.sha256",
        "FrozenFigure.shared_sha256",
        "SecrecyReview.content_sha256",
        "Acknowledgement.content_sha256",
        "Dataset.file_sha256",
        "Dataset.parquet_sha256",
        "Import.file_sha256",
        "Import.stored_as",
        "Import.rejected_sha256",
        "RememberedMapping.signature",
    },
    "our own sentences": {"Import.message"},
    "what is there for all parties to read": {
        "HandOver.*",
        "Choice.*",
        "Confirmation.*",
        "Document.*",
        "DocumentVersion.*",
        "Registration.*",
        "Finding.contributed_by",
        "LogEntry.facts",
    },
}
for named in gathered("NO_DRAFT_IN"):
    for what, fields in named.items():
        NO_DRAFT_IN[what] = NO_DRAFT_IN.get(what, set()) | fields
# What is kept but no page shows, not even to the party itself.
NEVER_SHOWN = {"RememberedMapping.mapping"}


def text_fields() -> Iterator[tuple[str, type[models.Model]]]:
    """(`Model.field`, model) of every field of ours that could hold words."""
    for model in apps.get_models():
        if not model.__module__.startswith("samverkan."):
            continue
        for field in model._meta.get_fields():
            if (
                isinstance(field, models.CharField | models.TextField | models.JSONField)
                and not field.choices
            ):
                yield f"{model.__name__}.{field.name}", model


def is_named(label: str) -> bool:
    return any(label in names or f"{label.partition('.')[0]}.*" in names for names in NO_DRAFT_IN.values())


def holds_a_secret(label: str, model: type[models.Model]) -> bool:
    values = model._default_manager.values_list(label.partition(".")[2], flat=True)
    return any(MARK in str(value).lower() for value in values)


@pytest.mark.parametrize(("label", "model"), [pytest.param(*field, id=field[0]) for field in text_fields()])
def test_every_field_of_a_draft_is_planted_and_no_other(
    scenario: Scenario, label: str, model: type[models.Model]
) -> None:
    planted = holds_a_secret(label, model)
    assert planted or is_named(label), (
        f"{label} may hold words of a draft: write secret({label!r}) in it in tests/scenario.py, or name it in "
        "NO_DRAFT_IN with what it holds instead"
    )
    assert not (planted and is_named(label)), (
        f"{label} is said to hold no words of a draft, and holds one: it is seen by others, or misnamed"
    )


@pytest.mark.parametrize("route", each(private_routes()))
def test_nobody_else_meets_a_word_of_it(scenario: Scenario, walk: Walk, route: Route) -> None:
    address, name, _ = route
    elsewhere = scenario.world.elsewhere.slug
    # Anna's objects chosen in the address of Per's own page, as a curious person would try.
    hers = scenario.municipality
    chosen = f"?areas={hers.area_set.pk}" + "".join(
        f"&{field}={hers.dataset.pk}" for field in ("dataset", "population", "reference")
    )
    answers = [
        *(answer for answer in walk.answers(route) if PEOPLE[answer.person] != "municipality"),
        *(walk.ask("per", "police", "get", url + chosen) for url in urls_of(name, address, scenario.police)),
        *(walk.ask("cecilia", "", "get", url) for url in urls_of(name, address, hers, elsewhere)),
    ]
    told = [f"{answer} tells {set(answer.secrets)}" for answer in answers if answer.secrets]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("route", each(private_routes()))
def test_nobody_learns_that_other_partnerships_exist(walk: Walk, route: Route) -> None:
    """Three hundred others share the installation (tests/crowd.py)."""
    assert Partnership.objects.filter(name__startswith=STRANGERS).count() == 300
    assert not [str(answer) for answer in walk.answers(route) if answer.strangers]


def test_the_party_itself_meets_every_word_where_it_belongs(scenario: Scenario, walk: Walk) -> None:
    """Proves that the walk would find them: the same reading of the same addresses, by Anna."""
    met = {
        word
        for route in private_routes()
        for answer in walk.answers(route)
        if answer.person == "anna" and answer.method == "get"
        for word in answer.secrets
    }
    # Fields without a word of their own hold another's: a frozen figure holds what the dataset holds.
    everything = _everything_planted()
    own_words = {
        label for label, _ in text_fields() if secret(label) in everything and label not in NEVER_SHOWN
    }
    assert len(own_words) > 30
    missing = {label for label in own_words if not any(secret(label) in word for word in met)}
    assert not missing, f"Anna finds {sorted(missing)} on no page: is it needed, or is the walk blind to it?"


def test_the_servers_log_tells_no_word_of_it_even_of_those_who_may_read(walk: Walk) -> None:
    lines = "\n".join(answer.server_log for route in private_routes() for answer in walk.answers(route))
    assert "Not Found" in lines and "Forbidden" in lines, "the log was not listened to"
    assert not secrets_in(lines)


def _everything_planted() -> str:
    return "\n".join(
        str(value).lower()
        for label, model in text_fields()
        for value in model._default_manager.values_list(label.partition(".")[2], flat=True)
    )


def test_a_word_is_found_in_the_files_too(walk: Walk) -> None:
    """The same reading as above sees into PDF and Word files, and would tell."""
    for ending in ("pdf", "docx"):
        words = walk.ask("anna", "municipality", "get", f"/p/ekdala/prepare/picture/draft.{ending}").secrets
        for field in ("Finding.what", "Picture.outlook"):
            assert any(secret(field) in word for word in words), ending


def test_no_word_of_it_is_in_the_log_of_what_was_done(scenario: Scenario) -> None:
    entries = LogEntry.objects.filter(partnership=scenario.world.partnership)
    assert entries.filter(party=scenario.world.municipality).count() > 30
    assert not [entry for entry in entries if MARK in str(entry.facts).lower()]


def test_no_file_is_called_by_a_word_of_it(scenario: Scenario) -> None:
    names = [path.name.lower() for path in Path(settings.HOME).rglob("*")]
    assert len(names) > 10
    assert not [name for name in names if MARK in name]


def test_the_numbers_in_the_addresses_are_annas(scenario: Scenario) -> None:
    """Keeps the walk honest: what others ask for is what she has written since the hand-over."""
    hers = scenario.municipality
    for row in (
        hers.dataset,
        hers.area_set,
        hers.source,
        hers.crime_type,
        hers.waiting,
        hers.finding,
        hers.season,
    ):
        assert MARK in str(row)
    assert any(has_numbers(address) for address, _, _ in private_routes())
