"""The demo's problems, what was chosen and why, what they come from and how it was tried. Plain data.

`{y}` is the cycle's year. Findings are told by a word in them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`marks`: the criteria that fit, with why where the figures do not say it; `unknown`: those that nobody can answer
    yet. The rest do not fit. `focus` False: it has to wait.
    """

    key: str
    name: str
    description: str
    findings: tuple[str, ...]
    marks: dict[str, str]
    focus: bool
    reason: str
    resources: str = ""
    influence: str = ""
    cost: str = ""
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    text: str
    hanging: tuple["Note", ...] = ()


@dataclass(frozen=True)
class Tried:
    """A hypothesis about a note. Without `outcome` it waits for `by`, within so many days of being posed."""

    cause: str
    question: str
    assumption: str
    test: str
    by: str
    within: int
    outcome: str = ""
    conclusion: str = ""
    finding: str = ""
    dialogue: str = ""
    who: str = ""  # with whom the dialogue was
    other: str = ""


@dataclass(frozen=True)
class Analysis:
    problem: str
    texts: dict[str, str]
    chain: tuple[tuple[str, str], ...]
    risks: tuple[tuple[str, str, str], ...]
    tree: dict[str, tuple[Note, ...]]
    tried: tuple[Tried, ...]


AT_THE_STATION = "Cykelstöld: flest på"  # how the finding about weekdays and hours begins

PROBLEMS = (
    Problem(
        "bikes",
        "Cykelstölder vid stationen",
        "Cyklar stjäls vid stationens cykelparkeringar, mest på vardagar medan pendlarna är borta.",
        ("ykelst",),
        {
            "common": "",
            "rises_most": "Det enda av problemen som säkert ökar i de siffror vi har.",
            "deviates": "",
            "exposed_place": "Ungefär två av tre i polisens lista har stationen som plats.",
            "can_be_influenced": "Stationen byggs om, så ställen och ljus kan flyttas.",
            "affects_many": "Alla som cyklar till tåget, och de är många.",
        },
        True,
        "Det vanligaste brottet i polisens lista, samlat på en plats, och ombyggnaden gör att vi kan ändra på det i år.",
        resources="En områdespolis två eftermiddagar i veckan. Stationsbolaget betalar nya ställ.",
        influence="Stor. Platsen, ljuset och låsen går att göra något åt.",
        cost="Omkring 2 500 kronor för den som blir av med sin cykel. För kommunen och polisen är kostnaden liten.",
    ),
    Problem(
        "norrangen",
        "Otrygghet och skadegörelse i Norrängen",
        "Klotter, krossat glas och mörka gångvägar gör att många undviker Norrängen på kvällen.",
        ("Klottersanering", "otrygg"),
        {
            "exposed_place": "Störst otrygghet i mätningen och dyrast skadegörelse i kostnadsfilen.",
            "can_be_influenced": "Kommunen och Björkvallabostäder äger nästan all mark.",
            "costs_much": "Mer än en halv miljon kronor {y-1}, mest av områdena i filen.",
            "affects_many": "Ungefär var tredje som bor där känner sig otrygg sent på kvällen.",
        },
        True,
        "Störst otrygghet och dyrast skadegörelse av områdena vi har siffror för. De som bor där har väntat länge.",
        resources="Fältgruppen, skolans vaktmästare och Björkvallabostäders trygghetsvärd.",
        influence="Stor när det gäller platsen, mindre när det gäller vilka som samlas där.",
        cost="Skadorna kostade kommunen mer än en halv miljon kronor {y-1}.",
        unknown=("common", "rises_most", "deviates"),
    ),
    Problem(
        "violence",
        "Våld utomhus i Centrum på helgkvällar",
        "Misshandel utomhus fredags- och lördagskvällar, nära krogarna.",
        ("Misshandel utomhus",),
        {
            "exposed_place": "Omkring sju av tio i polisens lista är i Centrum eller vid stationen.",
            "can_be_influenced": "Delvis, genom tillsynen av krogarna.",
            "costs_much": "Vård och utredning är dyrt i varje enskilt fall.",
            "affects_many": "Många rör sig där på helgkvällar.",
        },
        False,
        "Polisen och krögarna har redan ett eget arbete som fungerar. Vi tar upp det om siffrorna ändras.",
        resources="Polisens eget arbete med krogarna.",
        influence="Delvis. Öppettider beslutas av tillståndsenheten.",
        unknown=("rises_most", "deviates"),
    ),
    Problem(
        "homes",
        "Inbrott i villor i Ekbacken",
        "Serier av inbrott under den mörka årstiden.",
        ("Inbrott i bostad",),
        {
            "exposed_place": "Ekbacken har flest av områdena i polisens lista.",
            "can_be_influenced": "Grannar som håller uppsikt försvårar inbrott.",
            "costs_much": "Varje inbrott är dyrt för den som drabbas.",
        },
        False,
        "Grannsamverkan är igång i tre kvarter. Vi ser först hur långt den räcker.",
        unknown=("rises_most", "deviates"),
    ),
    Problem(
        "cellars",
        "Källarinbrott i Norrängen",
        "Portkoder sprids när lägenheter byter hyresgäst.",
        ("Källarinbrotten",),
        {
            "exposed_place": "De flesta i polisens lista är i Norrängen.",
            "can_be_influenced": "Koderna kan bytas ut mot taggar.",
        },
        False,
        "Björkvallabostäder byter ut låsen under året. Vi följer hur det går.",
        unknown=("rises_most", "deviates"),
    ),
)

