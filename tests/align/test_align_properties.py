"""What holds of every alignment: partition, order, identity, and that a local change changes a local unit."""

from collections import Counter
from collections.abc import Iterable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.align.translations import SCRIPTS, Passage, Script, document, passages, shown, translation, written
from tests.read.texts import markdown
from transcheck.align.documents import align
from transcheck.model.block import Segment
from transcheck.model.unit import Translation

scripts = st.sampled_from(SCRIPTS)


@given(markdown(), markdown(), st.booleans())
def test_every_block_is_in_one_unit(source: str, target: str, use_comments: bool) -> None:
    english, spanish = document(source), document(target, "es")
    found = align(english, spanish, use_comments=use_comments)
    assert _ids(u.source for u in found.units) == Counter(map(id, english.blocks))
    visible = _ids(u.target for u in found.units if not u.hidden)
    assert visible == Counter(map(id, spanish.blocks))


@given(markdown())
def test_every_block_is_in_one_unit_without_source(target: str) -> None:
    found = align(None, spanish := document(target, "es"))
    assert _ids(u.target for u in found.units if not u.hidden) == Counter(map(id, spanish.blocks))
    assert all(u.source is None for u in found.units)


def _ids(segments: Iterable[Segment | None]) -> Counter[int]:
    return Counter(id(block) for segment in segments if segment for block in segment.blocks)


