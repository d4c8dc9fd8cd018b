"""The cause tree (orsaksträd): the problem at the foot, its branches on both sides of the trunk, twigs on the branches.

It is made to fit one page: a landscape A4, or in a document the height of a portrait one. A larger tree keeps what is
nearest the trunk and says what was left to the list beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samverkan.charts import svg
from samverkan.charts.chart import Chart, Table, Words
from samverkan.charts.empty import empty
from samverkan.charts.measure import text_width, wrap
from samverkan.charts.palette import SMALL_SIZE, TEXT_SIZE
from samverkan.charts.wording import listed, sentences

COLUMNS = ("Gren", "Orsak", "Nivå", "Prövad")
_LINE, _PAD, _GAP, _INDENT, _TRUNK, _HEADING = 16, 5.5, 5.5, 22, 56, 22
_ALL = 10_000
# A tree that does not fit is drawn this much smaller before anything is left out of it.
_SMALLER = 1.3
# What is drawn, from all to least: how many levels, and how many notes on each note.
_SIZES = ((4, _ALL), (3, _ALL), (2, _ALL), (3, 3), (2, 8), (2, 5), (2, 3), (2, 1), (1, _ALL))


@dataclass(frozen=True, slots=True)
class Twig:
    """A cause. `mark` tells in a word what tests have shown of it; what is set `aside` has a dashed stroke."""

    label: str
    twigs: tuple["Twig", ...] = ()
    mark: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A twig that grows from the trunk, with the perspective it belongs to in words."""

    perspective: str
    label: str
    twigs: tuple[Twig, ...] = ()
    mark: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class _Note:
    """A note on paper: its rows, its level, and how far down in its column it begins."""

    rows: tuple[str, ...]
    mark: str
    aside: bool
    level: int
    top: float
    width: float
    parent: int  # its place in the list, -1 for a branch

    @property
    def height(self) -> float:
        return 2 * _PAD + _LINE * (len(self.rows) + bool(self.mark)) - 3

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(slots=True)
class _Block:
    """A branch with its twigs. `begins`: it is its perspective's first, which stands as a heading above it."""

    perspective: str
    begins: bool
    notes: list[_Note] = field(default_factory=list)
    height: float = 0  # with the heading, where it begins


def cause_tree(
    problem_name: str,
    branches: Sequence[Branch],
    *,
    landscape: bool = False,
    compact: bool = False,
) -> Chart:
    total = sum(_count(branch) for branch in branches)
    title = f"Orsaksträd: {problem_name}"
    words = Words(title, f"orsaker till {problem_name}")
    if not total:
        return empty(words, COLUMNS, compact)
    width, columns = _fitted(branches, _papers(landscape, compact), 1 if compact else 2)
    sides, shown = len(columns), sum(len(block.notes) for column, _ in columns for block in column)
    crown = max(column_height for _, column_height in columns) + 12
    foot_rows = wrap(problem_name, min(width - 40, 420) - 32, 15, bold=True)
    foot_height = 2 * 10 + 18 * len(foot_rows)
    middle = width / 2 if sides == 2 else 18.0
    parts = [_trunk(middle, crown, foot_height)]
    for side, (blocks, _) in enumerate(columns):
        outward = -1 if sides == 2 and side == 0 else 1
        parts += _column(blocks, middle, outward)
    parts += _foot(foot_rows, width, sides, crown + 34, foot_height)
    left_out = total - shown
    notes = [f"{left_out} av {total} lappar får inte plats i bilden. De står i listan."] if left_out else []
    size = (width, crown + 34 + foot_height + 2)
    return svg.finish(words, _describe(problem_name, branches, total), _table(branches), parts, size, notes)


