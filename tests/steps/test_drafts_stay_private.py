"""What a party writes is found in no answer to anybody else: a word is planted in every field, and every page walked.

Both parties have handed over before, so that there is something on the shared pages. New routes are walked by
themselves; a new field of a draft is added to `plant`.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse

from samverkan.datasets.models import CrimeType, Dataset
from samverkan.pictures import actions
from samverkan.pictures.models import Finding, SeasonalPattern
from samverkan.pictures.printing import print_hand_over
from samverkan.pictures.queries import own
from samverkan.pictures.queries.road import road
from samverkan.pictures.rules import Verdict
from tests.architecture.test_routes import routes
from tests.conftest import World
from tests.pictures.conftest import Cast, dataset, figure_data, kommun, polis, write

__all__ = ["kommun", "polis"]

WORD = "planterat"
KEYS = {"question": ["trend", "why"], "key": ["by_type"], "slug": ["by_type"]}


@pytest.fixture(autouse=True)
def folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR, settings.DRAFTS_DIR = tmp_path / "documents", tmp_path / "drafts"
    settings.FIGURES_DIR = tmp_path / "figures"


@pytest.fixture
def shared(kommun: Cast, polis: Cast) -> None:
    """Both parties have handed over a picture, printed in earnest, and one finding is in the joint picture."""
    for cast in (kommun, polis):
        write(cast.writer, "Fler cykelstölder", where="Centrum")
        sha256 = cast.review()
        printed = print_hand_over(cast.writer, road(cast.writer), "")
        made = actions.hand_over(cast.writer, None, content_sha256=sha256, printed=printed)
    actions.keep_finding(polis.writer, made.snapshot["findings"][0]["number"], 0)


def plant(world: World, cast: Cast) -> Iterator[int]:
    """Anna's draft with a word of its own in every field; gives the numbers of what she has written."""
    scope = cast.writer
    words = (f"{WORD}{number}" for number in range(100))
    held = dataset(world.municipality, scope.user)
    Dataset.objects.filter(pk=held.pk).update(name=next(words), file_name=next(words), notes=[next(words)])
    type(held.source).objects.filter(pk=held.source_id).update(
        name=next(words), holder=next(words), tells=next(words), strengths=next(words), weaknesses=next(words)
    )
    held.refresh_from_db()
    crime_type = CrimeType.objects.create(
        party=world.municipality, name=next(words), category=next(words), note=next(words)
    )
    actions.write_texts(scope, 0, summary=next(words), outlook=next(words))
    frozen = actions.freeze_figure(
        scope,
        dataset=held,
        key="by_type",
        filter={"type": next(words)},
        data=figure_data(**{next(words): 60, next(words): 20}),
        source_line=next(words),
        token=None,
    )
    written = actions.add_finding(
        scope, None, **{part: next(words) for part in ("what", "where", "who", "trend", "compared_with")}
    )
    removed = actions.add_finding(scope, None, what=next(words))
    actions.remove_finding(scope, removed)
    actions.assess_source(scope, held.source, 0, used=False, remark=next(words))
    actions.answer_pattern(
        scope,
        "trend",
        0,
        verdict=Verdict.YES,
        sentence=next(words),
        dataset=held,
        proposed_verdict="yes",
        proposed_sentence=next(words),
    )
    actions.answer_mapping(scope, "own_picture.why", 0, text=next(words), finished=True)
    season = actions.note_season(scope, None, what=next(words), months=[6])
    sha256 = road(scope).own.sha256
    actions.review_secrecy(
        scope, None, content_sha256=sha256, legal_bases=["none"], consideration=next(words)
    )
    actions.acknowledge(cast.leader, None, content_sha256=sha256, note=next(words))
    rows: list[Any] = [held, held.source, crime_type, frozen, written, removed, season]
    yield from {row.pk for row in rows}


def addresses(slug: str, numbers: list[int]) -> Iterator[str]:
    """Every address of ours, with every one of `numbers` and known keys where it takes such."""
    for address, _name, _view in routes():
        filled = ["/" + address.replace("<slug:slug>", slug)]
        for kind, name in re.findall(r"<(\w+):(\w+)>", filled[0]):
            values = [str(number) for number in numbers] if kind == "int" else KEYS.get(name, ["x"])
            filled = [one.replace(f"<{kind}:{name}>", value) for one in filled for value in values]
        yield from filled


def said(response: HttpResponse) -> str:
    """All of an answer: headers and text, that of a Word file too."""
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    return f"{dict(response.items())} {body.decode('utf-8', 'replace')}"


def test_a_word_planted_in_every_field_is_found_in_no_answer_to_anyone_else(
    world: World, shared: None, kommun: Cast
) -> None:
    numbers = list(plant(world, kommun))
    for who, slug, tried in (
        ("per", "ekdala", numbers),
        ("lars", "ekdala", numbers[:1]),
        ("olle", "ekdala", numbers[:1]),
        ("cecilia", "ekdala", numbers[:1]),
        ("cecilia", "furuvik", numbers[:2]),
        (None, "ekdala", numbers[:1]),
    ):
        client = world.client(who)
        for address in addresses(slug, tried):
            answer = said(client.get(address))
            assert WORD not in answer, f"{who} finds {answer[answer.index(WORD) :][:40]!r} on {address}"


def test_the_walk_would_find_the_words_where_they_are(world: World, shared: None, kommun: Cast) -> None:
    list(plant(world, kommun))
    client = world.client("anna")
    for place in ("", "patterns/", "mapping/", "sources/", "draft.docx"):
        assert WORD in said(client.get(f"/p/ekdala/prepare/picture/{place}")), place
    assert Finding.objects.count() > len(own.findings(kommun.writer)) and SeasonalPattern.objects.exists()
