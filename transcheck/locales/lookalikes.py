"""Letters of other scripts that look like Latin ones.

Source: Unicode Technical Standard 39, confusables.txt, those pairs whose letters most fonts draw alike.  Small Greek
letters are left out, but for omicron: they are symbols of mathematics beside Latin letters as well.
"""

from types import MappingProxyType

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХԌԜаеѕіјорсухһԁԛԝѵӏ", "ABESIJKMHOPCTYXGWaesijopcyxhdqwvl", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))

TO_LATIN = MappingProxyType({"Cyrillic": MappingProxyType(_CYRILLIC), "Greek": MappingProxyType(_GREEK)})
"""By script, each letter with the Latin one that it looks like."""

FROM_LATIN = MappingProxyType(
    {script: MappingProxyType(dict(zip(known.values(), known, strict=True))) for script, known in TO_LATIN.items()}
)
