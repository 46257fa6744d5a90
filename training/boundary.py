"""Learns where a sentence ends that the rules do not end: titles, list items, forgotten full stops.

    python boundary.py LANG PARSE UD [--margin M] [--l1 W] [--write]

PARSE is the program that parses raw text (`target/release/examples/parse`); it is run with the rules that
people wrote, without what was learnt before, which is the part of `segment.toml` below MARK. `--write`
writes that part anew. A boundary must win by the margin, since a wrong one costs more than a missed one.

A linear model over readable features of a gap between two tokens; `segment/learnt.rs` computes the
same. It only adds boundaries, it never takes one away.
"""
import math
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np

import text
import ud

MARK = "# Learnt by training/boundary.py; everything below is written by it.\n"
LICENCE = "# Weights made from treebanks: their licences apply to this part, as to syntax.bin (MODEL.md).\n"
CORPORA = {"fr": ["sequoia", "gsd"], "en": ["ewt", "gum"]}
# Lengths at which a feature of the length of a sentence changes.
LENGTHS = [1, 2, 3, 5, 9, 19]
OPENING = set("«“‘„‹([{#")


def kind(form):
    """The class of a token."""
    if "://" in form or "@" in form or form.startswith("www."):
        return "@"
    first = form[0]
    if first.isnumeric():
        return "0"
    if not first.isalpha():
        return text.key(form)[:2]
    if not first.isupper():
        return "a"
    if len(form) == 1:
        return "A"
    return "Aa" if any(c.islower() for c in form) else "AA"


class Sentence:
    """What has been read of a sentence."""

    def __init__(self):
        self.length, self.first, self.words = 0, "", False
        self.open, self.quoted, self.caps = 0, False, True

    def add(self, form):
        key, c = text.key(form), kind(form)
        if not self.length:
            self.first = key if c not in ("a", "A", "Aa", "AA", "@") else c
        self.length += 1
        if c in ("a", "Aa", "AA", "@"):
            self.words = True
        if form in ("(", "[", "«", "“", "„"):
            self.open += 1
        elif form in (")", "]", "»", "”"):
            self.open = max(0, self.open - 1)
        elif form == '"':
            self.quoted = not self.quoted
        if c in ("a", "Aa"):
            self.caps = False


def features(forms, i, so_far, starters):
    """Names of the features of the gap after token i; `so_far` includes that token."""
    def at(j):
        return forms[j] if 0 <= j < len(forms) else "|"
    a, b = at(i), at(i + 1)
    ka, kb, kz, kc = text.key(a), text.key(b), text.key(at(i - 1)), text.key(at(i + 2))
    z, ca, cb, cc = (kind(at(j)) for j in (i - 1, i, i + 1, i + 2))
    length = sum(so_far.length > n for n in LENGTHS)
    gap = f"{ca} {cb}"
    out = [f"g {gap}", f"z {z} {gap}", f"c {gap} {cc}", f"a {ka} {cb}", f"b {gap} {kb}", f"d {cb} {kb} {cc}",
           f"l {gap} {length}", f"f {cb} {so_far.first}", f"o {gap} {min(so_far.open + so_far.quoted, 2)}", f"e {ka[-2:]} {cb}",
           f"n {kb} {kc}", f"p {kz} {ka}"]
    if kb in starters:
        out.append(f"s {gap}")
    if so_far.caps:
        out.append(f"u {gap}")
    if kb == so_far.first and cb not in ("a", "A", "Aa", "AA", "@"):
        out.append("r")
    return out


def candidate(a, b, so_far):
    """Whether a sentence may end between tokens a and b: not after its first word, an opening mark or
    an abbreviation, and before a small letter only after a mark that ends sentences."""
    small = kind(b) == "a" and b[0].islower() and a[0] not in ".!?…"
    short = a[-1] == "." and a[0] != "."
    return so_far.length > 1 and so_far.words and a not in OPENING and not short and not small


def tokens(blocks):
    """(form, space after) of surface tokens by block."""
    out = []
    for lines in blocks:
        sentence, until = [], 0
        for line in lines:
            c = line.split("\t")
            if line.startswith("#") or "." in c[0]:
                continue
            if "-" in c[0]:
                until = int(c[0].split("-")[1])
            elif int(c[0]) <= until:
                continue
            sentence.append((c[1], "SpaceAfter=No" not in c[9]))
        out.append(sentence)
    return out


def ends(sentences):
    """Numbers of visible characters before which sentences end."""
    at, out = 0, set()
    for sentence in sentences:
        at += sum(len("".join(form.split())) for form, _ in sentence)
        out.add(at)
    return out


