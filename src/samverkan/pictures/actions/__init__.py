"""What can be done with pictures. A verb is a right, a change and a line in the log, as one."""

from samverkan.pictures.actions.carrying import carry_findings
from samverkan.pictures.actions.evidence import (
    answer_mapping,
    answer_pattern,
    assess_source,
    change_season,
    note_season,
    remove_season,
)
from samverkan.pictures.actions.findings import (
    add_finding,
    change_finding,
    freeze_figure,
    move_finding,
    put_back_finding,
    remove_finding,
    write_texts,
)
from samverkan.pictures.actions.hand_over import acknowledge, hand_over, review_secrecy
from samverkan.pictures.actions.joint import (
    add_partner_knowledge,
    change_joint_finding,
    confirm,
    move_joint_finding,
    remove_partner_knowledge,
    write_joint_texts,
)
from samverkan.pictures.actions.matching import (
    keep_finding,
    leave_out_finding,
    merge_findings,
    stand_by_choice,
    undo_choice,
)
from samverkan.pictures.actions.schedule import set_due_day

__all__ = [
    "acknowledge",
    "add_finding",
    "add_partner_knowledge",
    "answer_mapping",
    "answer_pattern",
    "assess_source",
    "carry_findings",
    "change_finding",
    "change_joint_finding",
    "change_season",
    "confirm",
    "freeze_figure",
    "hand_over",
    "keep_finding",
    "leave_out_finding",
    "merge_findings",
    "move_finding",
    "move_joint_finding",
    "note_season",
    "put_back_finding",
    "remove_finding",
    "remove_partner_knowledge",
    "remove_season",
    "review_secrecy",
    "set_due_day",
    "stand_by_choice",
    "undo_choice",
    "write_joint_texts",
    "write_texts",
]
