from django.urls import path

from samverkan.public import calendar, invitation, views

urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("health/", views.health, name="health"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("calendar/<str:secret>.ics", calendar.calendar, name="calendar_feed"),
]
