"""Support questions, glossary and guidance."""

from django.urls import path

from samverkan.steps.overview import glossary, guidance, questions

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/<slug:key>/", questions.question_area, name="question_area"),
    path("questions/<slug:key>/show/", questions.area_show, name="area_show"),
    path("questions/<slug:key>/hide/", questions.area_hide, name="area_hide"),
    path("answers/<str:key>/", questions.answer, name="answer"),
    path("glossary/", glossary.terms, name="glossary"),
    path("guide/<str:key>/", guidance.step_guide, name="step_guide"),
    path("guide/<str:key>/close/", guidance.guidance_close, name="guidance_close"),
    path("guide/<str:key>/open/", guidance.guidance_open, name="guidance_open"),
]
