"""The background worker's process: ends when the server that started it is gone, however it went."""

import logging
import os
import threading
import time

SECONDS = 6 * 60 * 60
SECONDS_AFTER_FAILURE = 60
logger = logging.getLogger(__name__)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.config.settings")


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _look_after_criteria() -> None:
    """A few times a day: what holds may stop holding because a day has passed.

    For ever, whatever happens: a database that is away for a while is asked again soon.
    """
    from django.db import close_old_connections

    from samverkan.process.criteria import keep_all_standing

    while True:
        close_old_connections()
        pause = SECONDS
        try:
            keep_all_standing.enqueue()
        except Exception:
            logger.exception("The criteria were not looked after")
            pause = SECONDS_AFTER_FAILURE
        close_old_connections()
        time.sleep(pause)


def main() -> None:
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    import django

    django.setup()
    from django.core.management import call_command

    from samverkan.config.pump import keep_pumping
    from samverkan.datasets.tasks import queue_unread

    queue_unread()
    threading.Thread(target=_look_after_criteria, daemon=True).start()
    threading.Thread(target=keep_pumping, daemon=True).start()
    call_command("db_worker", "--interval", "0.5", "--no-startup-delay", "--no-reload", verbosity=0)


if __name__ == "__main__":
    main()
