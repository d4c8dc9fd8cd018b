from django.urls import URLPattern, path

from samverkan.steps.initiate import agenda, attendance, decision, group, meeting, meetings, member, minutes
from samverkan.steps.initiate import organisation as overview

urlpatterns: list[URLPattern] = [
    path("organisation/", overview.organisation, name="organisation"),
    path("organisation/propose/<str:kind>/", overview.propose, name="group_propose"),
    path("organisation/new/", group.new, name="group_new"),
    path("organisation/<int:pk>/", group.group, name="group"),
    path("organisation/<int:pk>/edit/", group.edit, name="group_edit"),
    path("organisation/<int:pk>/end/", group.end, name="group_end"),
    path("organisation/<int:pk>/members/new/", member.new, name="member_new"),
    path("organisation/<int:pk>/call/", meeting.call, name="meeting_new"),
    path("organisation/<int:pk>/decide/", decision.between, name="decision_new"),
    path("organisation/members/<int:pk>/", member.edit, name="member"),
    path("organisation/members/<int:pk>/end/", member.end, name="member_end"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/decisions/", meetings.decisions, name="decisions"),
    path("meetings/<int:pk>/", meeting.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meeting.edit, name="meeting_edit"),
    path("meetings/<int:pk>/cancel/", meeting.cancel, name="meeting_called_off"),
    path("meetings/<int:pk>/agenda/", agenda.add, name="agenda_add"),
    path("meetings/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("meetings/<int:pk>/decide/", decision.at_meeting, name="meeting_decision"),
    path("meetings/<int:pk>/minutes/", minutes.write, name="minutes"),
    path("meetings/<int:pk>/minutes/take-over/", minutes.take_over, name="minutes_take_over"),
    path("meetings/<int:pk>/minutes/approve/", minutes.approve, name="minutes_approve"),
    path("meetings/<int:pk>/minutes/correct/", minutes.correct, name="minutes_correct"),
    path("meetings/agenda/<int:pk>/move/", agenda.move, name="agenda_move"),
    path("meetings/agenda/<int:pk>/remove/", agenda.remove, name="agenda_remove"),
    path("meetings/decisions/<int:pk>/", decision.decision, name="decision"),
    path("meetings/decisions/<int:pk>/edit/", decision.edit, name="decision_edit"),
    path("meetings/decisions/<int:pk>/follow-up/", decision.follow, name="decision_follow_up"),
]
