"""What translators do with their text and comments, and the units that follow."""

import pytest

from tests.align.translations import shown, translation
from transcheck.model.unit import Drift, Habit, Translation

ENGLISH = """\
## Tides

The moon pulls the ocean, and twice a day the water rises.

Sailors of the north read the tide from a painted pole.

## Winds

The west wind brings rain for three days in a row.

- Watch the gulls before noon.
- Close the shutters at dusk.
"""

MOON = "The moon pulls the ocean, and twice a day the water rises."
POLE = "Sailors of the north read the tide from a painted pole."
WEST = "The west wind brings rain for three days in a row."
GULLS, SHUTTERS = "- Watch the gulls before noon.", "- Close the shutters at dusk."
LUNA = "La luna tira del mar, y dos veces al día sube el agua."
POSTE = "Los marineros del norte leen la marea en un poste pintado."
OESTE = "El viento del oeste trae lluvia durante tres días seguidos."
GAVIOTAS, POSTIGOS = "- Mira las gaviotas antes del mediodía.", "- Cierra los postigos al anochecer."

SPANISH = f"## Mareas\n\n{LUNA}\n\n{POSTE}\n\n## Vientos\n\n{OESTE}\n\n{GAVIOTAS}\n{POSTIGOS}\n"


TIDES = ENGLISH.split("## Winds", maxsplit=1)[0]


def _pairs(*, commented: bool = False) -> list[str]:
    sides = [("## Tides", "## Mareas"), (MOON, LUNA), (POLE, POSTE), ("## Winds", "## Vientos"), (WEST, OESTE)]
    sides += [(GULLS, GAVIOTAS), (SHUTTERS, POSTIGOS)]
    return [f"{source} | {source if commented else '-'} | {target}" for source, target in sides]


def _before(text: str = ENGLISH) -> str:
    """Every block of the translation with its comment before it."""
    return _beside(text, "<!-- {source} -->\n{target}\n\n")


def _beside(text: str, form: str) -> str:
    blocks = [block for part in text.strip().split("\n\n") for block in part.split("\n")]
    answers = [line for part in SPANISH.strip().split("\n\n") for line in part.split("\n")]
    return "".join(form.format(source=s, target=t) for s, t in zip(blocks, answers, strict=True))


@pytest.mark.parametrize(
    ("form", "habit"),
    [
        pytest.param("<!-- {source} -->\n{target}\n\n", Habit.BEFORE, id="before, touching"),
        pytest.param("<!-- {source} -->\n\n{target}\n\n", Habit.BEFORE, id="before, apart"),
        pytest.param("<!--\n{source}\n-->\n\n{target}\n\n", Habit.BEFORE, id="before, on lines of its own"),
        pytest.param("{target}\n<!-- {source} -->\n\n", Habit.AFTER, id="after, touching"),
        pytest.param("{target}\n\n<!-- {source} -->\n\n", Habit.AFTER, id="after, apart"),
    ],
)
def test_every_block_has_a_comment(form: str, habit: Habit) -> None:
    found = translation(ENGLISH, _beside(ENGLISH, form))
    assert shown(found.units) == _pairs(commented=True)
    assert found.habit is habit
    assert found.loose == ()


def test_no_comments() -> None:
    found = translation(ENGLISH, SPANISH)
    assert shown(found.units) == _pairs()
    assert found.habit is Habit.NONE


def test_comments_of_whole_sections() -> None:
    tides, winds = ENGLISH.split("## Winds")
    mareas, vientos = SPANISH.split("## Vientos")
    target = f"<!--\n{tides}-->\n\n{mareas}\n<!--\n## Winds{winds}-->\n\n## Vientos{vientos}"
    assert shown(translation(ENGLISH, target).units) == _pairs(commented=True)


def test_comments_of_whole_sections_after_them() -> None:
    tides, winds = ENGLISH.split("## Winds")
    mareas, vientos = SPANISH.split("## Vientos")
    target = f"{mareas}\n<!--\n{tides}-->\n\n## Vientos{vientos}\n<!--\n## Winds{winds}-->\n"
    found = translation(ENGLISH, target)
    assert shown(found.units) == _pairs(commented=True)
    assert found.habit is Habit.AFTER


