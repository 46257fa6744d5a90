#!/usr/bin/env python3
"""Hold each affirmation of denials.tsv against its denial, and count those that the program puts in dispute.

    eval/pairs/denials.py BINARY [--verbose]

Each pair is two articles of one sentence, a day apart. The rules were made while these were looked at: what is
printed is what they reach, and says nothing of other words; eval/pairs/kept does.
"""
import sys
from pathlib import Path

from pairs import disputes

binary = next((arg for arg in sys.argv[1:] if not arg.startswith("--")), "")
if not Path(binary).is_file():
    sys.exit(__doc__)
lines = (Path(__file__).parent / "denials.tsv").read_text(encoding="utf-8").splitlines()
pairs = [line.split("\t") for line in lines if not line.startswith("#")][1:]
found = 0
for affirmed, denied in pairs:
    told = [("alpha", "2026-03-04", ["News", "", affirmed]), ("beta", "2026-03-05", ["News", "", denied])]
    hit = any(role in ("polarity", "outcome", "agent") for _, role, _, _ in disputes(binary, told))
    found += hit
    if "--verbose" in sys.argv and not hit:
        print("missed", denied)
print(f"denials in dispute {found} of {len(pairs)}")
