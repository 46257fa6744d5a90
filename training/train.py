"""Trains the tagger, lemmatiser and parser of one language and saves a checkpoint.

    python train.py --lang fr --ud DIR --minutes 30 --out fr.pt

`DIR` holds the UD treebanks as `UD_French-Sequoia/…`. Deterministic for a seed up to the wall-clock
budget; give `--epochs` and a large `--minutes` for an exactly repeatable run.
"""
import argparse
import math
import random
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

import news
import raw_vectors
import teacher
import text
import ud
from network import Net
from tree import decode


# The treebank whose habits trees of raw text have.
# Treebanks of written text, which `news` makes agency copy of.
WRITTEN = {"gsd", "sequoia", "ewt", "gum"}
SILVER_AS = {"fr": "gsd", "en": "ewt"}


def vocabularies(train):
    """Ordered lists; index 0 of words and shapes stands for the unknown."""
    words = Counter(text.key(w.form) for _, s in train for w in s)
    shapes = Counter(text.shape(w.form) for _, s in train for w in s)
    rules = Counter(text.edit_rule(w.form, w.lemma) for _, s in train for w in s if w.upos != "PROPN")
    rel = Counter(w.deprel for _, s in train for w in s)
    top = lambda c, least: [k for k, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least]
    return {
        "words": [""] + top(words, 2),
        "shapes": [""] + top(shapes, 5),
        "upos": top(Counter(w.upos for _, s in train for w in s), 1),
        "feats": top(Counter(w.feats for _, s in train for w in s if w.feats != ud.UNKNOWN), 2),
        "lemmas": top(rules, 2),
        "deprels": top(Counter({k: n for k, n in rel.items() if n >= 5 or ":" not in k}), 1),
        "banks": sorted({b for b, _ in train}),
    }


class Encoder:
    """Turns sentences into index arrays."""

    def __init__(self, voc, raw=None):
        self.voc, self.raw = voc, raw or {}
        self.index = {k: {s: i for i, s in enumerate(v)} for k, v in voc.items()}
        self.cache = {}

    def form(self, form):
        if form not in self.cache:
            k, s2, s3, s4, p3, shape, grams = text.features(form)
            ids = (self.index["words"].get(k, 0), s2, s3, s4, p3, self.index["shapes"].get(shape, 0), self.raw.get(k, 0))
            self.cache[form] = (ids, grams)
        return self.cache[form]

    def gold(self, w):
        ix = self.index
        lemma = -1 if w.upos == "PROPN" else ix["lemmas"].get(text.edit_rule(w.form, w.lemma), -1)
        rel = ix["deprels"].get(w.deprel, ix["deprels"].get(w.deprel.split(":")[0], -1))
        return (ix["upos"].get(w.upos, -1), ix["feats"].get(w.feats, -1), lemma, w.head, rel)

    def batch(self, sentences):
        """Padded tensors of [(bank, words)]."""
        n = max(len(w) for _, w in sentences)
        ids = np.zeros((len(sentences), n, 7), dtype=np.int64)
        gold = np.full((len(sentences), n, 5), -1, dtype=np.int64)
        grams, offsets = [], []
        for k, (_, words) in enumerate(sentences):
            for j in range(n):
                offsets.append(len(grams))
                if j < len(words):
                    ids[k, j], g = self.form(words[j].form)
                    grams += g
                    gold[k, j] = self.gold(words[j])
                else:
                    grams.append(0)
        lens = torch.tensor([len(w) for _, w in sentences])
        return {"ids": torch.from_numpy(ids), "gold": torch.from_numpy(gold), "grams": torch.tensor(grams),
                "offsets": torch.tensor(offsets), "lens": lens, "mask": torch.arange(n)[None] < lens[:, None],
                "bank": torch.tensor([self.index["banks"].get(b, 0) for b, _ in sentences]),
                "sentences": [w for _, w in sentences]}


def batches(sentences, size, rng=None):
    """Groups of sentence indices of like length, at most `size` padded words each."""
    jitter = (lambda: rng.random() * 4) if rng else (lambda: 0)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i][1]) + jitter())
    out, cur, longest = [], [], 0
    for i in order:
        n = len(sentences[i][1])
        if cur and max(longest, n) * (len(cur) + 1) > size:
            out.append(cur)
            cur, longest = [], 0
        cur.append(i)
        longest = max(longest, n)
    out.append(cur)
    if rng:
        rng.shuffle(out)
    return out


