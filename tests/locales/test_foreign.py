"""Paragraphs in the source's language or in a third one are told from those with many foreign names."""

import pytest

from transcheck.locales.foreign import is_foreign

ENGLISH = "The loss falls with every step of the descent, and it does so as long as the steps are small enough."
SPANISH = (
    "La pérdida baja con cada paso del descenso, y lo hace mientras los pasos sean lo bastante pequeños para ella."
)
TURKISH = (
    "Kayıp her adımda düşer ve adımlar yeterince küçük olduğu sürece bu böyle devam eder; ağ verinin şeklini etiketler "
    "olmadan öğrenir, çünkü kimse ona sınıfların ne olduğunu söylememiştir ve bu çoğu zaman yeterlidir."
)

MIXED = "用PyTorch的nn.NLLLoss与Yann LeCun的Energy-Based Models，我们可以训练一个很好的模型。"


@pytest.mark.parametrize(
    ("text", "tag", "foreign"),
    [
        (ENGLISH, "es", True),
        (ENGLISH, "zh", True),
        (SPANISH, "es", False),
        (SPANISH, "ar", False),
        (SPANISH * 2, "ar", True),
        (TURKISH, "tr", False),
        (TURKISH, "zh", True),
        ("The loss falls.", "es", False),
        (MIXED * 3, "zh", False),
        (ENGLISH, "xx", False),
    ],
)
def test_is_foreign(text: str, tag: str, foreign: bool) -> None:
    assert is_foreign(text, tag, "en") is foreign