def _papers(landscape: bool, compact: bool) -> tuple[tuple[float, float], ...]:
    """The sizes of paper to try: the width, and how tall the crown may be."""
    if compact:
        return ((svg.COMPACT, 1400),)
    width, tallest = (1040, 540) if landscape else (svg.WIDE, 800)
    larger = ((width / _SMALLER, tallest / _SMALLER),) if landscape else ()
    return (*larger, (width, tallest), (width * _SMALLER, tallest * _SMALLER))


def _fitted(
    branches: Sequence[Branch],
    papers: tuple[tuple[float, float], ...],
    sides: int,
) -> tuple[float, list[tuple[list[_Block], float]]]:
    """The most of the tree that fits, as large as it fits: the width, and the columns with their heights."""
    levels, most = _SIZES[0]
    wishes = [(paper, (levels, most)) for paper in papers] + [(papers[-1], size) for size in _SIZES[1:]]
    for (width, tallest), (levels, most) in wishes:
        room = (width - _TRUNK) / 2 if sides == 2 else width - _TRUNK
        columns = _shared(_blocks(branches, room, levels, most), sides, tallest)
        if max(height for _, height in columns) <= tallest:
            break
    return width, columns


def _blocks(branches: Sequence[Branch], room: float, levels: int, most: int) -> list[_Block]:
    blocks = []
    before = ""
    for branch in branches:
        block = _Block(branch.perspective, branch.perspective != before)
        before = branch.perspective
        block.height = _hang(block, branch, room, 0, 1, -1, levels, most) + 8 + _HEADING * block.begins
        blocks.append(block)
    return blocks


def _hang(
    block: _Block,
    twig: Branch | Twig,
    room: float,
    top: float,
    level: int,
    parent: int,
    levels: int,
    most: int,
) -> float:
    """Put a note and what hangs on it in the block; gives where the next one begins."""
    bold = level == 1
    space = room - _INDENT * level - 2 * _PAD - 12
    kept = twig.twigs[:most] if level < levels else ()
    hidden = _count(twig) - 1 - sum(_count(each) for each in kept)
    label = f"{twig.label} (+{hidden})" if hidden and not kept else twig.label
    rows = tuple(wrap(label, space, TEXT_SIZE, bold))
    widest = max([text_width(row, TEXT_SIZE, bold) for row in rows] + [text_width(twig.mark, SMALL_SIZE)])
    note = _Note(rows, twig.mark, twig.aside, level, top, widest + 2 * _PAD + 4, parent)
    here = len(block.notes)
    block.notes.append(note)
    top += note.height + _GAP
    for each in kept:
        top = _hang(block, each, room, top, level + 1, here, levels, most)
    return top


def _shared(blocks: list[_Block], sides: int, tallest: float) -> list[tuple[list[_Block], float]]:
    """The blocks in order on one side or two, so that the taller one is as low as it can be.

    A perspective is kept on one side where both sides get something and it fits: no note stands far from its heading.
    """
    if sides == 1:
        return [(blocks, sum(block.height for block in blocks))]

    def highest(at: int) -> float:
        return max(_height(blocks[:at]), _height(blocks[at:]))

    between = [at for at in range(1, len(blocks)) if blocks[at].begins and highest(at) <= tallest]
    cut = min(between or range(len(blocks) + 1), key=lambda at: (highest(at), -at))
    return [(blocks[:cut], _height(blocks[:cut])), (blocks[cut:], _height(blocks[cut:]))]


def _height(column: list[_Block]) -> float:
    """With the heading that a perspective gets again when it goes on in another column."""
    goes_on = bool(column) and not column[0].begins
    return sum(block.height for block in column) + _HEADING * goes_on


def _trunk(middle: float, crown: float, foot: float) -> str:
    """Broad at the foot, narrow at the top."""
    low = crown + 36
    corners = [
        (middle - 3, 6),
        (middle + 3, 6),
        (middle + 8, crown),
        (middle + 13, low),
        (middle - 13, low),
        (middle - 8, crown),
    ]
    return svg.tag("polygon", "trunk", points=svg.points(corners))


