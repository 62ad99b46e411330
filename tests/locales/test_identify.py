import time

import pytest

from transcheck.locales.identify import english_share, function_word_share, guess, looks_like, words

# One sentence in every language, written for these tests.
SENTENCES = {
    "en": "The network learns a representation of the data that we can use later for other tasks.",
    "es": "La red aprende una representación de los datos que podemos usar después para otras tareas.",
    "pt": "A rede aprende uma representação dos dados que podemos usar depois para outras tarefas.",
    "it": "La rete impara una rappresentazione dei dati che possiamo usare in seguito per altri compiti.",
    "fr": "Le réseau apprend une représentation des données que nous pouvons utiliser ensuite pour d'autres tâches.",
    "ca": "La xarxa aprèn una representació de les dades que podem fer servir després per a altres tasques.",
    "ro": "Rețeaua învață o reprezentare a datelor pe care o putem folosi mai târziu pentru alte sarcini.",
    "de": "Das Netz lernt eine Darstellung der Daten, die wir später für andere Aufgaben verwenden können.",
    "nl": "Het netwerk leert een representatie van de gegevens die we later voor andere taken kunnen gebruiken.",
    "sv": "Nätverket lär sig en representation av datan som vi sedan kan använda för andra uppgifter.",
    "da": "Netværket lærer en repræsentation af dataene, som vi senere kan bruge til andre opgaver.",
    "nb": "Nettverket lærer en representasjon av dataene som vi senere kan bruke til andre oppgaver.",
    "fi": "Verkko oppii datasta esityksen, jota voimme myöhemmin käyttää myös muihin tehtäviin.",
    "pl": "Sieć uczy się reprezentacji danych, której możemy później użyć do innych zadań.",
    "cs": "Síť se učí reprezentaci dat, kterou můžeme později použít pro jiné úlohy.",
    "hu": "A hálózat megtanulja az adatok olyan ábrázolását, amelyet később más feladatokra is használhatunk.",
    "tr": "Ağ, verinin daha sonra başka görevler için kullanabileceğimiz bir temsilini öğrenir.",
    "id": "Jaringan mempelajari representasi data yang dapat kita gunakan nanti untuk tugas lain.",
    "vi": "Mạng học một biểu diễn của dữ liệu mà chúng ta có thể dùng sau này cho các tác vụ khác.",
    "ru": "Сеть учится представлению данных, которое мы можем потом использовать для других задач.",
    "uk": "Мережа вивчає подання даних, яке ми можемо потім використати для інших завдань.",
    "bg": "Мрежата научава представяне на данните, което можем да използваме по-късно за други задачи.",
    "sr": "Мрежа учи репрезентацију података коју касније можемо да користимо за друге задатке.",
    "el": "Το δίκτυο μαθαίνει μια αναπαράσταση των δεδομένων που μπορούμε να χρησιμοποιήσουμε αργότερα.",
    "ar": "تتعلم الشبكة تمثيلا للبيانات يمكننا استخدامه لاحقا في مهام أخرى.",
    "fa": "شبکه بازنمایی‌ای از داده‌ها را یاد می‌گیرد که بعدا می‌توانیم برای کارهای دیگر از آن استفاده کنیم.",
    "ur": "نیٹ ورک ڈیٹا کی ایک ایسی نمائندگی سیکھتا ہے جسے ہم بعد میں دوسرے کاموں کے لیے استعمال کر سکتے ہیں۔",
    "he": "הרשת לומדת ייצוג של הנתונים שבו נוכל להשתמש מאוחר יותר עבור משימות אחרות.",
    "hi": "नेटवर्क डेटा का एक ऐसा निरूपण सीखता है जिसे हम बाद में दूसरे कार्यों के लिए उपयोग कर सकते हैं।",
    "bn": "নেটওয়ার্কটি ডেটার এমন একটি উপস্থাপনা শেখে যা আমরা পরে অন্য কাজের জন্য ব্যবহার করতে পারি।",
    "th": "เครือข่ายเรียนรู้การแทนข้อมูลที่เราสามารถนำไปใช้กับงานอื่นในภายหลังได้",
    "ko": "네트워크는 나중에 우리가 다른 작업에 사용할 수 있는 데이터의 표현을 학습합니다.",
    "ja": "ネットワークは、後で他のタスクに使えるデータの表現を学習します。",
    "zh-Hans": "网络会学习数据的一种表示，我们以后可以把它用于其他任务和不同的问题。",
    "zh-Hant": "網路會學習資料的一種表示，我們以後可以把它用於其他任務和不同的問題。",
}
NEIGHBOURS = [
    ("es", "pt", "it"),
    ("es", "ca", "fr"),
    ("en", "es", "pt", "it", "fr"),
    ("da", "nb", "sv"),
    ("de", "nl", "en"),
    ("cs", "pl", "hu"),
    ("ru", "uk", "bg", "sr"),
    ("ar", "fa", "ur"),
    ("zh-Hans", "zh-Hant", "ja"),
    ("hi", "bn", "ko", "th", "he", "el"),
]


@pytest.mark.parametrize("tag", [tag for tag in SENTENCES if tag != "en"])
def test_a_translation_is_told_from_english(tag: str) -> None:
    assert guess(SENTENCES[tag], ("en", tag)) == tag
    assert guess(SENTENCES["en"], ("en", tag)) == "en"


