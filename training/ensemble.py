"""Trees of raw text by several models together, to learn from.

    python ensemble.py --lang fr --bank gsd --raw fr-raw.npz WORDS.conllu OUT.conllu A.pt B.pt …

`WORDS.conllu` has the words (as `recoupe parse` prints them). Probabilities are averaged; a sentence is
kept if the models by themselves agree with what comes out on `AGREE` of the arcs.
"""
import argparse

import numpy as np
import torch

import raw_vectors
import ud
from teacher import load
from train import Encoder, batches
from tree import decode
import text

AGREE, SHORTEST, LONGEST = 0.9, 4, 60


def analyse(nets, batch):
    """Mean probabilities of tags, features, lemma rules and arcs; heads by each model; label views."""
    sums, own, views = None, [], []
    for net in nets:
        upos, feats, lemma, arc, lh, ld = net(batch)
        probs = [torch.softmax(x, -1) for x in (upos, feats, lemma, arc)]
        sums = probs if sums is None else [a + b for a, b in zip(sums, probs)]
        own.append(arc.argmax(-1).numpy())
        views.append((net, lh, ld))
    return [x / len(nets) for x in sums], own, views


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--lang", required=True)
    ap.add_argument("--bank", required=True)
    ap.add_argument("--raw", required=True)
    ap.add_argument("--minilm", metavar="PACKAGE", help="for models of teacher.py")
    ap.add_argument("words")
    ap.add_argument("out")
    ap.add_argument("models", nargs="+")
    a = ap.parse_args()
    torch.set_num_threads(1)
    keys, matrix = raw_vectors.read(a.raw)
    nets, vocs = zip(*(load(p, keys, matrix, a.minilm) for p in a.models))
    assert all(v == vocs[0] for v in vocs), "the vocabularies differ"
    voc = vocs[0]
    enc = Encoder(voc, keys)
    sentences = [(a.bank, ud.parse_block(b, a.lang)) for b in ud.blocks(a.words)]
    sentences = [s for s in sentences if SHORTEST <= len(s[1]) <= LONGEST]
    root, kept = voc["deprels"].index("root"), {}
    with torch.no_grad():
        for group in batches(sentences, 2500):
            batch = enc.batch([sentences[i] for i in group])
            (upos, feats, lemma, arc), own, views = analyse(nets, batch)
            heads = np.zeros(batch["mask"].shape, dtype=np.int64)
            for k, i in enumerate(group):
                n = len(sentences[i][1])
                heads[k, :n] = decode(np.log(arc[k, :n, :n + 1].numpy() + 1e-9))
            gold = torch.from_numpy(heads)
            lab = sum(torch.softmax(net.labels(lh, ld, gold), -1) for net, lh, ld in views)
            lab[..., root] = torch.where(gold == 0, 1e9, -1e9)
            best = [x.argmax(-1).numpy() for x in (upos, feats, lemma, lab)]
            for k, i in enumerate(group):
                words = sentences[i][1]
                n = len(words)
                if min((o[k, :n] == heads[k, :n]).mean() for o in own) < AGREE:
                    continue
                kept[i] = []
                for j, w in enumerate(words):
                    tag = voc["upos"][best[0][k, j]]
                    lem = w.form if tag == "PROPN" else text.apply_rule(w.form, voc["lemmas"][best[2][k, j]])
                    kept[i].append([str(j + 1), w.form, lem, tag, "_", voc["feats"][best[1][k, j]],
                                    str(heads[k, j]), voc["deprels"][best[3][k, j]], "_", "_"])
    with open(a.out, "w", encoding="utf8") as f:
        for i in sorted(kept):
            f.write("\n".join("\t".join(row) for row in kept[i]) + "\n\n")
    words = sum(len(rows) for rows in kept.values())
    print(f"kept {len(kept)} of {len(sentences)} sentences, {words} words")


if __name__ == "__main__":
    main()
