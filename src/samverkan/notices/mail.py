"""A notice as a mail, plain and HTML, written when it is sent: the link then leads to where the installation is now."""

from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from samverkan.access.tokens import token_of
from samverkan.notices.models import Notice


def mail_of(notice: Notice, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    choices = ""
    if notice.invitation is not None:
        path = reverse("invitation", args=[token_of(notice.invitation.nonce)])
        words = "Tacka ja till inbjudan"
    else:
        path, words = notice.path, "Öppna Samverkan"
        choices = absolute(reverse("overview:notices", args=[notice.partnership.slug]))
    context = {
        "notice": notice,
        "pieces": notice.text.split("\n\n"),
        "link": absolute(path),
        "link_words": words,
        "choices": choices,
    }
    headers = {
        # The same at every attempt: a receiver that has it already can tell.
        "Message-ID": f"<notice-{notice.pk}-{notice.created_at:%Y%m%d%H%M%S%f}@{_domain()}>",
        "Auto-Submitted": "auto-generated",
    }
    if choices:
        headers["List-Unsubscribe"] = f"<{choices}>"
    mail = EmailMultiAlternatives(
        " ".join(notice.subject.split()),
        render_to_string("notices/notice.txt", context),
        to=[notice.address],
        headers=headers,
        connection=connection,
    )
    mail.attach_alternative(render_to_string("notices/notice.html", context), "text/html")
    return mail


def absolute(path: str) -> str:
    return settings.LINK_BASE + path


def _domain() -> str:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Address(addr_spec=address).domain if "@" in address else "samverkan.invalid"