def test_a_document_that_changes_its_habit() -> None:
    """The first half has its comments before, touching, and the second after."""
    before = _beside(ENGLISH, "<!-- {source} -->\n{target}\n\n").split("\n\n")
    after = _beside(ENGLISH, "{target}\n<!-- {source} -->\n\n").split("\n\n")
    target = "\n\n".join([*before[:3], *after[3:]])
    assert shown(translation(ENGLISH, target).units) == _pairs(commented=True)


@pytest.mark.parametrize(
    "comment", ["<!-- Tides -->\n## Mareas", "## <!-- Tides --> Mareas", "## Mareas <!-- Tides -->"]
)
def test_a_heading_comment_without_its_marks_or_in_the_heading(comment: str) -> None:
    found = translation(ENGLISH, SPANISH.replace("## Mareas", comment))
    unit = found.units[0]
    assert unit.comment and unit.comment.text == "Tides"
    assert unit.target and unit.target.text.endswith("Mareas")
    assert unit.drift is Drift.FORM
    assert shown(found.units[1:]) == _pairs()[1:]


def _figure(caption: str) -> str:
    return "\n".join(filter(None, ("<center>", '<img src="tide.png">', caption, "</center>\n\n")))


def test_a_comment_in_a_caption() -> None:
    source = f"{MOON}\n\n{_figure('Fig. 1: The tide at noon.')}{POLE}\n"
    caption = "<!-- Fig. 1: The tide at noon. -->\nFig. 1: La marea a mediodía."
    units = translation(source, f"{LUNA}\n\n{_figure(caption)}{POSTE}\n").units
    sides = [(bool(u.source), bool(u.comment), bool(u.target)) for u in units]
    assert sides == [(True, False, True), (True, True, True), (True, False, True)]


def test_a_caption_that_stands_apart_belongs_to_its_figure() -> None:
    source = f"{MOON}\n\n{_figure('Fig. 1: The tide at noon, as painted.')}{POLE}\n"
    target = f"{LUNA}\n\n{_figure('')}Fig. 1: La marea a mediodía, según un cuadro.\n\n{POSTE}\n"
    units = translation(source, target).units
    assert [len(u.target.blocks) if u.target else 0 for u in units] == [1, 2, 1]


def test_a_dropped_target_leaves_its_comment_where_it_stands() -> None:
    target = _before().replace(f"{POSTE}\n", "")
    found = translation(ENGLISH, target)
    expected = _pairs(commented=True)
    expected[2] = f"{POLE} | {POLE} | -"
    assert shown(found.units) == expected
    assert found.units[2].at == target.index(POLE)
    assert found.units[2].confidence > 0.9


def test_a_dropped_target_before_its_comment() -> None:
    target = _beside(ENGLISH, "{target}\n\n<!-- {source} -->\n\n").replace(f"{POSTE}\n", "")
    expected = _pairs(commented=True)
    expected[2] = f"{POLE} | {POLE} | -"
    assert shown(translation(ENGLISH, target).units) == expected


def test_a_dropped_paragraph_with_its_comment_is_missed_where_it_stood() -> None:
    target = _before().replace(f"<!-- {POLE} -->\n{POSTE}\n\n", "")
    found = translation(ENGLISH, target)
    expected = _pairs(commented=True)
    expected[2] = f"{POLE} | - | -"
    assert shown(found.units) == expected
    assert found.units[2].at == target.index(LUNA) + len(LUNA)


@pytest.mark.parametrize(
    ("dropped", "at"),
    [("## Mareas\n\n", 0), ("## Vientos\n\n", 3), (f"{POSTIGOS}\n", 6), (f"{OESTE}\n\n", 4)],
    ids=["first heading", "heading", "list item", "paragraph"],
)
def test_a_dropped_block_without_comments(dropped: str, at: int) -> None:
    expected = _pairs()
    expected[at] = f"{expected[at].split(' | ')[0]} | - | -"
    assert shown(translation(ENGLISH, SPANISH.replace(dropped, "")).units) == expected


def test_a_dropped_heading_in_a_short_page_of_sections() -> None:
    """Its comment must not make the others look as if they stood after their targets."""
    sections = (
        "## Part A\n\nThe tide.",
        "## Part B\n\nThe wind and the rain.",
        "## Practice\n\nA pole and some paint.",
    )
    targets = ("## Parte A\n\nLa marea.", "## Parte B\n\nEl viento y la lluvia.", "Un poste y algo de pintura.")
    commented = (f"<!--\n{s}\n-->\n{t}\n\n" for s, t in zip(sections, targets, strict=True))
    found = translation("\n\n".join(sections), "".join(commented))
    assert found.habit is Habit.BEFORE
    assert [u.source.text for u in found.units if u.source and not u.target] == ["## Practice"]


