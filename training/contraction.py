"""Learns when French « du » and « des » are de + le(s) and when they are plain determiners.

A linear model over hashed features of the neighbours and of the parts of speech that the lexicon
gives them; `contraction.rs` computes the same features.
"""
import random

import numpy as np

import text
import ud

SIZE = 16384
FORMS = ("du", "des")
# Part of speech, ending of a form, ending of the lemma.
ENDINGS = ["NOUN||", "NOUN|s|", "NOUN|x|", "ADJ||", "ADJ|s|", "ADJ|e|", "ADJ|es|", "VERB||"]
ENDINGS += [f"VERB|{e}|er" for e in "é ée és ées ant e es ent ait aient a èrent era eront erait ons".split()]
ENDINGS += [f"VERB|{e}|ir" for e in "i ie is ies it issent issant issait ira iront irent".split()]
# After « de », these show that « des » would have been de + les.
DEFINITE = {"la", "l'", "ce", "cette", "son", "sa", "leur", "notre", "ces", "ses", "leurs"}


def surface(lines):
    """[(surface form, is multiword)] of a CoNLL-U block."""
    out, covered = [], 0
    for line in lines:
        c = line.split("\t")
        if line.startswith("#") or "." in c[0]:
            continue
        if "-" in c[0]:
            covered = int(c[0].split("-")[1])
            out.append((c[1], True))
        elif int(c[0]) > covered:
            out.append((c[1], False))
    return out


class Tags:
    """Parts of speech that a form may have: by the lexicon, else by endings of known lemmas."""

    def __init__(self, lexicon, known):
        self.forms, self.known = {}, {tag: set(lemmas) for tag, lemmas in known.items()}
        for line in lexicon:
            form, tag, _ = line.split("\t")
            self.forms[form] = self.forms[form] + "," + tag if form in self.forms else tag

    def of(self, form):
        """The tags joined by commas, or nothing."""
        form = form.lower().replace("’", "'")
        if form in self.forms:
            return self.forms[form]
        out = []
        for line in ENDINGS:
            tag, end, lemma_end = line.split("|")
            if tag not in out and form.endswith(end) and form[:len(form) - len(end)] + lemma_end in self.known[tag]:
                out.append(tag)
        return ",".join(out)


def features(forms, i, tags):
    """Hashed features of the word at i among surface forms."""
    def at(j):
        return text.key(forms[j]) if 0 <= j < len(forms) else "|"

    def tag(j):
        if not 0 <= j < len(forms):
            return "|"
        return tags.of(forms[j]) or "?" + at(j)[-2:]
    w, a, b, p, q = at(i), at(i - 1), at(i + 1), at(i - 2), at(i + 2)
    up = forms[i][:1].isupper()
    raw = [f"a{w} {a}", f"b{w} {b}", f"c{w} {a} {b}", f"d{w} {p} {a}", f"e{w} {b} {q}", f"f{w} {a[-3:]}",
           f"g{w} {b[-3:]}", f"h{w} {a[-2:]}", f"i{w} {b[-2:]}", f"j{w} {p}", f"k{w} {q}", f"l{w} {up}",
           f"m{w} {a[-3:]} {b[-3:]}", f"n{w}"]
    u, v, x, y, z = (tag(i + d) for d in (-3, -2, -1, 1, 2))
    raw += [f"q{w} {x}", f"r{w} {v} {x}", f"s{w} {x} {y}", f"t{w} {y}", f"u{w} {u} {v} {x}", f"v{w} {y} {z}"]
    if i + 1 < len(forms):
        raw.append(f"o{w} {text.shape(forms[i + 1])}")
    if i:
        raw.append(f"p{w} {text.shape(forms[i - 1])}")
    return [text.bucket("x", r, SIZE) for r in raw]


def examples(root, parts, tags):
    """(features, is contraction) of every du and des."""
    out = []
    for _, path, first, end in parts:
        for block in ud.blocks(f"{root}/{path}", first, end):
            words = surface(block)
            forms = [w for w, _ in words]
            out += [(features(forms, i, tags), multi) for i, (w, multi) in enumerate(words) if text.key(w) in FORMS]
    return out


def substitutes(root, parts, tags):
    """Made-up examples: « des » in place of « un(e) » (a determiner) and of « de la » (a contraction)."""
    out = []
    for _, path, first, end in parts:
        for block in ud.blocks(f"{root}/{path}", first, end):
            forms = [w for w, _ in surface(block)]
            for i, form in enumerate(forms):
                des, word = "Des" if form[:1].isupper() else "des", text.key(form)
                if word in ("un", "une") and (form, i) in articles(block):
                    out.append((features(forms[:i] + [des] + forms[i + 1:], i, tags), False))
                elif word == "de" and i + 1 < len(forms) and text.key(forms[i + 1]) in DEFINITE:
                    out.append((features(forms[:i] + [des] + forms[i + 2:], i, tags), True))
    return out


def articles(block):
    """(form, index among surface forms) of the determiners of a block."""
    out, covered, i = set(), 0, -1
    for line in block:
        c = line.split("\t")
        if line.startswith("#") or "." in c[0]:
            continue
        if "-" in c[0]:
            covered, i = int(c[0].split("-")[1]), i + 1
        elif int(c[0]) > covered:
            i += 1
            if c[3] == "DET":
                out.add((c[1], i))
    return out


def train(root, lexicon, known, epochs=12, seed=1):
    """Averaged logistic regression by plain SGD; returns (weights, dev accuracy, majority accuracy)."""
    tags = Tags(lexicon, known)
    data, dev = examples(root, ud.TRAIN["fr"], tags), examples(root, ud.DEV["fr"], tags)
    data += substitutes(root, ud.TRAIN["fr"], tags)
    rng = random.Random(seed)
    w, mean, steps = np.zeros(SIZE), np.zeros(SIZE), 0
    for epoch in range(epochs):
        rng.shuffle(data)
        for feats, multi in data:
            p = 1 / (1 + np.exp(-w[feats].sum()))
            rate = 0.1 / (1 + epoch)
            np.add.at(w, feats, rate * (float(multi) - p))
        w *= 0.999
        if epoch >= epochs // 2:
            mean += w
            steps += 1
    mean /= steps
    right = sum((mean[f].sum() > 0) == m for f, m in dev) / len(dev)
    return mean.astype(np.float32), right, sum(m for _, m in dev) / len(dev)
