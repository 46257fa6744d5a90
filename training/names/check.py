"""What a model file adds to the rules on the dev parts.

    python check.py --lang fr --sets SETS --bin recoupe --model names.bin [--margin 96]
"""

import argparse
import struct
import sys
from pathlib import Path

import features
import train

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "eval"))
import names as measured  # noqa: E402

KINDS = {"person": "person", "organisation": "organisation", "place": "place"}


class Model:
    """A model file."""

    def __init__(self, path):
        data = Path(path).read_bytes()
        at = data.index(b"\n\n") + 2
        tags, at = data[at], at + 1
        self.steps = [struct.unpack_from(f"<{tags}h", data, at + 2 * tags * i) for i in range(tags)]
        at += 2 * tags * tags
        (count,) = struct.unpack_from("<I", data, at)
        keys = struct.unpack_from(f"<{count}I", data, at + 4)
        starts = struct.unpack_from(f"<{count + 1}I", data, at + 4 + 4 * count)
        at += 8 + 8 * count
        cells = starts[-1]
        which = data[at : at + cells]
        weights = struct.unpack_from(f"<{cells}h", data, at + cells)
        self.table = {key: [(which[i], weights[i]) for i in range(starts[n], starts[n + 1])]
                      for n, key in enumerate(keys)}
        self.tags = tags

    def tag(self, seen):
        """The best tags of a sentence, and for each word by how much its tag beats no name."""
        rows = []
        for some in seen:
            row = [0] * self.tags
            for feature in some:
                for tag, weight in self.table.get(train.hashed(feature), ()):
                    row[tag] += weight
            rows.append(row)
        best, back = [list(rows[0])], []
        for tag, name in enumerate(train.TAGS):
            if name.startswith("I-"):
                best[0][tag] -= 30000
        for row in rows[1:]:
            last, now, came = best[-1], [], []
            for tag in range(self.tags):
                top = max(range(self.tags), key=lambda it: (last[it] + self.steps[it][tag], -it))
                now.append(last[top] + self.steps[top][tag] + row[tag])
                came.append(top)
            best.append(now)
            back.append(came)
        at = max(range(self.tags), key=lambda it: (best[-1][it], -it))
        path = [at]
        for came in reversed(back):
            at = came[at]
            path.append(at)
        path.reverse()
        return path, [row[tag] - row[0] for row, tag in zip(rows, path)]


def found(model, text_atoms, known, margin):
    """The names that a model finds in a text, (start, end, class)."""
    elsewhere = features.written(text_atoms)
    result = []
    for sentence in features.sentences(text_atoms):
        if not any(it.case in "cu" for it in sentence):
            continue
        seen = [features.features(sentence, at, known, elsewhere) for at in range(len(sentence))]
        path, sure = model.tag(seen)
        at = 0
        while at < len(path):
            name = train.TAGS[path[at]]
            if not name.startswith("B-"):
                at += 1
                continue
            end = at + 1
            while end < len(path) and train.TAGS[path[end]] == "I-" + name[2:]:
                end += 1
            words = sentence[at:end]
            enough = min(sure[at:end]) >= (margin if len(words) == 1 else 0)
            common = all(it.lower in known["not_name"] for it in words)
            if enough and not common and name[2:] in KINDS:
                result.append((sentence[at].start, sentence[end - 1].end, name[2:], sentence[at:end]))
            at = end
    return result


# Rules that guess from words around; what the model says of the same words is better.
WEAK = ("person-described", "person-again", "place-in", "place-described", "organisation-described",
        "organisation-again")
# Rules whose names may be a part of a longer one.
HELD = ("country", "place", "organisation")


def join(rules, extra):
    """The names of the rules with those of the model, as the program joins them."""
    weak = lambda rule: rule.removeprefix("name/") in WEAK
    kept, taken = [], []
    for start, end, kind, words in extra:
        rivals = [it for it in rules if it[0] < end and start < it[1] and it[3] not in measured.ASIDE]
        adjectives = [it for it in rules if it[0] < end and start < it[1] and it[3] in measured.ASIDE]
        if not all(start <= s and e <= end and end - start > e - s for s, e, _, _ in adjectives):
            continue
        inside = all(start <= s and e <= end and end - start > e - s and r.removeprefix("name/") in HELD
                     for s, e, k, r in rivals)
        same = any((s, e) == (start, end) and (k == kind or r.endswith("-again")) for s, e, k, r in rivals)
        if not same and (all(weak(it[3]) for it in rivals) or inside):
            kept.append((start, end, kind, "name/learned"))
            taken.append((start, end))
    return [it for it in rules if not any(s < it[1] and it[0] < e for s, e in taken)] + kept


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lang", required=True)
    parser.add_argument("--sets", required=True)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--margin", type=int, default=96, help="what one word alone must have over no name")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    known = features.lists(Path(__file__).resolve().parents[2] / "data/lang" / args.lang / "words")
    model = Model(args.model)
    for name in measured.NAMES:
        some = train.examples(args.bin, args.sets, args.lang, "dev", (name,))
        if not some:
            continue
        joint, alone, learned = [], [], []
        for one, atoms in some:
            rules = rule_names(atoms)
            extra = found(model, atoms, known, args.margin)
            alone.append([(s, e, k, r) for s, e, k, r in rules])
            learned.append([(s, e, k, "learned") for s, e, k, _ in extra])
            joint.append(join(alone[-1], extra))
        texts = [one for one, _ in some]
        for what, result in (("rules", alone), ("model", learned), ("joint", joint)):
            errors = [] if args.errors and what == "joint" else None
            counts = measured.score(texts, result, errors)
            print(f"{name:9} {what}:", *(f"{kind} {'/'.join(f'{x:.1f}' for x in measured.figures(*(c[kind] for c in counts)))}"
                                    for kind in sorted(counts[2])),
                  f"all {'/'.join(f'{x:.1f}' for x in measured.figures(*(sum(c.values()) for c in counts)))}")
            for kind, text, (start, end), why in errors or []:
                print("  ", kind, why, repr(text[max(0, start - 40) : start] + "[" + text[start:end] + "]" + text[end : end + 30]))


CLASS = {"country": "country", "demonym": "country", "compound": "country", "organisation": "organisation",
         "state-body": "organisation", "institution": "country", "capital-state": "country"}


def rule_names(atoms):
    """The names of the rules as the atoms hold them."""
    result = []
    for it in atoms:
        rule = it.cover[1:]
        if it.cover[0] == "B":
            kind = CLASS.get(rule) or next((k for k in ("person", "surname", "organisation", "instrument") if rule.startswith(k)), "place")
            result.append([it.start, it.end, "person" if kind == "surname" else kind, "name/" + rule])
        elif it.cover[0] == "I" and result:
            result[-1][1] = it.end
    return [tuple(it) for it in result]


if __name__ == "__main__":
    main()
