"""What can be measured, group by group; `floors.py` compares it with the floors.

A group is some measures made by one run, with a name of two parts: `treebanks.fr-gsd-text`. Each maker
below gives `Result`s; it raises `Missing` when the data or programs for it are not at hand, and `Failed`
when they are and the run went wrong.
"""
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))
sys.path.insert(0, str(ROOT / "eval"))
import pages  # noqa: E402  (our own pages with gold)
import names as names_of_sets  # noqa: E402  (names against gold; of this folder)
import raw  # noqa: E402  (treebanks as raw text)
import score  # noqa: E402  (the scores of CoNLL 2018)
import times  # noqa: E402  (times and amounts)
import ud  # noqa: E402  (which treebank files there are)

GOLD_WORDS = ("UPOS", "FEATS", "EIGHT", "lemmas", "UAS", "LAS")
FROM_TEXT = ("sentences", "words") + GOLD_WORDS
PRACTICE = {  # our name: the name in score.py
    "claims": "claims", "core": "core claims", "precision": "precision", "attribution": "attribution",
    "modality": "modality", "polarity": "polarity", "slots": "slots", "core-slots": "core slots",
    "disputes-right": "disputes right", "offsets": "offsets", "commitments": "commitments",
    "exchanges": "exchanges"}
PRACTICE_COUNTS = {"false-disputes": "false disputes", "schema-problems": "schema problems"}
SPEED_WORDS = 60_000

# Runs a program with its input from a file; prints CPU seconds and peak memory in KiB. A process of its
# own, since Linux counts the peak of the process that starts a program as the program's, too.
METER = """
import os, sys
pid = os.fork()
if not pid:
    os.dup2(os.open(sys.argv[1], os.O_RDONLY), 0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, use = os.wait4(pid, 0)
print(use.ru_utime + use.ru_stime, use.ru_maxrss // (1024 if sys.platform == "darwin" else 1))
sys.exit(os.waitstatus_to_exitcode(status) != 0)
"""


class Missing(Exception):
    """What a group needs is not at hand."""


class Failed(Exception):
    """A run went wrong."""


class Result(NamedTuple):
    """The measures of a group, and in words what they were taken on."""
    data: str
    values: dict[str, float]


class Group(NamedTuple):
    """A group's name, the options that measure it, and its maker."""
    name: str
    options: str
    make: Callable[[], Result]


def need(path, option):
    """The path, if it is there."""
    if path is None or not Path(path).exists():
        raise Missing(f"no {option}" if path is None else f"no {path}")
    return Path(path)


def run(argv, stdin=None, good=(0,)):
    """Standard output of a program."""
    argv = [str(a) for a in argv]
    try:
        done = subprocess.run(argv, input=stdin, capture_output=True, encoding="utf-8", check=False)
    except OSError as problem:
        raise Failed(f"{argv[0]} cannot be run: {problem.strerror}") from problem
    if done.returncode not in good:
        last = (done.stderr.strip() or "nothing said").splitlines()[-1]
        raise Failed(f"{Path(argv[0]).name} ended with status {done.returncode}: {last}")
    return done.stdout


def metered(argv, stdin):
    """(CPU seconds, peak memory in MB, standard error) of a program that reads a file."""
    command = [sys.executable, "-I", "-S", "-c", METER, str(stdin), *map(str, argv)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Failed(f"{Path(argv[0]).name} failed: {done.stderr.strip()[-200:]}")
    cpu, peak = done.stdout.split()
    return float(cpu), int(peak) * 1024 / 1e6, done.stderr


# ---- syntax

def parser(args, lang):
    """The command line of the parser of a language."""
    pack = Path(args.data) / "lang" / lang
    return [need(args.parser, "--parser"), need(pack / "syntax.bin", "model"), pack / "segment.toml"]


def word_count(blocks):
    """How many syntactic words there are."""
    return sum(line.split("\t", 1)[0].isdigit() for block in blocks for line in block)


def model_id(args, lang):
    """The first digits of the SHA-256 of a model."""
    path = Path(args.data) / "lang" / lang / "syntax.bin"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def syntax(args, lang, path, first, end, mode):
    """Scores of the parser on CoNLL-U sentences: `gold`, `text` or `run-on`."""
    command = parser(args, lang)
    blocks = ud.blocks(path, first, end)
    gold = "\n\n".join("\n".join(block) for block in blocks) + "\n\n"
    if mode == "gold":
        parsed = run(command + ["--conllu"], gold)
    else:
        parsed = run(command, "\n".join(raw.texts(blocks, mode == "run-on")) + "\n")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "gold.conllu", Path(folder) / "parsed.conllu"]
        for file, text in zip(files, (gold, parsed)):
            file.write_text(text, encoding="utf-8")
        try:
            scores = score.evaluate(*files, lang)
        except SystemExit as problem:
            raise Failed(str(problem)) from problem
    wanted = GOLD_WORDS if mode == "gold" else FROM_TEXT
    data = f"{len(blocks)} sentences, {word_count(blocks)} words; model {model_id(args, lang)}"
    return Result(data, {name: scores[name] for name in wanted})


