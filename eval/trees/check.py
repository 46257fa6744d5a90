"""Checks hand-made trees: is a CoNLL-U file well formed, and is each tree one that UD allows?

    python check.py FILE...

Prints every fault as `FILE:LINE: SENTENCE: what is wrong`, then the sentences and words of each
kind (the comment `# kind = …`). Exit status 1 when there is a fault. Only the standard library.
It cannot tell whether a tree is the right one, only that it is a tree.
"""
import collections
import re
import sys

UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
DEPRELS = set(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse "
    "dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis "
    "punct reparandum root vocative xcomp".split())
SUBTYPES = set(
    # French: what Sequoia and GSD have
    "acl:relcl advcl:cleft aux:caus aux:pass aux:tense csubj:pass dep:comp expl:comp expl:pass "
    "expl:pv expl:subj flat:foreign flat:name iobj:agent nsubj:caus nsubj:outer nsubj:pass "
    "obj:agent obj:lvc obl:agent obl:arg obl:mod parataxis:insert "
    # English: what EWT and GUM have besides
    "acl:attr advcl:relcl cc:preconj compound:prt csubj:outer det:predet nmod:desc nmod:npmod "
    "nmod:poss nmod:tmod nmod:unmarked obl:npmod obl:tmod obl:unmarked".split())
CORE = {"nsubj", "csubj", "obj", "iobj", "ccomp", "xcomp"}
# What a function word must not govern besides: these belong to the content word beside it.
HEAVY = CORE | {"obl", "nmod", "acl", "advcl", "appos", "amod", "nummod", "cop", "aux", "parataxis", "det", "case", "mark"}
FUNCTION = {"aux", "cop", "case", "mark", "det", "cc", "punct"}
LEFT_HEADED = {"conj", "fixed", "flat", "goeswith", "appos"}
# deprel: the tags that it takes. A word that heads a fixed expression is exempt.
TAGS = {
    "det": {"DET", "PRON"}, "nummod": {"NUM"}, "aux": {"AUX"}, "cop": {"AUX"}, "punct": {"PUNCT"},
    "cc": {"CCONJ", "ADV", "SYM"}, "case": {"ADP", "ADV", "SCONJ", "PART", "SYM", "VERB"},
    "mark": {"SCONJ", "ADP", "ADV", "PART"}, "expl": {"PRON"},
    "advmod": {"ADV", "PART", "ADP", "CCONJ", "DET", "PRON", "INTJ", "SCONJ"}, "amod": {"ADJ", "VERB", "NUM", "NOUN"},
}
ID = re.compile(r"[1-9][0-9]*\Z")
RANGE = re.compile(r"([1-9][0-9]*)-([1-9][0-9]*)\Z")
FEATURE = re.compile(r"[A-Z][A-Za-z0-9]*(\[[a-z]+\])?=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*\Z")


def sentences(path):
    """(number of the first line, lines) of each block."""
    block, start = [], 1
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if line:
                start = start if block else number
                block.append(line)
            elif block:
                yield start, block
                block = []
    if block:
        yield start, block


def base(deprel):
    """The relation without its subtype."""
    return deprel.split(":")[0]


