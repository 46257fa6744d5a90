"""Trains the recogniser of names of a language and writes its model file.

    python train.py --lang fr --sets SETS --bin recoupe --out ../../data/lang/fr/names.bin

SETS is what `corpora.py` wrote. Needs python-crfsuite (0.9.12 was used); one thread, a few minutes. The model is a
linear-chain conditional random field over the features of `features.py`, trained by L-BFGS with L1 and L2, its
weights rounded to whole numbers and written under the hash of their feature. See README.md here for the layout.
"""

import argparse
import pickle
import struct
from pathlib import Path

import pycrfsuite

import features
import texts

TAGS = ["O"] + [f"{at}-{kind}" for kind in ("person", "organisation", "place", "other") for at in "BI"]
SCALE = 32
PLACES = ("country", "capital-place", "capital-state", "place", "place-in", "place-described", "institution")
SURE = {"country": "place", "capital-place": "place", "capital-state": "place", "place": "place",
        "organisation": "organisation", "person": "person", "surname": "person"}


def labels(one, sentence):
    """The tag of each word, or None where the set does not tell."""
    tags = ["O"] * len(sentence)
    for start, end, kind in one["names"]:
        inside = [at for at, it in enumerate(sentence) if start <= it.start and it.end <= end]
        if kind == "body":
            kind = body(sentence, inside)
        for place, at in enumerate(inside):
            if kind is None:
                return None
            tags[at] = ("B-" if place == 0 else "I-") + kind
    for start, end in one["loose"]:
        inside = [at for at, it in enumerate(sentence) if start <= it.start and it.end <= end]
        for at in inside:
            it = sentence[at]
            if it.case not in "cu" or tags[at] != "O":
                continue
            kind = SURE.get(it.cover[1:])
            if kind:
                tags[at] = f"{it.cover[0]}-{kind}"
            elif it.cover[1:] != "demonym" and (at > 0):
                return None
    return tags


def body(sentence, inside):
    """FrSemCor has one class for bodies and places: what the rules or plain signs tell."""
    first = sentence[inside[0]] if inside else None
    if first is None:
        return "organisation"
    if first.cover[1:] in PLACES:
        return "place"
    if first.cover[1:] == "organisation" or first.case == "u" and len(inside) == 1:
        return "organisation"
    if len(inside) > 1 and first.lower in KNOWN["organisation_noun"]:
        return "organisation"
    before = sentence[inside[0] - 1].lower if inside[0] else ""
    if before in ("à", "en", "in", "at"):
        return "place"
    return None


def examples(binary, sets, lang, part, only=()):
    result = []
    for path in sorted(Path(sets).glob(f"*.{part}.jsonl")):
        if only and path.name.split(".")[0] not in only:
            continue
        with open(path, encoding="utf-8") as file:
            if f'"lang": "{lang}"' not in file.readline():
                continue
        kept = Path(sets, f"{path.stem}.pickle")
        if kept.exists():
            some = pickle.loads(kept.read_bytes())
        else:
            some = texts.read(binary, None, path)
            kept.write_bytes(pickle.dumps(some))
        result.extend(some)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lang", required=True)
    parser.add_argument("--sets", required=True)
    parser.add_argument("--bin", required=True, help="a recoupe without names.bin: its rules are features")
    parser.add_argument("--words", help="the word lists; by default those of the repository")
    parser.add_argument("--out", required=True)
    parser.add_argument("--about", default="", help="a file with what the model says of itself")
    parser.add_argument("--c1", type=float, default=0.3)
    parser.add_argument("--c2", type=float, default=0.01)
    parser.add_argument("--iterations", type=int, default=120)
    args = parser.parse_args()
    words = args.words or Path(__file__).resolve().parents[2] / "data/lang" / args.lang / "words"
    global KNOWN
    KNOWN = features.lists(words)
    trainer = pycrfsuite.Trainer(verbose=False)
    count = dropped = 0
    for part in ("train", "synthetic"):
        for one, atoms in examples(args.bin, args.sets, args.lang, part):
            elsewhere = features.written(atoms)
            for sentence in features.sentences(atoms):
                tags = labels(one, sentence)
                if tags is None:
                    dropped += 1
                    continue
                count += 1
                seen = [features.features(sentence, at, KNOWN, elsewhere) for at in range(len(sentence))]
                trainer.append(seen, tags)
    print(count, "sentences,", dropped, "left out")
    trainer.set_params({"c1": args.c1, "c2": args.c2, "max_iterations": args.iterations,
                        "feature.possible_transitions": True})
    raw = f"{args.out}.crfsuite"
    trainer.train(raw)
    export(raw, args)


def hashed(feature):
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in feature.encode("utf-8"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def export(raw, args):
    """Layout: a line that says what it is, lines about it, an empty line; then numbers, little-endian: how many
    tags (u8); from each tag to each the weight (i16); how many features (u32); their hashes, rising (u32); where
    the weights of each begin (u32, one more than features); how many weights; a tag (u8) each; a weight (i16) each."""
    tagger = pycrfsuite.Tagger()
    tagger.open(raw)
    told = tagger.info()
    steps = [[0] * len(TAGS) for _ in TAGS]
    for (before, after), weight in told.transitions.items():
        steps[TAGS.index(before)][TAGS.index(after)] = bounded(weight)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            if after.startswith("I-") and before[2:] != after[2:]:
                steps[i][j] = -30000
    table = {}
    for (feature, tag), weight in told.state_features.items():
        if bounded(weight):
            table.setdefault(hashed(feature), {})[TAGS.index(tag)] = bounded(weight)
    keys = sorted(table)
    about = Path(args.about).read_text(encoding="utf-8").strip() if args.about else f"language {args.lang}"
    out = [f"recoupe names 1\n{about}\n\n".encode(), struct.pack("<B", len(TAGS))]
    out += [struct.pack("<h", it) for row in steps for it in row]
    out += [struct.pack("<I", len(keys)), *(struct.pack("<I", key) for key in keys)]
    starts, cells = [0], []
    for key in keys:
        cells += sorted(table[key].items())
        starts.append(len(cells))
    out += [struct.pack("<I", it) for it in starts]
    out += [struct.pack("<B", tag) for tag, _ in cells] + [struct.pack("<h", weight) for _, weight in cells]
    Path(args.out).write_bytes(b"".join(out))
    print(len(keys), "features,", len(cells), "weights,", Path(args.out).stat().st_size, "bytes")


def bounded(weight):
    return max(-30000, min(30000, round(weight * SCALE)))


if __name__ == "__main__":
    main()
