"""Reading UD treebanks: the columns we learn, one feature scheme, augmentation for news text."""
import random
import unicodedata
from pathlib import Path
from typing import NamedTuple

# Features kept; the rest (NumType, NumForm, Emph, ExtPos, Typo, Style, …) is annotated by some treebanks only.
KEEP = {"Number", "Gender", "Person", "Mood", "Tense", "VerbForm", "Voice", "Polarity", "PronType",
        "Reflex", "Poss", "Definite"}
KEEP_EN = KEEP | {"Degree", "Case"}

# Files by language: (treebank name, path, first sentence, end). Negative indices as in Python.
TRAIN = {
    "fr": [("sequoia", "UD_French-Sequoia/fr_sequoia-ud-train.conllu", 0, None),
           ("gsd", "UD_French-GSD/fr_gsd-ud-dev.conllu", 0, -200),
           ("fqb", "UD_French-FQB/fr_fqb-ud-train.conllu", 0, None),
           ("rhapsodie", "UD_French-Rhapsodie/fr_rhapsodie-ud-train.conllu", 0, None),
           ("rhapsodie", "UD_French-Rhapsodie/fr_rhapsodie-ud-dev.conllu", 0, None),
           ("paris", "UD_French-ParisStories/fr_parisstories-ud-train.conllu", 0, None),
           ("paris", "UD_French-ParisStories/fr_parisstories-ud-dev.conllu", 0, None)],
    "en": [("ewt", "UD_English-EWT/en_ewt-ud-train.conllu", 0, None),
           ("gum", "UD_English-GUM/en_gum-permissive-train.conllu", 0, None),
           ("gum", "UD_English-GUM/en_gum-permissive-dev.conllu", 0, None)],
}
DEV = {
    "fr": [("sequoia", "UD_French-Sequoia/fr_sequoia-ud-dev.conllu", 0, None),
           ("gsd", "UD_French-GSD/fr_gsd-ud-dev.conllu", -200, None)],
    "en": [("ewt", "UD_English-EWT/en_ewt-ud-dev.conllu", 0, None)],
}


# These leave number and gender off nouns, so their features there are no evidence.
NO_NOUN_FEATS = {"rhapsodie", "paris"}
UNKNOWN = "?"


class Word(NamedTuple):
    """One syntactic word; `head` is 0 for the root, else 1-based."""
    form: str
    upos: str
    feats: str
    lemma: str
    head: int
    deprel: str


def norm_feats(upos, column, lang):
    """The feature column cut down to the scheme that all treebanks share."""
    if column == "_" or lang == "fr" and upos in ("PROPN", "NUM"):
        return "_"
    keep = KEEP_EN if lang == "en" else KEEP
    pairs = [p for p in column.split("|") if p.split("=")[0] in keep]
    return "|".join(pairs) or "_"


# The features that analyses of text rely on, and what French treebanks disagree on among them: GSD marks the number
# of numerals, the voice of active participles and possessives as personal, Sequoia none of these; each marks the
# number of names by a rule of its own.
EIGHT = {"Number", "Person", "Mood", "Tense", "VerbForm", "Voice", "Polarity", "PronType"}


def eight_feats(upos, column, lang):
    """The features of `EIGHT` that all treebanks of the language mark alike."""
    kept = {p for p in column.split("|") if p.split("=")[0] in EIGHT}
    if lang == "fr":
        if upos in ("PROPN", "NUM", "SYM", "X"):
            kept = {p for p in kept if not p.startswith("Number=")}
        kept -= {"Voice=Act"} | ({"PronType=Prs"} if upos == "DET" else set())
    return kept


def parse_block(lines, lang):
    """Words of one CoNLL-U block, without ranges and empty nodes."""
    words = []
    for line in lines:
        c = line.split("\t")
        if line.startswith("#") or "-" in c[0] or "." in c[0]:
            continue
        lemma = c[1] if c[3] == "PROPN" or c[2] == "_" and c[1] != "_" else c[2]
        words.append(Word(c[1], c[3], norm_feats(c[3], c[5], lang), lemma, int(c[6]), c[7]))
    return words


def blocks(path, first=0, end=None):
    """The CoNLL-U blocks of a file, as lists of lines."""
    text = Path(path).read_text(encoding="utf8")
    return [b.split("\n") for b in text.strip().split("\n\n")][first:end]


def load(root, parts, lang):
    """[(treebank, words)] of the listed parts."""
    out = []
    for name, path, first, end in parts:
        out += [(name, parse_block(b, lang)) for b in blocks(Path(root) / path, first, end)]
    return [(n, hide_feats(w) if n in NO_NOUN_FEATS else w) for n, w in out if w]


def hide_feats(words):
    """Marks the features of nouns and adjectives as unknown; the loss skips them."""
    return [w._replace(feats=UNKNOWN) if w.upos in ("NOUN", "ADJ") else w for w in words]


def strip_accents(text):
    """Capitals as French typesetting often leaves them."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def augment(words, rng, lang):
    """A variant of a sentence as news text may show it; mostly the sentence itself.

    Apostrophes, quotes and dashes need no variants: `text.key` maps them to one of each.
    """
    last = words[-1]
    if len(words) > 3 and last.upos == "PUNCT" and last.head and rng.random() < 0.08 \
            and all(w.head != len(words) for w in words):
        words = words[:-1]
    r = rng.random()
    if r < 0.03:
        f = words[0].form
        words = [words[0]._replace(form=f[:1].lower() + f[1:])] + words[1:]
    elif r < 0.05:
        bare = lang == "fr" and rng.random() < 0.5
        up = [strip_accents(w.form.upper()) if bare else w.form.upper() for w in words]
        words = [w._replace(form=f, lemma=f if w.upos == "PROPN" else w.lemma) for w, f in zip(words, up)]
    elif r < 0.10:
        words = [w._replace(form=w.form.upper(), lemma=w.form.upper())
                 if w.upos == "PROPN" and rng.random() < 0.6 else w for w in words]
    elif r < 0.13 and lang == "en":
        words = [w._replace(form=w.form[:1].upper() + w.form[1:]) if len(w.form) > 3 else w for w in words]
    return words
