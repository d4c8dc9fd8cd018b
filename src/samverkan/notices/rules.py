"""What people are told about, and how long an outbox waits before it tries again."""

from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """All but the invitation can be turned off by the one who gets them."""

    INVITATION = "invitation"
    ASSIGNED = "assigned"
    WAITING = "waiting_for_you"
    OVERDUE = "overdue"
    DIGEST = "weekly_digest"

    @property
    def swedish(self) -> str:
        return {
            "invitation": "Inbjudan",
            "assigned": "När du får något att göra",
            "waiting_for_you": "När något väntar på dig",
            "overdue": "När en dag har passerat",
            "weekly_digest": "Veckans sammanfattning, måndag morgon",
        }[self.value]

    @property
    def hint(self) -> str:
        return {
            "invitation": "",
            "assigned": "Till exempel när en tidsram gäller dig eller du får ansvar för en uppgift.",
            "waiting_for_you": "Till exempel när en lägesbild väntar på att du tar del av den.",
            "overdue": "En gång, dagen efter att något skulle ha varit klart.",
            "weekly_digest": "Det som väntar på dig, samlat. Väntar inget kommer inget mejl.",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


CHOOSABLE = tuple(kind for kind in Kind if kind != Kind.INVITATION)
LONGEST_WAIT = timedelta(hours=6)
# After so many refusals of one address nobody tries again; a mail server that is down is tried for ever.
REFUSALS = 8


def wait_after(attempts: int) -> timedelta:
    """One minute after the first attempt, then twice as long each time, up to six hours."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 12)), LONGEST_WAIT)