def loss_of(net, batch, taught=(), trust=0.0):
    """Weighted sum of the five cross-entropies; `trust` is the share of what the networks `taught` say in it."""
    g, m = batch["gold"], batch["mask"]
    upos, feats, lemma, arc, lh, ld = out = net(batch)
    heads = g[..., 3].clamp(min=0)
    lab = net.labels(lh, ld, heads)

    def ce(x, y):
        return F.cross_entropy(x[m], y[m], ignore_index=-1) if (y[m] >= 0).any() else 0.0
    loss = ce(arc, g[..., 3]) + ce(lab, g[..., 4]) + 0.5 * (ce(upos, g[..., 0]) + ce(feats, g[..., 1])) \
        + 0.3 * ce(lemma, g[..., 2])
    if not taught:
        return loss
    with torch.no_grad():
        told = teacher.together(taught, batch, heads)
    return (1 - trust) * loss + trust * teacher.soft_loss([*out[:4], lab], told, m)


def predict(net, enc, sentences):
    """[(upos, feats, lemma, head, deprel)] per sentence."""
    net.eval()
    out = [None] * len(sentences)
    root = enc.index["deprels"]["root"]
    with torch.no_grad():
        for group in batches(sentences, 2500):
            b = enc.batch([sentences[i] for i in group])
            upos, feats, lemma, arc, lh, ld = net(b)
            heads = np.zeros(b["mask"].shape, dtype=np.int64)
            for k, i in enumerate(group):
                n = len(sentences[i][1])
                heads[k, :n] = decode(arc[k, :n, :n + 1].numpy())
            lab = net.labels(lh, ld, torch.from_numpy(heads))
            is_root = torch.from_numpy(heads) == 0
            lab[..., root] = torch.where(is_root, torch.tensor(1e9), torch.tensor(-1e9))
            best = [x.argmax(-1).numpy() for x in (upos, feats, lemma, lab)]
            for k, i in enumerate(group):
                v = enc.voc
                out[i] = []
                for j, w in enumerate(sentences[i][1]):
                    u = v["upos"][best[0][k, j]]
                    lem = w.form if u == "PROPN" else text.apply_rule(w.form, v["lemmas"][best[2][k, j]])
                    out[i].append((u, v["feats"][best[1][k, j]], lem, int(heads[k, j]), v["deprels"][best[3][k, j]]))
    net.train()
    return out


