"""What this room proves to the others, and what in it waits for the person who asks."""

from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.access.scope import Scope
from samverkan.cycles.rules import Evidence
from samverkan.plans.gaps import Against
from samverkan.plans.models import Signing
from samverkan.plans.queries.agreement import agreement_state
from samverkan.plans.queries.signing import latest_signed, may_sign, signing_state
from samverkan.plans.queries.work import changed_parts


def ends_on(signing: Signing) -> date:
    return date.fromisoformat(signing.content["ends_on"])


def period(signing: Signing) -> str:
    first = date.fromisoformat(signing.content["starts_on"])
    return f"från den {date_format(first, 'j F Y')} till den {date_format(ends_on(signing), 'j F Y')}"


def agreement_evidence(scope: Scope) -> list[Evidence]:
    """A whole agreement that all parties have signed, as long as its period lasts. One query."""
    signing = latest_signed(scope)
    if signing is None or signing.document is None or ends_on(signing) < timezone.localdate():
        return []
    return [
        Evidence(
            f"Alla parters ledning har skrivit under överenskommelsen. Den gäller {period(signing)}.",
            "join:signing",
            {"pk": signing.pk},
            signing.document.adopted_at,
        )
    ]


class RunOut(NamedTuple):
    """The last signed agreement, whose period has passed."""

    signing: Signing
    ended_on: date


def run_out(scope: Scope, today: date) -> RunOut | None:
    """None while it holds and before there is any. That a next version waits to be signed does not help: no agreement
    is in force until it is. One query."""
    signing = latest_signed(scope)
    if signing is None or ends_on(signing) >= today:
        return None
    return RunOut(signing, ends_on(signing))


def joint_stages(scope: Scope) -> dict[str, Any]:
    """What the agreement waits for: begin, write, open, sign or nothing. And who has not signed, what has changed.

    `agreement_changed`: the parts whose work reads otherwise than when it was taken in.
    """
    changed = changed_parts(scope)
    now = agreement_state(scope, Against(changed))
    told: dict[str, Any] = {
        "agreement": "begin",
        "agreement_signing": None,
        "agreement_awaits": [],
        "agreement_changed": list(changed),
    }
    if now.row is None:
        return told
    if now.open:
        awaits = [party.pk for party in signing_state(scope, now.open).awaits]
        return {
            **told,
            "agreement": "sign",
            "agreement_signing": now.open.pk,
            "agreement_awaits": awaits,
        }
    if now.signed and not now.signed.overall:
        return {**told, "agreement": ""}
    return {**told, "agreement": "open" if now.is_ready else "write"}


class Next(NamedTuple):
    text: str
    url_name: str
    url_kwargs: dict[str, Any]


def next_for(scope: Scope, joint: dict[str, Any], *, chosen: bool) -> list[Next]:
    """What in this room waits for the person. `chosen`: there is something to agree on."""
    if scope.membership.party is None:
        return []
    stage = joint["agreement"]
    if stage == "sign":
        mine = may_sign(scope) and scope.party.pk in joint["agreement_awaits"]
        kwargs = {"pk": joint["agreement_signing"]}
        return [Next("Skriv under samverkansöverenskommelsen", "join:sign", kwargs)] if mine else []
    words = {
        "begin": "Börja på samverkansöverenskommelsen" if chosen else "",
        "write": "Skriv klart samverkansöverenskommelsen",
        "open": "Lägg fram samverkansöverenskommelsen för underskrift",
    }.get(stage, "")
    if not words or not scope.may("agreement.edit"):
        return []
    return [Next(words, "join:agreement_open" if stage == "open" else "join:agreement", {})]
