from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "samverkan.pictures"
    label = "pictures"