def score(sentences, predicted):
    """UPOS, FEATS, lemma, UAS, LAS in per cent; subtypes of relations do not count."""
    n, hit = 0, [0] * 5
    for (_, words), preds in zip(sentences, predicted):
        for w, p in zip(words, preds):
            n += 1
            arc = w.head == p[3]
            rel = w.deprel.split(":")[0] == p[4].split(":")[0]
            for i, ok in enumerate((w.upos == p[0], w.feats == p[1], w.lemma == p[2], arc, arc and rel)):
                hit[i] += ok
    return [round(100 * h / n, 2) for h in hit]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--lang", required=True, choices=("fr", "en"))
    ap.add_argument("--ud", required=True, help="folder of the treebanks")
    ap.add_argument("--out", required=True)
    ap.add_argument("--minutes", type=float, default=30)
    ap.add_argument("--epochs", type=int, default=60)
    ap.add_argument("--hidden", type=int, default=192)
    ap.add_argument("--raw", help="vectors from raw text, as raw_vectors.py writes them")
    ap.add_argument("--drop", type=float, default=0.33)
    ap.add_argument("--batch", type=int, default=1200)
    ap.add_argument("--lr", type=float, default=2e-3)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--eval-every", type=int, default=3)
    ap.add_argument("--silver", help="trees of raw text, as ensemble.py writes them")
    ap.add_argument("--news", action="store_true", help="turn some sentences into agency copy (news.py)")
    ap.add_argument("--teach", metavar="PACKAGE", help="train a larger network over MiniLM (teacher.py) instead")
    ap.add_argument("--larger", action="store_true", help="train a larger network of the same kind to learn from")
    ap.add_argument("--learn-from", nargs="+", metavar="TEACHER", help="learn what larger networks say as well")
    ap.add_argument("--minilm", metavar="PACKAGE", help="for teachers made with --teach")
    ap.add_argument("--trust", type=float, default=0.5, help="share of its word in the loss")
    ap.add_argument("--voc", help="checkpoint whose vocabularies to use")
    ap.add_argument("--init", help="checkpoint to go on from (same data, same sizes)")
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    train, dev = ud.load(a.ud, ud.TRAIN[a.lang], a.lang), ud.load(a.ud, ud.DEV[a.lang], a.lang)
    like = a.init or a.voc
    voc = torch.load(like)["voc"] if like else vocabularies(train)
    silver = [(SILVER_AS[a.lang], ud.parse_block(b, a.lang)) for b in ud.blocks(a.silver)] if a.silver else []
    pools = {b: p for b, p in news.subjects(train).items() if b in WRITTEN} if a.news else {}
    keys, matrix = raw_vectors.read(a.raw) if a.raw else (None, None)
    enc = Encoder(voc, keys)
    sizes = {k: len(v) for k, v in voc.items()}
    if a.teach:
        net = teacher.Teacher(sizes, a.teach, raw=matrix)
    elif a.larger:
        net = Net(sizes, **teacher.LARGER, drop=a.drop, raw=matrix)
    else:
        net = Net(sizes, hidden=a.hidden, drop=a.drop, raw=matrix)
    if a.init:
        net.load_state_dict(torch.load(a.init)["state"])
    taught = [teacher.load(p, keys, matrix, a.minilm)[0] for p in a.learn_from or []]
    print({k: len(v) for k, v in voc.items()}, "parameters", sum(p.numel() for p in net.parameters()), flush=True)
    opt = torch.optim.Adam(net.groups(), lr=a.lr, betas=(0.9, 0.95))
    fixed = {k for k, p in net.named_parameters() if not p.requires_grad}
    ema = {k: v.detach().clone() for k, v in net.state_dict().items() if k not in fixed}
    total = a.epochs * len(batches(train + silver, a.batch))
    start, cpu, step, best = time.time(), time.process_time(), 0, -1.0
    for epoch in range(1, a.epochs + 1):
        shown = [(b, news.vary(w, rng, a.lang, pools[b]) if b in pools else w) for b, w in train + silver]
        shown = [(b, ud.augment(w, rng, a.lang)) for b, w in shown]
        done, losses = False, 0.0
        groups = batches(shown, a.batch, rng)
        for group in groups:
            done = time.time() - start > a.minutes * 60
            if done:
                break
            progress = max((time.time() - start) / (a.minutes * 60), step / total)
            rate = 1.0 if progress < 0.3 else max(0.02, 0.5 * (1 + math.cos(math.pi * (progress - 0.3) / 0.7)))
            for g in opt.param_groups:
                g["lr"] = a.lr * min(1, (step + 1) / 200) * rate * g["share"]
            loss = loss_of(net, enc.batch([shown[i] for i in group]), taught, a.trust)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            opt.step()
            step += 1
            losses += loss.item()
            with torch.no_grad():
                keep = min(0.998, (1 + step) / (10 + step))
                for k, v in net.state_dict().items():
                    if k in ema:
                        ema[k].lerp_(v, 1 - keep)
        line = f"epoch {epoch} wall {time.time() - start:.0f}s cpu {time.process_time() - cpu:.0f}s loss {losses / len(groups):.3f}"
        last = done or epoch == a.epochs
        if epoch % a.eval_every == 0 or last:
            raw = {k: v.clone() for k, v in net.state_dict().items()}
            net.load_state_dict({**raw, **ema})
            result = score(dev, predict(net, enc, dev))
            line += f" dev UPOS FEATS LEMMA UAS LAS {result}"
            if result[4] > best:
                best = result[4]
                torch.save({"state": net.state_dict(), "voc": voc, "args": vars(a), "dev": result}, a.out)
            net.load_state_dict(raw)
        print(line, flush=True)
        if last:
            break


if __name__ == "__main__":
    main()
