from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "samverkan.notices"
    label = "notices"

    def ready(self) -> None:
        from samverkan.access.inviting import INVITED
        from samverkan.notices.telling import mail_invitation

        INVITED.append(mail_invitation)
