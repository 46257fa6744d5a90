"""The network: hashed word vectors, two BiLSTM layers, tag heads and a biaffine parser."""
import torch
import torch.nn.functional as F
from torch import nn

from text import SHAPE_DIM, TABLES, WORD_DIM

PROJ, UPOS_DIM, BANK_DIM = 160, 48, 16
# A form loses its trained vector, or its vector from raw text, this often in training.
WORD_DROP, RAW_DROP = 0.15, 0.1


def locked_dropout(x, p, training):
    """Dropout with one mask for all time steps of a sentence."""
    if not training or p == 0:
        return x
    return x * (torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p))


class Net(nn.Module):
    """Sizes come from the vocabularies; `banks` is the number of training treebanks.

    A treebank vector is joined to every word vector, so that annotation habits of one treebank do
    not blur another's. The shipped model has the vector of one treebank folded into its bias.
    """

    def __init__(self, sizes, hidden=192, arc=128, lab=48, drop=0.33, raw=None):
        super().__init__()
        self.drop = drop
        # Vectors from raw text are not trained further; row 0 stands for unknown forms.
        self.raw = nn.Embedding.from_pretrained(raw, freeze=True) if raw is not None else None
        self.word = nn.Embedding(sizes["words"], WORD_DIM)
        self.s2, self.s3, self.s4, self.p3 = (nn.Embedding(*TABLES[t]) for t in ("s2", "s3", "s4", "p3"))
        self.shape = nn.Embedding(sizes["shapes"], SHAPE_DIM)
        self.ng = nn.EmbeddingBag(*TABLES["ng"], mode="mean")
        self.bank = nn.Embedding(sizes["banks"], BANK_DIM)
        for e in (self.word, self.s2, self.s3, self.s4, self.p3, self.shape, self.ng, self.bank):
            nn.init.normal_(e.weight, 0, 0.1)
        width = WORD_DIM + SHAPE_DIM + sum(d for _, d in TABLES.values())
        width += raw.shape[1] if raw is not None else 0
        self.proj, self.norm = nn.Linear(width + BANK_DIM, PROJ), nn.LayerNorm(PROJ)
        out = 2 * hidden
        self.lstm1 = nn.LSTM(PROJ, hidden, batch_first=True, bidirectional=True)
        self.lstm2 = nn.LSTM(out + UPOS_DIM, hidden, batch_first=True, bidirectional=True)
        self.upos, self.uemb = nn.Linear(out, sizes["upos"]), nn.Linear(sizes["upos"], UPOS_DIM, bias=False)
        self.feats = nn.Linear(out + UPOS_DIM, sizes["feats"])
        self.lemma = nn.Linear(out + UPOS_DIM, sizes["lemmas"])
        self.root = nn.Parameter(torch.randn(out) * 0.1)
        self.arc_h, self.arc_d = nn.Linear(out, arc), nn.Linear(out, arc)
        self.lab_h, self.lab_d = nn.Linear(out, lab), nn.Linear(out, lab)
        self.arc_u = nn.Parameter(torch.randn(arc + 1, arc) * 0.05)
        self.lab_u = nn.Parameter(torch.randn(sizes["deprels"], lab + 1, lab + 1) * 0.02)

    def groups(self):
        """Parameters for the optimiser, with their share of its rate."""
        return [{"params": [p for p in self.parameters() if p.requires_grad], "share": 1.0}]

    def _run(self, lstm, x, lens):
        packed = nn.utils.rnn.pack_padded_sequence(x, lens, batch_first=True, enforce_sorted=False)
        return nn.utils.rnn.pad_packed_sequence(lstm(packed)[0], batch_first=True)[0]

    def _words(self, batch):
        f, w = batch["ids"], batch["ids"][..., 0]
        if self.training:
            w = w.masked_fill(torch.rand(w.shape) < WORD_DROP, 0)
        grams = self.ng(batch["grams"], batch["offsets"]).view(*f.shape[:2], -1)
        bank = self.bank(batch["bank"]).unsqueeze(1).expand(-1, f.shape[1], -1)
        parts = [self.word(w), self.s2(f[..., 1]), self.s3(f[..., 2]), self.s4(f[..., 3]),
                 self.p3(f[..., 4]), self.shape(f[..., 5]), grams]
        if self.raw is not None:
            r = f[..., 6]
            if self.training:
                r = r.masked_fill(torch.rand(r.shape) < RAW_DROP, 0)
            parts.append(self.raw(r))
        x = torch.cat([*parts, bank], -1)
        return self.norm(F.relu(self.proj(F.dropout(x, 0.2, self.training))))

    def forward(self, batch):
        """Scores of tags, features, lemma rules and arcs, and the two label views."""
        tr, p = self.training, self.drop
        x = locked_dropout(self._words(batch), p, tr)
        h1 = locked_dropout(self._run(self.lstm1, x, batch["lens"]), p, tr)
        upos = self.upos(h1)
        z = torch.cat([h1, self.uemb(torch.softmax(upos, -1))], -1)
        h2 = locked_dropout(self._run(self.lstm2, z, batch["lens"]), p, tr)
        heads = torch.cat([self.root.expand(h2.shape[0], 1, -1), h2], 1)
        ah, ad, lh, ld = (locked_dropout(F.leaky_relu(m(v), 0.1), p, tr) for m, v in
                          ((self.arc_h, heads), (self.arc_d, h2), (self.lab_h, heads), (self.lab_d, h2)))
        one = torch.ones(*ad.shape[:2], 1)
        arc = torch.cat([ad, one], -1) @ self.arc_u @ ah.transpose(1, 2)
        ok = torch.cat([torch.ones(len(arc), 1, dtype=torch.bool), batch["mask"]], 1)
        arc = arc.masked_fill(~ok.unsqueeze(1), -1e4)
        i = torch.arange(arc.shape[1])
        arc[:, i, i + 1] = -1e4
        return upos, self.feats(z), self.lemma(z), arc, lh, ld

    def labels(self, lh, ld, heads):
        """Label scores for the given heads."""
        h = torch.gather(lh, 1, heads.unsqueeze(-1).expand(-1, -1, lh.shape[-1]))
        one = torch.ones(*h.shape[:2], 1)
        h, d = torch.cat([h, one], -1), torch.cat([ld, one], -1)
        n, l, _ = self.lab_u.shape
        left = (d.reshape(-1, l) @ self.lab_u.permute(1, 0, 2).reshape(l, n * l)).view(*d.shape[:2], n, l)
        return (left * h.unsqueeze(2)).sum(-1)
