"""English words in their numbers and spellings: the key that all forms of one noun share.

Weaker than a stem on purpose: `convolutional` is no form of `convolution`, and a translator who writes an
adjective there has not left out the noun.
"""

from collections.abc import Iterator
from functools import lru_cache

_IRREGULAR = {
    "matrices": "matrix",
    "vertices": "vertex",
    "vortices": "vortex",
    "indices": "index",
    "appendices": "appendix",
    "analyses": "analysis",
    "hypotheses": "hypothesis",
    "bases": "basis",
    "axes": "axis",
    "axises": "axis",
    "theses": "thesis",
    "syntheses": "synthesis",
    "minima": "minimum",
    "maxima": "maximum",
    "optima": "optimum",
    "extrema": "extremum",
    "spectra": "spectrum",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "automata": "automaton",
    "polyhedra": "polyhedron",
    "schemata": "schema",
    "formulae": "formula",
    "loci": "locus",
    "foci": "focus",
    "nuclei": "nucleus",
    "stimuli": "stimulus",
    "radii": "radius",
    "moduli": "modulus",
    "corpora": "corpus",
    "genera": "genus",
    "mice": "mouse",
    "children": "child",
    "people": "person",
    "halves": "half",
    "leaves": "leaf",
    "lives": "life",
}
_NO_PLURALS = frozenset({"bias", "alias", "lens", "gas", "atlas", "canvas", "always", "perhaps"})
_OWN_VERB = 15
"""Letters from which on a noun's verb is as much the field's own as the noun: generalize is everybody's word."""
_BRITISH = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("yse", "yze"),
    ("yser", "yzer"),
    ("elling", "eling"),
    ("elled", "eled"),
    ("eller", "eler"),
    ("our", "or"),
    ("ours", "ors"),
    ("tre", "ter"),
    ("ogue", "og"),
)


@lru_cache(maxsize=1 << 16)
def number_key(word: str) -> str:
    """The key of a lower-case word: losses and loss, matrices and matrix, regularisation and regularization."""
    word = _IRREGULAR.get(word, word)
    if len(word) > 3 and word not in _NO_PLURALS:
        word = _singular(word)
    if len(word) > 5:
        word = next((word[: -len(end)] + other for end, other in _BRITISH if word.endswith(end)), word)
    return word


def verbs_of(noun: str) -> Iterator[str]:
    """The verb that a long noun of action is made of, in its forms: backpropagation, backpropagate, backpropagated."""
    if len(noun) >= _OWN_VERB and noun.endswith("ation"):
        verb = noun[: -len("ion")]
        yield from (f"{verb}e", f"{verb}ed", f"{verb}ing")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for end in ("ses", "xes", "zes", "ches", "shes"):
        if word.endswith(end):
            return word[:-2]
    for end in ("se", "xe", "ze", "che", "she"):
        if word.endswith(end):
            return word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
