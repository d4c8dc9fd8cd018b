"""Who may do what: one table, as data. Nothing in the product may be done that does not stand here."""

from samverkan.partnerships.rules import Role

COORDINATORS = frozenset({Role.COORDINATOR, Role.MUNICIPAL_POLICE_OFFICER})
WRITERS = COORDINATORS | {Role.ANALYST}
LEADERS = frozenset({Role.CHAIR, Role.DIRECTOR, Role.POLICE_CHIEF})
MANAGERS = COORDINATORS | LEADERS
READERS = (
    WRITERS | LEADERS | {Role.HEAD_OF_ADMINISTRATION, Role.GROUP_CHIEF, Role.COMMUNICATOR, Role.CONTROLLER}
)
# Those whom the questions are put to: all readers but the political and police leadership.
ANSWERERS = READERS - LEADERS
STAFF = READERS | {Role.AREA_POLICE, Role.REPORTER}
NOTE_TAKERS = COORDINATORS | {Role.COMMUNICATOR, Role.ANALYST, Role.CONTROLLER}
EVERYONE = STAFF | {Role.OBSERVER}

PERMISSIONS: dict[str, frozenset[Role]] = {
    # the partnership's start page: status, never content
    "overview.view": frozenset(EVERYONE),
    # what has changed since one's last visit
    "overview.follow": frozenset(STAFF),
    # the process itself: criteria that a person confirms, finished steps opened again, the next cycle
    "criterion.confirm": COORDINATORS,
    "step.reopen": COORDINATORS,
    "cycle.open": COORDINATORS,
    # who takes part, and as what; managers act for their own party only
    "people.view": frozenset(STAFF),
    "people.invite": MANAGERS,
    "people.end": MANAGERS,
    "partnership.found": COORDINATORS,
    # which mails one wants
    "notices.choose": frozenset(EVERYONE),
    # the decision to cooperate, the parties' together
    "cooperation.view": frozenset(STAFF),
    "cooperation.edit": COORDINATORS,
    "cooperation.decide": LEADERS,
    # each organisation's conditions, private to the party until it shares them
    "inventory.view": frozenset(READERS),
    "inventory.edit": COORDINATORS,
    "inventory.share": COORDINATORS,
    # key functions and new partners, read by all parties from the start
    "anchoring.view": frozenset(READERS),
    "anchoring.edit": COORDINATORS,
    # the coordinator's assignment, private to the party until its manager acknowledges it
    "assignment.view": frozenset(READERS),
    "assignment.edit": COORDINATORS,
    "assignment.acknowledge": LEADERS,
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
    # problems set against each other, the parties' together; everyone who reads may mark in the workshop
    "problem.view": frozenset(READERS),
    "problem.edit": frozenset(WRITERS),
    "problem.mark": frozenset(READERS),
    "problem.choose": COORDINATORS,
    # what the problems come from: the analysis, the tree and the hypotheses
    "cause.view": frozenset(READERS),
    "cause.edit": frozenset(ANSWERERS),
    "cause.finish": COORDINATORS,
    # the agreement, signed by the leaders
    "agreement.view": frozenset(READERS),
    "agreement.edit": COORDINATORS,
    "agreement.open": COORDINATORS,
    "agreement.sign": LEADERS,
    # from evidence to problem, causes and hypotheses, with what is missing
    "thread.view": frozenset(READERS),
    # the support questions: a party's own answers are its own until it shows them, the joint ones are everyone's
    "question.view": frozenset(READERS),
    "question.answer": frozenset(ANSWERERS),
    "question.show": COORDINATORS,
    # the glossary and the guidance, which are the same for all, and what a person has put away of it
    "guidance.view": frozenset(EVERYONE),
    "guidance.close": frozenset(EVERYONE),
    # the communication plans: the joint one, and each party's own
    "communication.view": frozenset(STAFF),
    "communication.edit": COORDINATORS | {Role.COMMUNICATOR},
    "communication.confirm": COORDINATORS,
    # the calendar: what is shared and one's own party's, to an observer only the cycle's own days
    "calendar.view": frozenset(EVERYONE),
    "calendar.subscribe": frozenset(EVERYONE),
    # documents of the process; leaders adopt what they decide and acknowledge
    "document.view": frozenset(READERS),
    "document.adopt": MANAGERS,
    "document.register": COORDINATORS,
    # groups, meetings and decisions, shared by the parties
    "groups.view": frozenset(STAFF),
    "groups.edit": COORDINATORS,
    "decision.record": COORDINATORS,
    "decision.follow_up": frozenset(STAFF),
    "minutes.write": frozenset(NOTE_TAKERS),
    "minutes.approve": MANAGERS,
}

# Where a person lacks a right, the page says whom to ask: the role to look for, in words.
HOLDERS: dict[frozenset[Role], str] = {
    COORDINATORS: "kommunens samordnare och kommunpolisen",
    COORDINATORS | {Role.COMMUNICATOR}: "kommunens samordnare, kommunpolisen och kommunikatören",
    frozenset(WRITERS): "kommunens samordnare, kommunpolisen och analytikern",
    LEADERS: "ledningen",
    frozenset(ANSWERERS): "dem som arbetar med samverkan hos kommunen och polisen",
    MANAGERS: "kommunens samordnare, kommunpolisen och ledningen",
    frozenset(NOTE_TAKERS): "samordnarna, kommunikatören, analytikern och controllern",
}


def allowed(role: Role, permission: str) -> bool:
    """Whether `role` holds `permission`; an unknown permission is a programming error and raises KeyError."""
    return role in PERMISSIONS[permission]


def holders(permission: str) -> str:
    return HOLDERS.get(PERMISSIONS[permission], "dem som arbetar med samverkan")
