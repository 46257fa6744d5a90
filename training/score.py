"""Scores CoNLL-U against gold by the definitions of the CoNLL 2018 shared task.

    python score.py GOLD SYSTEM

Words are aligned by the characters of their surface tokens (white space removed); the words of
multiword tokens by longest common subsequence of their forms. F1 in per cent. FEATS counts the
features of `ud.KEEP` only; relation subtypes and empty nodes are ignored.
"""
import sys

import ud


class Word:
    """A syntactic word with the characters that its surface token covers."""
    __slots__ = ("form", "start", "end", "multi", "cols", "head")

    def __init__(self, form, start, end, multi, cols):
        self.form, self.start, self.end, self.multi, self.cols, self.head = form, start, end, multi, cols, None


def read(path):
    """(characters, words, token spans, sentence spans) of a file."""
    chars, words, tokens, sentences = [], [], [], []
    at = 0
    for lines in ud.blocks(path):
        first, start, until = len(words), at, 0
        for line in lines:
            c = line.split("\t")
            if line.startswith("#") or "." in c[0]:
                continue
            surface = "".join(c[1].split())
            if "-" in c[0]:
                until = int(c[0].split("-")[1])
                span = (at, at + len(surface))
                chars.append(surface)
                at += len(surface)
                tokens.append(span)
                continue
            multi = int(c[0]) <= until
            if not multi:
                span = (at, at + len(surface))
                chars.append(surface)
                at += len(surface)
                tokens.append(span)
            words.append(Word("".join(c[1].split()).lower(), span[0], span[1], multi, c))
        for w in words[first:]:
            h = int(w.cols[6])
            w.head = words[first + h - 1] if h else None
        sentences.append((start, at))
    return "".join(chars), words, tokens, sentences


def lcs(a, b):
    """Pairs of a longest common subsequence of forms."""
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            t[i][j] = t[i + 1][j + 1] + 1 if a[i].form == b[j].form else max(t[i + 1][j], t[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i].form == b[j].form:
            yield a[i], b[j]
            i, j = i + 1, j + 1
        elif t[i + 1][j] >= t[i][j + 1]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """Pairs of words that are the same."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        g, s = gold[i], system[j]
        if g.multi or s.multi:
            # The region of overlapping multiword tokens.
            begin, end, gi, sj = min(g.start, s.start), 0, i, j
            if not g.multi and g.end <= s.start or not s.multi and s.end <= g.start:
                if g.end <= s.start:
                    i += 1
                else:
                    j += 1
                continue
            end = g.end if g.multi else s.end
            while True:
                before = (gi, sj)
                while gi < len(gold) and gold[gi].start < end:
                    end = max(end, gold[gi].end) if gold[gi].multi else end
                    gi += 1
                while sj < len(system) and system[sj].start < end:
                    end = max(end, system[sj].end) if system[sj].multi else end
                    sj += 1
                if before == (gi, sj):
                    break
            pairs += lcs(gold[i:gi], system[j:sj])
            i, j = gi, sj
        elif (g.start, g.end) == (s.start, s.end):
            pairs.append((g, s))
            i, j = i + 1, j + 1
        elif g.start <= s.start:
            i += 1
        else:
            j += 1
    return pairs


def f1(right, gold, system):
    """F1 in per cent."""
    return 200 * right / max(1, gold + system)


def evaluate(gold_path, system_path, lang="fr"):
    """Ordered dictionary of the scores."""
    gold_chars, gold, gold_tokens, gold_sentences = read(gold_path)
    chars, system, tokens, sentences = read(system_path)
    if gold_chars != chars:
        at = next((i for i, (a, b) in enumerate(zip(gold_chars, chars)) if a != b), min(len(gold_chars), len(chars)))
        raise SystemExit(f"texts differ at {gold_chars[at - 20:at + 20]!r} / {chars[at - 20:at + 20]!r}")
    pairs = align(gold, system)
    twin = {id(s): g for g, s in pairs}

    def lemma(g, s):
        return g.cols[2] == s.cols[2] or g.cols[2] == "_"

    def feats(g, s):
        return ud.norm_feats(g.cols[3], g.cols[5], lang) == ud.norm_feats(s.cols[3], s.cols[5], lang)

    def eight(g, s):
        return ud.eight_feats(g.cols[3], g.cols[5], lang) == ud.eight_feats(s.cols[3], s.cols[5], lang)

    def arc(g, s):
        return g.head is None and s.head is None or g.head is not None and s.head is not None \
            and twin.get(id(s.head)) is g.head

    def rel(g, s):
        return g.cols[7].split(":")[0] == s.cols[7].split(":")[0]
    n = (len(gold), len(system))
    count = lambda test: f1(sum(map(lambda p: test(*p), pairs)), *n)
    return {
        "tokens": f1(len(set(gold_tokens) & set(tokens)), len(gold_tokens), len(tokens)),
        "sentences": f1(len(set(gold_sentences) & set(sentences)), len(gold_sentences), len(sentences)),
        "words": f1(len(pairs), *n),
        "UPOS": count(lambda g, s: g.cols[3] == s.cols[3]),
        "FEATS": count(feats),
        "EIGHT": count(eight),
        "lemmas": count(lemma),
        "UAS": count(arc),
        "LAS": count(lambda g, s: arc(g, s) and rel(g, s)),
    }


if __name__ == "__main__":
    for name, value in evaluate(*sys.argv[1:]).items():
        print(f"{name:10}{value:6.2f}")
