"""How well names are found: precision, recall and F1 on the dev parts of sets with gold names.

    python3 eval/names.py --sets FOLDER [--bin recoupe] [--data DIR] [--part dev] [--only SET] [--errors SET]
    python3 eval/names.py --sets FOLDER --popcorn TRAIN_JSON   # POPCORN's own types, on our held-out part

FOLDER is what `training/names/corpora.py` wrote. A name counts as found where the words are the same and the
class is; leading words without a capital (« l'agence ») and articles do not matter. Countries are places, since
no set tells them apart. Adjectives and inhabitants (« les Chiliens ») are no names in these sets and are left
out, as is what stands in a stretch that the set marks in another way. One line a set and class.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

CLASSES = ("person", "organisation", "place")
OURS = {"person": "person", "organisation": "organisation", "place": "place", "country": "place"}
ASIDE = ("name/demonym", "name/compound")
NAMES = ("popcorn", "frsemcor", "wikigold", "re3d")
POPCORN_TYPES = (
    "PLACE", "CIVILIAN", "MILITARY", "TERRORIST_OR_CRIMINAL", "GROUP_OF_INDIVIDUALS", "NON_GOVERNMENTAL_ORGANISATION",
    "NON_MILITARY_GOVERNMENT_ORGANISATION", "MILITARY_ORGANISATION", "INTERGOVERNMENTAL_ORGANISATION", "MATERIEL",
    "MATERIAL_REFERENCE",
)


def run(binary, data, command, folder, lang):
    """The lines that `recoupe COMMAND` prints for a folder."""
    given = ["--data", data] if data else []
    done = subprocess.run([binary, command, *given, "--text-language", lang, folder], capture_output=True, text=True)
    if done.returncode != 0 and not done.stdout:
        sys.exit(f"{binary} {command} failed: {done.stderr.strip()[:500]}")
    return done.stdout.split("\n")


def mentions(binary, data, texts, with_ids=False):
    """For each text, its names as (start, end, class, rule), with ids behind them if asked for."""
    lang = texts[0]["lang"]
    with tempfile.TemporaryDirectory() as folder:
        for at, one in enumerate(texts):
            Path(folder, f"{at:05}.txt").write_text(one["text"], encoding="utf-8")
        ids = identities(texts, run(binary, data, "parse", folder, lang))
        found = {}
        for line in filter(None, run(binary, data, "mentions", folder, lang)):
            it = json.loads(line)
            if it["kind"] == "name":
                found.setdefault(it["article"], []).append(it)
    result = []
    for one, key in zip(texts, ids):
        names, shift = [], None
        for it in found.get(key, []):
            shift = place(one["text"], it, shift)
            if shift is not None:
                name = (it["start"] + shift, it["end"] + shift, it["value"]["class"], it["rule"])
                names.append((*name, it["value"]["id"]) if with_ids else name)
        result.append(names)
    return result


def identities(texts, parsed):
    """The id of each text, or None for one that was not read; articles are printed in the order of their files."""
    begun, key = [], ""
    for line in parsed:
        if line.startswith("# newdoc id = "):
            key = line[14:]
        elif key and line.startswith("# text = "):
            begun.append((key, "".join(line[9:].split())[:30]))
            key = ""
    result, at = [None] * len(texts), 0
    bare = ["".join(one["text"].split()) for one in texts]
    for key, start in begun:
        near = next((i for i in range(at, min(at + 10, len(texts))) if start in bare[i]), None)
        if near is not None:  # else its first sentence was mended on reading: its names count as missed
            result[near] = key
            at = near + 1
    return result


def place(text, it, shift):
    """By how many characters the tool's text stands before ours: white space at the ends may be cut."""
    for by in [0 if shift is None else shift, *range(-40, 41)]:
        if text[max(0, it["start"] + by) : it["end"] + by] == it["text"]:
            return by
    return shift


def trimmed(text, start, end):
    """A name without the article and the small words before it."""
    while True:
        first = re.match(r"(?:the|The|le|la|les|Le|La|Les)\s+|[a-zà-ÿ]\w*(?:['’]\s*|\s+)", text[start:end])
        if not first or first.end() >= end - start:
            return start, end
        start += first.end()


def score(texts, found, errors=None):
    """Counts of what was right, found and wanted, by class."""
    right, have, want = Counter(), Counter(), Counter()
    for one, names in zip(texts, found):
        gold = {trimmed(one["text"], s, e): k for s, e, k in one["names"]}
        aside = [(s, e) for s, e in one["loose"]] + [s for s, k in gold.items() if k not in (*CLASSES, "body")]
        want.update(k for k in gold.values() if k in (*CLASSES, "body"))
        outer = []
        for start, end, kind, rule in sorted(names, key=lambda it: (it[0], -it[1])):
            if kind not in OURS or rule in ASIDE or any(s <= start and end <= e for s, e in outer):
                continue
            outer.append((start, end))
            span, kind = trimmed(one["text"], start, end), OURS[kind]
            told = gold.get(span)
            if told == "body" and kind in ("organisation", "place"):
                kind = "body"
            if told == kind:
                right[kind] += 1
                have[kind] += 1
                continue
            if told is None and any(s < span[1] and span[0] < e for s, e in aside):
                continue
            has_body = any(it[2] == "body" for it in one["names"]) or one["set"] == "frsemcor"
            have["body" if has_body and kind != "person" else kind] += 1
            if errors is not None:
                errors.append(("extra", one["text"], span, f"{kind} {rule}, wanted {told}"))
        if errors is not None:
            ours = {trimmed(one["text"], s, e): k for s, e, k, _ in names}
            errors += [("missed", one["text"], s, f"{k}, found {ours.get(s)}") for s, k in gold.items()
                       if s not in ours and k in (*CLASSES, "body")]
    return right, have, want


