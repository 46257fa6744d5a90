"""Averages the weights of checkpoints of which the later went on from the earlier.

    python soup.py OUT.pt A.pt B.pt …
"""
import sys

import torch

out, *paths = sys.argv[1:]
checks = [torch.load(p) for p in paths]
assert all(c["voc"] == checks[0]["voc"] for c in checks), "the vocabularies differ"
first = checks[0]
for name in first["state"]:
    first["state"][name] = sum(c["state"][name] for c in checks) / len(checks)
torch.save(first, out)
