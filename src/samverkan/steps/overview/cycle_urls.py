from django.urls import path

from samverkan.steps.overview import criterion, cycle, start, step

urlpatterns = [
    path("seen/", start.seen, name="seen"),
    path("steps/<slug:step>/", step.step, name="step"),
    path("steps/<slug:step>/reopen/", step.step_reopen, name="step_reopen"),
    path("steps/<slug:step>/finish/", step.step_finish, name="step_finish"),
    path("criteria/<str:key>/confirm/", criterion.criterion_confirm, name="criterion_confirm"),
    path("criteria/<str:key>/withdraw/", criterion.criterion_withdraw, name="criterion_withdraw"),
    path("cycles/", cycle.cycles, name="cycles"),
    path("cycles/next/", cycle.cycle_next, name="cycle_next"),
    path("cycles/findings/", cycle.carry, name="carry"),
    path("cycles/<int:pk>/", cycle.cycle, name="cycle"),
]
