"""Roles and kinds of organisation: the words other rooms build on."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    MUNICIPALITY = "municipality"
    POLICE = "police"
    COUNTY_BOARD = "county_board"
    PROPERTY_OWNER = "property_owner"
    REGION = "region"
    ASSOCIATION = "association"
    COMPANY = "company"

    @property
    def swedish(self) -> str:
        return {
            "municipality": "Kommun",
            "police": "Lokalpolisområde",
            "county_board": "Länsstyrelse",
            "property_owner": "Fastighetsägare",
            "region": "Region",
            "association": "Förening",
            "company": "Företag",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, kind.swedish) for kind in cls]


class Role(StrEnum):
    """The roles of the handbook, pages 21–28, and the two that look on."""

    CHAIR = "chair"
    POLICE_CHIEF = "police_chief"
    DIRECTOR = "director"
    HEAD_OF_ADMINISTRATION = "head_of_administration"
    GROUP_CHIEF = "group_chief"
    COORDINATOR = "coordinator"
    MUNICIPAL_POLICE_OFFICER = "municipal_police_officer"
    AREA_POLICE = "area_police"
    COMMUNICATOR = "communicator"
    ANALYST = "analyst"
    CONTROLLER = "controller"
    REPORTER = "reporter"
    OBSERVER = "observer"

    @property
    def swedish(self) -> str:
        return {
            "chair": "kommunstyrelsens ordförande",
            "police_chief": "chef för lokalpolisområdet",
            "director": "kommundirektör",
            "head_of_administration": "förvaltningschef",
            "group_chief": "gruppchef",
            "coordinator": "kommunal samordnare",
            "municipal_police_officer": "kommunpolis",
            "area_police": "områdespolis",
            "communicator": "kommunikatör",
            "analyst": "analytiker",
            "controller": "controller",
            "reporter": "rapportör",
            "observer": "observatör vid länsstyrelsen",
        }[self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(role.value, role.swedish) for role in cls]


# The roles that fit each kind of organisation (handbook pages 24–28). An observer acts for no party: see Role.
_SUPPORT = (Role.ANALYST, Role.COMMUNICATOR, Role.CONTROLLER, Role.REPORTER)
_OTHERS = (Role.HEAD_OF_ADMINISTRATION, *_SUPPORT)
ROLES_OF: dict[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.MUNICIPALITY: (
        Role.COORDINATOR,
        Role.CHAIR,
        Role.DIRECTOR,
        Role.HEAD_OF_ADMINISTRATION,
        *_SUPPORT,
    ),
    OrganisationKind.POLICE: (
        Role.MUNICIPAL_POLICE_OFFICER,
        Role.POLICE_CHIEF,
        Role.GROUP_CHIEF,
        Role.AREA_POLICE,
        *_SUPPORT,
    ),
    OrganisationKind.COUNTY_BOARD: _OTHERS,
    OrganisationKind.PROPERTY_OWNER: _OTHERS,
    OrganisationKind.REGION: _OTHERS,
    OrganisationKind.ASSOCIATION: _OTHERS,
    OrganisationKind.COMPANY: _OTHERS,
}


class Step(StrEnum):
    """The five steps of the process, handbook page 12."""

    INITIATE = "initiate"
    PREPARE = "prepare"
    JOIN = "join"
    IMPLEMENT = "implement"
    FOLLOW_UP = "follow_up"

    @property
    def swedish(self) -> str:
        return {
            "initiate": "Initiera samverkan",
            "prepare": "Egna förberedelser",
            "join": "Gemensamma förberedelser",
            "implement": "Genomförande",
            "follow_up": "Uppföljning och återkoppling",
        }[self.value]