@pytest.mark.parametrize("text", [_before(), SPANISH], ids=["with comments", "without"])
def test_a_paragraph_that_stands_twice(text: str) -> None:
    found = translation(ENGLISH, text.replace(OESTE, f"{OESTE}\n\n{OESTE}"))
    assert [line for line in shown(found.units) if line.startswith("- |")] == [f"- | - | {OESTE}"]
    assert len(found.units) == 8


def test_a_comment_whose_source_is_gone_stays_with_its_target() -> None:
    said = "In older days every harbour kept a lamp that burned through the night."
    added = f"<!-- {said} -->\nAntaño cada puerto tenía una lámpara que ardía toda la noche.\n\n<!-- ## Winds"
    found = translation(ENGLISH, _before().replace("<!-- ## Winds", added))
    assert f"- | {said} | Antaño cada puerto tenía una lámpara que ardía toda la noche." in shown(found.units)


def test_a_comment_of_an_older_source_is_its_comment_still() -> None:
    older = POLE.replace("a painted pole", "an old painted pole of oak")
    found = translation(ENGLISH, _before().replace(POLE, older))
    assert shown(found.units)[2] == f"{POLE} | {older} | {POSTE}"
    assert found.units[2].drift is Drift.MEANING


def test_a_rewritten_comment_stays_with_the_target_that_it_stands_against() -> None:
    older = "Long ago the northern sailors would read tides by means of a pole."
    found = translation(ENGLISH, _before().replace(POLE, older))
    assert shown(found.units)[2] == f"{POLE} | {older} | {POSTE}"


def test_a_paragraph_that_was_split_since_it_was_copied() -> None:
    """Both of today's paragraphs are one unit, for they have one comment."""
    whole = f"{MOON} {POLE}"
    target = f"<!-- ## Tides -->\n## Mareas\n\n<!-- {whole} -->\n{LUNA} {POSTE}\n"
    units = translation(TIDES, target).units
    assert shown(units)[1] == f"{MOON} + {POLE} | {whole} | {LUNA} {POSTE}"
    assert units[1].drift is Drift.FRESH


def test_paragraphs_that_were_joined_since_they_were_copied() -> None:
    source = f"## Tides\n\n{MOON} {POLE}\n"
    target = f"<!-- ## Tides -->\n## Mareas\n\n<!--\n{MOON}\n\n{POLE}\n-->\n{LUNA} {POSTE}\n"
    units = translation(source, target).units
    assert shown(units)[1] == f"{MOON} {POLE} | {MOON} + {POLE} | {LUNA} {POSTE}"


def test_a_list_written_as_lines_of_one_paragraph() -> None:
    target = SPANISH.replace("\n- ", "\n· ")
    units = translation(ENGLISH, target).units
    assert shown(units)[-1] == f"{GULLS} + {SHUTTERS} | - | {GAVIOTAS.replace('-', '·')} {POSTIGOS.replace('-', '·')}"


def test_swapped_sections_with_comments() -> None:
    text, start = _before(), _before().index("<!-- ## Winds")
    _assert_one_moved(translation(ENGLISH, text[start:] + text[:start]))


def test_swapped_sections_without_comments() -> None:
    """Their numbers tell them."""
    source = ENGLISH.replace("Tides", "Tides 1").replace("Winds", "Winds 2")
    mareas, vientos = SPANISH.replace("Mareas", "Mareas 1").split("## Vientos")
    _assert_one_moved(translation(source, f"## Vientos 2{vientos}\n{mareas}"))


def _assert_one_moved(found: Translation) -> None:
    assert all(u.source and u.target for u in found.units)
    moved = [u.moved for u in found.units]
    assert moved in ([True] * 4 + [False] * 3, [False] * 4 + [True] * 3)


