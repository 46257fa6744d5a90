#!/usr/bin/env python3
"""All piles of a folder in one folder, as an archive has them: how many disputes and agreements are still found.

    python3 eval/one_folder.py --bin target/release/recoupe --scorer SCORER.py [--piles eval/piles/open]

Each pile is scored by SCORER.py, which comes with the practice sets, on what the dossier of the whole tells of its articles.
Only sums are printed, so that `kept` may be measured too.
"""
import argparse
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def part(dossier, pile):
    """What a dossier tells of the articles of a pile, under the names that they have there."""
    own = {it["id"] for it in dossier["articles"] if Path(it["path"]).name.startswith(f"{pile}--")}
    of = {it["id"]: it["article"] for it in dossier["claims"]}
    stories = []
    for story in dossier["stories"]:
        events = [it for it in story["events"] if any(of[claim] in own for claim in it["claims"])]
        if events:
            stories.append({**story, "articles": [it for it in story["articles"] if it in own], "events": events})
    articles = [{**it, "path": Path(it["path"]).name.removeprefix(f"{pile}--")} for it in dossier["articles"] if it["id"] in own]
    return {**dossier, "articles": articles, "claims": [it for it in dossier["claims"] if it["article"] in own], "stories": stories}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bin", default="target/release/recoupe")
    options.add_argument("--scorer", type=Path, required=True)
    options.add_argument("--piles", type=Path, default=Path(__file__).parent / "piles/open")
    options = options.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    piles = sorted(it.parent for it in options.piles.glob("*/gold.json"))
    with tempfile.TemporaryDirectory() as folder:
        for pile in piles:
            for article in (pile / "articles").iterdir():
                shutil.copy(article, Path(folder, f"{pile.name}--{article.name}"))
        command = [options.bin, "check", "--format", "json", "--language", "fr", folder]
        out = subprocess.run(command, capture_output=True)
    # It ends with 1 where one of the files has no text, and tells the others all the same.
    if out.returncode not in (0, 1):
        sys.exit(out.stderr.decode())
    dossier = json.loads(out.stdout)
    sums = {"slots disputed": [0, 0], "slots agreed": [0, 0]}
    false = 0
    for pile in piles:
        gold = json.loads((pile / "gold.json").read_text(encoding="utf-8"))
        scored = scorer.score(gold, part(dossier, pile.name))
        false += scored["false disputes"]
        for name, pair in sums.items():
            pair[0] += scored["figures"][name][0]
            pair[1] += scored["figures"][name][1]
    disputed, agreed = sums.values()
    print(f"{len(piles)} piles in one folder: disputes {disputed[0]} of {disputed[1]}, false {false}, agreements {agreed[0]} of {agreed[1]}")


if __name__ == "__main__":
    main()
