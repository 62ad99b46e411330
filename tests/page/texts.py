"""A small course of our own in four languages, with hostile text wherever a text may stand."""

SCRIPT = "<script>window.pwned = 1</script>"
IMAGE = "\"'><img src=x onerror='window.pwned = 1'>"
BIDI = "gnp.\u202eexe"

EN = f"""---
lang-ref: ch.01
title: Week 1 {SCRIPT}
---

## Loss

The loss says how wrong the prediction is for every one of the 40 points.

## Descent {SCRIPT}

Every step of the descent moves the parameters a little against the gradient $w \\leftarrow w - \\eta g$.

A [link](javascript:alert(1)) and an image {IMAGE} that nobody should load.

```python
print("<b>not bold</b>")
```

The last paragraph says that all is well, and nobody has translated it yet.
"""


def translation(locale: str, title: str, words: tuple[str, str, str, str, str]) -> str:
    """All of `EN` but its last paragraph, with the English kept in comments."""
    loss, says, descent, step, link = words
    return f"""---
lang-ref: ch.01
lang: {locale}
title: {title}
translator: Inés Robledo
translation-date: 12 Mar 2025
---

<!-- ## Loss -->
## {loss}

<!-- The loss says how wrong the prediction is for every one of the 40 points. -->
{says}

<!-- ## Descent -->
## {descent} {SCRIPT}

<!-- Every step of the descent moves the parameters a little against the gradient $w \\leftarrow w - \\eta g$. -->
{step} $w \\leftarrow w - \\eta g$.

{link} [x](javascript:alert(1)) {IMAGE} {BIDI}

```python
print("<b>not bold</b>")
```
"""


ES = translation(
    "es",
    "Semana 1",
    (
        "Pérdida",
        "La pérdida dice cuánto se equivoca la predicción para cada uno de los 40 puntos.",
        "Descenso",
        "Cada paso del descenso mueve los parámetros un poco en contra del gradiente",
        "Un enlace y una imagen que nadie debe cargar:",
    ),
)
AR = translation(
    "ar",
    "الأسبوع الأول",
    (
        "الخسارة",
        "تقول الخسارة كم يخطئ التنبؤ لكل نقطة من النقاط الأربعين 40.",
        "الانحدار",
        "تحرك كل خطوة من خطوات الانحدار المعاملات قليلا عكس التدرج",
        "رابط وصورة لا ينبغي لأحد تحميلها:",
    ),
)
ZH = translation(
    "zh",
    "第一周",
    (
        "损失",
        "损失说明了对于这 40 个点中的每一个，预测有多大的错误。",
        "下降",
        "下降的每一步都会让参数沿着梯度的反方向移动一点",
        "一个链接和一张谁都不应该加载的图片：",
    ),
)
"""Each is stale, for the English gets 50 points in a later commit."""
