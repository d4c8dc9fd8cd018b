from django.urls import path

from samverkan.public import invitation, views

urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("health/", views.health, name="health"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
]
