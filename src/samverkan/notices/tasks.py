"""The background worker's part: sends what the outbox holds."""

from django.utils import timezone
from django_tasks import task

from samverkan.notices.queries import waiting
from samverkan.notices.sending import AT_A_TIME, send_due


@task()
def send_notices() -> None:
    """Send all that is due. One that finds nothing to do does no harm."""
    while send_due() == AT_A_TIME:
        pass


def is_anything_due() -> bool:
    return waiting(timezone.now()).exists()
