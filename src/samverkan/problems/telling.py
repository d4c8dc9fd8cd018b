"""Who is told by e-mail when there is a hypothesis to try. Only that there is one, and where: never what it says."""

from samverkan.access.scope import Scope
from samverkan.notices.rules import Kind
from samverkan.notices.telling import notify, path_to
from samverkan.problems.models import Hypothesis


def hypothesis_to_try(scope: Scope, hypothesis: Hypothesis) -> None:
    if hypothesis.responsible is None:
        return
    notify(
        scope,
        [hypothesis.responsible.user],
        Kind.ASSIGNED,
        subject="Du ska pröva en hypotes",
        text=(
            "Du har fått ansvar för att pröva ett antagande om vad ett problem beror på. "
            "Läs hur det ska prövas, och berätta sedan vad det visade."
        ),
        path=path_to(scope, "join:hypothesis", hypothesis.pk),
    )
