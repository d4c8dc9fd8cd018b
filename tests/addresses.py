"""Which object stands in each address with more than the partnership in it, and which buttons say it all themselves.

Tests over the whole table of addresses (tests/architecture) fail for a new route until it has a line here.
"""

from tests.address import Address
from tests.planted import gathered


def _own(*names: str) -> Address:
    return Address(lambda mine: [{"pk": getattr(mine, name).pk} for name in names])


def _shared(name: str) -> Address:
    return Address(lambda mine: [{"pk": getattr(mine, name).pk}], shared=True)


# A finding goes by its number in what was handed over: the joint picture is both parties' own.
_HANDED_OVER_FINDING = Address(
    lambda mine: [{"number": mine.hand_over.snapshot["findings"][0]["number"]}], shared=True
)
_DOCUMENT = Address(lambda mine: [{"pk": mine.hand_over.document_id}], shared=True)

ADDRESSES: dict[str, Address] = {
    "overview:document": _DOCUMENT,
    "overview:document_register": _DOCUMENT,
    "overview:document_pdf": _DOCUMENT,
    "overview:document_docx": _DOCUMENT,
    "prepare:import": _own("waiting", "rejecting", "stopped"),
    "prepare:import_confirm": _own("waiting"),
    "prepare:import_cancel": _own("waiting"),
    "prepare:rejected": _own("rejecting"),
    "prepare:rejected_csv": _own("rejecting"),
    "prepare:dataset": _own("dataset"),
    "prepare:dataset_count": _own("dataset"),
    "prepare:dataset_map": _own("dataset"),
    "prepare:dataset_map_areas": _own("dataset"),
    "prepare:dataset_to_finding": Address(lambda mine: [{"pk": mine.dataset.pk, "key": "by_type"}]),
    "prepare:dataset_answers": _own("dataset"),
    "prepare:source_edit": _own("source"),
    "prepare:crime_type_edit": _own("crime_type"),
    "prepare:area_set": _own("area_set"),
    "prepare:finding": _own("finding"),
    "prepare:finding_move": _own("finding"),
    "prepare:finding_remove": _own("finding"),
    "prepare:finding_removed": _own("removed"),
    "prepare:source_used": _own("source"),
    "prepare:pattern": Address(lambda mine: [{"question": "trend"}], everyones=True),
    "prepare:mapping_answer": Address(lambda mine: [{"question": "why"}], everyones=True),
    "prepare:season": _own("season"),
    "prepare:season_remove": _own("season"),
    "join:handed_over": _shared("hand_over"),
    "join:keep": _HANDED_OVER_FINDING,
    "join:merge": _HANDED_OVER_FINDING,
    "join:leave_out": _HANDED_OVER_FINDING,
    "join:undo": _HANDED_OVER_FINDING,
    "join:stand_by": _HANDED_OVER_FINDING,
    "join:edit": _shared("joint_finding"),
    "join:move": _shared("joint_finding"),
    "join:remove": _shared("partner_finding"),
}

# Where pressing the button says everything there is to say, so that a form with nothing in it writes.
PRESSES = {
    "prepare:import_cancel",
    "prepare:dataset_to_finding",
    "prepare:dataset_answers",
    "prepare:finding_move",
    "prepare:finding_remove",
    "prepare:finding_removed",
    "prepare:season_remove",
    "join:keep",
    "join:undo",
    "join:stand_by",
    "join:move",
    "join:remove",
}

for addresses in gathered("ADDRESSES"):
    ADDRESSES |= addresses
for presses in gathered("PRESSES"):
    PRESSES |= presses
