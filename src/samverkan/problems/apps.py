from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "samverkan.problems"
    label = "problems"
