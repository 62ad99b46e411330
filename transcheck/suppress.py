"""What silences a problem: directives in the document, and a baseline of known findings."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from transcheck.errors import UserError
from transcheck.model.block import BlockKind
from transcheck.model.document import Directive, Document
from transcheck.model.finding import Finding
from transcheck.model.text import Span


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a directive silences which rules or families (none named: all)."""

    directive: Directive
    span: Span

    def silences(self, rule: str, family: str, span: Span) -> bool:
        named = not self.directive.rules or rule in self.directive.rules or family in self.directive.rules
        return named and (self.span.overlaps(span) or self.span.contains(span.start))


def reaches(document: Document) -> tuple[Reach, ...]:
    """The reach of each directive of a document; `ignore-end` has none of its own."""
    return tuple(
        Reach(directive, span)
        for index, directive in enumerate(document.directives)
        if (span := _reach(document, index)) is not None
    )


def _reach(document: Document, index: int) -> Span | None:
    directive = document.directives[index]
    if directive.action == "ignore-file":
        return Span(0, len(document.text) + 1)
    if directive.action == "ignore-start":
        return Span(directive.span.start, _end_of_range(document, index))
    return _next_block(document, directive) if directive.action == "ignore" else None


def _end_of_range(document: Document, index: int) -> int:
    rules = document.directives[index].rules
    later = document.directives[index + 1 :]
    ends = (d.span.start for d in later if d.action == "ignore-end" and (not d.rules or set(d.rules) & set(rules)))
    return next(ends, len(document.text) + 1)


def _next_block(document: Document, directive: Directive) -> Span:
    """The block after the directive (a list as a whole, for nothing can stand inside one) with its source comment."""
    after = directive.span.end
    following = [block for block in document.blocks if block.span.start >= after]
    if not following:
        return Span(directive.span.start, len(document.text) + 1)
    items = takewhile(lambda block: block.kind is BlockKind.LIST_ITEM, following)
    end = max([following[0].span.end, *(item.span.end for item in items)])
    between = [comment for comment in document.comments if after <= comment.span.start < end]
    if not between and _comments_after(document):
        end = max(end, next((c.span.end for c in document.comments if c.span.start >= end), end))
    return Span(_start_of_comment(document, directive), end)


def _comments_after(document: Document) -> bool:
    """Whether the document keeps its source comments after the blocks: then one stands after the last."""
    return bool(document.comments) and document.comments[-1].span.start >= document.blocks[-1].span.end


def _start_of_comment(document: Document, directive: Directive) -> int:
    """Where the comment starts that stands on the lines right above the directive, between it and its block."""
    text, start = document.text, directive.span.start
    above = (c for c in document.comments if c.span.end <= start and not text[c.span.end : start].strip())
    near = (c.span.start for c in above if text.count("\n", c.span.end, start) < 2)
    return start if _comments_after(document) else next(near, start)


def read_baseline(text: str, path: str) -> Counter[str]:
    """Fingerprints with how often each is known; raises UserError for another file's content."""
    try:
        known = json.loads(text)["fingerprints"]
        return Counter({str(key): int(count) for key, count in known.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path}: no baseline of transcheck: {error}") from None


def write_baseline(findings: Iterable[Finding]) -> str:
    """The text of a baseline that knows all of `findings`."""
    counts: Mapping[str, int] = Counter(finding.fingerprint for finding in findings)
    return json.dumps({"version": 1, "fingerprints": dict(sorted(counts.items()))}, indent=1) + "\n"


def without_known(findings: Sequence[Finding], known: Counter[str]) -> tuple[Finding, ...]:
    """The findings that the baseline does not hold; each entry silences as many as it counted."""
    left = Counter(known)
    fresh = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            fresh.append(finding)
    return tuple(fresh)