@pytest.mark.parametrize("group", NEIGHBOURS, ids=" ".join)
def test_neighbours_are_told_apart(group: tuple[str, ...]) -> None:
    assert {tag: guess(SENTENCES[tag], group) for tag in group} == {tag: tag for tag in group}


@pytest.mark.parametrize("tag", SENTENCES)
def test_among_all_languages_never_a_wrong_one(tag: str) -> None:
    assert guess(SENTENCES[tag], tuple(SENTENCES)) in (tag, None)


# Sentences that two or three of es, pt, it could claim: None is right, the true language is allowed.
@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("La casa de la persona que canta la serenata", "es"),
        ("Si forma una rete con una sola entrata lineare", "it"),
        ("La derivada parcial de la función sobre una variable", "es"),
        ("O problema de classificação linear binária", "pt"),
        ("La matrice diagonale con una traccia finita", "it"),
        ("Modelo de regresión lineal con término constante", "es"),
        ("Uma matriz real com determinante positivo finito", "pt"),
        ("Una serie temporale con una media costante", "it"),
    ],
)
def test_near_misses_are_not_confidently_wrong(text: str, true: str) -> None:
    assert guess(text, ("es", "pt", "it")) in (true, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\0" * 5_000,
        "12345 67890 ++ 1e-5 3.14 2020-04-03 $$",
        "ReLU - nn.ReLU()",
        "the a of",
        "Yann LeCun",
        "数据",
        "xqzzt wvvk ktrp zzgh qqwr plmk ttrw",
        "\ud800" * 100,
        "🙂" * 50,
    ],
    ids=ascii,
)
def test_nothing_is_guessed_from_nothing(text: str) -> None:
    assert guess(text, ("en", "es", "ja", "zh-Hans", "fa")) is None
    assert 0.0 <= looks_like(text, "es") <= 1.0


@pytest.mark.parametrize("candidates", [(), ("xx",), ("es", "xx"), ("sr-Latn", "xx")], ids=str)
def test_candidates_may_be_unknown(candidates: tuple[str, ...]) -> None:
    assert guess(SENTENCES["es"], candidates) in (None, "es")


def test_a_list_of_names_is_not_english() -> None:
    text = "能量教程 (Yann LeCun, Sumit Chopra, Raia Hadsell, Marc’Aurelio Ranzato, and Fu Jie Huang 2006)"
    assert guess(text, ("en", "zh")) is None


def test_prose_with_many_english_terms_keeps_its_language() -> None:
    text = "このモデルは PyTorch の nn.Linear と ReLU を使って batch normalization を学習します。"
    assert guess(text, ("en", "ja")) in ("ja", None)
    assert guess("这个模型使用 PyTorch 的线性层和 ReLU 激活函数来学习数据的表示", ("en", "zh")) == "zh"


def test_legacy_persian_with_arabic_yeh_is_persian() -> None:
    legacy = SENTENCES["fa"].replace("ی", "ي").replace("ک", "ك")
    assert guess(legacy, ("fa", "ar")) in ("fa", None)


def test_simplified_and_traditional_by_the_national_character_sets() -> None:
    assert guess(SENTENCES["zh-Hant"], ("en", "zh-Hans")) is None
    assert guess(SENTENCES["zh-Hant"], ("en", "zh-TW")) == "zh-TW"


def test_languages_without_data_are_told_by_ngrams() -> None:
    slovak = "Sieť sa učí reprezentáciu údajov, ktorú môžeme neskôr použiť na iné úlohy."
    assert guess(slovak, ("sk", "en")) == "sk"


def test_the_guess_is_always_the_same() -> None:
    text = "Modelo de regresión lineal con término constante y ruido normal"
    assert len({guess(text, ("es", "pt", "it", "ro")) for _ in range(20)}) == 1


@pytest.mark.parametrize("tag", SENTENCES)
def test_looks_like_itself(tag: str) -> None:
    assert looks_like(SENTENCES[tag], tag) > 0.45
    if tag != "en":
        assert looks_like(SENTENCES["en"], tag) < 0.65


def test_shares() -> None:
    assert english_share("The cat sat on the mat") == 0.5
    assert english_share(SENTENCES["es"]) == 0.0
    assert english_share("") == 0.0
    assert function_word_share(SENTENCES["es"], "es") > 0.4
    assert function_word_share(SENTENCES["ja"], "ja") == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'idée, qu'il a", ["l", "idée", "qu", "il", "a"]),
        ("हिन्दी में।", ["हिन्दी", "में"]),
        ("می‌کند؟", ["می‌کند"]),
        ("İçin IŞIK", ["için", "işik"]),
        ("x_1 + 2y", ["x", "y"]),
    ],
    ids=ascii,
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_block_takes_less_than_a_millisecond() -> None:
    texts = [SENTENCES["es"], "Modelo de regresión lineal, término constante, ruido normal, error cuadrático"]
    guess(texts[1], ("en", "es"))
    start = time.perf_counter()
    for _ in range(100):
        for text in texts:
            guess(text, ("en", "es"))
    assert (time.perf_counter() - start) / 200 < 0.001
