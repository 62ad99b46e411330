"""Which concepts a source text names."""

import pytest

from transcheck.terms.load import parse_glossary
from transcheck.terms.matcher import facts_of, matcher

BASE = parse_glossary(
    """
locale: es
concepts:
  - {source: loss, preferred: pérdida}
  - {source: loss function, preferred: función de pérdida}
  - {source: attention, preferred: atención, unless: [pay attention]}
  - {source: auto-encoder, preferred: autocodificador, abbreviations: [AE]}
  - {source: data set, preferred: conjunto de datos}
  - {source: matrix, preferred: matriz, when: [sparse]}
  - {source: convolution, preferred: convolución}
  - {source: train, preferred: entrenar, part-of-speech: verb}
  - {source: Apple, preferred: Apple, case: sensitive}
  - {source: regularization, preferred: regularización}
"""
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The losses fall.", ["loss"]),
        ("A loss function and a loss.", ["loss function", "loss"]),
        ("The loss-functions fall.", ["loss function"]),
        ("We pay attention to it.", []),
        ("We pay attention to self-attention.", ["attention"]),
        ("An autoencoder, auto encoders, Auto-Encoder.", ["auto-encoder"] * 3),
        ("Two AEs, and I ate.", ["auto-encoder"]),
        ("The dataset and the data sets.", ["data set", "data set"]),
        ("Matrices are stored.", []),
        ("Sparse matrices are stored.", ["matrix"]),
        ("A convolutional layer, two convolutions.", ["convolution", "convolution"]),
        ("To convolve.", []),
        ("We trained it on trains.", ["train", "train"]),
        ("An apple of Apple.", ["Apple"]),
        ("Regularisation helps.", ["regularization"]),
        ("The network's loss's gradient.", ["loss"]),
        ("No loss. Function follows.", ["loss"]),
        ("Call `loss` with $loss$ [here](https://loss.org).", []),
        ("The **loss** function.", ["loss function"]),
    ],
)
def test_concepts_of_a_text(text: str, named: list[str]) -> None:
    assert [one.concept.name for one in matcher(BASE).in_source(facts_of(text))] == named
