from django.urls import path

from samverkan.public import calendar, views

urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("health/", views.health, name="health"),
    path("calendar/<str:secret>.ics", calendar.calendar, name="calendar_feed"),
]
