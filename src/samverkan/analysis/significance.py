"""How often chance alone would gather as much as Gi* sees. docs/algorithms/grid-and-hot-spots.md"""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.analysis.getis_ord import Floats, box_sums, checked, getis_ord_star
from samverkan.analysis.numbers import number

Integers = NDArray[np.int64]
Method = Literal["normal", "permutation"]

SKEWED = 1.0
"""Above this a distribution is called highly skewed: Bulmer, Principles of Statistics (1979) p. 63."""
LEVEL = 0.05
FINE = 99_999  # permutations, about a tenth of a second


@dataclass(frozen=True)
class Significance:
    """All arrays have the shape of the counts. One-sided p: how often chance gives at least as much.

    `p_normal` from the normal distribution, `p_permutation` from `permutations` conditional permutations, each
    with its Benjamini–Hochberg adjustment for having looked at every cell. `trusted` names the pair to go by,
    `p` and `p_adjusted` give it. `told` says why in Swedish.
    """

    z: Floats
    p_normal: Floats
    p_normal_adjusted: Floats
    p_permutation: Floats
    p_permutation_adjusted: Floats
    skewness: float
    trusted: Method
    permutations: int
    seed: int
    told: tuple[str, ...]

    @property
    def p(self) -> Floats:
        return self.p_permutation if self.trusted == "permutation" else self.p_normal

    @property
    def p_adjusted(self) -> Floats:
        return self.p_permutation_adjusted if self.trusted == "permutation" else self.p_normal_adjusted


def significance(counts: ArrayLike, permutations: int = 999, seed: int = 0) -> Significance:
    """Gi* of `counts` (rows, columns) with both kinds of p, raw and adjusted.

    The same seed gives the same p. Raises ValueError as `getis_ord_star` does, or for no permutations.
    """
    if permutations < 1:
        raise ValueError(f"at least one permutation is needed, got {permutations}")
    values = checked(counts)
    z = getis_ord_star(values)
    p_normal = np.array([math.erfc(score / math.sqrt(2)) / 2 for score in z.ravel()]).reshape(z.shape)
    p_permutation = _permutation_p(values, permutations, np.random.default_rng(seed))
    skewness = _skewness(values)
    trusted: Method = "permutation" if skewness > SKEWED else "normal"
    return Significance(
        z=z,
        p_normal=p_normal,
        p_normal_adjusted=benjamini_hochberg(p_normal),
        p_permutation=p_permutation,
        p_permutation_adjusted=benjamini_hochberg(p_permutation),
        skewness=skewness,
        trusted=trusted,
        permutations=permutations,
        seed=seed,
        told=_told(skewness, trusted, permutations),
    )


def resolved_significance(counts: ArrayLike, permutations: int = 999, seed: int = 0) -> Significance:
    """As `significance`, once more with 99 999 permutations when the first were too few to tell.

    No p from 999 permutations is below 0.001. Among thousands of cells that alone can keep every one of them
    from standing out after adjustment, however many crimes it has.
    """
    first = significance(counts, permutations, seed)
    if permutations >= FINE or not _too_coarse(first):
        return first
    again = significance(counts, FINE, seed)
    why = (
        f"Med {number(permutations)} omkastningar hade ingen ruta kunnat skilja ut sig bland "
        f"{number(first.z.size)} rutor. Därför är {number(FINE)} gjorda."
    )
    return replace(again, told=(*again.told, why))


def _too_coarse(result: Significance) -> bool:
    """Some cell beat every permutation, but too few of them for any to count after adjustment."""
    lowest = 1 / (result.permutations + 1)
    at_lowest = int(np.count_nonzero(result.p_permutation <= lowest * (1 + 1e-9)))
    return 0 < at_lowest < result.z.size * lowest / LEVEL


def benjamini_hochberg(p: Floats) -> Floats:
    """p adjusted so that those at most 0.05 hold on average at most 5 % false finds; same shape as `p`.

    Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995) p. 289.
    """
    flat = p.ravel()
    order = np.argsort(flat)[::-1]
    ranks = np.arange(flat.size, 0, -1)
    adjusted = np.empty_like(flat)
    adjusted[order] = np.minimum(np.minimum.accumulate(flat[order] * flat.size / ranks), 1)
    return adjusted.reshape(p.shape)


def _permutation_p(values: Floats, permutations: int, rng: np.random.Generator) -> Floats:
    """Share of permutations where chance neighbours hold at least as much as the real ones (1 added to both).

    Conditional: a cell keeps its own count and gets its neighbours drawn among all the other cells (Anselin,
    Geographical Analysis 27 (1995) p. 93). One set of draws serves all cells, as in esda. A cell that is
    itself drawn takes the spare draw of that permutation instead, which keeps its own draw exactly random.
    """
    flat = values.ravel()
    observed = (box_sums(values) - values).ravel()
    neighbours = (box_sums(np.ones_like(values)) - 1).ravel().astype(np.int64)
    draws = _distinct(rng, flat.size, permutations, int(neighbours.max()) + 1)
    spare = flat[draws[:, -1]]
    as_much = np.zeros(flat.size)
    for width in np.unique(neighbours):
        here = neighbours == width
        sums = flat[draws[:, :width]].sum(axis=1)
        as_much[here] = permutations - np.searchsorted(np.sort(sums), observed[here] - _slack(observed[here]))
        drawn, cells = np.nonzero(here[draws[:, :width]])
        cells = draws[drawn, cells]
        least = observed[cells] - _slack(observed[cells])
        instead = sums[drawn] - flat[cells] + spare[drawn]
        change = (instead >= least).astype(np.float64) - (sums[drawn] >= least)
        as_much += np.bincount(cells, change, flat.size)
    p: Floats = ((as_much + 1) / (permutations + 1)).reshape(values.shape)
    return p


def _distinct(rng: np.random.Generator, n: int, rows: int, columns: int) -> Integers:
    """Cells drawn without replacement within each row."""
    draws = np.empty((rows, columns), dtype=np.int64)
    for column in range(columns):
        draw = rng.integers(n - column, size=rows)
        # The draw counts only cells that are left: step past those already taken, lowest first.
        for taken in np.sort(draws[:, :column], axis=1).T:
            draw += draw >= taken
        draws[:, column] = draw
    return draws


def _slack(observed: Floats) -> Floats:
    """So that two equal sums of broken counts, added in different order, count as equal."""
    slack: Floats = 1e-9 * np.abs(observed)
    return slack


def _skewness(values: Floats) -> float:
    away = values - values.mean()
    variance = float((away**2).mean())
    return float((away**3).mean()) / variance**1.5 if variance > 0 else 0.0


def _told(skewness: float, trusted: Method, permutations: int) -> tuple[str, ...]:
    tested = (
        f"Varje ruta är jämförd med slumpen på två sätt: normalfördelning och {number(permutations)} "
        "omkastningar. Båda är justerade för att många rutor prövas samtidigt (Benjamini och Hochberg)."
    )
    how = f"skevhet {number(skewness, 1)}"
    if trusted == "permutation":
        why = f"Antalen är snett fördelade ({how}). Då pekar normalfördelningen ut för många rutor: gå efter "
        return tested, why + "omkastningarna."
    return (
        tested,
        f"Antalen är inte särskilt snett fördelade ({how}), så det går att lita på normalfördelningen.",
    )
