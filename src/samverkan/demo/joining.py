"""The demo's two pictures become one."""

from samverkan.access.scope import Scope
from samverkan.demo.story import Joint
from samverkan.pictures.actions import (
    add_partner_knowledge,
    confirm,
    keep_finding,
    leave_out_finding,
    merge_findings,
    write_joint_texts,
)
from samverkan.pictures.printing import print_joint
from samverkan.pictures.queries.joint import joint_picture, joint_row


def join(municipality: Scope, police: Scope, joint: Joint) -> None:
    numbers = _numbers(municipality)
    settled = set()
    for one, other in joint.merged:
        keep_finding(municipality, numbers[other], 0)
        merge_findings(police, numbers[one], 0, [numbers[other]])
        settled |= {one, other}
    for place, reason in joint.left_out:
        leave_out_finding(municipality, numbers[place], 0, reason)
        settled.add(place)
    for place, number in numbers.items():
        if place not in settled:
            keep_finding(municipality if place[0] == "municipality" else police, number, 0)
    by, words = joint.partner
    add_partner_knowledge(municipality, None, contributed_by=by, **words)
    row = joint_row(municipality)
    write_joint_texts(municipality, row.version if row else 0, summary=joint.summary, outlook=joint.outlook)
    for scope in (municipality, police):
        now = joint_picture(scope)
        confirm(scope, None, content_sha256=now.sha256, printed=print_joint(scope, now))


def _numbers(scope: Scope) -> dict[tuple[str, int], int]:
    """The handed-over findings' numbers by party and place."""
    return {
        (entry.party.organisation.kind, entry.place - 1): entry.number
        for entry in joint_picture(scope).entries
    }
