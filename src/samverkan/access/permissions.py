"""Who may do what: one table, as data. Nothing in the product may be done that does not stand here."""

from samverkan.partnerships.rules import Role

COORDINATORS = frozenset({Role.COORDINATOR, Role.MUNICIPAL_POLICE_OFFICER})
WRITERS = COORDINATORS | {Role.ANALYST}
LEADERS = frozenset({Role.CHAIR, Role.DIRECTOR, Role.POLICE_CHIEF})
READERS = (
    WRITERS | LEADERS | {Role.HEAD_OF_ADMINISTRATION, Role.GROUP_CHIEF, Role.COMMUNICATOR, Role.CONTROLLER}
)
STAFF = READERS | {Role.AREA_POLICE, Role.REPORTER}
EVERYONE = STAFF | {Role.OBSERVER}

PERMISSIONS: dict[str, frozenset[Role]] = {
    # the partnership's start page: status, never content
    "overview.view": frozenset(EVERYONE),
    # datasets and their figures, private to the party that brought them in
    "dataset.view": frozenset(READERS),
    "dataset.import": frozenset(WRITERS),
    # the party's source catalogue and notes on crime types
    "catalogue.view": frozenset(READERS),
    "catalogue.edit": frozenset(WRITERS),
    # the own picture, private to the party until it is handed over
    "picture.view": frozenset(READERS),
    "picture.edit": frozenset(WRITERS),
    "picture.review": COORDINATORS,
    "picture.acknowledge": LEADERS,
    "picture.hand_over": COORDINATORS,
    "picture.schedule": COORDINATORS,
    # the joint picture, shared by the parties
    "joint.view": frozenset(READERS),
    "joint.edit": COORDINATORS,
    "joint.confirm": COORDINATORS,
    # the communication plans: the joint one, and each party's own
    "communication.view": frozenset(STAFF),
    "communication.edit": COORDINATORS | {Role.COMMUNICATOR},
    "communication.confirm": COORDINATORS,
    # the calendar: what is shared and one's own party's, to an observer only the cycle's own days
    "calendar.view": frozenset(EVERYONE),
    "calendar.subscribe": frozenset(EVERYONE),
    # documents of the process
    "document.view": frozenset(READERS),
    "document.adopt": COORDINATORS,
}

# Where a person lacks a right, the page says whom to ask: the role to look for, in words.
HOLDERS: dict[frozenset[Role], str] = {
    COORDINATORS: "kommunens samordnare och kommunpolisen",
    COORDINATORS | {Role.COMMUNICATOR}: "kommunens samordnare, kommunpolisen och kommunikatören",
    frozenset(WRITERS): "kommunens samordnare, kommunpolisen och analytikern",
    LEADERS: "ledningen",
}


def allowed(role: Role, permission: str) -> bool:
    """Whether `role` holds `permission`; an unknown permission is a programming error and raises KeyError."""
    return role in PERMISSIONS[permission]


def holders(permission: str) -> str:
    return HOLDERS.get(PERMISSIONS[permission], "dem som arbetar med samverkan")
