"""What the recogniser of names sees of each word; the twin of `mention/name/learned/features.rs`.

Words are unbroken runs of letters and digits, as `recoupe_engine::lang::words` cuts them. Change both files
together: `check.py` compares what they find.
"""

import re
import unicodedata
from pathlib import Path

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
LISTS = ("first_name", "title", "person_noun", "organisation_noun", "place_noun", "company_word", "particle",
         "reporting_verb", "not_name")
LETTERS = {"æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i"}


def fold(word):
    """Lower case without accents."""
    if word.isascii():
        return word.lower()
    out = []
    for c in word.lower():
        if c in LETTERS:
            out.append(LETTERS[c])
        elif "\u0300" <= c <= "\u036f":
            continue
        else:
            base = unicodedata.normalize("NFD", c)
            out.append(base[0] if "a" <= base[0] <= "z" else c)
    return "".join(out)


def lists(words):
    """The word lists of a language: a folder of TSV files."""
    found = {}
    for name in LISTS:
        path = Path(words, f"{name}.tsv")
        rows = [it.split("\t")[0].strip() for it in path.read_text(encoding="utf-8").split("\n")
                if it.strip() and not it.startswith("#")]
        found[name] = set(rows[1:])
    return found


def case(word):
    """u: no small letter; c: begins with a capital; d: with a digit; l: anything else."""
    if word[0].isdigit():
        return "d"
    if not word[0].isupper():
        return "l"
    return "u" if len(word) > 1 and not any(c.islower() for c in word) else "c"


def gap(between):
    """s: space; h: hyphen; a: apostrophe; d: stop; c: comma; o: anything else; e: nothing."""
    if between in ("-", "\u2010", "\u2011"):
        return "h"
    if between in ("'", "’", "ʼ"):
        return "a"
    if "\n" in between:
        return "o"
    bare = between.strip()
    return {"": "s" if between else "e", ".": "d", ",": "c"}.get(bare, "o")


class Atom:
    """A word with what is known of it."""

    def __init__(self, text, start, end, before):
        self.start, self.end = start, end
        self.word = text[start:end]
        self.key, self.lower, self.case = fold(self.word), self.word.lower(), case(self.word)
        self.gap = gap(before)
        self.sentence, self.upos, self.deprel, self.head = 0, "-", "-", "-"
        self.cover = "-"


def atoms(text, tokens, names):
    """The words of a text; tokens are (start, end, sentence, upos, deprel, head form), names (start, end, rule)."""
    result, end, at, last = [], 0, 0, 0
    for it in WORD.finditer(text):
        while at < len(tokens) and tokens[at][1] <= it.start():
            at += 1
        atom = Atom(text, it.start(), it.end(), text[end : it.start()])
        if at < len(tokens) and tokens[at][0] < it.end():
            _, _, atom.sentence, atom.upos, atom.deprel, atom.head = tokens[at]
        else:
            atom.sentence = last
        last, end = atom.sentence, it.end()
        result.append(atom)
    outer = -1
    for start, end, rule in sorted(names, key=lambda it: (it[0], -it[1])):
        if start < outer:
            continue
        outer = end
        inside = [it for it in result if start <= it.start and it.end <= end]
        for place, atom in enumerate(inside):
            atom.cover = ("B" if place == 0 else "I") + rule.removeprefix("name/")
    return result


def features(some, at, known, elsewhere):
    """The features of the word `at` of a sentence; `elsewhere` tells how the document writes a word."""
    here = some[at]

    def near(by):
        to = at + by
        return some[to] if 0 <= to < len(some) else None

    out = ["b"]
    for by in (-2, -1, 0, 1, 2):
        it = near(by)
        out.append(f"w{by}={it.key if it else '^'}")
        if abs(by) < 2:
            out.append(f"c{by}={shape(it)}")
            out.append(f"r{by}={it.cover if it else '^'}")
            out.append(f"p{by}={it.upos if it else '^'}")
            out.extend(f"l{by}={name}" for name in LISTS if it and it.lower in known[name])
    letters = list(here.key)
    out.append("s3=" + "".join(letters[-3:]))
    out.append("s2=" + "".join(letters[-2:]))
    out.append("f3=" + "".join(letters[:3]))
    out.append(f"d={here.deprel}")
    out.append(f"h={here.head}")
    out.append(f"x={shape(near(-1))}{shape(here)}{shape(near(1))}")
    out.append(f"g={here.gap}{near(1).gap if near(1) else '^'}")
    out.append(f"wc={near(-1).key if near(-1) else '^'}|{here.case}")
    out.append(f"cw={here.case}|{near(1).key if near(1) else '^'}")
    out.append(f"hc={here.head}|{here.case}")
    out.append(f"e={elsewhere.get(here.key, '')}{here.case}")
    return out


def shape(it):
    """The letters of a word with the length of a short one, and its gap."""
    if it is None:
        return "^"
    return f"{it.case}{min(len(it.key), 4)}{it.gap}"


def written(all_atoms):
    """How a document writes its words: l where somewhere small, c where somewhere with a capital inside a sentence."""
    found, last = {}, -1
    for it in all_atoms:
        mark = "l" if it.case == "l" else "c" if it.case in "cu" and it.sentence == last else ""
        if mark and mark not in found.setdefault(it.key, ""):
            found[it.key] = "".join(sorted(found[it.key] + mark))
        last = it.sentence
    return found


def sentences(all_atoms):
    """The words grouped by their sentence."""
    groups = []
    for it in all_atoms:
        if not groups or groups[-1][-1].sentence != it.sentence:
            groups.append([])
        groups[-1].append(it)
    return groups
