"""Scores trees kind by kind.

    python score.py GOLD SYSTEM [--relations]

GOLD has the comment `# kind = …` on each sentence; SYSTEM has the same sentences in the same order
and with the same words, as `recoupe parse --pretokenized GOLD` prints them. The figures are those
of `training/score.py`, in per cent. With --relations also, for each relation of GOLD (without its
subtype), how often the parser finds head and relation, worst first.
"""
import collections
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))
import score  # noqa: E402  (the scores of CoNLL 2018)

COLUMNS = ("UPOS", "lemmas", "UAS", "LAS")


def read(path):
    """[(comments by key, lines)] of a file."""
    found = []
    for block in Path(path).read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        meta = dict(map(str.strip, l[1:].split("=", 1)) for l in lines if l.startswith("#") and "=" in l)
        if any(not l.startswith("#") for l in lines):
            found.append((meta, [l for l in lines if not l.startswith("#")]))
    return found


def evaluate(pairs):
    """The scores of some pairs of sentences."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder) / name) for name in ("gold", "system")]
        for side, path in enumerate(paths):
            blocks = ["\n".join(pair[side][1]) for pair in pairs]
            Path(path).write_text("\n\n".join(blocks) + "\n\n", encoding="utf-8")
        return score.evaluate(*paths)


def cells(lines):
    """The word lines of a sentence, split."""
    return [c for c in (l.split("\t") for l in lines) if c[0].isdigit()]


def relations(pairs):
    """Prints what is found of each relation."""
    right, all_ = collections.Counter(), collections.Counter()
    for (_, gold), (_, system) in pairs:
        for g, s in zip(cells(gold), cells(system), strict=True):
            name = g[7].split(":")[0]
            all_[name] += 1
            right[name] += g[6] == s[6] and name == s[7].split(":")[0]
    for name in sorted(all_, key=lambda n: (right[n] / all_[n], n)):
        print(f"{name:<16}{all_[name]:>6}{100 * right[name] / all_[name]:>8.2f}")


def main(gold_path, system_path, *options):
    """Prints the table; the exit status."""
    gold, system = read(gold_path), read(system_path)
    if len(gold) != len(system):
        print(f"expected {len(gold)} sentences in {system_path}, found {len(system)}: parse with --pretokenized")
        return 1
    for (meta, g), (_, s) in zip(gold, system):
        if [c[1] for c in cells(g)] != [c[1] for c in cells(s)]:
            print(f"{meta.get('sent_id')}: the words differ: parse with --pretokenized")
            return 1
    pairs = list(zip(gold, system))
    by_kind = collections.defaultdict(list)
    for pair in pairs:
        by_kind[pair[0][0].get("kind", "?")].append(pair)
    print(f"{'kind':<16}{'words':>6}" + "".join(f"{c:>8}" for c in COLUMNS))
    for kind, some in [*by_kind.items(), ("all", pairs)]:
        values, words = evaluate(some), sum(len(cells(g)) for (_, g), _ in some)
        print(f"{kind:<16}{words:>6}" + "".join(f"{values[c]:>8.2f}" for c in COLUMNS))
    if "--relations" in options:
        print()
        relations(pairs)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
