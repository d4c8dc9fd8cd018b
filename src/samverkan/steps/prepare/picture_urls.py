"""The own picture's addresses: writing it, what it rests on, and its way to the others."""

from django.urls import path

from samverkan.steps.prepare import (
    acknowledge,
    findings,
    hand_over,
    own_picture,
    picture_files,
    questions,
    schedule,
    secrecy,
    sources_used,
    year_wheel,
)

urlpatterns = [
    path("picture/", own_picture.own_picture, name="own_picture"),
    path("picture/texts/", own_picture.texts, name="texts"),
    path("picture/findings/new/", findings.finding_new, name="finding_new"),
    path("picture/findings/<int:pk>/", findings.finding, name="finding"),
    path("picture/findings/<int:pk>/move/", findings.finding_move, name="finding_move"),
    path("picture/findings/<int:pk>/remove/", findings.finding_remove, name="finding_remove"),
    path("picture/findings/<int:pk>/removed/", findings.finding_removed, name="finding_removed"),
    path("picture/sources/", sources_used.sources_used, name="sources_used"),
    path("picture/sources/<int:pk>/", sources_used.source_used, name="source_used"),
    path("picture/patterns/", questions.patterns, name="patterns"),
    path("picture/patterns/<slug:question>/", questions.pattern, name="pattern"),
    path("picture/mapping/", questions.mapping, name="mapping"),
    path("picture/mapping/<slug:question>/", questions.mapping_answer, name="mapping_answer"),
    path("picture/due/", schedule.due, name="due"),
    path("picture/secrecy/", secrecy.secrecy, name="secrecy"),
    path("picture/acknowledge/", acknowledge.acknowledge, name="acknowledge"),
    path("picture/hand-over/", hand_over.hand_over, name="hand_over"),
    path("picture/page/", picture_files.picture_page, name="picture_page"),
    path("picture/draft.pdf", picture_files.picture_pdf, name="picture_pdf"),
    path("picture/draft.docx", picture_files.picture_docx, name="picture_docx"),
    path("year-wheel/", year_wheel.year_wheel, name="year_wheel"),
    path("year-wheel/new/", year_wheel.season_new, name="season_new"),
    path("year-wheel/<int:pk>/", year_wheel.season, name="season"),
    path("year-wheel/<int:pk>/remove/", year_wheel.season_remove, name="season_remove"),
]
