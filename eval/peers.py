"""Recoupe's syntax, UDPipe 1 and spaCy side by side, trained and measured on the same treebank files.

    python3 eval/peers.py --lang fr --ud UD --work FOLDER [--sentences N] > table.md

Makes a virtual environment in FOLDER (with `pip`, from PyPI), trains the two peers on the files of
`training/ud.py`, lets all three parse the dev files with gold words, scores them with
`training/score.py` and prints a table in Markdown. A model that is already in FOLDER for the same
options is used again; delete it to train afresh. Not part of the build, nor of what runs before a
change lands. Needs Linux and Python 3.11; what it costs is told in eval/README.md.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

sys.dont_write_bytecode = True
import measure  # noqa: E402  (our own parser, CPU seconds)
import score  # noqa: E402  (training/score.py)
import ud  # noqa: E402  (training/ud.py)

PACKAGES = ("ufal.udpipe==1.4.0.1", "spacy==3.8.18")
PEER = Path(__file__).resolve().parent / "peer.py"
PIPELINE = "morphologizer,trainable_lemmatizer,parser"
SETTINGS = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}
SETTINGS["ANSI_COLORS_DISABLED"] = "1"
RUNS, PASSES = 3, 3
ACCURACY = ("UPOS", "lemmas", "UAS", "LAS")


def call(argv, log):
    """Runs a program with one thread; what it says goes to a file."""
    with open(log, "a", encoding="utf-8") as out:
        print("$", *argv, file=out, flush=True)
        done = subprocess.run([str(a) for a in argv], stdout=subprocess.PIPE, stderr=out, encoding="utf-8",
                              env={**os.environ, **SETTINGS}, check=False)
        out.write(done.stdout)
    if done.returncode:
        sys.exit(f"{Path(str(argv[0])).name} {argv[1]} ended with status {done.returncode}; the end of {log}:\n"
                 + "\n".join(Path(log).read_text(encoding="utf-8").splitlines()[-15:]))
    return done.stdout


def environment(work):
    """The Python of the virtual environment, made if it is not there."""
    folder = work / "venv"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    log = work / "pip.log"
    call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], log)
    return python


# ---- data

def plain(block):
    """A block without empty nodes, language-specific tags and enhanced dependencies."""
    kept = []
    for line in block:
        columns = line.split("\t")
        if line.startswith("#"):
            kept.append(line)
        elif "." not in columns[0]:
            columns[4] = columns[8] = "_"
            kept.append("\t".join(columns))
    return kept


def save(path, blocks):
    """Writes CoNLL-U."""
    path.write_text("".join("\n".join(plain(block)) + "\n\n" for block in blocks), encoding="utf-8")


def spread(items, count):
    """`count` of the items, evenly over all of them; all of them without a count."""
    if not count or count >= len(items):
        return items
    return [items[i * len(items) // count] for i in range(count)]


def prepare(args, work):
    """Writes train.conllu, dev.conllu and a file for each dev treebank: (train words, {name: path})."""
    parts = lambda some: [(name, ud.blocks(Path(args.ud) / path, a, b)) for name, path, a, b in some]
    train = spread([b for _, blocks in parts(ud.TRAIN[args.lang]) for b in blocks], args.sentences)
    save(work / "train.conllu", train)
    dev = parts(ud.DEV[args.lang])
    save(work / "dev.conllu", [b for _, blocks in dev for b in blocks])
    for name, blocks in dev:
        save(work / f"dev-{name}.conllu", blocks)
    return len(train), measure.word_count(train), {name: work / f"dev-{name}.conllu" for name, _ in dev}


# ---- training

def children_cpu():
    """CPU seconds of the programs that have been run."""
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def trained(model, train):
    """CPU minutes that the training took; runs it unless the model is there."""
    told = Path(f"{model}.minutes")
    if not told.exists():
        start = children_cpu()
        train()
        told.write_text(f"{(children_cpu() - start) / 60:.1f}\n", encoding="utf-8")
    return float(told.read_text(encoding="utf-8"))


def train_udpipe(args, python, work, model):
    """UDPipe's own trainer, its default options; dev chooses the best iteration."""
    call([python, PEER, "train-udpipe", work / "train.conllu", work / "dev.conllu", model,
          *args.udpipe_iterations], work / "udpipe.log")


