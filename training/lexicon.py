"""The list of known words that goes into the model file."""
from collections import Counter, defaultdict

import english
import irregular


def lexicon(train, lang):
    """`form TAB UPOS TAB lemma` of (form, UPOS) pairs seen twice with one lemma nine times out of ten.

    Irregular forms are there as well; what the treebanks say goes first.
    """
    seen = defaultdict(Counter)
    for _, words in train:
        for w in words:
            if w.upos not in ("PROPN", "NUM", "PUNCT", "SYM", "X") and "\t" not in w.lemma:
                seen[w.form.lower(), w.upos][w.lemma] += 1
    out = {(form, "VERB"): lemma for form, lemma in irregular.entries()} if lang == "fr" else english.entries()
    for (form, tag), lemmas in seen.items():
        lemma, n = lemmas.most_common(1)[0]
        total = sum(lemmas.values())
        if total >= 2 and n >= 0.9 * total:
            out[form, tag] = lemma
    return sorted(f"{form}\t{tag}\t{lemma}" for (form, tag), lemma in out.items())


# Parts of speech of the Lefff whose lemmas are listed.
LEFFF_TAGS = {"v": "VERB", "auxAvoir": "VERB", "auxEtre": "VERB", "nc": "NOUN", "adj": "ADJ"}


def lefff_lemmas(path):
    """UPOS -> lemmas of the Lefff (tab-separated: form, tag, lemma, …)."""
    out = defaultdict(set)
    with open(path, encoding="utf8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            if len(c) > 2 and c[1] in LEFFF_TAGS and c[2].replace("-", "").isalpha() and c[2] == c[2].lower():
                out[LEFFF_TAGS[c[1]]].add(c[2])
    return out


def known_lemmas(lang, path, lines):
    """UPOS -> sorted lemmas of a list and of our lexicon.

    The parser takes the best edit rule that leads to one of them.
    """
    out = lefff_lemmas(path) if lang == "fr" else english.known_lemmas(path)
    for line in lines:
        _, tag, lemma = line.split("\t")
        if tag in out:
            out[tag].add(lemma)
    return {tag: sorted(lemmas) for tag, lemmas in out.items()}
