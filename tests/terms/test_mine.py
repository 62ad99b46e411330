"""Mining: phrases, which words answer which, and whole renderings, on sentences of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcheck.locales.language import language
from transcheck.terms.matcher import facts_of
from transcheck.terms.mine import mine
from transcheck.terms.mine_model import train
from transcheck.terms.mine_phrases import phrases
from transcheck.terms.mine_proposal import Proposal
from transcheck.terms.mine_rivals import competitions
from transcheck.terms.mine_tokens import Couple, keys_of, source_tokens, target_tokens
from transcheck.terms.morphology import morphology

SOURCE = (
    "The hidden layer is small.",
    "The hidden layers are large.",
    "A hidden layer of the model.",
    "The model has one hidden layer.",
    "The last hidden layer is sampled.",
    "The cost is small.",
    "The cost is sampled.",
    "The model is large.",
    "The last model is small.",
    "A cost of the model.",
)
SPANISH = (
    "La capa oculta es pequeña.",
    "Las capas ocultas son grandes.",
    "Una capa oculta del modelo.",
    "El modelo tiene una capa oculta.",
    "La última capa oculta se muestrea.",
    "El coste es pequeño.",
    "El coste se muestrea.",
    "El modelo es grande.",
    "El último modelo es pequeño.",
    "Un coste del modelo.",
)
CHINESE = (
    "隐藏层很小。",
    "隐藏层很大。",
    "模型的一个隐藏层。",
    "该模型有一个隐藏层。",
    "对最后的隐藏层采样。",
    "代价很小。",
    "对代价采样。",
    "该模型很大。",
    "最后的模型很小。",
    "模型的一个代价。",
)
JAPANESE = (
    "隠れレイヤーは小さい。",
    "隠れレイヤは大きい。",
    "モデルの隠れレイヤー。",
    "モデルは隠れレイヤーを持つ。",
    "最後の隠れレイヤーを標本にする。",
    "コストは小さい。",
    "コストを標本にする。",
    "モデルは大きい。",
    "最後のモデルは小さい。",
    "モデルのコスト。",
)
ARABIC = (
    "الطبقة المخفية صغيرة.",
    "الطبقات المخفية كبيرة.",
    "طبقة مخفية للنموذج.",
    "للنموذج طبقة مخفية واحدة.",
    "تؤخذ عينة من الطبقة المخفية الأخيرة.",
    "التكلفة صغيرة.",
    "تؤخذ عينة من التكلفة.",
    "النموذج كبير.",
    "النموذج الأخير صغير.",
    "تكلفة للنموذج.",
)


def coupled(source: tuple[str, ...], target: tuple[str, ...], locale: str) -> list[Couple]:
    ours, theirs = morphology("en"), morphology(locale)
    return [
        Couple(source_tokens(facts_of(one), ours), target_tokens(facts_of(other), theirs), f"{number}.md")
        for number, (one, other) in enumerate(zip(source, target, strict=True))
    ]


def mined(target: tuple[str, ...], locale: str, source: tuple[str, ...] = SOURCE) -> dict[str, Proposal]:
    found = mine(coupled(source, target, locale), language("en"), language(locale), least=3)
    return {one.source: one for one in found}


@pytest.mark.parametrize(
    ("locale", "target", "rendering"),
    [
        ("es", SPANISH, "capa oculta"),
        ("zh", CHINESE, "隐藏层"),
        ("ja", JAPANESE, "隠れレイヤー"),
        ("ar", ARABIC, "طبقة مخفية"),
    ],
    ids=["es", "zh", "ja", "ar"],
)
def test_a_phrase_has_its_whole_rendering_in_the_form_of_dictionaries(
    locale: str, target: tuple[str, ...], rendering: str
) -> None:
    found = mined(target, locale)["hidden layer"]
    assert (found.count, found.renderings[0].text) == (5, rendering)
    assert found.renderings[0].places[0].path == "0.md"


def test_a_place_is_where_the_rendering_stands() -> None:
    rendering = mined(SPANISH, "es")["hidden layer"].renderings[0]
    assert [place.target.of(SPANISH[int(place.path[0])]).lower() for place in rendering.places] == [
        "capa oculta", "capas ocultas", "capa oculta", "capa oculta", "capa oculta",
    ]  # fmt: skip
    assert rendering.places[1].source.of(SOURCE[1]) == "hidden layers"


def test_a_term_that_is_kept_is_its_own_rendering() -> None:
    source = tuple(text.replace("hidden layer", "softmax layer") for text in SOURCE)
    target = tuple(text.replace("capa oculta", "capa softmax").replace("ocultas", "softmax") for text in SPANISH)
    assert mined(target, "es", source)["softmax layer"].renderings[0].text == "capa softmax"


def test_brackets_explain_and_are_no_part_of_a_rendering() -> None:
    target = (SPANISH[0].replace("oculta", "oculta (*hidden layer*)"), *SPANISH[1:])
    assert mined(target, "es")["hidden layer"].renderings[0].text == "capa oculta"


def test_nothing_is_mined_from_nothing() -> None:
    assert mine([], language("en"), language("es")) == []


def test_the_limit_is_of_the_likeliest() -> None:
    couples = coupled(SOURCE, SPANISH, "es")
    everything = mine(couples, language("en"), language("es"), least=3)
    assert mine(couples, language("en"), language("es"), least=3, limit=1) == everything[:1]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["the deep net"] * 3, {"deep net", "deep", "net"}),
        (["the net, deep and wide"] * 3, {"net", "deep", "wide"}),
        (["a one-hot code"] * 3, {"one-hot code", "one-hot", "code"}),
        (["two nets of this kind"] * 3, {"net", "kind"}),
        (["run `deep net` here"] * 3, {"run"}),
    ],
    ids=["nested", "comma", "hyphen", "numbers", "code"],
)
def test_phrases_are_runs_of_content_words(texts: list[str], expected: set[str]) -> None:
    tokens = [source_tokens(facts_of(text), morphology("en")) for text in texts]
    found = phrases(tokens, keys_of(tokens, morphology("en")), language("en"), 3)
    written = {tokens[n].text(first, last) for one in found for n, first, last in one.places[:1]}
    assert {text.removesuffix("s") for text in written} == expected


def test_what_follows_a_verb_is_rather_a_noun() -> None:
    texts = ["the loss of a net", "we compute the loss", "a loss", "to compute the loss", "they compute the net"]
    tokens = [source_tokens(facts_of(text), morphology("en")) for text in texts]
    ranked = [one.keys for one in phrases(tokens, keys_of(tokens, morphology("en")), language("en"), 3)]
    assert ranked.index(("loss",)) < ranked.index(("compute",))


@pytest.mark.parametrize(
    ("locale", "words", "same"),
    [
        ("en", "matrix matrices", True),
        ("es", "imagen imágenes", True),
        ("tr", "katman katmanlar", True),
        ("tr", "kapı katman", False),
        ("ar", "طبقة الطبقة", True),
        ("ja", "サーバ サーバー", True),
    ],
)
def test_forms_of_a_word_share_a_key(locale: str, words: str, same: bool) -> None:
    language = morphology(locale)
    (keys,) = keys_of([target_tokens(facts_of(words), language)], language)
    assert (keys[0] == keys[1]) is same


TWICE = (
    "The hidden layer is sampled.",
    "The hidden layer is summed.",
    "The hidden layer is small.",
    "The hidden layer is large.",
    "The model has a hidden layer.",
    "The network has a hidden layer.",
    "The loss is sampled.",
    "The loss is summed.",
    "The model is small.",
    "The network is large.",
)


def twice(one: str, other: str) -> tuple[str, ...]:
    """`TWICE` in Spanish, with two ways to say it by turns."""
    return (
        f"La {one} se muestrea.",
        f"La {other} se suma.",
        f"La {one} es pequeña.",
        f"La {other} es grande.",
        f"El modelo tiene una {one}.",
        f"La red tiene una {other}.",
        "La pérdida se muestrea.",
        "La pérdida se suma.",
        "El modelo es pequeño.",
        "La red es grande.",
    )


def test_a_competition_has_both_renderings() -> None:
    couples = coupled(TWICE, twice("capa oculta", "capa escondida"), "es")
    (found,) = competitions(couples, language("en"), language("es"))
    assert found.phrase == "hidden layer"
    assert {one.text: len(one.places) for one in found.renderings} == {"capa oculta": 3, "capa escondida": 3}


@pytest.mark.parametrize(
    "other", ["CO", "capas ocultas", "capa", "capa oculta (*hidden layer*)", "capa de las ocultas"]
)
def test_abbreviations_forms_pieces_and_glosses_do_not_compete(other: str) -> None:
    couples = coupled(TWICE, twice("capa oculta", other), "es")
    assert list(competitions(couples, language("en"), language("es"))) == []


_words = st.lists(st.sampled_from("abcde"), min_size=1, max_size=6)


@given(st.lists(st.tuples(_words, _words), min_size=1, max_size=8))
@settings(max_examples=50, deadline=None)
def test_the_answers_to_a_word_are_shares_of_one(texts: list[tuple[list[str], list[str]]]) -> None:
    model = train(texts)
    for row in (*model.forward.values(), *model.backward.values()):
        assert all(0 <= share <= 1 for share in row.values())
        assert not row or sum(row.values()) == pytest.approx(1)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6), st.sampled_from(["es", "zh", "ar", "th"]))
@settings(max_examples=60, deadline=None)
def test_any_text_is_mined_and_places_are_in_it(texts: list[str], locale: str) -> None:
    target = tuple(texts)
    couples = [c for c in coupled(("The hidden layer.",) * len(texts), target, locale) if c.target.words]
    for proposal in mine(couples, language("en"), language(locale), least=2):
        for rendering in proposal.renderings:
            assert rendering.text and rendering.count >= len(rendering.places) > 0
            assert all(p.target.of(target[int(p.path.removesuffix(".md"))]).strip() for p in rendering.places)
