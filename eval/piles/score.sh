#!/usr/bin/env bash
# Read every pile of one half with a binary, score it, print one line a pile and the pooled totals.
#
#     eval/piles/score.sh open|kept BINARY SCORER.py [--verbose]
#
# --verbose also prints what was missed: only ever for `open`, it is refused for `kept`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
half=${1:-} bin=${2:-} scorer=${3:-} verbose=${4:-}
if [[ ! $half =~ ^(open|kept)$ || ! -x $bin || ! -f $scorer ]]; then
    echo "usage: $0 open|kept BINARY SCORER.py [--verbose]   (BINARY must be runnable, SCORER.py a file)" >&2
    exit 2
fi
if [[ $half == kept && -n $verbose ]]; then
    echo "$0: what is missed in the kept half is not shown; leave --verbose out" >&2
    exit 2
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for pile in "$here/$half"/*/; do
    name=$(basename "$pile")
    "$bin" check --format json --language fr "$pile/articles" >"$tmp/$name.json" 2>"$tmp/$name.err" ||
        { echo "$name: the program failed:" >&2; head -5 "$tmp/$name.err" >&2; }
    if [[ -n $verbose ]]; then python3 "$scorer" "$pile" "$tmp/$name.json" --verbose; fi
    python3 "$scorer" "$pile" "$tmp/$name.json" --json >"$tmp/$name.score"
done
HALF=$half python3 - "$tmp" <<'PY'
import json, os, sys
from pathlib import Path

SHOWN = [("claims", "claims"), ("core", "core claims"), ("prec", "precision"), ("attr", "attribution"),
         ("modal", "modality"), ("polar", "polarity"), ("slots", "slots"), ("coreslots", "core slots"),
         ("disputed", "slots disputed"), ("agreed", "slots agreed"), ("updated", "slots updated"),
         ("right", "disputes right"), ("origins", "origins"), ("copies", "copies"), ("text", "main text"),
         ("dates", "published"), ("notclaimed", "not claimed")]
COUNTS = [("false", "false disputes"), ("falsecopies", "false copies"), ("schema", "schema problems")]

def cell(pair):
    right, of = pair
    return f"{right}/{of}" + (f"={100 * right / of:.0f}%" if of else "")

pooled, totals, exact, piles = {k: [0, 0] for _, k in SHOWN}, {k: 0 for _, k in COUNTS}, 0, 0
for path in sorted(Path(sys.argv[1]).glob("*.score")):
    r = json.loads(path.read_text(encoding="utf-8"))
    piles += 1
    exact += r["stories"]["exact"]
    for _, k in SHOWN:
        pooled[k] = [a + b for a, b in zip(pooled[k], r["figures"][k])]
    for _, k in COUNTS:
        totals[k] += r[k]
    cells = [f"{s} {cell(r['figures'][k])}" for s, k in SHOWN] + [f"{s} {r[k]}" for s, k in COUNTS]
    print(f"{path.stem:20} " + "  ".join(cells) + f"  stories {r['stories']['f1']:.2f}")
cells = [f"{s} {cell(pooled[k])}" for s, k in SHOWN] + [f"{s} {totals[k]}" for s, k in COUNTS]
print(f"{os.environ['HALF'] + ' (' + str(piles) + ' piles)':20} " + "  ".join(cells) + f"  stories exact {exact}/{piles}")
PY