def treebank(args, lang, part, mode):
    """Scores on a part of `ud.DEV`."""
    _, path, first, end = part
    return syntax(args, lang, need(need(args.ud, "--ud") / path, "treebank"), first, end, mode)


def trees(args, lang, mode):
    """Scores on our own trees."""
    return syntax(args, lang, need(Path(args.trees) / f"{lang}.conllu", "trees"), 0, None, mode)


# ---- speed

def speed_text(args, lang):
    """(raw text, words) from the treebanks, the dev files first."""
    lines, words = [], 0
    for _, path, first, end in ud.DEV[lang] + ud.TRAIN[lang]:
        blocks = ud.blocks(need(need(args.ud, "--ud") / path, "treebank"), first, end)
        for block, line in zip(blocks, raw.texts(blocks, False), strict=True):
            if words >= SPEED_WORDS:
                return "\n".join(lines) + "\n", words
            lines.append(line)
            words += word_count([block])
    return "\n".join(lines) + "\n", words


def speed(args, lang):
    """Speed in CPU seconds of one thread, load time, size and memory: best of some runs."""
    command = parser(args, lang) + ["--time", "1"]
    text, words = speed_text(args, lang)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "empty.txt", Path(folder) / "text.txt"]
        files[0].write_text("", encoding="utf-8")
        files[1].write_text(text, encoding="utf-8")
        loads = [metered(command, files[0]) for _ in range(5)]
        parses = [metered(command, files[1]) for _ in range(3)]
    load = min(cpu for cpu, _, _ in loads)
    return Result(f"{words} words of the treebanks; model {model_id(args, lang)}", {
        "words-per-second": round(words / (min(cpu for cpu, _, _ in parses) - load)),
        "load-ms": round(load * 1000, 1),
        "model-mb": command[1].stat().st_size / 1e6,
        "loaded-mb": round(min(peak for _, peak, _ in loads), 1),
        "parsing-mb": round(min(peak for _, peak, _ in parses), 1)})


# ---- claims and cases

def practice(args, folder):
    """Figures of `score.py` on a set of articles with gold."""
    command = need(args.bin, "--bin")
    articles = folder / "articles"
    if not articles.is_dir():
        name = (folder / "articles.txt").read_text(encoding="utf-8").splitlines()[0]
        articles = need(folder / name, "articles")
    dossier = run([command, "--data", args.data, "check", "--format", "json", "--language", "fr", articles],
                  good=(0, 1))
    with tempfile.TemporaryDirectory() as there:
        path = Path(there) / "dossier.json"
        path.write_text(dossier, encoding="utf-8")
        said = run([sys.executable, Path(args.practice) / "score.py", folder, path, "--json"])
    try:
        found = json.loads(said)
    except ValueError as problem:
        raise Failed(said.strip()) from problem
    figures = found["figures"]
    values = {ours: 100 * figures[theirs][0] / figures[theirs][1]
              for ours, theirs in PRACTICE.items() if figures[theirs][1]}
    values["stories"] = 100 * found["stories"]["f1"]
    values |= {ours: found[theirs] for ours, theirs in PRACTICE_COUNTS.items()}
    return Result(f"{figures['claims'][1]} claims, {figures['slots'][1]} slots", values)


def mentions(args, lang):
    """Times and amounts of one language, by type."""
    program, folder = need(args.bin, "--bin"), need(args.recognizers, "--recognizers")
    need(folder / f"{lang}_dev.jsonl", "texts")
    tallies, texts = times.measure(program, args.data, folder, lang)
    shares = {kind: times.shares(count) for kind, count in sorted(tallies.items())}
    values = {f"{kind}-{name}": value for kind, all_of in shares.items() for name, value in all_of.items()}
    return Result(f"{texts} texts of Recognizers-Text, split dev", values)


