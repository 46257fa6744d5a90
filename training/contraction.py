"""Learns when French « du » and « des » are de + le(s) and when they are plain determiners.

A linear model over hashed features of the neighbours; `contraction.rs` computes the same features.
"""
import random

import numpy as np

import text
import ud

SIZE = 16384
FORMS = ("du", "des")


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


def features(forms, i):
    """Hashed features of the word at i among surface forms."""
    def at(j):
        return text.key(forms[j]) if 0 <= j < len(forms) else "|"
    w, a, b, p, q = at(i), at(i - 1), at(i + 1), at(i - 2), at(i + 2)
    up = forms[i][:1].isupper()
    raw = [f"a{w} {a}", f"b{w} {b}", f"c{w} {a} {b}", f"d{w} {p} {a}", f"e{w} {b} {q}", f"f{w} {a[-3:]}",
           f"g{w} {b[-3:]}", f"h{w} {a[-2:]}", f"i{w} {b[-2:]}", f"j{w} {p}", f"k{w} {q}", f"l{w} {up}",
           f"m{w} {a[-3:]} {b[-3:]}", f"n{w}"]
    if i + 1 < len(forms):
        raw.append(f"o{w} {text.shape(forms[i + 1])}")
    if i:
        raw.append(f"p{w} {text.shape(forms[i - 1])}")
    return [text.bucket("x", r, SIZE) for r in raw]


def examples(root, parts):
    """(features, is contraction) of every du and des."""
    out = []
    for _, path, first, end in parts:
        for block in ud.blocks(f"{root}/{path}", first, end):
            words = surface(block)
            forms = [w for w, _ in words]
            out += [(features(forms, i), multi) for i, (w, multi) in enumerate(words) if text.key(w) in FORMS]
    return out


def train(root, epochs=12, seed=1):
    """Averaged logistic regression by plain SGD; returns (weights, dev accuracy, majority accuracy)."""
    data, dev = examples(root, ud.TRAIN["fr"]), examples(root, ud.DEV["fr"])
    rng = random.Random(seed)
    w, mean, steps = np.zeros(SIZE), np.zeros(SIZE), 0
    for epoch in range(epochs):
        rng.shuffle(data)
        for feats, multi in data:
            p = 1 / (1 + np.exp(-w[feats].sum()))
            rate = 0.2 / (1 + epoch)
            np.add.at(w, feats, rate * (float(multi) - p))
        w *= 0.999
        if epoch >= epochs // 2:
            mean += w
            steps += 1
    mean /= steps
    right = sum((mean[f].sum() > 0) == m for f, m in dev) / len(dev)
    return mean.astype(np.float32), right, sum(m for _, m in dev) / len(dev)


if __name__ == "__main__":
    import sys
    _, accuracy, majority = train(sys.argv[1])
    print(f"dev accuracy {accuracy:.4f}, always splitting {majority:.4f}")
