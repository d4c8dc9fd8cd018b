"""Who may do what: one table, as data. Nothing in the product may be done that does not stand here."""

from samverkan.partnerships.rules import Role

COORDINATORS = frozenset({Role.COORDINATOR, Role.MUNICIPAL_POLICE_OFFICER})
WRITERS = COORDINATORS | {Role.ANALYST}
LEADERS = frozenset({Role.CHAIR, Role.DIRECTOR, Role.POLICE_CHIEF})
READERS = (
    WRITERS | LEADERS | {Role.HEAD_OF_ADMINISTRATION, Role.GROUP_CHIEF, Role.COMMUNICATOR, Role.CONTROLLER}
)
STAFF = READERS | {Role.AREA_POLICE, Role.REPORTER}
APPROVERS = COORDINATORS | LEADERS
NOTE_TAKERS = COORDINATORS | {Role.COMMUNICATOR, Role.ANALYST, Role.CONTROLLER}
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
    # documents of the process
    "document.view": frozenset(READERS),
    "document.adopt": APPROVERS,
    # groups, meetings and decisions, shared by the parties
    "groups.view": frozenset(STAFF),
    "groups.edit": COORDINATORS,
    "decision.record": COORDINATORS,
    "decision.follow_up": frozenset(STAFF),
    "minutes.write": frozenset(NOTE_TAKERS),
    "minutes.approve": APPROVERS,
}

# Where a person lacks a right, the page says whom to ask: the role to look for, in words.
HOLDERS: dict[frozenset[Role], str] = {
    COORDINATORS: "kommunens samordnare och kommunpolisen",
    frozenset(WRITERS): "kommunens samordnare, kommunpolisen och analytikern",
    LEADERS: "ledningen",
    APPROVERS: "ledningen och samordnarna",
    frozenset(NOTE_TAKERS): "samordnarna, kommunikatören, analytikern och controllern",
}


def allowed(role: Role, permission: str) -> bool:
    """Whether `role` holds `permission`; an unknown permission is a programming error and raises KeyError."""
    return role in PERMISSIONS[permission]


def holders(permission: str) -> str:
    return HOLDERS.get(PERMISSIONS[permission], "dem som arbetar med samverkan")
