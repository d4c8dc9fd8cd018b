"""What each right lets a person see or do, in words: for the page that shows somebody's access.

Every row of access/permissions.py has its sentence here, and every group of rows its heading; a test holds it.
"""

from dataclasses import dataclass

from samverkan.access.permissions import PERMISSIONS, allowed
from samverkan.partnerships.rules import Role

GROUPS: dict[str, str] = {
    "overview": "Startsidan",
    "criterion": "Kriterierna",
    "step": "Stegen",
    "cycle": "Varven",
    "calendar": "Kalendern",
    "question": "Stödfrågorna",
    "guidance": "Hjälpen bredvid arbetet",
    "people": "Personer",
    "partnership": "Samverkan",
    "notices": "Mejl",
    "cooperation": "Beslutet om samverkan",
    "inventory": "Inventeringen av förutsättningar",
    "anchoring": "Förankringen",
    "assignment": "Samordnarens uppdrag",
    "groups": "Grupper och möten",
    "decision": "Beslut",
    "minutes": "Minnesanteckningar",
    "communication": "Kommunikationsplanen",
    "dataset": "Datamängder",
    "catalogue": "Källor och brottstyper",
    "picture": "Den egna lägesbilden",
    "joint": "Den gemensamma lägesbilden",
    "problem": "Problem och prioritering",
    "cause": "Orsaker och hypoteser",
    "agreement": "Samverkansöverenskommelsen",
    "thread": "Röda tråden",
    "document": "Dokument",
}
WORDS: dict[str, str] = {
    "overview.view": "Se hur långt arbetet har kommit, men inget av det som skrivs.",
    "overview.follow": "Följa vad som har ändrats sedan sist.",
    "criterion.confirm": "Bekräfta att ett kriterium är uppfyllt, och ta tillbaka bekräftelsen.",
    "step.reopen": "Öppna ett färdigt steg igen.",
    "cycle.open": "Avsluta varvet och starta nästa.",
    "cooperation.view": "Läsa beslutet om samverkan medan det skrivs.",
    "cooperation.edit": "Skriva underlaget till beslutet om samverkan.",
    "cooperation.decide": "Besluta om samverkan för sin organisation.",
    "inventory.view": "Läsa den egna organisationens inventering, och det som parterna har delat.",
    "inventory.edit": "Skriva i den egna organisationens inventering.",
    "inventory.share": "Dela den egna organisationens inventering med de andra parterna.",
    "anchoring.view": "Läsa vilka funktioner och nya partner som arbetet vilar på.",
    "anchoring.edit": "Ändra den egna organisationens funktioner och nya partner.",
    "assignment.view": "Läsa samordnarens uppdrag.",
    "assignment.edit": "Skriva samordnarens uppdrag.",
    "assignment.acknowledge": "Bekräfta samordnarens uppdrag.",
    "communication.view": "Läsa kommunikationsplanerna.",
    "communication.edit": "Skriva kommunikationsplaner och planera aktiviteter.",
    "communication.confirm": "Bekräfta den gemensamma kommunikationsplanen.",
    "calendar.view": "Se kalendern.",
    "calendar.subscribe": "Hämta kalendern till sitt eget program.",
    "groups.view": "Läsa om grupper, möten, beslut och minnesanteckningar.",
    "groups.edit": "Bilda grupper, ändra ledamöter och kalla till möten.",
    "decision.record": "Skriva in beslut.",
    "decision.follow_up": "Följa upp beslut som man ska se till.",
    "minutes.write": "Skriva minnesanteckningar.",
    "minutes.approve": "Godkänna minnesanteckningar som någon annan har skrivit.",
    "question.view": "Läsa stödfrågorna och den egna organisationens svar.",
    "question.answer": "Svara på stödfrågorna.",
    "question.show": "Visa den egna organisationens svar för den andra parten.",
    "guidance.view": "Läsa om stegen och slå upp ord.",
    "guidance.close": "Lägga undan hjälpen bredvid arbetet.",
    "people.view": "Se vilka som är med i samverkan och med vilken roll.",
    "people.invite": "Bjuda in personer till den egna organisationen.",
    "people.end": "Ändra roller och avsluta uppdrag i den egna organisationen.",
    "partnership.found": "Lägga upp en ny samverkan med en annan organisation.",
    "notices.choose": "Välja vilka mejl man får.",
    "dataset.view": "Läsa den egna organisationens statistik och diagram.",
    "dataset.import": "Läsa in statistik och områden åt den egna organisationen.",
    "catalogue.view": "Läsa den egna organisationens källor och anteckningar om brottstyper.",
    "catalogue.edit": "Ändra den egna organisationens källor och anteckningar om brottstyper.",
    "picture.view": "Läsa den egna organisationens lägesbild medan den skrivs.",
    "picture.edit": "Skriva i den egna organisationens lägesbild.",
    "picture.review": "Sekretesspröva lägesbilden.",
    "picture.acknowledge": "Ta del av lägesbilden för ledningen, så att den kan lämnas över.",
    "picture.hand_over": "Lämna över lägesbilden till de andra parterna.",
    "picture.schedule": "Bestämma när lägesbilderna ska vara klara.",
    "joint.view": "Läsa det som parterna har lämnat över och den gemensamma lägesbilden.",
    "joint.edit": "Lägga ihop lägesbilderna till en gemensam.",
    "joint.confirm": "Bekräfta den gemensamma lägesbilden för sin organisation.",
    "problem.view": "Läsa problemen och hur de har prioriterats.",
    "problem.edit": "Lägga till och ändra problem.",
    "problem.mark": "Sätta kryss i prioriteringsmatrisen.",
    "problem.choose": "Välja fokusområden och vad som får vänta.",
    "cause.view": "Läsa orsaksanalyserna.",
    "cause.edit": "Skriva i orsaksanalyserna, flytta lappar i orsaksträdet och pröva hypoteser.",
    "cause.finish": "Göra klart en orsaksanalys.",
    "agreement.view": "Läsa samverkansöverenskommelsen.",
    "agreement.edit": "Skriva på samverkansöverenskommelsen.",
    "agreement.open": "Lägga fram överenskommelsen för underskrift, och ta tillbaka den.",
    "agreement.sign": "Skriva under överenskommelsen för sin organisation.",
    "thread.view": "Följa varje problem från underlag till hypoteser.",
    "document.view": "Läsa och hämta dokumenten som arbetet har lett fram till.",
    "document.adopt": "Fastställa dokument.",
    "document.register": "Anteckna diarienummer.",
}


@dataclass(frozen=True)
class Group:
    """A room of the product: what a role may do there, and what it may not."""

    heading: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]


def in_words(role: Role) -> tuple[Group, ...]:
    """What `role` may see and do, by room in the order of the table."""
    groups = []
    for key, heading in GROUPS.items():
        rows = [permission for permission in PERMISSIONS if permission.partition(".")[0] == key]
        groups.append(
            Group(
                heading,
                tuple(WORDS[row] for row in rows if allowed(role, row)),
                tuple(WORDS[row] for row in rows if not allowed(role, row)),
            )
        )
    return tuple(groups)
