"""A partnership in the middle of its work, built through the same actions a person takes.

Both parties have a catalogue, files read in, areas and an own picture with a frozen figure, sources and answers.
Both have handed it over, and the joint picture is begun. Since then Anna's party has written on: everything it has in
its draft now carries a secret word, one for each field (`secret`), so that a test can tell whether any of it is seen.

`tests/architecture/conftest.py` builds it once and lends it out; `tests/addresses.py` says which of its objects stands
in each address.
"""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samverkan.access.scope import Scope
from samverkan.cycles.models import CycleStages, CycleStanding
from samverkan.datasets import figure_store, tasks
from samverkan.datasets.actions import (
    Choices,
    add_area_set,
    add_crime_type,
    add_source,
    queue_import,
    start_catalogue,
)
from samverkan.datasets.areas import read_areas
from samverkan.datasets.figures import freeze
from samverkan.datasets.filter import Filter
from samverkan.datasets.linked import companions
from samverkan.datasets.models import AreaSet, CrimeType, Dataset, Import, Source
from samverkan.datasets.receiving import receive
from samverkan.documents.actions import Printed
from samverkan.pictures import actions
from samverkan.pictures.content import FINDING_PARTS
from samverkan.pictures.models import Choice, Finding, HandOver, SeasonalPattern
from samverkan.pictures.printing import print_hand_over
from samverkan.pictures.queries.joint import joint_findings, joint_picture
from samverkan.pictures.queries.road import road
from samverkan.pictures.rules import Verdict
from samverkan.process.criteria import keep_all_standing
from tests.conftest import World
from tests.files import as_csv, as_workbook, costs, incidents
from tests.planted import gathered

MARK = "zqxhemlig"  # long enough that no random token on a page ever holds it


def secret(field: str) -> str:
    """The word planted in `Model.field`: letters only, in no other text, and telling where a leak comes from."""
    return MARK + field.replace(".", "").replace("_", "").lower()


@dataclass(frozen=True)
class Belongings:
    """One of everything that a party has, and of what it shares with the other."""

    writer: Scope
    dataset: Dataset
    area_set: AreaSet
    source: Source
    crime_type: CrimeType
    waiting: Import
    rejecting: Import
    stopped: Import
    finding: Finding
    removed: Finding
    season: SeasonalPattern
    hand_over: HandOver
    joint_finding: Finding
    partner_finding: Finding
    more: dict[str, Any] = field(default_factory=dict)  # what the modules of tests/planted have made


@dataclass(frozen=True)
class Scenario:
    world: World
    municipality: Belongings
    police: Belongings

    def of(self, party: str) -> Belongings:
        return self.municipality if party == "municipality" else self.police


def build(world: World, *, size: int = 2) -> Scenario:
    """`size` of everything that comes in lists."""
    anna, per = Desk(world.scope("anna"), world.scope("karin")), Desk(world.scope("per"), world.scope("lars"))
    for desk, seen in ((anna, "klotter vid skolan"), (per, "cykelstölder vid stationen")):
        desk.prepare(size, seen)
        desk.hand_over_as_often(size)
    partner = _join(anna.writer, per.writer, size)
    anna.write_on()
    scenario = Scenario(world, anna.belongings(partner), per.belongings(partner))
    for plant in gathered("plant"):
        for name, by_party in plant(anna.writer, per.writer, size).items():
            for party, made in by_party.items():
                scenario.of(party).more[name] = made
    kept = _kept()
    keep_all_standing.call()
    found = {key: told for key, told in _kept().items() if key in kept}
    assert found == kept, "the background finds otherwise: does what rests on a room say so (RESTS_ON)?"
    return scenario


def _kept() -> dict[tuple[object, ...], object]:
    """What is noted of the work: the criteria that hold, and how far each piece has come."""
    held = {("held", row.cycle_id): sorted(row.marks["met"]) for row in CycleStanding.objects.all()}
    return held | {("stages", row.cycle_id, row.party_id): row.stages for row in CycleStages.objects.all()}


