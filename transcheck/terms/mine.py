"""Mining: concepts with their renderings, proposed from aligned units.

In three steps: which words answer which (`mine_model`), where each phrase of the source is rendered
(`mine_spans`), and which of the runs so found are whole renderings (`mine_renderings`).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from transcheck.locales.language import Language
from transcheck.terms.mine_proposal import Proposal
from transcheck.terms.mine_renderings import Miner
from transcheck.terms.mine_tokens import Couple


def mine(
    couples: Sequence[Couple],
    source: Language,
    target: Language,
    *,
    least: int = 5,
    limit: int = 0,
    done: Callable[[int, int], None] = lambda done, total: None,
) -> list[Proposal]:
    """Concepts with at least `least` places in the source, the likeliest first; `limit` of them, 0 for all."""
    if not couples:
        return []
    miner = Miner(couples, source, target)
    found: dict[str, Proposal] = {}
    ranked = miner.phrases(least)
    for number, phrase in enumerate(ranked, 1):
        proposal = _without_chances(miner.propose(phrase))
        if proposal.renderings:
            found.setdefault(proposal.source.casefold(), proposal)
        done(number, len(ranked))
        if len(found) == limit:
            break
    return list(found.values())


def _without_chances(proposal: Proposal) -> Proposal:
    """Without renderings that are too rare among the others to be anybody's choice."""
    total = sum(one.count for one in proposal.renderings)
    kept = tuple(one for one in proposal.renderings if one.count >= max(_TWICE, _SHARE * total))
    return replace(proposal, renderings=kept or proposal.renderings[:1])


_TWICE, _SHARE = 2, 0.03
