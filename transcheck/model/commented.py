"""Who speaks for what is missing: where a whole source comment stands without a translation, the comment tells it."""

from transcheck.model.block import BlockKind
from transcheck.model.unit import Translation, Unit


def is_left_to_comment(unit: Unit, translation: Translation) -> bool:
    """Whether a unit is missing together with all the text of its source comment, none of it a heading.

    Then `comment-without-translation` reports it, else the rules of the structure do.
    """
    owner = translation.target.comment_at(unit.comment.span.start) if unit.comment else None
    if owner is None or unit.target is not None:
        return False
    inside = [other for other in translation.units if other.comment and owner.span.covers(other.comment.span)]
    prose = [other for other in inside if other.comment and other.comment.kind.is_prose]
    return all(other.target is None and other.kind is not BlockKind.HEADING for other in prose)
