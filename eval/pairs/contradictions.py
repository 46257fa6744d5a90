#!/usr/bin/env python3
"""Hold each sentence of contradictions.tsv against the other, and count the pairs that the program puts in dispute.

    eval/pairs/contradictions.py BINARY [--verbose]

Each pair is two articles of one sentence, a day apart. What is printed is what the rules reach of plain words; they
were made while these were looked at, and eval/pairs/kept and eval/piles/kept tell how much of it carries over.
"""
import sys
from collections import Counter

from pairs import held, sentences

ALSO = {
    "agent": {"sender", "mediator", "party"},
    "target": {"receiver", "goods"},
    "polarity": {"outcome", "agent"},
    "place": {"host"},
}

binary, pairs = sentences("contradictions.tsv") or sys.exit(__doc__)
found, asked = Counter(), Counter()
for role, one, other in pairs:
    told_roles = held(binary, one, other)
    hit = bool(told_roles & ({role} | ALSO.get(role, set())))
    asked[role] += 1
    found[role] += hit
    if "--verbose" in sys.argv and not hit:
        print(f"missed {role}: {one} / {other}", *sorted(told_roles))
for role in asked:
    print(f"{role:9} {found[role]:3} of {asked[role]:3}")
print(f"in dispute {sum(found.values())} of {len(pairs)}")