def _column(blocks: list[_Block], middle: float, outward: int) -> list[str]:
    """The branches of one side from the top down, each with a bough from the trunk."""
    parts: list[str] = []
    top = 4.0
    for place, block in enumerate(blocks):
        inner = middle + outward * (_INDENT + 6)
        anchor = "start" if outward > 0 else "end"
        if block.begins or not place:
            heading = block.perspective if block.begins else f"{block.perspective}, fortsättning"
            parts.append(svg.text(inner, top + 14, heading, "muted", anchor))
            top += _HEADING
        placed = [replace(note, top=note.top + top) for note in block.notes]
        branch = placed[0]
        y = branch.middle
        parts.append(
            svg.tag(
                "path",
                "bough",
                d=f"M{svg.points([(middle, y + 26)])}Q{svg.points([(middle + outward * 6, y), (inner, y)])}",
            )
        )
        parts += [_stalk(note, placed[note.parent], middle, outward) for note in placed[1:]]
        for note in placed:
            parts += _paper_note(note, middle, outward)
        top += block.height - _HEADING * block.begins
    return parts


def _edge(note: _Note, middle: float, outward: int) -> float:
    """The side of a note that faces the trunk."""
    return middle + outward * (_INDENT * note.level + 6)


def _stalk(note: _Note, parent: _Note, middle: float, outward: int) -> str:
    x = _edge(parent, middle, outward) + outward * 9
    end = _edge(note, middle, outward)
    start = parent.top + parent.height
    return svg.tag(
        "path",
        "twig",
        d=f"M{svg.points([(x, start), (x, note.middle), (end, note.middle)]).replace(' ', 'L')}",
    )


def _paper_note(note: _Note, middle: float, outward: int) -> list[str]:
    edge = _edge(note, middle, outward)
    left = edge if outward > 0 else edge - note.width
    look = "note-aside" if note.aside else "note-branch" if note.level == 1 else "note"
    parts = [svg.tag("rect", look, x=left, y=note.top, width=note.width, height=note.height, rx=2)]
    y = note.top + _PAD + 10.5
    for row in note.rows:
        parts.append(svg.text(left + _PAD + 2, y, row, "strong" if note.level == 1 else "label"))
        y += _LINE
    if note.mark:
        parts.append(svg.text(left + _PAD + 2, y, note.mark, "muted"))
    return parts


def _foot(rows: list[str], width: float, sides: int, top: float, height: float) -> list[str]:
    """The problem, which everything grows from."""
    wide = max(text_width(row, 15, True) for row in rows) + 32
    left = (width - wide) / 2 if sides == 2 else 0
    parts = [svg.tag("rect", "root", x=left, y=top, width=wide, height=height, rx=3)]
    for place, row in enumerate(rows):
        parts.append(svg.text(left + wide / 2, top + 24 + 18 * place, row, "root-text", "middle"))
    return parts


def _count(twig: Branch | Twig) -> int:
    return 1 + sum(_count(each) for each in twig.twigs)


def _table(branches: Sequence[Branch]) -> Table:
    rows: list[tuple[str, ...]] = []

    def tell(twig: Branch | Twig, branch: Branch, level: int) -> None:
        rows.append((branch.perspective, twig.label, str(level), twig.mark))
        for each in twig.twigs:
            tell(each, branch, level + 1)

    for branch in branches:
        tell(branch, branch, 1)
    return Table.of(COLUMNS, rows, 4)


def _describe(problem_name: str, branches: Sequence[Branch], total: int) -> str:
    told = listed(f"{branch.label} ({branch.perspective.lower()})" for branch in branches[:8])
    left = len(branches) - 8
    return sentences(
        f"Ett träd där problemet {problem_name} är stammen, med {total} orsaker på {len(branches)} grenar",
        f"Grenarna är {told}",
        f"Ytterligare {left} grenar finns i tabellen" if left > 0 else "",
    )
