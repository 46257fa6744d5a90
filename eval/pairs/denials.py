#!/usr/bin/env python3
"""Hold each affirmation of denials.tsv against its denial, and count those that the program puts in dispute.

    eval/pairs/denials.py BINARY [--verbose]

Each pair is two articles of one sentence, a day apart. The rules were made while these were looked at: what is
printed is what they reach, and says nothing of other words; eval/pairs/kept does.
"""
import sys

from pairs import held, sentences

binary, pairs = sentences("denials.tsv") or sys.exit(__doc__)
found = 0
for affirmed, denied in pairs:
    hit = bool(held(binary, affirmed, denied) & {"polarity", "outcome", "agent"})
    found += hit
    if "--verbose" in sys.argv and not hit:
        print("missed", denied)
print(f"denials in dispute {found} of {len(pairs)}")
