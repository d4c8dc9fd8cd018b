"""Focus areas with their analyses: one finished, one that everything has been written in. All of it both parties'."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed
from samverkan.documents.models import DocumentVersion
from samverkan.pictures.queries.joint import joint_findings
from samverkan.problems.actions import analysis as actions
from samverkan.problems.actions import hypotheses
from samverkan.problems.analysis_printing import analysis_draft
from samverkan.problems.content import parts
from samverkan.problems.files import keep_file
from samverkan.problems.models import Cause, Hypothesis, HypothesisEvidence, Problem
from samverkan.problems.queries import analysis_state
from samverkan.problems.rules import EvidenceKind, Outcome, Perspective, RiskLevel, Standing
from samverkan.typeset import to_data
from tests.address import Address, planted


def focus_area(scope: Scope, name: str = "Misshandel vid krogarna") -> Problem:
    """As the steering group has chosen it."""
    problem: Problem = Problem.objects.create(
        cycle=scope.cycle,
        name=name,
        standing=Standing.FOCUS,
        reason="Drabbar många",
        changed_by=scope.user,
    )
    return problem


def cause(scope: Scope, problem: Problem, text: str = "Överservering", parent: Cause | None = None) -> Cause:
    """A note in the tree, as somebody has put it up."""
    grown: Cause = Cause.objects.create(
        problem=problem,
        parent=parent,
        perspective="" if parent else Perspective.SITUATION,
        text=text,
        changed_by=scope.user,
    )
    return grown


def write_all(scope: Scope, problem: Problem) -> None:
    """Everything that an analysis needs to be finished."""
    for part in parts():
        actions.write_analysis_text(scope, problem, part.key, 0, text="Det är trångt när krogarna stänger.")
    actions.add_situation(scope, None, problem, what="Många dricker", broken_by="Ansvarsfull servering")
    cause(scope, problem)


def pose(scope: Scope, about: Cause, **fields: Any) -> Hypothesis:
    words = {
        "question": "Varför bråkas det utanför krogarna?",
        "assumption": "Krogarna serverar för mycket.",
        "test": "Gör tillsyn två kvällar.",
    }
    return hypotheses.pose_hypothesis(scope, None, about, **{**words, **fields})


def finish(scope: Scope, problem: Problem) -> DocumentVersion:
    """Without files, which nobody here opens."""
    now = analysis_state(scope, problem)
    made = Printed(to_data(analysis_draft(scope, now)), now.sha256, "0" * 64, "0" * 64)
    return actions.finish_analysis(scope, None, problem, content_sha256=now.sha256, printed=made)


def add_file(scope: Scope, hypothesis: Hypothesis, name: str = "tillsyn.csv") -> HypothesisEvidence:
    kept = keep_file(SimpleUploadedFile(name, b"dag;antal\nfredag;12\n"))
    return hypotheses.add_evidence(
        scope, None, hypothesis, kind=EvidenceKind.FILE, what="Tillsynen", file=kept
    )


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    for number in range(size):
        done = focus_area(anna, f"Cykelstölder vid stationen {number}")
        write_all(per, done)
        finish(per, done)
    written = focus_area(per, "Klotter vid skolan")
    write_all(anna, written)
    for number in range(size):
        situation = actions.add_situation(per, None, written, what=f"Få är ute ({number})", broken_by="Ljus")
        gone = actions.add_situation(per, None, written, what=f"Något som togs bort ({number})")
        actions.remove_situation(per, gone)
        for level in RiskLevel:
            factor = actions.add_risk_factor(per, None, written, level=level, what=f"Risk {number}")
            factor_gone = actions.add_risk_factor(per, None, written, level=level, what=f"Borttagen {number}")
            actions.remove_risk_factor(per, factor_gone)
        branch = cause(anna, written, f"Inget att göra ({number})")
        cause(anna, written, f"Fritidsgården har stängt ({number})", branch)
        posed = pose(
            anna,
            branch,
            responsible=anna.membership.pk,
            due_on=timezone.localdate() + timedelta(days=7 if number else -7),
        )
        removed = pose(per, branch, responsible=per.membership.pk)
        hypotheses.remove_hypothesis(per, removed)
    for _ in range(size):
        evidence_gone = _evidence(per, posed)
        hypotheses.remove_evidence(per, evidence_gone)
        _evidence(per, posed)
    tried = pose(per, branch)
    for _ in range(size):
        row = _evidence(per, tried)
    hypotheses.tell_hypothesis_outcome(
        per, tried, 1, outcome=Outcome.NOT_SUPPORTED, conclusion="Krogarna sköter sig."
    )
    return {
        name: {"municipality": made, "police": made}
        for name, made in {
            "analysis": written,
            "analysed": done,
            "situation": situation,
            "situation_gone": gone,
            "risk_factor": factor,
            "risk_factor_gone": factor_gone,
            "hypothesis": posed,
            "hypothesis_tried": tried,
            "hypothesis_gone": removed,
            "evidence": row,
            "evidence_gone": evidence_gone,
        }.items()
    }


def _evidence(scope: Scope, hypothesis: Hypothesis) -> HypothesisEvidence:
    """One of each kind; gives the file."""
    hypotheses.add_evidence(
        scope, None, hypothesis, kind=EvidenceKind.FINDING, finding=joint_findings(scope)[0]
    )
    hypotheses.add_evidence(
        scope,
        None,
        hypothesis,
        kind=EvidenceKind.DIALOGUE,
        what="Många går omvägar",
        held_on=timezone.localdate(),
        who="hyresgäster",
    )
    hypotheses.add_evidence(scope, None, hypothesis, kind=EvidenceKind.OTHER, what="Tillsynsprotokoll")
    return add_file(scope, hypothesis)


def _of_kind(name: str, key: str, values: list[str]) -> Address:
    return Address(lambda mine: [{"pk": mine.more[name].pk, key: value} for value in values], shared=True)


ADDRESSES = {
    **{
        f"join:{name}": planted("analysis", "analysed", shared=True)
        for name in ("analysis", "analysis_page", "analysis_finish")
    },
    # The finished one's files are not there.
    "join:analysis_pdf": planted("analysis", shared=True),
    "join:analysis_docx": planted("analysis", shared=True),
    "join:analysis_text": _of_kind("analysis", "key", [part.key for part in parts()]),
    "join:situation_new": planted("analysis", shared=True),
    "join:situation": planted("situation", shared=True),
    "join:situation_move": planted("situation", shared=True),
    "join:situation_remove": planted("situation", shared=True),
    "join:situation_put_back": planted("situation_gone", shared=True),
    "join:risk_new": planted("analysis", shared=True),
    "join:risk": planted("risk_factor", shared=True),
    "join:risk_remove": planted("risk_factor", shared=True),
    "join:risk_put_back": planted("risk_factor_gone", shared=True),
    "join:hypothesis_new": planted("analysis", shared=True),
    "join:hypothesis": planted("hypothesis", "hypothesis_tried", "hypothesis_gone", shared=True),
    "join:hypothesis_edit": planted("hypothesis", shared=True),
    "join:hypothesis_outcome": planted("hypothesis", shared=True),
    "join:hypothesis_remove": planted("hypothesis", shared=True),
    "join:hypothesis_put_back": planted("hypothesis_gone", shared=True),
    "join:evidence_add": _of_kind("hypothesis", "kind", [kind.value for kind in EvidenceKind]),
    "join:evidence_remove": planted("evidence", shared=True),
    "join:evidence_put_back": planted("evidence_gone", shared=True),
    "join:evidence_file": planted("evidence", shared=True),
}
PRESSES = {
    "join:situation_move",
    "join:situation_remove",
    "join:situation_put_back",
    "join:risk_remove",
    "join:risk_put_back",
    "join:hypothesis_remove",
    "join:hypothesis_put_back",
    "join:evidence_remove",
    "join:evidence_put_back",
}
NO_DRAFT_IN = {
    "what is there for all parties to read": {
        "Problem.*",
        "Analysis.*",
        "AnalysisText.*",
        "Situation.*",
        "RiskFactor.*",
        "Cause.*",
        "Hypothesis.*",
        "HypothesisEvidence.*",
    }
}
# Reached only when there is something to put back, or evidence to take away.
WAITING = {
    "join:situation_put_back",
    "join:risk_put_back",
    "join:evidence_put_back",
    "join:hypothesis_put_back",
}
DATA = {
    "join:evidence_file",
    "join:situation_move",
    "join:situation_remove",
    "join:situation_put_back",
    "join:risk_remove",
    "join:risk_put_back",
    "join:hypothesis_remove",
    "join:hypothesis_put_back",
    "join:evidence_remove",
    "join:evidence_put_back",
}