def examples(path, first, end, parse, starters):
    """[(features, is a boundary)] of the gaps where the rules see no boundary."""
    blocks = ud.blocks(path, first, end)
    lines = []
    for block in blocks:
        words = next(line[9:] for line in block if line.startswith("# text = "))
        words = "".join(c for c in words if c not in "\u00ad\u200b\ufeff\u200e\u200f")
        fresh = any(line.startswith(("# newdoc", "# newpar")) for line in block)
        if lines and not fresh:
            lines[-1] += " " + words
        else:
            lines.append(words)
    gold = ends([[(f.replace("\u00ad", ""), s) for f, s in sentence] for sentence in tokens(blocks)])
    breaks, at = set(), 0
    for line in lines:
        at += len("".join(line.split()))
        breaks.add(at)
    found = subprocess.run(parse, input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    found = tokens([block.split("\n") for block in found.strip().split("\n\n")])
    by_rule, at, out = ends(found), 0, []
    assert max(by_rule) == max(gold), "the parser must not lose characters"
    flat, line = [], []
    for sentence in found:
        for form, spaced in sentence:
            at += len("".join(form.split()))
            line.append((form, spaced, at))
        if at in breaks:
            flat.append(line)
            line = []
    for line in flat:
        forms, so_far = [form for form, _, _ in line], Sentence()
        for i, (form, spaced, at) in enumerate(line):
            so_far.add(form)
            if at not in by_rule and i + 1 < len(line) and spaced \
                    and candidate(form, forms[i + 1], so_far):
                out.append((features(forms, i, so_far, starters), at in gold))
            if at in by_rule or at in gold:
                so_far = Sentence()
    return out


def train(data, l1, rounds=1000, least=3):
    """Logistic regression with an L1 penalty by accelerated proximal gradient; {feature: weight}."""
    count = Counter(name for names, _ in data for name in set(names))
    names = sorted(name for name, n in count.items() if n >= least)
    index = {name: i for i, name in enumerate(names)}
    rows, cols = [], []
    for row, (found, _) in enumerate(data):
        for name in found:
            if name in index:
                rows.append(row)
                cols.append(index[name])
    rows, cols = np.array(rows), np.array(cols)
    y = np.array([float(right) for _, right in data])
    n, size = len(data), len(names) + 1
    rows, cols = np.concatenate([rows, np.arange(n)]), np.concatenate([cols, np.full(n, size - 1)])
    w, v, t, last = np.zeros(size), np.zeros(size), 1.0, math.inf
    penalty = np.full(size, l1)
    penalty[-1] = 0
    # The curvature is at most a quarter of this in each direction, so no step is too long.
    width = np.bincount(rows, minlength=n).max()
    step = 4 / (width * np.maximum(1, np.bincount(cols, minlength=size)))
    for _ in range(rounds):
        z = np.bincount(rows, v[cols], minlength=n)
        grad = np.bincount(cols, (1 / (1 + np.exp(-z)) - y)[rows], minlength=size)
        moved = v - step * grad
        new = np.sign(moved) * np.maximum(0, np.abs(moved) - step * penalty)
        loss = np.logaddexp(0, z).sum() - (y * z).sum() + (penalty * np.abs(v)).sum()
        later = 1.0 if loss > last else (1 + math.sqrt(1 + 4 * t * t)) / 2
        v = new + (t - 1) / later * (new - w) * (loss <= last)
        w, t, last = new, later, loss
    weights = {name: float(x) for name, x in zip(names, w) if abs(x) > 0.05}
    return weights, float(w[-1])


def score(weights, bias, names):
    return bias + sum(weights.get(name, 0.0) for name in names)


def main():
    lang, binary, root = sys.argv[1:4]
    option = lambda name, default: float(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default
    margin, l1 = option("--margin", 0.5), option("--l1", 1.0)
    pack = Path(__file__).parent.parent / "data/lang" / lang
    rules = (pack / "segment.toml").read_text(encoding="utf8").split(MARK)[0].rstrip("\n") + "\n"
    starters = {text.key(word) for word in tomllib.loads(rules)["starters"]}
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf8") as sheet:
        sheet.write(rules)
        sheet.flush()
        parse = [binary, str(pack / "syntax.bin"), sheet.name]
        get = lambda part: examples(f"{root}/{part[1]}", part[2], part[3], parse, starters)
        data = [e for part in ud.TRAIN[lang] if part[0] in CORPORA[lang] for e in get(part)]
        dev = {part[0]: get(part) for part in ud.DEV[lang]}
    weights, bias = train(data, l1)
    print(f"{len(data)} gaps, {sum(r for _, r in data)} boundaries, {len(weights)} weights")
    for name, part in [("train", data), *dev.items()]:
        for cut in (0.0, margin, 2.0):
            said = [(score(weights, bias, f) > cut, right) for f, right in part]
            hit, new, all_ = sum(s and r for s, r in said), sum(s for s, _ in said), sum(r for _, r in said)
            print(f"{name} over {cut}: {hit} right of {new} found, {all_} to find")
    if "--write" in sys.argv:
        table = "\n".join(f"{quote(name)} = {value:.2f}" for name, value in sorted(weights.items()))
        out = f"{rules}\n{MARK}{LICENCE}[boundary]\nbias = {bias - margin:.2f}\n\n[boundary.weights]\n{table}\n"
        (pack / "segment.toml").write_text(out, encoding="utf8")


def quote(name):
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


main()
