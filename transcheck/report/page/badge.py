"""A badge: how much of a locale is translated, as an SVG for a README."""

from transcheck.locales.language import language
from transcheck.model.status import StatusReport
from transcheck.report.escape import visible
from transcheck.report.page.render import percent, render
from transcheck.report.terminal import width_of

MARK = "transcheck badge"
"""By this a file is known for a badge that may be replaced."""

_PADDING = 10
_CHARACTER = 7
_SIGN = 5
"""By how much a percent sign is wider than a digit."""
_LEVELS = ((0.9, "#2e7d32"), (0.6, "#6b6f00"), (0.3, "#a65300"), (0.0, "#b3261e"))
"""From which share a badge has which colour; white text on each has a contrast of 4.5 to 1 or more."""


def badge(report: StatusReport, locale: str) -> str:
    words = report.words(locale)
    share = words.translated / words.total if words.total else 0.0
    label, value = visible(language(locale).name), percent(share)
    widths = tuple(_CHARACTER * width_of(text) + 2 * _PADDING + _SIGN * text.count("%") for text in (label, value))
    colour = next(colour for least, colour in _LEVELS if share >= least)
    context = {"mark": MARK, "label": label, "value": value, "widths": widths, "colour": colour}
    return render("badge.svg", context)
