"""No mail tells a word of a draft: the planted words are in none of those that the scenario's work has caused."""

from samverkan.notices.mail import mail_of
from samverkan.notices.models import Notice
from samverkan.notices.rules import Kind
from samverkan.process.rounds import make_round
from tests.architecture.walk import secrets_in
from tests.scenario import Scenario


def test_no_mail_tells_a_word_of_a_draft(scenario: Scenario) -> None:
    partnership = scenario.world.partnership
    make_round.call("2026-04-06")  # a Monday
    notices = Notice.objects.filter(partnership=partnership)
    assert {Kind.INVITATION, Kind.WAITING, Kind.DIGEST} <= set(notices.values_list("kind", flat=True))
    for notice in notices.select_related("user", "invitation", "partnership"):
        mail = mail_of(notice)
        html = mail.alternatives[0].content  # type: ignore[attr-defined]
        written = "\n".join([mail.subject, mail.body, html, str(mail.message())])
        assert not secrets_in(written), f"{notice} tells {secrets_in(written)}"
