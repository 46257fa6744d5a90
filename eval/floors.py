"""Measures what can be measured here and holds it against the floors in `scores.toml`.

    python3 eval/floors.py --ud UD --practice SETS [--bin PROGRAM] [--parser PROGRAM] [--only NAME]
    python3 eval/floors.py --recognizers DIR --rustling DIR --only mentions
    python3 eval/floors.py --ud UD --practice SETS --update [--lower NAME]

Prints a row a measure: what was measured, its bound, the verdict. What there is no data for is « not
measured ». Exit status 1 when a bound is broken or a run fails, 2 for a wrong use. Speed never breaks
anything unless --speed is given, since it depends on the machine.

--update writes what was measured and makes bounds stricter (the figure less its margin). It never makes
one laxer unless --lower names it; when a measure breaks its bound and is not named, nothing is written.
Needs Python 3.11 and nothing else, and the programs of `cargo build --release -p recoupe`,
`cargo build --release -p recoupe-syntax --example parse` and
`cargo build --release -p recoupe-ingest --example extract`.
"""
import argparse
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True
import measure  # noqa: E402

SCORES = Path(__file__).resolve().parent / "scores.toml"
COUNTS = {"false-disputes", "schema-problems", "passed", "failed"}
LESS_IS_BETTER = {"false-disputes", "schema-problems", "failed",
                  "load-ms", "model-mb", "loaded-mb", "parsing-mb"}
WORSE = "worse (not counted)"
# How far a bound lies from the measured figure: points, or a share of it ("20%"). Counts have none.
# The file of scores may say otherwise.
MARGINS = {"treebanks": 0.3, "trees": 0.5, "speed": "20%", "practice": 1.0, "articles": 1.0, "names": 0.5, "mentions": 1.0, "pages": 0.5,
           "cases": 0}
HEADER = """\
# What was measured, and the bound that it must keep: a floor, or a ceiling where less is better.
# Read by `eval/floors.py`, written by `eval/floors.py --update`; see eval/README.md.
#
# A bound is the measured figure with the margin of its section taken off (points, or a share; counts
# have none). Speed is in CPU seconds of one thread on one machine: it is told, and fails only if asked to.
"""


class Row(NamedTuple):
    """One line of the table."""
    name: str
    measured: float | None
    bound: float | None
    verdict: str
    broken: bool


# ---- the file of scores

def read(path):
    """({section: margin}, {group: {"command", "data", measures}}) of the file of scores, if there is one."""
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as problem:
        raise SystemExit(f"{path} is no TOML: {problem}") from problem
    margins = {**MARGINS, **tree.pop("margins", {})}
    for section in tree:
        if section not in margins:
            raise SystemExit(f"{path}: expected a section of {', '.join(margins)}; found [{section}]")
    return margins, {f"{section}.{name}": group for section, some in tree.items() for name, group in some.items()}


def measures(group):
    """The measures of a group of the file: {name: {"measured", "floor" or "ceiling"}}."""
    return {name: row for name, row in group.items() if isinstance(row, dict)}


