"""3.3 and 3.4: what the focus areas come from, and the hypotheses that try it."""

from django.urls import path

from samverkan.steps.join import analysis, analysis_parts, hypotheses, hypothesis_evidence

urlpatterns = [
    path("causes/", analysis.causes, name="causes"),
    path("causes/<int:pk>/", analysis.analysis, name="analysis"),
    path("causes/<int:pk>/page/", analysis.page, name="analysis_page"),
    path("causes/<int:pk>/analysis.pdf", analysis.pdf, name="analysis_pdf"),
    path("causes/<int:pk>/analysis.docx", analysis.docx, name="analysis_docx"),
    path("causes/<int:pk>/finish/", analysis.finish, name="analysis_finish"),
    path("causes/<int:pk>/texts/<slug:key>/", analysis_parts.text, name="analysis_text"),
    path("causes/<int:pk>/situations/new/", analysis_parts.situation_new, name="situation_new"),
    path("causes/situations/<int:pk>/", analysis_parts.situation, name="situation"),
    path("causes/situations/<int:pk>/move/", analysis_parts.situation_move, name="situation_move"),
    path("causes/situations/<int:pk>/remove/", analysis_parts.situation_remove, name="situation_remove"),
    path(
        "causes/situations/<int:pk>/put-back/", analysis_parts.situation_put_back, name="situation_put_back"
    ),
    path("causes/<int:pk>/risk-factors/new/", analysis_parts.risk_new, name="risk_new"),
    path("causes/risk-factors/<int:pk>/", analysis_parts.risk, name="risk"),
    path("causes/risk-factors/<int:pk>/remove/", analysis_parts.risk_remove, name="risk_remove"),
    path("causes/risk-factors/<int:pk>/put-back/", analysis_parts.risk_put_back, name="risk_put_back"),
    path("causes/<int:pk>/hypotheses/new/", hypotheses.new, name="hypothesis_new"),
    path("causes/hypotheses/<int:pk>/", hypotheses.hypothesis, name="hypothesis"),
    path("causes/hypotheses/<int:pk>/edit/", hypotheses.edit, name="hypothesis_edit"),
    path("causes/hypotheses/<int:pk>/outcome/", hypotheses.tell, name="hypothesis_outcome"),
    path("causes/hypotheses/<int:pk>/remove/", hypotheses.remove, name="hypothesis_remove"),
    path("causes/hypotheses/<int:pk>/put-back/", hypotheses.put_back, name="hypothesis_put_back"),
    path("causes/hypotheses/<int:pk>/evidence/<slug:kind>/", hypothesis_evidence.add, name="evidence_add"),
    path("causes/evidence/<int:pk>/remove/", hypothesis_evidence.remove, name="evidence_remove"),
    path("causes/evidence/<int:pk>/put-back/", hypothesis_evidence.put_back, name="evidence_put_back"),
    path("causes/evidence/<int:pk>/file/", hypothesis_evidence.file, name="evidence_file"),
]
