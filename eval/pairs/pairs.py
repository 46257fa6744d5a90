#!/usr/bin/env python3
"""Run the pairs (very short piles, README.md here) through a binary and count the disputes that it finds.

    eval/pairs/pairs.py open|kept BINARY [--verbose]

A pair's dispute counts as found when a slot that may hold it (`dispute:`) is disputed and the outlets of its
camps stand behind different values. Every other disputed slot, in a pair or a trap, counts as false.
--verbose names each pair with what was found and missed; it is refused for `kept`, of which only sums may be seen.
"""
import html, json, re, subprocess, sys, tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent


def pairs(half):
    """Each pair of a half: title, language, kind, reports (outlet, day, lines), roles in dispute, camps."""
    for path in sorted((HERE / half).glob("*.md")):
        for block in re.split(r"^# (?=\d+ )", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            head, *reports = re.split(r"^## ", block, flags=re.M)
            field = dict(re.findall(r"^(\w[\w-]*): *(.*)$", head, flags=re.M))
            tail = dict(re.findall(r"^(dispute|no-dispute|why): *(.*)$", reports[-1], flags=re.M))
            told = []
            for report in reports:
                outlet, day = re.match(r"(\S+) — (\S+)", report).groups()
                lines = [line[1:].strip() for line in report.split("\n") if line.startswith(">")]
                told.append((outlet, day, lines))
            camps = re.findall(r"^camp: *(\S+) *\|", reports[-1], flags=re.M)
            roles = set(tail["dispute"].replace(" ", "").split("|")) if "dispute" in tail else set()
            yield head.split("\n")[0].strip(), field, told, roles, camps


def sentences(name):
    """The program given as an argument, and the rows of a table of sentences beside this file; None where no program is given."""
    binary = next((arg for arg in sys.argv[1:] if not arg.startswith("--")), "")
    if not Path(binary).is_file():
        return None
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return binary, [line.split("\t") for line in lines if not line.startswith("#")][1:]


def held(binary, one, other):
    """The roles that are in dispute between two reports of one sentence each, a day apart."""
    told = [("alpha", "2026-03-04", ["News", "", one]), ("beta", "2026-03-05", ["News", "", other])]
    return {role for _, role, _, _ in disputes(binary, told)}


def page(outlet, day, lines):
    """A report as the page of its outlet."""
    title, *rest = lines
    paragraphs = [" ".join(part) for part in parts(rest)]
    body = "".join(f"<p>{html.escape(text)}</p>\n" for text in paragraphs)
    return (f'<!doctype html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
            f'<meta property="og:site_name" content="{outlet}">'
            f'<meta property="article:published_time" content="{day}"></head>'
            f"<body><article><h1>{html.escape(title)}</h1>\n{body}</article></body></html>")


def parts(lines):
    part = []
    for line in [*lines, ""]:
        if line:
            part.append(line)
        elif part:
            yield part
            part = []


def disputes(binary, told):
    """The disputed slots of a pair: kind of event, role, the outlets behind each value, why."""
    with tempfile.TemporaryDirectory() as folder:
        for outlet, day, lines in told:
            (Path(folder) / f"{outlet}.html").write_text(page(outlet, day, lines), encoding="utf-8")
        out = subprocess.run([binary, "check", "--format", "json", "--language", "en", folder],
                             capture_output=True, text=True, check=False).stdout
    dossier = json.loads(out)
    outlet = {it["id"]: Path(it["path"]).stem for it in dossier["articles"]}
    by = {it["id"]: outlet[it["article"]] for it in dossier["claims"]}
    for story in dossier["stories"]:
        for event in story["events"]:
            for slot in event["slots"]:
                if slot["verdict"] == "disputed":
                    camps = [{by[claim] for claim in value["claims"]} for value in slot["values"]]
                    yield event["type"], slot["role"], camps, slot["why"]


def is_it(roles, camps, found):
    """Whether a disputed slot is the dispute of the pair."""
    _, role, sides, _ = found
    if role not in roles or len(sides) < 2:
        return False
    wanted = sorted(set(camps))
    held = [{i for i, side in enumerate(sides) if outlet in side} for outlet in wanted]
    return all(held) and len(set().union(*held)) > 1


def main():
    args = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    verbose = "--verbose" in sys.argv
    if len(args) != 2 or args[0] not in ("open", "kept") or not Path(args[1]).is_file():
        sys.exit(__doc__)
    if args[0] == "kept" and verbose:
        sys.exit("pairs.py: what is missed in the kept half is not shown; leave --verbose out")
    right, of, false, hushed = Counter(), Counter(), Counter(), 0
    for title, field, told, roles, camps in pairs(args[0]):
        found = list(disputes(args[1], told))
        hits = [it for it in found if is_it(roles, camps, it)]
        wrong = [it for it in found if it not in hits]
        of[field["kind"]] += 1
        right[field["kind"]] += bool(hits) if roles else not wrong
        false[field["kind"]] += len(wrong)
        hushed += not found
        if verbose:
            print(("found " if hits else "missed" if roles else "quiet " if not found else "FALSE "),
                  title, field["kind"], "|".join(sorted(roles)),
                  "; ".join(f"FALSE {kind}.{role}: {why}" for kind, role, _, why in wrong))
    kinds = [kind for kind in of if kind != "trap"]
    for kind in kinds:
        print(f"{kind:9} {right[kind]:3} of {of[kind]:3}")
    hits, all_of, wrong = sum(right[k] for k in kinds), sum(of[k] for k in kinds), sum(false.values())
    print(f"traps quiet {right['trap']} of {of['trap']}")
    print(f"disputes {hits} of {all_of} ({100 * hits / max(all_of, 1):.0f} %), false {wrong}; "
          f"precision {hits} of {hits + wrong}")


if __name__ == "__main__":
    main()