def test_a_glossary_in_the_order_of_another_alphabet() -> None:
    """Ids of headings tell the entries."""
    names = ("Anchor", "Boat", "Sail", "Tide")
    source = "".join(f"### {name}\n\nWhat people call a {name.lower()} here.\n\n" for name in names)
    entries = [("Ancla", "anchor"), ("Barco", "boat"), ("Marea", "tide"), ("Vela", "sail")]
    target = "".join(f"### {name} {{#{key}}}\n\nLo que aquí se llama {name.lower()}.\n\n" for name, key in entries)
    found = translation(source, target)
    assert all(u.source and u.target for u in found.units)
    assert sum(u.moved for u in found.units) == 2


def test_swapped_paragraphs_with_their_comments() -> None:
    one, two = f"<!-- {MOON} -->\n{LUNA}\n\n", f"<!-- {POLE} -->\n{POSTE}\n\n"
    found = translation(ENGLISH, _before().replace(one + two, two + one))
    assert all(u.source and u.comment and u.target and u.comment.text == u.source.text for u in found.units)
    assert sum(u.moved for u in found.units) == 1


def test_an_unclosed_comment_hides_the_translation() -> None:
    target = _before().replace(f"{POLE} -->", f"{POLE}\n")
    found = translation(ENGLISH, target)
    expected = _pairs(commented=True)
    expected[2] += " hidden"
    assert shown(found.units) == expected


def test_an_unclosed_comment_hides_what_is_too_short_to_tell_its_language() -> None:
    source = f"**Tides**\n\n{POLE}\n\n{WEST}\n"
    target = f"<!--\n**Tides**\n\n{POLE}\n\n**Mareas**\n\n{POSTE}\n\n<!-- {WEST} -->\n{OESTE}\n"
    expected = [
        "**Tides** | **Tides** | **Mareas** hidden",
        f"{POLE} | {POLE} | {POSTE} hidden",
        f"{WEST} | {WEST} | {OESTE}",
    ]
    assert shown(translation(source, target).units) == expected


@pytest.mark.parametrize("locale", ["es", "xx"])
def test_source_in_the_open_is_no_translation(locale: str) -> None:
    """Its translation beside it gets the source, whatever is known of the language."""
    found = translation(ENGLISH, _before().replace(f"<!-- {POLE} -->", f"{POLE}\n"), locale)
    expected = _pairs(commented=True)
    expected[2:3] = [f"- | - | {POLE}", f"{POLE} | - | {POSTE}"]
    assert shown(found.units) == expected


def test_a_section_in_the_open() -> None:
    found = translation(ENGLISH, TIDES + SPANISH)
    assert shown(found.units) == [f"- | - | {line}" for line in ("## Tides", MOON, POLE)] + _pairs()


def test_what_is_left_in_english_is_its_own_target() -> None:
    found = translation(ENGLISH, SPANISH.replace(POSTE, POLE))
    assert shown(found.units)[2] == f"{POLE} | - | {POLE}"


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param("<!-- TODO -->", id="note"),
        pytest.param("<!-- Nota per il revisore: va bene così? -->", id="note in another language"),
        pytest.param("<!-- ======================= -->", id="separator"),
        pytest.param("<!-- Los marineros del sur no leen nunca la marea en los postes. -->", id="translation"),
    ],
)
def test_a_loose_comment(comment: str) -> None:
    found = translation(ENGLISH, _before().replace("<!-- ## Winds", f"{comment}\n\n<!-- ## Winds"))
    assert shown(found.units) == _pairs(commented=True)
    assert [c.span.of(found.target.text) for c in found.loose] == [comment]


def test_comments_serve_as_source() -> None:
    target = "<!-- ===== Part 1 ===== -->\n\n" + _before().replace(f"{POSTE}\n", "") + "<!-- TODO -->\n"
    found = translation(None, target)
    expected = [line.split(" | ", 1)[1] for line in _pairs(commented=True)]
    expected[2] = f"{POLE} | -"
    assert shown(found.units) == [f"- | {line}" for line in expected]
    assert [c.span.of(target) for c in found.loose] == ["<!-- ===== Part 1 ===== -->", "<!-- TODO -->"]


@pytest.mark.parametrize(
    ("source", "target"), [("", ""), ("", "Hola.\n"), ("Hello.\n", ""), (None, ""), ("Hello.\n", "<!-- Hello. -->")]
)
def test_empty_sides(source: str | None, target: str) -> None:
    units = translation(source, target).units
    assert len(units) == bool(source or target)
    assert all(u.target is None or u.source is None for u in units)
