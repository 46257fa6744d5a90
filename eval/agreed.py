#!/usr/bin/env python3
"""Agreed slots behind which a claim gives a day that excludes the one shown: a wrong agreement, and often a dispute missed.

    eval/agreed.py BINARY FOLDER...

Each FOLDER holds articles. Prints one line for each such claim, then the number of agreed slots of time and of those
lines; exits with 1 if there are any.
"""

import json
import subprocess
import sys
from pathlib import Path


def excluded(shown, fillers):
    """Whether none of a claim's times can be the one that is shown."""
    times = [it for it in fillers if it.get("kind") == "time" and it.get("from") and it.get("to")]
    apart = [it["to"] < shown["from"] or it["from"] > shown["to"] for it in times]
    return bool(apart) and all(apart)


def main(binary, folders):
    slots = wrong = 0
    for folder in folders:
        out = subprocess.run([binary, "check", "--format", "json", folder], capture_output=True, text=True, check=False)
        try:
            dossier = json.loads(out.stdout)
        except json.JSONDecodeError:
            print(f"{folder}: no dossier: {out.stderr.strip()[:200]}", file=sys.stderr)
            return 2
        claims = {it["id"]: it for it in dossier["claims"]}
        for event in (it for story in dossier["stories"] for it in story["events"]):
            for slot in event["slots"]:
                if slot["verdict"] != "agreed" or slot["role"] != "time":
                    continue
                slots += 1
                for value in slot["values"]:
                    shown = value["value"]
                    if not (shown.get("from") and shown.get("to")):
                        continue
                    for at in value["claims"]:
                        fillers = claims[at]["roles"].get("time", [])
                        if excluded(shown, fillers):
                            wrong += 1
                            told = ", ".join(it["text"] for it in fillers)
                            # Nobody who writes rules reads what is said of a kept pile.
                            if "kept" in Path(folder).parts:
                                print("one in a pile of kept")
                            else:
                                print(f"{folder}: {event['title']}: « {shown['text']} », but a claim says « {told} »")
    print(f"{slots} agreed slots of time, {wrong} claims that exclude them")
    return int(wrong > 0)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