def number_words(args):
    """Numbers in words, and the same ones in both languages."""
    folder = need(args.rustling, "--rustling")
    return Result("200 numbers a language", times.numbers(need(args.bin, "--bin"), args.data, folder))


def cases(args):
    """How many cases and stories of the data folder hold."""
    said = run([need(args.bin, "--bin"), "--data", args.data, "cases"], good=(0, 1))
    words = said.strip().splitlines()[-1].replace(",", "").split() if said.strip() else []
    if len(words) != 4 or words[1::2] != ["passed", "failed"]:
        raise Failed(f"expected « N passed, N failed » as the last line, found {' '.join(words)!r}")
    return Result("cases of the data folder", {"passed": int(words[0]), "failed": int(words[2])})


# ---- pages

def page_files(args, folder):
    """How much of the articles of our own pages is found, and how much else."""
    extract = need(args.extract, "--extract")
    found = sorted((ROOT / "crates/recoupe-ingest/tests/pages" / folder).glob("*.page"))
    marked = {path.stem: pages.gold(path) for path in found}
    with tempfile.TemporaryDirectory() as work:
        files = []
        for name, (_, _, raw_page) in marked.items():
            files.append(Path(work) / f"{name}.html")
            files[-1].write_bytes(raw_page)
        lines = [json.loads(line) for line in run([extract, *files]).splitlines()]
    scores = pages.score(marked, {Path(line["path"]).stem: line for line in lines})
    names = ("F1", "leads", "paragraphs", "titles", "day-precision", "day-recall")
    return Result(f"{len(marked)} pages", {name: 100 * value for name, value in zip(names, scores)})
def names(args, name):
    """Precision, recall and F1 of the names in the dev part of a set, all classes together; F1 of each class."""
    folder = need(args.names, "--names")
    need(folder / f"{name}.dev.jsonl", "set")
    try:
        found = names_of_sets.measure(need(args.bin, "--bin"), args.data, folder, only=name)
    except SystemExit as problem:
        raise Failed(str(problem)) from problem
    precision, recall, f1, wanted = found[name, "all"]
    values = {"precision": precision, "recall": recall, "F1": f1}
    values |= {kind: it[2] for (_, kind), it in found.items() if kind != "all" and it[3]}
    return Result(f"{wanted} names", values)


# ---- all of them

def syntax_groups(args):
    """Groups on the dev parts of the treebanks and on our own trees."""
    for lang, parts in ud.DEV.items():
        for part in parts:
            for mode in ("gold", "text", "run-on"):
                yield Group(f"treebanks.{lang}-{part[0]}-{mode}", "--ud UD",
                            lambda lang=lang, part=part, mode=mode: treebank(args, lang, part, mode))
    for lang in ud.DEV:
        for mode in ("gold", "text"):
            yield Group(f"trees.{lang}-{mode}", "", lambda lang=lang, mode=mode: trees(args, lang, mode))


def groups(args):
    """All groups that this checkout and the options know of, in the order of the file."""
    found = list(syntax_groups(args))
    found += [Group(f"speed.{lang}", "--ud UD", lambda lang=lang: speed(args, lang)) for lang in ud.DEV]
    sets = sorted(Path(args.practice).glob("*/gold.json")) if args.practice else []
    found += [Group("practice." + re.sub(r"[^A-Za-z0-9_-]", "-", gold.parent.name), "--practice SETS",
                    lambda gold=gold: practice(args, gold.parent)) for gold in sets]
    found += [Group(f"pages.{folder}", "--extract PROGRAM", lambda folder=folder: page_files(args, folder))
              for folder in ("news", "unseen")]
    found += [Group(f"names.{name}", "--names SETS", lambda name=name: names(args, name))
              for name in (names_of_sets.NAMES if args.names else ())]
    found += [Group(f"mentions.{lang}", "--recognizers DIR", lambda lang=lang: mentions(args, lang))
              for lang in ("fr", "en")]
    found.append(Group("mentions.numbers", "--rustling DIR", lambda: number_words(args)))
    ours = sorted((Path(__file__).parent / "articles").glob("*/gold.json")) if args.practice else []
    found += [Group(f"articles.{gold.parent.name}", "--practice SETS",
                    lambda gold=gold: practice(args, gold.parent)) for gold in ours]
    return found + [Group("cases.all", "", lambda: cases(args))]