@given(passages(), scripts, st.randoms())
def test_units_are_in_order_on_both_sides(chapter: list[Passage], script: Script, random: Random) -> None:
    """Whatever was dropped or put in: only what moved is out of the order."""
    shuffled = [p.target(script) for p in chapter]
    random.shuffle(shuffled)
    found = translation(_english(chapter), written(shuffled[: len(shuffled) * 2 // 3]), script.locale)
    assert [u.at for u in found.units] == sorted(u.at for u in found.units)
    sources = [u.source.span.start for u in found.units if u.source and u.target and not u.moved]
    assert sources == sorted(sources)


@given(passages(least=1), st.sampled_from(["en", *(script.locale for script in SCRIPTS)]))
def test_a_document_answers_itself(chapter: list[Passage], locale: str) -> None:
    found = translation(_english(chapter), _english(chapter), locale)
    assert all(u.source and u.target and u.source.text == u.target.text for u in found.units)
    assert all(u.confidence > 0.9 and not u.moved for u in found.units)


@given(passages(), scripts)
def test_a_translation_answers_block_by_block(chapter: list[Passage], script: Script) -> None:
    assert shown(_translated(chapter, chapter, script).units) == _pairs(chapter, script)


@given(st.data(), passages(), scripts)
def test_a_dropped_block_changes_one_unit(data: st.DataObject, chapter: list[Passage], script: Script) -> None:
    dropped = data.draw(st.integers(0, len(chapter) - 1))
    rest = chapter[:dropped] + chapter[dropped + 1 :]
    expected = _pairs(chapter, script)
    expected[dropped] = f"{_flat(chapter[dropped].source())} | - | -"
    assert shown(_translated(chapter, rest, script).units) == expected


@given(st.data(), passages(), scripts)
def test_an_inserted_block_changes_one_unit(data: st.DataObject, chapter: list[Passage], script: Script) -> None:
    at = data.draw(st.integers(0, len(chapter)))
    added = Passage("paragraph", 20, 99)
    targets = [*chapter[:at], added, *chapter[at:]]
    expected = _pairs(chapter, script)
    expected.insert(at, f"- | - | {_flat(added.target(script))}")
    assert shown(_translated(chapter, targets, script).units) == expected


@given(st.data(), passages(kinds=("paragraph",)), scripts)
def test_a_split_paragraph_changes_one_unit(data: st.DataObject, chapter: list[Passage], script: Script) -> None:
    at = data.draw(st.integers(0, len(chapter) - 1))
    halves = chapter[at].halves(script)
    targets = [p.target(script) for p in chapter]
    targets[at : at + 1] = halves
    expected = _pairs(chapter, script)
    expected[at] = f"{_flat(chapter[at].source())} | - | {' + '.join(halves)}"
    assert shown(translation(_english(chapter), written(targets), script.locale).units) == expected


@given(st.data(), passages(kinds=("paragraph",)), scripts)
def test_merged_paragraphs_change_one_unit(data: st.DataObject, chapter: list[Passage], script: Script) -> None:
    at = data.draw(st.integers(0, len(chapter) - 2))
    targets = [p.target(script) for p in chapter]
    targets[at : at + 2] = [merged := " ".join(targets[at : at + 2])]
    expected = _pairs(chapter, script)
    both = f"{_flat(chapter[at].source())} + {_flat(chapter[at + 1].source())}"
    expected[at : at + 2] = [f"{both} | - | {_flat(merged)}"]
    assert shown(translation(_english(chapter), written(targets), script.locale).units) == expected


@given(passages(), scripts, st.booleans(), st.sets(st.integers(0, 13), max_size=3))
def test_comments_tell_what_answers(chapter: list[Passage], script: Script, before: bool, dropped: set[int]) -> None:
    """Each comment stays with its target before or after it; dropped targets leave theirs alone."""
    dropped = {n for n in dropped if n < len(chapter) // 3}
    blocks: list[str] = []
    for number, passage in enumerate(chapter):
        comment = f"<!--\n{passage.source()}\n-->"
        answer = [] if number in dropped else [passage.target(script)]
        blocks += [comment, *answer] if before else [*answer, comment]
    found = translation(_english(chapter), written(blocks), script.locale)
    for number, passage in enumerate(chapter):
        target = "-" if number in dropped else _flat(passage.target(script))
        assert f"{_flat(passage.source())} | {_flat(passage.source())} | {target}" in shown(found.units)


def _english(chapter: list[Passage]) -> str:
    return written(passage.source() for passage in chapter)


def _translated(sources: list[Passage], targets: list[Passage], script: Script) -> Translation:
    return translation(_english(sources), written(p.target(script) for p in targets), script.locale)


def _pairs(chapter: list[Passage], script: Script) -> list[str]:
    return [f"{_flat(p.source())} | - | {_flat(p.target(script))}" for p in chapter]


def _flat(text: str) -> str:
    return " ".join(text.split())


@given(st.data(), passages(kinds=("paragraph", "heading")), scripts)
def test_blocks_are_in_one_unit_whatever_order_they_stand_in(
    data: st.DataObject, chapter: list[Passage], script: Script
) -> None:
    blocks = [part for p in chapter for part in (f"<!-- {p.source()} -->", p.target(script))]
    shuffled = data.draw(st.permutations(blocks))
    source, target = document(_english(chapter)), document(written(shuffled), script.locale)
    found = align(source, target)
    assert _ids(u.source for u in found.units) == Counter(map(id, source.blocks))
    assert _ids(u.target for u in found.units if not u.hidden) == Counter(map(id, target.blocks))


@given(st.data(), passages(least=4, kinds=("paragraph",)), scripts)
def test_a_block_that_moved_with_its_comment_keeps_its_source(
    data: st.DataObject, chapter: list[Passage], script: Script
) -> None:
    moved = data.draw(st.integers(0, len(chapter) - 1))
    to = data.draw(st.integers(0, len(chapter) - 1))
    blocks = [f"<!-- {p.source()} -->\n{p.target(script)}" for p in chapter]
    blocks.insert(to, blocks.pop(moved))
    found = translation(_english(chapter), written(blocks), script.locale)
    lines = {f"{_flat(p.source())} | {_flat(p.source())} | {_flat(p.target(script))}" for p in chapter}
    assert {line.removesuffix(" moved") for line in shown(found.units)} == lines
    assert sum(u.moved for u in found.units) == (moved != to)
