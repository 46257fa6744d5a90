"""Runs UDPipe 1 and spaCy for `peers.py`, inside the virtual environment that it makes.

    peer.py train-udpipe TRAIN DEV MODEL TAGGER_ITERATIONS PARSER_ITERATIONS
    peer.py parse-udpipe|parse-spacy MODEL GOLD.conllu OUT.conllu

Parsing keeps the words of GOLD and predicts the rest again; it prints one line of JSON: speed, load
time and peak memory of this process. Speed and load time are the best of some in one process, so that
caches are full and imports done.
"""
import json
import sys
import time
from pathlib import Path

PASSES = 3


def cpu():
    """CPU seconds of this process so far."""
    return time.process_time()


def peak_mb():
    """The largest amount of memory that this process has held (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6


def best(call):
    """(least CPU seconds of some calls, what the last one gave)."""
    seconds = []
    for _ in range(PASSES):
        start = cpu()
        given = call()
        seconds.append(cpu() - start)
    return min(seconds), given


def report(words, seconds, load):
    """The line for `peers.py`; `load` loads the model again, once the peak has been read."""
    peak = peak_mb()
    print(json.dumps({"words-per-second": words / seconds, "load-ms": best(load)[0] * 1000, "peak-mb": peak}))


# ---- UDPipe

def udpipe_sentences(path):
    """Sentences of a CoNLL-U file."""
    from ufal import udpipe
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText(Path(path).read_text(encoding="utf-8"))
    error, found = udpipe.ProcessingError(), udpipe.Sentences()
    sentence = udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        found.append(sentence)
        sentence = udpipe.Sentence()
    if error.occurred():
        raise SystemExit(f"{path}: {error.message}")
    return found


def train_udpipe(train, dev, model, tagger, parser):
    """Trains tagger, lemmatiser and parser with the options that UDPipe has by default."""
    from ufal import udpipe
    error = udpipe.ProcessingError()
    data = udpipe.Trainer.train(
        "morphodita_parsito", udpipe_sentences(train), udpipe_sentences(dev), udpipe.Trainer.NONE,
        f"models=2;iterations={tagger}", f"iterations={parser}", error)
    if error.occurred():
        raise SystemExit(f"UDPipe cannot train: {error.message}")
    Path(model).write_bytes(data)


def parse_udpipe(model_path, gold, out):
    """Tags and parses; the reading of CoNLL-U is not counted."""
    from ufal import udpipe
    load = lambda: udpipe.Model.load(model_path)
    model = load()
    if not model:
        raise SystemExit(f"{model_path} is no UDPipe model")
    # It writes into the sentences, so each pass needs its own.
    copies = [list(udpipe_sentences(gold)) for _ in range(PASSES)]
    writer = udpipe.OutputFormat.newConlluOutputFormat()

    def parse():
        sentences = copies.pop()
        for sentence in sentences:
            if not (model.tag(sentence, model.DEFAULT) and model.parse(sentence, model.DEFAULT)):
                raise SystemExit("UDPipe cannot tag or parse a sentence")
        return sentences
    seconds, sentences = best(parse)
    Path(out).write_text("".join(map(writer.writeSentence, sentences)), encoding="utf-8")
    report(sum(len(s.words) - 1 for s in sentences), seconds, load)


# ---- spaCy

def blocks(path):
    """The CoNLL-U blocks of a file, as lists of lists of columns; comments stay lists of one."""
    text = Path(path).read_text(encoding="utf-8").strip()
    return [[line.split("\t") for line in block.split("\n")] for block in text.split("\n\n")]


def filled(block, doc):
    """A block's lines with what spaCy says of its words."""
    tokens = iter(doc)
    for columns in block:
        if len(columns) == 10 and columns[0].isdigit():
            t = next(tokens)
            root = t.head.i == t.i
            yield "\t".join([columns[0], columns[1], t.lemma_ or "_", t.pos_ or "_", "_", str(t.morph) or "_",
                             str(0 if root else t.head.i + 1), "root" if root else t.dep_, "_", columns[9]])
        else:
            yield "\t".join(columns)


def parse_spacy(model_path, gold, out):
    """Tags and parses, a sentence a document; making the documents is counted, imports are not."""
    import spacy
    from spacy.tokens import Doc
    load = lambda: spacy.load(model_path)
    nlp = load()
    some = blocks(gold)
    words = [[c[1] for c in block if len(c) == 10 and c[0].isdigit()] for block in some]
    starts = [[True] + [False] * (len(sentence) - 1) for sentence in words]

    def parse():
        docs = (Doc(nlp.vocab, words=w, sent_starts=s) for w, s in zip(words, starts))
        return list(nlp.pipe(docs, batch_size=256))
    seconds, docs = best(parse)
    text = "".join("\n".join(filled(block, doc)) + "\n\n" for block, doc in zip(some, docs, strict=True))
    Path(out).write_text(text, encoding="utf-8")
    report(sum(map(len, words)), seconds, load)


COMMANDS = {"train-udpipe": train_udpipe, "parse-udpipe": parse_udpipe, "parse-spacy": parse_spacy}

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[sys.argv[1]](*sys.argv[2:])
