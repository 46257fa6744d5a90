"""Texts as the recogniser sees them: parsed and with the names of the rules, by the program itself."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "eval"))
import names as measured  # noqa: E402
import tempfile  # noqa: E402

from features import atoms  # noqa: E402


def read(binary, data, path):
    """The texts of a file that `corpora.py` wrote, each with its atoms."""
    texts = [json.loads(line) for line in open(path, encoding="utf-8")]
    lang = texts[0]["lang"]
    with tempfile.TemporaryDirectory() as folder:
        for at, one in enumerate(texts):
            Path(folder, f"{at:05}.txt").write_text(one["text"], encoding="utf-8")
        parsed = measured.run(binary, data, "parse", folder, lang)
        lines = measured.run(binary, data, "mentions", folder, lang)
    ids = measured.identities(texts, parsed)
    trees, found = {}, {}
    for line in parsed:
        if line.startswith("# newdoc id = "):
            tree = trees.setdefault(line[14:], [])
        elif line.startswith("# text = "):
            tree.append([])
        elif line and line[0].isdigit():
            tree[-1].append(line.split("\t"))
    for line in filter(None, lines):
        it = json.loads(line)
        if it["kind"] == "name":
            found.setdefault(it["article"], []).append(it)
    result = []
    for one, key in zip(texts, ids):
        if key is None:
            continue
        names, shift = [], None
        for it in found.get(key, []):
            shift = measured.place(one["text"], it, shift)
            if shift is not None:
                names.append((it["start"] + shift, it["end"] + shift, it["rule"]))
        result.append((one, atoms(one["text"], tokens(one["text"], trees[key]), names)))
    return result


def tokens(text, tree):
    """(start, end, sentence, upos, deprel, head) of each token; the parts of a contraction have one span."""
    result, at = [], 0
    for number, rows in enumerate(tree):
        shared, until = None, 0
        lemmas = {it[0]: it[2] for it in rows}
        for cells in rows:
            first, dash, last = cells[0].partition("-")
            if until < int(first) or dash:
                start = text.find(cells[1], at)
                if start < 0:
                    continue
                shared = (start, start + len(cells[1]))
                at = shared[1]
                until = int(last) if dash else int(first)
                if dash:
                    continue
            if shared is None:
                continue
            head = lemmas.get(cells[6], "root").lower()
            result.append((*shared, number, cells[3], cells[7].split(":")[0], head))
    return result
