"""One party's part of the demo: its files read in, its own picture written, reviewed, acknowledged and handed over."""

from django.core.files.uploadedfile import SimpleUploadedFile

from samverkan.access.scope import Scope
from samverkan.datasets import figure_store, queries
from samverkan.datasets.actions import Choices, add_area_set, queue_import
from samverkan.datasets.areas import read_areas
from samverkan.datasets.figures import freeze
from samverkan.datasets.filter import Filter
from samverkan.datasets.linked import companions
from samverkan.datasets.models import Dataset, Source
from samverkan.datasets.receiving import receive
from samverkan.datasets.tasks import read_import
from samverkan.demo.story import AREAS, Evidence, File, Own
from samverkan.demo.tables import areas_file
from samverkan.partnerships.content import question_area
from samverkan.pictures.actions import (
    acknowledge,
    add_finding,
    answer_mapping,
    answer_pattern,
    assess_source,
    change_finding,
    freeze_figure,
    hand_over,
    note_season,
    review_secrecy,
    write_texts,
)
from samverkan.pictures.printing import print_hand_over
from samverkan.pictures.queries.road import road
from samverkan.pictures.rules import Verdict


def dated(text: str, year: int) -> str:
    """`{y}` and `{y-1}` … in the story's names become years."""
    for back in range(7):
        text = text.replace(f"{{y-{back}}}" if back else "{y}", str(year - back))
    return text


def read_areas_in(scope: Scope) -> None:
    if not queries.area_sets(scope).exists():
        add_area_set(scope, None, name=AREAS, areas=read_areas(areas_file()))


def read_files(scope: Scope, own: Own, year: int) -> None:
    for file in own.files:
        _read(scope, file, year)


def _read(scope: Scope, file: File, year: int) -> None:
    source = Source.objects.get(party=scope.party, key=file.source)
    sent = SimpleUploadedFile(dated(file.file_name, year), file.content(year))
    waiting = receive(scope, sent, source=source, token=None, kind=file.kind)
    choices = Choices(dated(file.name, year), source, waiting.mapping, waiting.crs)
    queue_import(scope, waiting, choices)
    read_import.func(waiting.pk)  # at once; the worker finds nothing left to do
    waiting.refresh_from_db()
    if waiting.dataset is None:
        raise RuntimeError(f"{waiting.file_name}: {waiting.message}")


def write(scope: Scope, own: Own, year: int) -> None:
    """The whole picture, but nothing on its way to the others."""
    for part in own.findings:
        if isinstance(part, Evidence):
            _find(scope, part, year)
        else:
            add_finding(scope, None, **part)
    for key, used, remark in own.sources:
        source = Source.objects.get(party=scope.party, key=key)
        assess_source(scope, source, 0, used=used, remark=remark)
    _answer_patterns(scope, own, year)
    questions = question_area("own_picture").questions
    for question, text in zip(questions, own.mapping, strict=True):
        answer_mapping(scope, question.key, 0, text=text, finished=True)
    for what, months in own.seasons:
        note_season(scope, None, what=what, months=list(months))
    write_texts(scope, 1, summary=own.summary, outlook=own.outlook)


def take_to_the_others(writer: Scope, leader: Scope, own: Own) -> None:
    review_secrecy(
        writer,
        None,
        content_sha256=road(writer).own.sha256,
        legal_bases=["none"],
        consideration=own.consideration,
    )
    acknowledge(leader, None, content_sha256=road(leader).own.sha256, note="Tydlig bild. Ta den vidare.")
    now = road(writer)
    hand_over(
        writer,
        None,
        content_sha256=now.own.sha256,
        printed=print_hand_over(writer, now, own.registry_number),
        registry_number=own.registry_number,
    )


def _find(scope: Scope, evidence: Evidence, year: int) -> None:
    choice, prepared = _figures(scope, evidence.file, evidence.filter, year)
    figure = next(figure for figure in prepared.drawn() if figure.key == evidence.figure)
    if figure.chart is None:
        raise RuntimeError(f"{evidence.file}, {evidence.figure}: {figure.missing}")
    finding = freeze_figure(
        scope,
        dataset=choice.dataset,
        key=figure.key,
        filter=choice.filter.as_dict() | choice.linked.fields(choice.dataset),
        data=freeze(figure.key, prepared.figures, prepared.context),
        source_line=figure.source_line,
        token=None,
    )
    change_finding(scope, finding, finding.version, **evidence.words)


def _answer_patterns(scope: Scope, own: Own, year: int) -> None:
    name, chosen = own.patterns
    choice, prepared = _figures(scope, name, chosen, year)
    for answer in prepared.figures.get("questions", ()):
        answer_pattern(
            scope,
            answer["key"],
            0,
            verdict=Verdict(answer["verdict"]),
            sentence=answer["sentence"],
            dataset=choice.dataset,
            filter=choice.filter.as_dict() | choice.linked.fields(choice.dataset),
            proposed_verdict=answer["verdict"],
            proposed_sentence=answer["sentence"],
        )


def _figures(
    scope: Scope, name: str, chosen: dict[str, str], year: int
) -> tuple[figure_store.Choice, figure_store.Prepared]:
    dataset: Dataset = queries.datasets(scope).get(name=dated(name, year))
    linked = companions(scope.party, dataset.kind).choose(dataset, {})
    choice = figure_store.choose(scope.party, dataset, Filter.of(chosen), linked)
    prepared = figure_store.figures_for(scope, choice)
    assert prepared is not None
    return choice, prepared
