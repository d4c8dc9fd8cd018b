"""A cause analysis on paper: files made before anything is decided, for it may take a second."""

from samverkan.access.scope import Scope
from samverkan.documents.actions import Printed
from samverkan.documents.printing import meta, party_tag, print_document
from samverkan.documents.rules import in_groups
from samverkan.pictures.content import ShownFigure
from samverkan.pictures.document import Stood
from samverkan.problems.analysis_document import Waiting, analysis_document
from samverkan.problems.queries.analysis import AnalysisState
from samverkan.problems.queries.hypotheses import figures_of, standing_evidence
from samverkan.typeset import Document

SUBJECT = "Orsaksanalys i lokalt brottsförebyggande arbete"


def analysis_draft(scope: Scope, now: AnalysisState) -> Document:
    """As it reads now, for the parties: marked as a draft."""
    return analysis_document(
        now.content,
        [party_tag(party) for party in scope.parties],
        meta(scope.partnership.name, subject=SUBJECT, status="UTKAST"),
        warning="Utkast. Orsaksanalysen är inte klar som den är nu.",
        figures=_figures(now),
        waiting=_waiting(now),
    )


def print_analysis(scope: Scope, now: AnalysisState) -> Printed:
    """The files of the analysis as it will be adopted."""
    facts = (
        Stood("Gjord klar av", f"{scope.user.name}, {scope.membership.role_name}"),
        Stood("Kontrolltal (SHA-256)", in_groups(now.sha256)),
    )
    version = str(now.document.number + 1 if now.document else 1)
    facts_of = meta(scope.partnership.name, subject=SUBJECT, status="Klar", version=version)
    document = analysis_document(
        now.content,
        [party_tag(party) for party in scope.parties],
        facts_of,
        facts,
        figures=_figures(now),
        waiting=_waiting(now),
    )
    return print_document(document, now.sha256)


def _figures(now: AnalysisState) -> dict[str, list[ShownFigure]]:
    evidence = [row for hypothesis in now.hypotheses for row in standing_evidence(hypothesis)]
    by_finding = figures_of(evidence)
    return {
        row.finding.what: by_finding[row.finding.pk]
        for row in evidence
        if row.finding and row.finding.pk in by_finding
    }


def _waiting(now: AnalysisState) -> list[Waiting]:
    """How the work goes: told in the document, and no part of what makes the analysis another one."""
    return [
        Waiting(
            f"{each.responsible.role_name}, {each.responsible.party}" if each.responsible else "",
            each.due_on.isoformat() if each.due_on else "",
        )
        for each in now.hypotheses
    ]
