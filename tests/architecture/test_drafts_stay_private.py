"""What a party writes is found in no answer to others: a word is planted in every field, and every address walked.

Anna's party has handed over, then written everything anew, each field with a word of its own (tests/scenario.py). Which
fields there are comes from the models, so a new one fails here until it is planted or named as holding no free text.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import models, transaction
from django.test import Client

from samverkan.access.models import LogEntry
from tests.architecture.conftest import Walkers, each, has_numbers, private_routes, urls_of
from tests.architecture.reading import pdf_text, readable
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
        "Finding.contributed_by",
        "LogEntry.facts",
    },
}
# What is kept but no page shows, not even to the party itself.
NEVER_SHOWN = {"RememberedMapping.mapping", "rejected"}


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


def secrets_in(text: str) -> set[str]:
    """The planted words in a text, as far as they go on; in a PDF they may be divided between two lines."""
    whole = text.lower().replace("-", "").replace("\u00ad", "")
    return set(re.findall(rf"{MARK}\w*", whole))


def ask(client: Client, method: str, url: str) -> str:
    """What can be read in the answer; what it wrote is taken back."""
    with transaction.atomic():
        text = readable(getattr(client, method)(url))
        transaction.set_rollback(True)
    return text


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


@pytest.mark.parametrize(("address", "name", "view"), each(private_routes()))
def test_nobody_else_meets_a_word_of_it(
    scenario: Scenario, walkers: Walkers, address: str, name: str, view: Any
) -> None:
    annas, pers = (urls_of(name, address, scenario.of(party)) for party in ("municipality", "police"))
    # Anna's objects chosen in the address of Per's own page, as a curious person would try.
    hers = scenario.municipality
    chosen = f"?areas={hers.area_set.pk}" + "".join(
        f"&{field}={hers.dataset.pk}" for field in ("dataset", "population", "reference")
    )
    walks = [
        *(("per", "get", f"{url}{chosen}") for url in pers),
        *((person, method, url) for url in pers for person, method in (("per", "post"), ("lars", "get"))),
        *(
            (person, "get", url)
            for url in annas
            for person in ("per", "lars", "olle", "cecilia", "anonymous")
        ),
        *(("per", "post", url) for url in annas),
    ]
    found = [
        f"{person} finds {words} at {method} {url}"
        for person, method, url in dict.fromkeys(walks)
        if (words := secrets_in(ask(walkers[person], method, url)))
    ]
    assert not found, "\n".join(found)


def test_the_party_itself_meets_every_word_where_it_belongs(scenario: Scenario, walkers: Walkers) -> None:
    """Proves that the walk would find them: the same reading of the same addresses, by Anna."""
    met = "\n".join(
        ask(walkers["anna"], "get", url)
        for address, name, _ in private_routes()
        for url in urls_of(name, address, scenario.municipality)
    ).lower()
    planted = {
        label for label, model in text_fields() if holds_a_secret(label, model) and label not in NEVER_SHOWN
    }
    # Fields whose word is another field's: a frozen figure holds what the dataset holds.
    own_words = {label for label in planted if secret(label) in _everything_planted(scenario)}
    assert len(own_words) > 30
    missing = {label for label in own_words if secret(label) not in met}
    assert not missing, f"Anna finds {sorted(missing)} on no page: is it needed, or is the walk blind to it?"


def _everything_planted(scenario: Scenario) -> str:
    return "\n".join(
        str(value).lower()
        for label, model in text_fields()
        for value in model._default_manager.values_list(label.partition(".")[2], flat=True)
    )


def test_a_word_is_found_in_the_files_too(scenario: Scenario, walkers: Walkers) -> None:
    """The same reading as above sees into PDF and Word files, and would tell."""
    for ending in ("pdf", "docx"):
        text = ask(walkers["anna"], "get", f"/p/ekdala/prepare/picture/draft.{ending}")
        assert secret("Finding.what") in text, ending
        assert secret("Picture.outlook") in text, ending
    assert pdf_text  # the Word file is read by its parts, the PDF by its fonts (reading.py)


def test_no_word_of_it_is_in_the_log_of_what_was_done(scenario: Scenario) -> None:
    entries = LogEntry.objects.filter(partnership=scenario.world.partnership)
    assert entries.filter(party=scenario.world.municipality).count() > 30
    assert not [entry for entry in entries if MARK in str(entry.facts).lower()]


def test_no_word_of_it_is_mailed_or_written_in_the_servers_log(
    scenario: Scenario, walkers: Walkers, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        for address, name, _ in private_routes():
            for person in ("anna", "per"):
                for url in urls_of(name, address, scenario.municipality):
                    for method in ("get", "post"):
                        ask(walkers[person], method, url)
    assert "Not Found" in caplog.text, "the log was not listened to"
    assert not secrets_in(caplog.text)
    assert not [message for message in mail.outbox if MARK in str(message.message()).lower()]


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
