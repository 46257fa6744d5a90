#!/usr/bin/env python3
"""Hold each sentence of contradictions.tsv against the other, and count the pairs that the program puts in dispute.

    eval/pairs/contradictions.py BINARY [--verbose]

Each pair is two articles of one sentence, a day apart. What is printed is what the rules reach of plain words; they
were made while these were looked at, and eval/pairs/kept and eval/piles/kept tell how much of it carries over.
"""
import sys
from collections import Counter
from pathlib import Path

from pairs import disputes

ALSO = {
    "agent": {"sender", "mediator", "party"},
    "target": {"receiver", "goods"},
    "polarity": {"outcome", "agent"},
    "place": {"host"},
}

binary = next((arg for arg in sys.argv[1:] if not arg.startswith("--")), "")
if not Path(binary).is_file():
    sys.exit(__doc__)
lines = (Path(__file__).parent / "contradictions.tsv").read_text(encoding="utf-8").splitlines()
pairs = [line.split("\t") for line in lines if not line.startswith("#")][1:]
found, asked = Counter(), Counter()
for role, one, other in pairs:
    told = [("alpha", "2026-03-04", ["News", "", one]), ("beta", "2026-03-05", ["News", "", other])]
    told_roles = {it[1] for it in disputes(binary, told)}
    hit = bool(told_roles & ({role} | ALSO.get(role, set())))
    asked[role] += 1
    found[role] += hit
    if "--verbose" in sys.argv and not hit:
        print(f"missed {role}: {one} / {other}", *sorted(told_roles))
for role in asked:
    print(f"{role:9} {found[role]:3} of {asked[role]:3}")
print(f"in dispute {sum(found.values())} of {len(pairs)}")
