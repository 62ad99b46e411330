"""Documents that no one would write cost no more than their length."""

import pytest

from tests.align.translations import document
from transcheck.align.documents import align
from transcheck.align.features import Feature
from transcheck.align.scorer import Scorer


class Comparisons:
    """Counts how often two blocks are compared."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        rough = Scorer.rough

        def counting(scorer: Scorer, source: Feature, target: Feature) -> float:
            self.count += 1
            return rough(scorer, source, target)

        monkeypatch.setattr(Scorer, "rough", counting)

    def of(self, source: str, target: str) -> int:
        """In aligning the two texts, every block of which must come out."""
        self.count = 0
        spanish = document(target, "es")
        found = align(document(source), spanish)
        assert sum(len(u.target.blocks) for u in found.units if u.target) == len(spanish.blocks)
        return self.count


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> Comparisons:
    return Comparisons(monkeypatch)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("alpha {1} some words", "beta {1} otras voces", id="no anchors"),
        pytest.param("same words", "mismas voces", id="all alike"),
        pytest.param("same words", "same words", id="all the same"),
        pytest.param("## H {0}", "## T {0}", id="headings"),
        pytest.param("alpha number {0}", "<!-- alpha number {0} -->", id="only comments"),
        pytest.param("alpha {1} some words", "<!-- other {0} things -->\n\nuna voz", id="comments of nothing"),
        pytest.param("same words here", "<!-- same words here -->\n\nuna voz", id="one comment over and over"),
        pytest.param("$$x_{0}$$", "$$y_{0}$$", id="formulas"),
        pytest.param("- item {1}", "- cosa {1}", id="one list"),
    ],
)
@pytest.mark.parametrize("order", [1, -1], ids=["in order", "backwards"])
def test_comparisons_grow_with_the_length(source: str, target: str, order: int, comparisons: Comparisons) -> None:
    few, many = (comparisons.of(_blocks(n, source), _blocks(n, target, order)) for n in (150, 450))
    assert many <= 3.5 * few + 1_000


def test_a_long_document_and_a_short_one(comparisons: Comparisons) -> None:
    assert comparisons.of(_blocks(2000, "alpha {1} words"), _blocks(10, "beta {1} voces")) < 150_000
    assert comparisons.of(_blocks(10, "alpha {1} words"), _blocks(2000, "beta {1} voces")) < 150_000


def test_five_thousand_paragraphs_alike(comparisons: Comparisons) -> None:
    assert comparisons.of(_blocks(5000, "same words"), _blocks(5000, "mismas voces")) < 600_000


def _blocks(count: int, text: str, order: int = 1) -> str:
    return "".join(f"{text.format(n, n % 7)}\n\n" for n in range(count)[::order])