BIKES = Analysis(
    "bikes",
    {
        "why": "Många cyklar står samlade hela dagen på en plats som ingen har ansvar för att hålla uppsikt över. Det är "
        "lätt att arbeta ostört och lätt att bli av med det man har tagit.",
        "situation": "Ställen ligger bakom stationshuset. Belysningen vid norra ingången är svag och få går förbi mellan "
        "klockan nio och fyra.",
        "victim": "Cyklarna är ofta fastlåsta bara i hjulet, och en del står kvar över natten.",
        "offender": "Två slag: unga som tar en cykel för att komma hem, och de som tar flera i taget för att sälja dem.",
        "strategic": "Rån förekommer vid stationen, men sällan. Det går inte att säga något om utvecklingen.",
    },
    (
        ("Cykeln ställs vid stationen vid sjutiden", "Ställ som går att låsa fast ramen i"),
        ("Ingen är på platsen mellan nio och fyra", "Kiosken flyttar ut och områdespolisen går förbi"),
        ("Låset knipsas eller hjulet skruvas av", "Godkända lås till självkostnad"),
        ("Cykeln säljs vidare samma dag", "Märkning och en gemensam lista på stulna cyklar"),
    ),
    (
        ("neighbourhood", "Kamrater som lånar cyklar som inte är deras", "Fältgruppen, vårens samtal"),
        ("school", "Skolk på eftermiddagarna", "Närvaroteamet på Norrängens skola"),
    ),
    {
        "situation": (
            Note(
                "Ingen uppsikt mellan nio och fyra",
                (Note("Ställen ligger bakom stationshuset"), Note("Kiosken är stängd på förmiddagen")),
            ),
            Note("Svag belysning vid norra ingången", (Note("Tre armaturer är trasiga"),)),
        ),
        "victim": (
            Note("Enkla lås", (Note("Bara hjulet är fastlåst"), Note("Ställen passar inte för ramlås"))),
            Note("Cyklar står kvar över natten"),
        ),
        "offender": (
            Note("Lätt att sälja vidare"),
            Note("Sista bussen har gått", (Note("Ungdomar tar en cykel för att komma hem"),)),
        ),
    },
    (
        Tried(
            "Svag belysning vid norra ingången",
            "Beror stölderna vid norra ingången på mörkret?",
            "Att det är mörkare där gör att det går att arbeta ostört.",
            "Mät ljuset vid båda ingångarna och jämför när stölderna sker. Sker de på dagen är det inte mörkret.",
            "amir",
            30,
            "not_supported",
            "Ljuset är svagare vid norra ingången, men stölderna vid stationen sker mest på dagen. Mörkret förklarar dem inte, "
            "även om det gör platsen otrygg.",
            finding=AT_THE_STATION,
            other="Tekniska kontorets ljusmätning vid båda ingångarna i april {y}, och polisens genomgång av vid vilken ingång "
            "och när på dygnet de anmälda cyklarna försvann.",
        ),
        Tried(
            "Ingen uppsikt mellan nio och fyra",
            "Varför sker stölderna på vardagar mellan nio och fyra?",
            "Då står cyklarna kvar och nästan ingen går förbi.",
            "Räkna förbipasserande timme för timme två vardagar och jämför med tiderna för stölderna.",
            "anna",
            45,
            "supported",
            "Mer än hälften av stölderna faller på vardagar mellan nio och fyra, när okända tider är fördelade. De timmarna är en "
            "femtedel av veckan, och då gick färre än tjugo personer förbi i timmen.",
            finding=AT_THE_STATION,
            dialogue="De berättade om tomma timmar mellan morgonens och eftermiddagens tåg.",
            who="Resenärer och kioskägaren",
            other="Räkning av förbipasserande timme för timme, två vardagar i maj {y}.",
        ),
        Tried(
            "Lätt att sälja vidare",
            "Säljs cyklarna vidare här i kommunen?",
            "De säljs på nätet samma vecka, ofta med hämtning vid stationen.",
            "Gå igenom annonser under tre veckor och jämför med anmälda ramnummer.",
            "amir",
            60,
            "unclear",
            "Några annonser stämmer med anmälda cyklar, men de flesta anmälningar saknar ramnummer.",
            other="Genomgång av annonser, vecka 18–20 {y}.",
        ),
    ),
)
NORRANGEN = Analysis(
    "norrangen",
    {
        "why": "Platser som inte används på kvällen blir ingens, och det som är trasigt får vara trasigt. Då går färre där, "
        "och den som vill vara ifred får vara det.",
        "situation": "Gångtunneln är mörk och går inte att se igenom. Skolgården är öppen hela natten.",
        "victim": "Skolan och busskurerna drabbas oftast. Kvinnor är otryggare än män sent på kvällen.",
        "offender": "Mest tonåringar i grupp, på kvällar när fritidsgården är stängd.",
    },
    (
        ("Fritidsgården stänger klockan åtta", "Öppet till elva fredag och lördag"),
        ("Ungdomar samlas på skolgården", "Vuxna som är där: nattvandrare och fältgruppen"),
        ("Något krossas eller klottras", "Laga inom ett dygn"),
        ("Det får vara trasigt", "En ansvarig för varje plats"),
    ),
    (
        ("school", "Låg anknytning till skolan i årskurs åtta och nio", "Elevenkäten {y}"),
        ("family", "Föräldrar som inte vet var barnen är på kvällen", "Fältgruppens samtal"),
    ),
    {
        "situation": (
            Note("Gångtunneln är mörk", (Note("Lamporna är trasiga"), Note("Det går inte att se igenom"))),
            Note("Skolgården är öppen hela natten"),
        ),
        "victim": (Note("Skolan lagas långsamt", (Note("Tre olika beställare"),)),),
        "offender": (
            Note("Inget att göra på kvällen", (Note("Fritidsgården stänger klockan åtta"),)),
            Note("Få vuxna ute"),
        ),
    },
    (
        Tried(
            "Fritidsgården stänger klockan åtta",
            "Varför sker så mycket av skadegörelsen på fredags- och lördagskvällar?",
            "Ungdomarna har ingenstans att ta vägen när fritidsgården har stängt.",
            "Jämför kvällar med och utan öppen fritidsgård under ett läsår.",
            "disa",
            90,
            "unclear",
            "Ungdomarna säger att de saknar någonstans att vara, men kvällarna med öppet längre har varit för få för att jämföra. "
            "Provet fortsätter till dess ett helt läsår har gått.",
            dialogue="De berättade var de är när det är stängt, i två samtal.",
            who="Ungdomar på fritidsgården, i grupp",
            other="Fritidsgårdens öppettider bredvid vaktmästarens lista över skador, mars–maj {y}.",
        ),
        Tried(
            "Skolan lagas långsamt",
            "Gör långsam lagning att mer går sönder?",
            "Det som får vara trasigt drar till sig mer.",
            "Laga inom ett dygn på två platser under en termin och jämför med två andra.",
            "disa",
            120,
        ),
    ),
)
ANALYSES = (BIKES, NORRANGEN)
# What was heard when school had begun: the branch and the new note on it.
AFTER_THE_SUMMER = ("Få vuxna ute", "Nattvandrarna har blivit färre")

GOALS = (
    "Anmälda cykelstölder vid stationen ska minska med minst en fjärdedel till den sista december {y}, jämfört med året före.\n\n"
    "Andelen i Norrängen som känner sig otrygg utomhus sent på kvällen ska minska från ungefär var tredje till var fjärde i "
    "mätningen hösten {y}."
)
SHORTFALL = (
    "Den part som inte kan göra sin del säger till den andra så snart det är känt. Styrgruppen tar upp det på nästa möte och "
    "beslutar om något ska göras om, skjutas upp eller tas bort. Beslutet antecknas och överenskommelsen ändras."
)
TOLD = (
    ("Områdespoliserna", "police", "Är vid stationen två eftermiddagar i veckan."),
    ("Rektorn på Norrängens skola", "municipality", "Låser skolgården klockan tio och lagar inom ett dygn."),
    ("Björkvallabostäder", "", "Byter ut portkoder mot taggar i två hus."),
)
