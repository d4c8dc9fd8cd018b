"""The demo's answers to the support questions: finished in the years that are over, begun in the running one."""

from samverkan.access.scope import Scope
from samverkan.demo.own import dated
from samverkan.partnerships.content import question_area
from samverkan.questions.actions import answer_question, show_area

# `{y}` is the cycle's year. What a party answers for itself, by the kind of its organisation.
MUNICIPALITY = {
    "inventory.governance": "Ja. Kommunens mål för {y} säger att fler ska känna sig trygga där de bor, och samverkan är ett av sätten att nå dit.",
    "inventory.timing": "Nämnderna lämnar sina äskanden i april och budgeten beslutas i november. Det som kostar pengar behöver vara klart i mars.",
    "inventory.ongoing": "Fältgruppen är ute fredagar och lördagar. Gatukontoret byter belysning i Norrängen. Skolorna har närvaroteam.",
    "inventory.lessons": "Nattvandringarna höll i sig när föreningarna fick pengar för ett helt år i taget. Korta projekt gav trötta människor.",
    "anchoring.partners": "Gatukontoret, Norrängens skola och Björkvallabostäder. Utan dem går det inte att ändra något på plats.",
    "anchoring.managers": "Ja, alla tre förvaltningschefer har sagt ja på ledningsgruppens möte. Skolan vill ha besked om tiden terminsvis.",
    "coordinator.task": "Jag håller ihop arbetet, kallar till möten, ser till att lägesbilden blir gjord och att beslut följs. Jag leder inga åtgärder själv.",
    "coordinator.responsibility": "Jag svarar för underlag och uppföljning. Cheferna svarar för att åtgärderna i deras verksamhet blir av.",
    "coordinator.deadline": "Uppdraget gäller till den sista december {y} och prövas på nytt i oktober.",
    "coordinator.reporting": "Till styrgruppen varje kvartal och till kommunstyrelsen två gånger om året, muntligt med en sida text. Den används när budgeten förbereds.",
    "coordinator.resources": "Halva min tid räcker när inget oväntat händer. Statistiken klarar jag inte utan Amir.",
}
POLICE = {
    "inventory.governance": "Ja. Medborgarlöften och samverkan står i lokalpolisområdets verksamhetsplan för {y}.",
    "inventory.conflicts": "Vid särskilda händelser flyttas områdespoliserna. Då får vi säga till i tid och ta igen det senare.",
    "inventory.ongoing": "Två områdespoliser arbetar i Centrum och Norrängen. Vi har möten med krögare och handlare en gång i kvartalet.",
    "inventory.synergies": "Arbetet med krogarna och skolans närvaroteam. Vi möter samma ungdomar och kan dela på kvällarna.",
    "anchoring.partners": "Områdespoliserna, utredningsgruppen för ungdomar och vakthavande befäl.",
    "anchoring.knowledge": "Områdespoliserna är med sedan länge. Utredarna vet mindre och undrar hur mycket tid det tar.",
    "anchoring.managers": "Gruppchefen har sagt ja och lagt in två dagar i månaden i planeringen.",
    "coordinator.task": "Jag är kommunens väg in till polisen i de här frågorna, tar fram vår lägesbild och bereder styrgruppens möten tillsammans med Anna.",
    "coordinator.responsibility": "Jag svarar för polisens underlag. Chefen för lokalpolisområdet svarar för vad vi lovar.",
    "coordinator.mandate": "Jag får boka områdespoliser upp till två pass i veckan. Större insatser beslutar chefen.",
    "coordinator.anchored": "Ja, uppdraget har gåtts igenom på områdespolisernas möte i januari.",
}
# What the parties answer together.
TOGETHER = {
    "decision.organisation": "Ja. Styrgruppen leder, beredningsgruppen förbereder och en arbetsgrupp utför. Båda parter finns i alla tre.",
    "decision.coordinator": "Ja, Anna Berg på halvtid hos kommunen. Per Lind är kommunpolis.",
    "decision.guidelines": "Ja. Lägesbilderna ska vara klara i mars, den gemensamma bilden i april och överenskommelsen före sommaren.",
    "decision.anchored": "Cheferna känner till det. Personalen på fältet har fått det på arbetsplatsträffar, men inte alla.",
    "communication.background": "Många tror att ingenting görs. När vi berättar vad som görs, och varför, blir det lättare att få med fler.",
    "communication.audiences": "De som bor i Norrängen först, sedan pendlarna vid stationen och våra egna medarbetare.",
    "communication.aims": "De ska veta vem de kan vända sig till och känna att det lönar sig att säga till.",
    "communication.messages": "Vi arbetar tillsammans, vi börjar där det behövs mest och vi berättar hur det går.",
    "priorities.focus": "Cykelstölderna vid stationen, och otryggheten och skadegörelsen i Norrängen.",
    "priorities.reason": "Cykelstölderna är fler per invånare än i länet, de ökar och de går att påverka när stationen byggs om. Norrängen har störst otrygghet.",
    "priorities.sources": "Båda parternas lägesbilder, trygghetsmätningen och det som Björkvallabostäder har berättat.",
    "causes.why": "Många cyklar står samlade hela dagen, låsen är enkla och ingen har ansvar för att hålla uppsikt.",
    "causes.place": "Ställen ligger bakom stationshuset, belysningen är svag och få går förbi mellan klockan nio och fyra.",
    "causes.victim": "Cyklarna är ofta fastlåsta bara i hjulet. Många ställer dem där vid sjutiden på morgonen och hämtar dem efter arbetet.",
    "agreement.problems": "Ja, cykelstölderna vid stationen står först, och otryggheten i Norrängen som nummer två.",
    "agreement.causes": "Ja, kort. Underlaget finns i orsaksanalysen.",
    "agreement.goals": "De går att räkna: en fjärdedel färre anmälda cykelstölder vid stationen till slutet av {y}.",
    "agreement.period": "Ja, från den första juli {y} till den sista juni året efter.",
}
# In the running year: what is finished, and what somebody has begun to write.
FINISHED_SO_FAR = (
    "inventory.governance",
    "inventory.ongoing",
    "decision.organisation",
    "decision.coordinator",
)
DRAFTS = {
    "inventory.lessons": "Sommarjobben vid stationen gav lugnare kvällar. Fråga Disa om siffrorna innan det här är klart.",
    "coordinator.resources": "Beror på om Amir får fortsätta på halvtid.",
}
JOINT_DRAFTS = {
    "decision.learning": "Förslag: en halvtimme sist på varje styrgruppsmöte om vad vi har lärt oss.",
    "communication.audiences": "Norrängen först. Ska vi också vända oss till butikerna i Centrum?",
}


def answer(municipality: Scope, police: Scope, year: int) -> None:
    """A finished year's answers, where both parties have shown the other what they have to start from."""
    for scope, given in ((municipality, MUNICIPALITY), (police, POLICE), (municipality, TOGETHER)):
        for key, text in given.items():
            answer_question(scope, key, 0, text=dated(text, year), finished=True)
    for scope in (municipality, police):
        show_area(scope, question_area("inventory"))


def begin(municipality: Scope, police: Scope, year: int) -> None:
    """The running year: the police have shown their inventory, the municipality is still writing its own."""
    for scope, given in ((municipality, MUNICIPALITY | TOGETHER), (police, POLICE)):
        for key in FINISHED_SO_FAR:
            if key in given:
                answer_question(scope, key, 0, text=dated(given[key], year), finished=True)
    for scope, drafts in ((municipality, DRAFTS), (police, JOINT_DRAFTS)):
        for key, text in drafts.items():
            answer_question(scope, key, 0, text=text, finished=False)
    show_area(police, question_area("inventory"))