@dataclass
class Desk:
    """Where a party's people sit: `writer` prepares and hands over, `leader` acknowledges."""

    writer: Scope
    leader: Scope

    def prepare(self, size: int, seen: str) -> None:
        start_catalogue(self.writer)
        for number in range(size - 1):
            read_in(self.writer, f"kostnader {number}.csv", as_csv(costs(number)))
        read_in(self.writer, "händelser.csv", as_csv(incidents(0, bad="okänt")))
        for number in range(size):
            self._add(number, seen)
        freeze_figure(self.writer)
        self._remove_one()
        self._answer("Vi utgår från siffrorna.")
        actions.write_texts(self.writer, 0, summary=f"Det sker mer {seen}.", outlook="En ny skola byggs.")
        self.stop_one("Anteckning")
        send(self.writer, "väntar.csv", as_csv(incidents(7)))

    def _add(self, number: int, seen: str) -> None:
        add_areas(self.writer, f"Områden {number}", ["Centrum", "Norr"])
        actions.add_finding(
            self.writer,
            None,
            what=f"Mer {seen} ({number})",
            where="Centrum",
            who="Skolans elever",
            trend="Ökar sedan i våras",
            compared_with="Liknande kommuner",
        )
        actions.note_season(self.writer, None, what=f"Mer {seen} på våren ({number})", months=[4, 5])
        source = Source.objects.filter(party=self.writer.party)[number]
        actions.assess_source(self.writer, source, 0, used=True, remark="Täcker bara det som anmäls.")

    def stop_one(self, heading: str) -> None:
        """A file with a personal identity number so far down that it is found only when all of it is read."""
        rows = incidents(10, heading=heading)
        rows[-1][-1] = "850709-9805"  # made up: the control digit is right, the person does not exist
        read_in(self.writer, "stoppas.csv", as_csv(rows))

    def _remove_one(self) -> None:
        unwanted = actions.add_finding(self.writer, None, what="Något som togs bort")
        actions.remove_finding(self.writer, unwanted)
        season = actions.note_season(self.writer, None, what="Något som togs bort", months=[1])
        actions.remove_season(self.writer, season)

    def _answer(self, words: str) -> None:
        for question in ("trend", "season"):
            actions.answer_pattern(self.writer, question, 0, verdict=Verdict.CANNOT_TELL, sentence=words)
        actions.answer_mapping(self.writer, "own_picture.why", 0, text=words, finished=True)

    def acknowledge(self, consideration: str, note: str = "") -> str:
        """Reviewed and acknowledged as it reads now; gives the content's fingerprint."""
        sha256 = road(self.writer).own.sha256
        actions.review_secrecy(
            self.writer, None, content_sha256=sha256, legal_bases=["none"], consideration=consideration
        )
        actions.acknowledge(self.leader, None, content_sha256=sha256, note=note)
        return sha256

    def hand_over_as_often(self, times: int) -> None:
        """The files are made once; what comes after the first borrows them, which nobody here opens."""
        printed: Printed | None = None
        for number in range(1, times + 1):
            if number > 1:
                self._write_more(f"Tillägg {number}")
            sha256 = self.acknowledge("Bara områden.")
            now = road(self.writer)
            printed = (
                replace(printed, approved_sha256=sha256)
                if printed
                else print_hand_over(self.writer, now, "KS 2026/12")
            )
            actions.hand_over(
                self.writer, None, content_sha256=sha256, printed=printed, registry_number="KS 2026/12"
            )

    def _write_more(self, outlook: str) -> None:
        row = road(self.writer).picture
        actions.write_texts(self.writer, row.version, summary=row.summary, outlook=outlook)

    def write_on(self) -> None:
        """Everything in the draft is written anew, each field with its own secret."""
        scope = self.writer
        texts = ("name", "holder", "tells", "strengths", "weaknesses")
        source = add_source(scope, None, **{text: secret(f"Source.{text}") for text in texts})
        add_crime_type(
            scope,
            None,
            **{text: secret(f"CrimeType.{text}") for text in ("name", "category", "note")},
            also_called=[secret("CrimeType.also_called")],
        )
        area = secret("AreaSet.names")
        add_areas(scope, secret("AreaSet.name"), [area, secret("AreaSet.geojson")], secret("AreaSet.notes"))
        self._read_in_secrets(source, area)
        self._rewrite_picture(source, Filter(area=area))
        self.acknowledge(secret("SecrecyReview.consideration"), secret("Acknowledgement.note"))

    def _read_in_secrets(self, source: Source, area: str) -> None:
        """A workbook that becomes a dataset, one that waits to be confirmed, and one that is stopped on its way."""
        scope, heading = self.writer, secret("RememberedMapping.mapping")
        rows = incidents(
            8, type=secret("Dataset.contents"), area=area, heading=heading, bad=secret("rejected")
        )
        rows += [[secret("FrozenFigure.hidden"), *row[1:]] for row in rows[1:4]]
        workbook = as_workbook(rows, secret("Dataset.notes"))
        read_in(
            scope,
            f"{secret('Dataset.file_name')}.xlsx",
            workbook,
            name=secret("Dataset.name"),
            source=source,
            place_type=heading,
        )
        waiting = as_workbook(incidents(9, heading=secret("Import.inspection")), secret("Import.sheet"))
        send(scope, f"{secret('Import.file_name')}.xlsx", waiting, source)
        self.stop_one(secret("Import.details"))

    def _rewrite_picture(self, source: Source, chosen: Filter) -> None:
        scope = self.writer
        words = {part: secret(f"Finding.{part}") for part in FINDING_PARTS}
        actions.change_finding(scope, _findings(scope).first(), 1, **words)
        freeze_figure(scope, chosen)
        version = road(scope).picture.version
        actions.write_texts(
            scope, version, summary=secret("Picture.summary"), outlook=secret("Picture.outlook")
        )
        # A small number, which the secrecy check remarks upon by the name of the source.
        remark = f"{secret('SourceUse.remark')} gäller 3 personer"
        actions.assess_source(scope, source, 0, used=False, remark=remark)
        actions.answer_pattern(
            scope,
            "trend",
            1,
            verdict=Verdict.NO,
            sentence=secret("PatternAnswer.sentence"),
            dataset=_newest(scope),
            filter=chosen.as_dict(),
            proposed_verdict="yes",
            proposed_sentence=secret("PatternAnswer.proposed_sentence"),
        )
        actions.answer_mapping(scope, "own_picture.why", 1, text=secret("Answer.text"), finished=False)
        actions.note_season(scope, None, what=secret("SeasonalPattern.what"), months=[6])

    def belongings(self, partner: Finding) -> Belongings:
        scope, party = self.writer, self.writer.party
        made = Import.objects.filter(party=party)
        hand_over = HandOver.objects.filter(picture__party=party).first()
        assert hand_over
        return Belongings(
            writer=scope,
            dataset=_newest(scope),
            area_set=AreaSet.objects.filter(party=party).latest("pk"),
            source=Source.objects.filter(party=party).latest("pk"),
            crime_type=CrimeType.objects.filter(party=party).latest("pk"),
            waiting=made.filter(state="looked_at").latest("pk"),
            stopped=made.filter(state="stopped").latest("pk"),
            rejecting=made.exclude(rejected_sha256="").latest("pk"),
            finding=_findings(scope).first(),  # type: ignore[arg-type]
            removed=Finding.objects.exclude(removed_at=None).get(picture__party=party),
            season=SeasonalPattern.objects.filter(picture__party=party, removed_at=None).latest("pk"),
            hand_over=hand_over,
            joint_finding=Choice.objects.get(
                finding_number=hand_over.snapshot["findings"][0]["number"]
            ).joint_finding,  # type: ignore[arg-type]
            partner_finding=partner,
        )


