"""What can be done with the agreement. A verb is a right, a change and a line in the log, as one."""

from samverkan.plans.actions.agreement import (
    add_annex,
    keep_own_text,
    remove_annex,
    set_period,
    start_agreement,
    take_in_proposal,
    write_agreement_section,
)
from samverkan.plans.actions.informed import (
    add_affected,
    add_informed,
    change_informed,
    note_told,
    remove_informed,
)
from samverkan.plans.actions.signing import attach_paper, enter_signature, open_signing, stop_signing

__all__ = [
    "add_affected",
    "add_annex",
    "add_informed",
    "attach_paper",
    "change_informed",
    "enter_signature",
    "keep_own_text",
    "note_told",
    "open_signing",
    "remove_annex",
    "remove_informed",
    "set_period",
    "start_agreement",
    "stop_signing",
    "take_in_proposal",
    "write_agreement_section",
]
