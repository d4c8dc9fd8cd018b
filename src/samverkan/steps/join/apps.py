from django.apps import AppConfig


class JoinConfig(AppConfig):
    name = "samverkan.steps.join"
    label = "join"