def _findings(scope: Scope) -> Any:
    return Finding.objects.filter(picture__party=scope.party, removed_at=None).order_by("position")


def _newest(scope: Scope) -> Dataset:
    return Dataset.objects.filter(party=scope.party).latest("pk")


def _join(anna: Scope, per: Scope, size: int) -> Finding:
    """Each party's first is kept, the second merged into the other's first, the third left out; the rest waits."""
    sides = joint_picture(anna).sides
    first, other = ([entry.number for entry in side.entries] for side in sides)
    for scope, numbers in ((anna, first), (per, other)):
        actions.keep_finding(scope, numbers[0], 0)
    actions.merge_findings(per, first[1], 0, [other[0]])
    actions.leave_out_finding(anna, other[1], 0, "Rör ett annat område.")
    for number in range(size):
        partner = actions.add_partner_knowledge(
            per, None, contributed_by="Ekdalabostäder", what=f"Inbrott i källare ({number})"
        )
    joint = joint_findings(anna)[0]
    actions.change_joint_finding(anna, joint, joint.version, what="Vi ser samma sak")
    actions.write_joint_texts(per, 0, summary="Det vi ser tillsammans", outlook="Det vi väntar oss")
    return partner


def send(scope: Scope, file_name: str, content: bytes, source: Source | None = None) -> Import:
    """A file that has been looked at and waits for somebody to confirm how it is read."""
    source = source or Source.objects.get(party=scope.party, key="police_reported")
    return receive(scope, SimpleUploadedFile(file_name, content), source=source, token=None)


def read_in(
    scope: Scope, file_name: str, content: bytes, *, name: str = "", source: Source | None = None, **also: str
) -> None:
    """Sent, confirmed and read by the real background task. `also`: columns with headings nobody would recognise."""
    sent = send(scope, file_name, content, source)
    columns = sent.mapping["columns"] | {column: [heading] for column, heading in also.items()}
    choices = Choices(name or sent.name, sent.source, sent.mapping | {"columns": columns}, sent.crs)
    queue_import(scope, sent, choices)
    tasks.read_import.call(sent.pk)


def add_areas(scope: Scope, name: str, names: list[str], name_property: str = "namn") -> AreaSet:
    """Squares of two kilometres beside each other, in SWEREF 99 TM."""
    features = [
        {
            "type": "Feature",
            "properties": {name_property: each},
            "geometry": _square(599_000 + 2_000 * place),
        }
        for place, each in enumerate(names)
    ]
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    collection = {"type": "FeatureCollection", "crs": system, "features": features}
    areas = read_areas(json.dumps(collection).encode(), name_property)
    return add_area_set(scope, None, name=name, areas=areas)


def _square(west: int, south: int = 6_599_000, side: int = 2_000) -> dict[str, Any]:
    east, north = west + side, south + side
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


def freeze_figure(scope: Scope, chosen: Filter | None = None) -> Finding:
    """The newest dataset's figure of crime types becomes a finding, as one press on its page does."""
    dataset = _newest(scope)
    linked = companions(scope.party, dataset.kind).choose(dataset, {})
    choice = figure_store.choose(scope.party, dataset, chosen or Filter(), linked)
    prepared = figure_store.figures_for(scope, choice)
    assert prepared
    drawn = next(figure for figure in prepared.drawn() if figure.key == "by_type")
    return actions.freeze_figure(
        scope,
        dataset=dataset,
        key=drawn.key,
        filter=choice.filter.as_dict() | linked.fields(dataset),
        data=freeze(drawn.key, prepared.figures, prepared.context),
        source_line=drawn.source_line,
        token=None,
    )
