#!/usr/bin/env python3
"""Mix the stories of data/stories, or the piles of a folder, and see whether the program tells them apart again.

    python3 eval/mixes.py [--bin target/release/recoupe] [--mixes 20] [--seed 4] [--piles eval/piles/open]

Each mix holds the articles of 2 to 30 stories in one folder, as somebody would hand them over. What is printed is
B-cubed precision and recall of the grouping, by the number of stories: for each article, how much of the group it was
put in is of its story, and how much of its story is in that group. The articles are short: real ones name more.
"""
import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ARTICLE = re.compile(r"^## (\S+)(?: — (\S+).*)?\n((?:>.*\n|\n)*)", re.M)
SIZES = [2, 3, 4, 6, 8, 12, 20, 30]


def stories(folder):
    """Each story's name and its articles as texts; those that are themselves about grouping are left out."""
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        articles = [article(*match.groups()) for match in ARTICLE.finditer(text)]
        if "```stories" not in text and len(articles) > 1:
            yield path.stem, [(".txt", text) for text in articles]


def piles(folder):
    """The stories of each pile, by its gold, with their articles as they are."""
    for gold in sorted(folder.glob("*/gold.json")):
        files = {it.name.split(".")[0]: it for it in (gold.parent / "articles").iterdir()}
        for at, story in enumerate(json.loads(gold.read_text(encoding="utf-8"))["stories"]):
            articles = [(files[it].suffix, files[it].read_text(encoding="utf-8")) for it in sorted(story)]
            yield f"{gold.parent.name}-{at}", articles


def article(outlet, day, quoted):
    lines = [line.removeprefix(">").removeprefix(" ") for line in quoted.splitlines() if line.startswith(">")]
    published = f"published: {day}\n" if day else ""
    return f"---\noutlet: {outlet}\n{published}---\n" + "\n".join(lines) + "\n"


def b_cubed(binary, mix):
    with tempfile.TemporaryDirectory() as folder:
        for name, articles in mix:
            for at, (suffix, text) in enumerate(articles):
                Path(folder, f"{name}--{at}{suffix}").write_text(text, encoding="utf-8")
        # It ends with 1 where one of the files has no text, and tells the others all the same.
        out = subprocess.run([binary, "check", "--format", "json", folder], capture_output=True)
        if out.returncode not in (0, 1):
            sys.exit(out.stderr.decode())
    dossier = json.loads(out.stdout)
    story = {it["id"]: Path(it["path"]).stem.split("--")[0] for it in dossier["articles"]}
    precision = recall = 0.0
    for group in dossier["stories"]:
        for one in group["articles"]:
            shared = sum(story[one] == story[other] for other in group["articles"])
            precision += shared / len(group["articles"])
            recall += shared / sum(it == story[one] for it in story.values())
    return precision / len(story), recall / len(story)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bin", default="target/release/recoupe")
    options.add_argument("--mixes", type=int, default=24)
    options.add_argument("--seed", type=int, default=4)
    options.add_argument("--piles", type=Path, help="piles of articles with gold, instead of data/stories")
    options = options.parse_args()
    own = Path(__file__).parent.parent / "data/stories"
    dice, known = random.Random(options.seed), list(piles(options.piles) if options.piles else stories(own))
    # All piles together besides: that is what a folder of weeks looks like.
    sizes = [it for it in SIZES if it < len(known)] + [len(known)] * bool(options.piles)
    figures = {}
    for at in range(options.mixes):
        size = sizes[at % len(sizes)]
        figures.setdefault(size, []).append(b_cubed(options.bin, dice.sample(known, size)))
    print("stories in a mix  mixes  precision  recall")
    for size, some in figures.items():
        precision, recall = (sum(it[side] for it in some) / len(some) for side in (0, 1))
        print(f"{size:>16}  {len(some):>5}  {precision:>9.3f}  {recall:>6.3f}")


if __name__ == "__main__":
    main()
