from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "samverkan.questions"
    label = "questions"