class Sentence:
    """One block: its comments, its words, and the text that its forms make."""

    def __init__(self, lines):
        self.meta, self.words, self.ranges, self.faults, self.text = {}, [], [], [], ""
        until = 0
        for line in lines:
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                self.meta[key.strip()] = value.strip()
                continue
            cell = line.split("\t")
            if len(cell) != 10 or any(c == "" or c != c.strip() for c in cell):
                self.faults.append(f"expected 10 filled columns, found {line!r}")
                continue
            span = RANGE.match(cell[0])
            if span:
                first, until = int(span[1]), int(span[2])
                if first != len(self.words) + 1 or until <= first:
                    self.faults.append(f"range {cell[0]} does not fit after word {len(self.words)}")
                self.ranges.append(until)
                self.add(cell)
            elif ID.match(cell[0]) and int(cell[0]) == len(self.words) + 1:
                self.words.append(cell)
                if int(cell[0]) > until:
                    self.add(cell)
            else:
                self.faults.append(f"expected word {len(self.words) + 1}, found id {cell[0]!r}")

    def add(self, cell):
        """Appends a surface token and the space after it."""
        self.text += cell[1] + ("" if "SpaceAfter=No" in cell[9].split("|") else " ")

    def head(self, word):
        """The head of a word as a number; -1 when it is not one."""
        return int(word[6]) if re.match(r"[0-9]+\Z", word[6]) else -1

    def check(self):
        """All faults of the sentence."""
        for key in ("sent_id", "text", "kind"):
            if not self.meta.get(key):
                self.faults.append(f"no comment `# {key} = …`")
        if self.text.rstrip() != self.meta.get("text"):
            self.faults.append(f"the forms make {self.text.rstrip()!r}, the comment says {self.meta.get('text')!r}")
        if any(end > len(self.words) for end in self.ranges):
            self.faults.append("a range ends after the last word")
        for word in self.words:
            self.check_cells(word)
        if not self.faults:
            self.check_tree()
        if not self.faults:
            for word in self.words:
                self.check_relation(word)
            self.check_punctuation()
        return self.faults

    def fault(self, word, what):
        """Notes a fault of a word."""
        self.faults.append(f"{word[0]} {word[1]} {word[7]}: {what}")

    def check_cells(self, word):
        """Tag, lemma, features, relation name, number of the head."""
        if word[3] not in UPOS:
            self.fault(word, f"unknown tag {word[3]}")
        if word[2] == "_" and word[1] != "_":
            self.fault(word, "no lemma")
        if word[7] not in DEPRELS and word[7] not in SUBTYPES:
            self.fault(word, f"unknown relation {word[7]}")
        if not 0 <= self.head(word) <= len(self.words) or self.head(word) == int(word[0]):
            self.fault(word, f"head {word[6]} is not another word of the sentence")
        if word[5] != "_":
            features = word[5].split("|")
            if not all(FEATURE.match(f) for f in features):
                self.fault(word, f"malformed features {word[5]}")
            if features != sorted(features, key=str.lower) or len({f.split("=")[0] for f in features}) < len(features):
                self.fault(word, f"features not in order or twice: {word[5]}")

    def check_tree(self):
        """One root, and every word hangs from it."""
        roots = [w for w in self.words if self.head(w) == 0]
        if len(roots) != 1:
            self.faults.append(f"expected one root, found {len(roots)}")
        for word in self.words:
            if (self.head(word) == 0) != (word[7] == "root"):
                self.fault(word, "head 0 and the relation root go together")
            seen, at = set(), int(word[0])
            while at and at not in seen:
                seen.add(at)
                at = self.head(self.words[at - 1])
            if at:
                self.fault(word, "hangs in a circle")

    def check_relation(self, word):
        """What the word governs, on which side its head is, which tag it has."""
        relation, here = base(word[7]), int(word[0])
        below = [w for w in self.words if self.head(w) == here]
        fixed = any(base(w[7]) == "fixed" for w in below)
        if relation in FUNCTION and not fixed:
            for child in below:
                if base(child[7]) in HEAVY:
                    self.fault(child, f"hangs from the function word {word[1]} ({word[7]})")
        if relation in LEFT_HEADED and self.head(word) > here:
            self.fault(word, "its head must come before it")
        if relation == "fixed" and base(self.words[self.head(word) - 1][7]) == "fixed":
            self.fault(word, "fixed expressions are flat: hang it from the first word")
        if relation in TAGS and word[3] not in TAGS[relation] | {"X"} and not fixed:
            self.fault(word, f"tag {word[3]} does not go with this relation")
        if word[3] == "PUNCT" and relation not in ("punct", "root"):
            self.fault(word, "punctuation has another relation than punct")
        for one in ("nsubj", "csubj"), ("obj",), ("cop",), ("ccomp",):
            found = [w[1] for w in below if base(w[7]) in one and not w[7].endswith((":outer", ":agent", ":caus"))]
            if len(found) > 1:
                self.fault(word, f"governs {'/'.join(one)} more than once: {', '.join(found)}")

    def under(self, number, top):
        """Does a word hang, however far down, from `top`?"""
        while number and number != top:
            number = self.head(self.words[number - 1])
        return number == top

    def check_punctuation(self):
        """Punctuation neither reaches over foreign words nor stands between a head and its word."""
        for word in self.words:
            here, head = int(word[0]), self.head(word)
            between = range(min(here, head) + 1, max(here, head)) if head else ()
            gap = [n for n in between if not self.under(n, head)]
            if word[7] == "punct" and gap:
                self.fault(word, f"reaches over {self.words[gap[0] - 1][1]}, which hangs elsewhere")
            for number in gap:
                mark = self.words[number - 1]
                if mark[7] == "punct" and self.head(mark) not in gap and word[7] != "punct":
                    self.fault(mark, f"stands between {word[1]} and its head")


def main(paths):
    """Checks the files; the exit status."""
    bad = 0
    for path in paths:
        kinds, ids, texts = collections.Counter(), set(), set()
        words = collections.Counter()
        for number, lines in sentences(path):
            sentence = Sentence(lines)
            name, kind = sentence.meta.get("sent_id", "?"), sentence.meta.get("kind", "?")
            faults = sentence.check()
            if name in ids:
                faults.append("this sent_id is taken")
            if sentence.text in texts:
                faults.append("this text is there twice")
            ids.add(name)
            texts.add(sentence.text)
            for fault in faults:
                print(f"{path}:{number}: {name}: {fault}")
            bad += len(faults)
            kinds[kind] += 1
            words[kind] += len(sentence.words)
        print(f"{path}")
        for kind, count in kinds.items():
            print(f"  {kind:<16}{count:>5} sentences {words[kind]:>6} words")
        print(f"  {'all':<16}{sum(kinds.values()):>5} sentences {sum(words.values()):>6} words")
        if not kinds:
            print(f"{path}: expected sentences, found none")
            bad += 1
    print(f"{bad} faults" if bad else "no faults")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