def train_spacy(args, python, work, model):
    """`spacy train` with its config for CPU and efficiency, words as the treebank has them."""
    log, spacy = work / "spacy.log", [python, "-m", "spacy"]
    for name in ("train", "dev"):
        call([*spacy, "convert", work / f"{name}.conllu", work, "--converter", "conllu", "-n", "1"], log)
    config = work / "config.cfg"
    call([*spacy, "init", "config", config, "--lang", args.lang, "--pipeline", PIPELINE,
          "--optimize", "efficiency", "--force"], log)
    # gold_preproc: the words of the treebank, not those of spaCy's tokenizer; a sentence a document.
    call([*spacy, "train", config, "--output", model, "--paths.train", work / "train.spacy",
          "--paths.dev", work / "dev.spacy", "--corpora.train.gold_preproc", "true",
          "--corpora.dev.gold_preproc", "true", "--training.max_steps", args.spacy_steps,
          "--training.eval_frequency", max(1, min(200, args.spacy_steps // 4)), "--training.patience", "0"], log)


# ---- measuring

def size_mb(path):
    """Megabytes of a file or of the files in a folder."""
    files = [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]
    return sum(f.stat().st_size for f in files) / 1e6


def parse_ours(args, gold, out):
    """Our parser on a dev file: parses it, then measures it as `peer.py` does: passes after the first."""
    command = measure.parser(args, args.lang) + ["--conllu"]
    out.write_text(measure.run(command, gold.read_text(encoding="utf-8")), encoding="utf-8")
    empty = out.with_suffix(".empty")
    empty.write_text("", encoding="utf-8")
    timed = lambda passes, text: measure.metered([*command, "--time", str(passes)], text)
    once, more = ([timed(passes, gold) for _ in range(RUNS)] for passes in (1, 1 + PASSES))
    seconds = (min(run[0] for run in more) - min(run[0] for run in once)) / PASSES
    return {"words-per-second": measure.word_count(ud.blocks(gold)) / seconds,
            "load-ms": 1000 * min(timed(1, empty)[0] for _ in range(RUNS)), "peak-mb": min(run[1] for run in more)}


def systems(args, python, work):
    """[(name, model, CPU minutes of training or nothing, parse function)], training what is not there."""
    udpipe, spacy = work / "udpipe.model", work / "spacy"
    minutes = [trained(udpipe, lambda: train_udpipe(args, python, work, udpipe)),
               trained(spacy, lambda: train_spacy(args, python, work, spacy))]

    def peer(command, model, log):
        return lambda gold, out: json.loads(call([python, PEER, command, model, gold, out], log).splitlines()[-1])
    best = spacy / "model-best"
    return [("Recoupe", measure.parser(args, args.lang)[1], None, lambda gold, out: parse_ours(args, gold, out)),
            ("UDPipe 1", udpipe, minutes[0], peer("parse-udpipe", udpipe, work / "udpipe.log")),
            ("spaCy", best, minutes[1], peer("parse-spacy", best, work / "spacy.log"))]


def rows(args, python, work, devs):
    """The rows of the table."""
    for name, model, minutes, parse in systems(args, python, work):
        for bank, gold in devs.items():
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder) / "parsed.conllu"
                speed = parse(gold, out)
                scores = score.evaluate(gold, out, args.lang)
            yield [name, bank, *(f"{scores[key]:.2f}" for key in ACCURACY), f"{speed['words-per-second']:,.0f}",
                   f"{size_mb(model):.1f}", f"{speed['load-ms']:.0f}", f"{speed['peak-mb']:.0f}",
                   "not measured" if minutes is None else f"{minutes:.1f}"]


def markdown(header, body):
    """A table."""
    lines = [header, ["---"] * len(header), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def arguments(argv):
    """The options."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--lang", choices=sorted(ud.TRAIN), default="fr")
    p.add_argument("--ud", required=True, help="folder with the Universal Dependencies treebanks")
    p.add_argument("--work", required=True, type=Path, help="folder for the virtual environment and the models")
    p.add_argument("--sentences", type=int, help="train the peers on so many sentences only, for a trial")
    p.add_argument("--udpipe-iterations", type=int, nargs=2, default=[20, 10], metavar=("TAGGER", "PARSER"),
                   help="at most so many; UDPipe's own defaults are 20 and 10 [%(default)s]")
    p.add_argument("--spacy-steps", type=int, default=6000, help="steps of training [%(default)s]")
    p.add_argument("--parser", default=str(measure.ROOT / "target/release/examples/parse"),
                   help="the example `parse` of recoupe-syntax [%(default)s]")
    p.add_argument("--data", default=str(measure.ROOT / "data"), help="our models [%(default)s]")
    return p.parse_args(argv)


def main(argv=None):
    """Trains what is not there, measures, prints."""
    args = arguments(argv)
    for path in (args.ud, args.parser):
        if not Path(path).exists():
            sys.exit(f"expected {path}, and it is not there")
    tagger, parser = args.udpipe_iterations
    name = f"{args.lang}-{args.sentences or 'all'}-{tagger}-{parser}-{args.spacy_steps}"
    work = args.work.resolve() / name
    work.mkdir(parents=True, exist_ok=True)
    python = environment(args.work.resolve())
    sentences, words, devs = prepare(args, work)
    table = list(rows(args, python, work, devs))
    print(f"`--lang {args.lang}" + (f" --sentences {args.sentences}" if args.sentences else "")
          + f" --udpipe-iterations {tagger} {parser} --spacy-steps {args.spacy_steps}`: the peers"
          f" ({', '.join(PACKAGES)}) were trained on {sentences} sentences, {words:,} words.\n")
    print(markdown(["system", "dev set", *ACCURACY, "words / CPU s", "model MB", "load CPU ms", "peak MB",
                    "training CPU min"], table))


if __name__ == "__main__":
    main()