def write(path, margins, groups):
    """Writes the file of scores."""
    lines = [HEADER, "[margins]"]
    lines += [f"{section} = {toml(margin)}" for section, margin in margins.items()]
    for name, group in groups.items():
        lines += ["", f"[{name}]"]
        lines += [f"{key} = {toml(group[key])}" for key in ("command", "data")]
        for measure_name, row in measures(group).items():
            cells = ", ".join(f"{key} = {toml(value)}" for key, value in row.items())
            lines.append(f"{measure_name} = {{ {cells} }}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def toml(value):
    """A text or a number as TOML has it."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


# ---- bounds

def is_less_better(name):
    """Is it a measure of what should not be?"""
    return name in LESS_IS_BETTER or name.endswith("-wrong")


def bound_key(name):
    """« ceiling » where less is better, else « floor »."""
    return "ceiling" if is_less_better(name) else "floor"


def bound_of(margin, name, value):
    """The bound that a figure makes; `margin` is points, or a share (« 20% »)."""
    if name in COUNTS:
        margin = 0
    elif isinstance(margin, str):
        margin = abs(value) * float(margin.rstrip("%")) / 100
    return tidy(value + margin if is_less_better(name) else value - margin)


def tidy(value):
    """Two digits behind the point, or fewer where there is nothing behind it."""
    value = round(value, 2)
    return int(value) if value == int(value) else value


def breaks(name, value, bound):
    """Is the figure on the wrong side of the bound?"""
    return value > bound if is_less_better(name) else value < bound


def verdict(full, value, old, strict_speed):
    """The row of the table for a figure; `old` is what the file says of it, or nothing."""
    name, value = full.split(".")[-1], tidy(value)
    bound = old.get(bound_key(name)) if old else None
    if bound is None:
        return Row(full, value, None, "no bound yet", False)
    if not breaks(name, value, bound):
        return Row(full, value, bound, "holds", False)
    counted = strict_speed or not full.startswith("speed.")
    return Row(full, value, bound, "BROKEN" if counted else WORSE, counted)


# ---- measuring

def wanted(args, name):
    """Does --only ask for this group, or for a measure of it?"""
    return not args.only or name.startswith(args.only) or args.only.startswith(name + ".")


def group_rows(args, group, known):
    """(rows, result or nothing) of one group."""
    try:
        result = group.make()
    except measure.Missing as reason:
        return not_measured(group.name, known, str(reason)), None
    except (measure.Failed, OSError) as problem:
        return [Row(group.name, None, None, f"FAILED: {problem}", True)], None
    old = measures(known)
    rows = [verdict(f"{group.name}.{name}", value, old.get(name), args.speed)
            for name, value in result.values.items()]
    rows += [Row(f"{group.name}.{name}", None, row.get(bound_key(name)), "FAILED: the run does not tell it", True)
             for name, row in old.items() if name not in result.values]
    return rows, result


def not_measured(name, known, reason):
    """Rows for the measures that the file knows; the group alone when it knows none."""
    rows = [Row(f"{name}.{key}", None, row.get(bound_key(key)), f"not measured: {reason}", False)
            for key, row in measures(known).items()]
    return rows or [Row(name, None, None, f"not measured: {reason}", False)]


def measure_all(args, known):
    """(rows, {group: (group, result)}) of all that is wanted."""
    rows, results = [], {}
    groups = [g for g in measure.groups(args) if wanted(args, g.name)]
    names = {g.name for g in groups}
    for group in groups:
        some, result = group_rows(args, group, known.get(group.name, {}))
        rows += [row for row in some if not args.only or row.name.startswith(args.only) or row.measured is None]
        if result:
            results[group.name] = (group, result)
    for name in known:
        if name not in names and wanted(args, name):
            needs = {"practice": "practice", "articles": "practice", "names": "names"}.get(name.split(".")[0])
            reason = f"no --{needs}" if needs and not getattr(args, needs) else "nothing measures it"
            rows += not_measured(name, known[name], reason)
    return rows, results


# ---- writing what was measured

def named(name, given):
    """Does one of the names that were given mean this measure, or a group or section around it?"""
    return any(name == one or name.startswith(one + ".") for one in given)


def updated_row(row, old, margin, lower):
    """A measure's new entry; the old bound stays unless the new one is stricter or --lower names it."""
    name = row.name.split(".")[-1]
    bound = bound_of(margin, name, row.measured)
    kept = old.get(bound_key(name)) if old else None
    if kept is not None and breaks(name, bound, kept) and not named(row.name, lower):
        bound = kept
    return {"measured": row.measured, bound_key(name): bound}


def refused(rows, lower):
    """Names of the measures that break their bounds, or are gone, and are not named by --lower."""
    return [r.name for r in rows if r.broken and r.name.count(".") == 2 and not named(r.name, lower)]


def update_group(group, result, old, rows, margin, lower):
    """A group's new entry; `rows` are its lines of the table."""
    new = measures(old)
    for row in rows:
        name = row.name.split(".")[-1]
        if row.measured is None:
            del new[name]  # gone, and named by --lower
        elif row.verdict != WORSE or named(row.name, lower):
            new[name] = updated_row(row, new.get(name), margin, lower)
    command = " ".join(filter(None, ["python3 eval/floors.py", group.options, "--only", group.name]))
    return {"command": command, "data": result.data, **new}


def update(known, results, rows, margins, args):
    """The groups of the file with what was measured, section by section."""
    new = dict(known)
    for name, (group, result) in results.items():
        own = [row for row in rows if row.name.startswith(name + ".")]
        new[name] = update_group(group, result, known.get(name, {}), own, margins[name.split(".")[0]], args.lower)
    order = dict.fromkeys([group.name for group in measure.groups(args)] + list(known))
    sections = list(margins)
    order = sorted(order, key=lambda name: sections.index(name.split(".")[0]))
    return {name: new[name] for name in order if name in new}


# ---- the program

def table(rows):
    """The rows as lines of text."""
    cells = [("measure", "measured", "bound", "verdict")]
    cells += [(r.name, number(r.measured), number(r.bound), r.verdict) for r in rows]
    wide = [max(len(row[i]) for row in cells) for i in range(3)]
    return [f"{a:<{wide[0]}}  {b:>{wide[1]}}  {c:>{wide[2]}}  {d}" for a, b, c, d in cells]


def number(value):
    """A figure for people."""
    return "-" if value is None else str(value) if isinstance(value, int) else f"{value:.2f}"


def notes(results, known):
    """Where the data or the model are others than those of the figures in the file."""
    for name, (_, result) in results.items():
        was = known.get(name, {}).get("data")
        if was and was != result.data:
            yield f"note: {name} was recorded on {was}; now {result.data}"


def arguments(argv):
    """The options."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--ud", help="folder with the Universal Dependencies treebanks")
    p.add_argument("--practice", help="folder with score.py and sets of articles with gold")
    p.add_argument("--names", help="folder with sets of names, as training/names/corpora.py writes it")
    p.add_argument("--recognizers", help="folder of texts with times and amounts, in the form of Recognizers-Text")
    p.add_argument("--rustling", help="folder of number words, in the form of rustling's examples")
    p.add_argument("--trees", help="folder of our own trees [eval/trees]")
    p.add_argument("--bin", help="the program [target/release/recoupe]")
    p.add_argument("--parser", help="the example `parse` [examples/parse beside --bin]")
    p.add_argument("--extract", help="the example `extract` of recoupe-ingest [examples/extract beside --bin]")
    p.add_argument("--data", help="words, rules and models [data]")
    p.add_argument("--scores", type=Path, default=SCORES, help="the file of floors [%(default)s]")
    p.add_argument("--only", metavar="NAME", help="measures whose name begins so: trees.fr, practice, …")
    p.add_argument("--speed", action="store_true", help="let speed, size and memory break their bounds")
    p.add_argument("--update", action="store_true", help="write the figures and make bounds stricter")
    p.add_argument("--lower", metavar="NAME", action="append", default=[],
                   help="with --update: this bound may get laxer (a measure, group or section; repeatable)")
    args = p.parse_args(argv)
    for name in ("ud", "practice", "names", "recognizers", "rustling", "trees", "bin", "parser", "extract", "data"):
        given = getattr(args, name)
        if given and not Path(given).exists():
            p.error(f"expected --{name} to name what there is; there is no {given}")
    if args.lower and not args.update:
        p.error("--lower needs --update")
    if args.update and args.only and args.only.count(".") > 1:
        p.error(f"--update writes whole groups; expected --only {args.only.rpartition('.')[0]}")
    args.bin = args.bin or str(measure.ROOT / "target/release/recoupe")
    args.parser = args.parser or str(Path(args.bin).parent / "examples/parse")
    args.extract = args.extract or str(Path(args.bin).parent / "examples/extract")
    args.trees = args.trees or str(SCORES.parent / "trees")
    args.data = args.data or str(measure.ROOT / "data")
    return args


def main(argv=None):
    """Measures, prints, perhaps writes; the exit status."""
    args = arguments(argv)
    margins, known = read(args.scores)
    rows, results = measure_all(args, known)
    if not rows:
        print(f"nothing is called {args.only!r}; the names stand in {args.scores}", file=sys.stderr)
        return 2
    print("\n".join([*table(rows), *notes(results, known)]))
    print(f"{sum(r.measured is not None for r in rows)} measured, {sum(r.broken for r in rows)} broken or failed, "
          f"{sum(r.verdict.startswith('not measured') for r in rows)} not measured")
    if args.update:
        return save(args, margins, known, results, rows)
    return int(any(row.broken for row in rows))


def save(args, margins, known, results, rows):
    """Writes the file, unless a bound would have to be lowered that is not named; the exit status."""
    for one in args.lower:
        if not any(named(row.name, [one]) for row in rows):
            print(f"nothing written; nothing in the table is called {one}", file=sys.stderr)
            return 2
    names = refused(rows, args.lower)
    if names:
        print("nothing written; to accept these, add: " + " ".join(f"--lower {name}" for name in names))
        return 1
    write(args.scores, margins, update(known, results, rows, margins, args))
    return int(any(row.verdict.startswith("FAILED") and row.name.count(".") == 1 for row in rows))


if __name__ == "__main__":
    sys.exit(main())