def figures(right, have, want):
    """Precision, recall and F1 in per cent."""
    precision = 100 * right / have if have else 0.0
    recall = 100 * right / want if want else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def measure(binary, data, folder, part="dev", only="", errors=None):
    """{(set, class): (precision, recall, f1, wanted)}; the class "all" is all names of a set together."""
    result = {}
    for name in NAMES:
        path = Path(folder, f"{name}.{part}.jsonl")
        if only not in ("", name) or not path.exists():
            continue
        texts = [json.loads(line) for line in open(path, encoding="utf-8")]
        counts = score(texts, mentions(binary, data, texts), errors)
        for kind in sorted(set().union(*counts)):
            right, have, want = (it[kind] for it in counts)
            result[name, kind] = (*figures(right, have, want), want)
        result[name, "all"] = (*figures(*(sum(it.values()) for it in counts)), sum(counts[2].values()))
    return result


def popcorn_types(binary, data, folder, train):
    """{(which, type): (precision, recall, f1, wanted)} by POPCORN's own types of entities, on our held-out part.

    `names` are the mentions that are names, `all` every mention that the set marks, common nouns (« les fusils »)
    among them, for which the program has no mentions: there it can only lose. The words must be the same and the
    type. What our mentions do not tell (who of the people is a civilian) is guessed from title and kind alone.
    """
    texts = [json.loads(line) for line in open(Path(folder, "popcorn.dev.jsonl"), encoding="utf-8")]
    whole = {one["text"]: one for one in json.load(open(train, encoding="utf-8")).values()}
    kinds = {}
    for line in open(Path(data or "data", "gazetteer", "organisations.tsv"), encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 5:
            kinds[cells[0]] = cells[5]
    counts = {}
    for one, names in zip(texts, mentions(binary, data, texts, with_ids=True)):
        gold = {}
        for entity in whole[one["text"]]["entities"]:
            if entity["type"] in POPCORN_TYPES:
                for it in entity["mentions"]:
                    gold[trimmed(one["text"], it["start"], it["end"])] = entity["type"]
        names = [it for it in names if it[3] not in ASIDE]
        ours = {}
        for start, end, kind, rule, key in sorted(names, key=lambda it: (-it[0], it[1])):
            ours[trimmed(one["text"], start, end)] = popcorn_type(one["text"], start, kind, key, kinds)
        is_name = lambda span: one["text"][span[0]].isupper() and one["text"][span[1] - 1].isalnum()
        for which in ("names", "all"):
            want = {s: k for s, k in gold.items() if which == "all" or is_name(s)}
            # An inner name of a longer one that the set marks as a whole is no name of its own.
            have = {s: k for s, k in ours.items() if not any(t != s and t[0] <= s[0] and s[1] <= t[1] for t in gold)}
            for kind in POPCORN_TYPES:
                right, found, wanted = counts.setdefault((which, kind), [0, 0, 0])
                counts[which, kind] = [
                    right + sum(want.get(s) == kind == k for s, k in have.items()),
                    found + sum(k == kind for k in have.values()),
                    wanted + sum(k == kind for k in want.values()),
                ]
    return {key: (*figures(*it), it[2]) for key, it in counts.items() if it[2]}


def popcorn_type(text, start, kind, key, kinds):
    """POPCORN's type for a mention of ours."""
    if kind in ("place", "country"):
        return "PLACE"
    if kind == "person":
        return "MILITARY" if re.search(r"(?i)(colonel|général|capitaine|lieutenant|sergent|soldat)e?\s+$", text[:start]) else "CIVILIAN"
    if kind == "group":
        return "GROUP_OF_INDIVIDUALS"
    if kind != "organisation":
        return "MATERIAL_REFERENCE"
    name = key.partition(":")[2]
    sort = kinds.get(name, "")
    if sort == "army" or re.match(r"[a-z]{3}-(army|navy|air_force)$", name):
        return "MILITARY_ORGANISATION"
    if sort in ("union", "alliance", "body"):
        return "INTERGOVERNMENTAL_ORGANISATION"
    if sort in ("institution", "parliament", "court", "service") or re.match(r"([a-z]{3}-)?(ministry|police|government|parliament)", name):
        return "NON_MILITARY_GOVERNMENT_ORGANISATION"
    return "NON_GOVERNMENTAL_ORGANISATION"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sets", required=True, help="the folder that training/names/corpora.py wrote")
    parser.add_argument("--bin", default="target/release/recoupe")
    parser.add_argument("--data", help="another data folder")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--only", default="", help="one set")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was too much")
    parser.add_argument("--popcorn", help="train.json of POPCORN: score the held-out part by its own types instead")
    args = parser.parse_args()
    if args.popcorn:
        scored = popcorn_types(args.bin, args.data, args.sets, args.popcorn)
        for (which, kind), (precision, recall, f1, want) in sorted(scored.items(), reverse=True):
            print(f"{which:6} {kind:37} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  of {want}")
        for which in ("names", "all"):
            f1s = [it[2] for key, it in scored.items() if key[0] == which]
            print(f"{which:6} macro-F1 of {len(f1s)} types {sum(f1s) / len(f1s):.1f}")
        return
    errors = [] if args.errors else None
    for (name, kind), (precision, recall, f1, want) in measure(
        args.bin, args.data, args.sets, args.part, args.only, errors
    ).items():
        print(f"{name:10} {kind:13} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  of {want}")
    for kind, text, (start, end), why in errors or []:
        around = text[max(0, start - 40) : start] + "[" + text[start:end] + "]" + text[end : end + 30]
        print(f"{kind}: {why}: {around!r}")


if __name__ == "__main__":
    main()
