"""Best single-root dependency tree of an arc score matrix."""
import numpy as np

LOW = -1e9


def is_tree(heads):
    """Whether heads (0 = root, 1-based) form a tree with one root."""
    n = len(heads)
    if (heads == 0).sum() != 1:
        return False
    for i in range(n):
        j, steps = i + 1, 0
        while j and steps <= n:
            j, steps = heads[j - 1], steps + 1
        if steps > n:
            return False
    return True


def decode(scores):
    """Heads for scores[dependent, head]; greedy when that is a tree, else maximum spanning tree."""
    n = len(scores)
    greedy = scores.argmax(1)
    if is_tree(greedy):
        return greedy
    full = np.full((n + 1, n + 1), LOW)
    full[1:] = scores
    best, best_heads = None, None
    for root in np.argsort(-scores[:, 0])[:4]:
        m = full.copy()
        m[1:, 0] = LOW
        m[root + 1, 0] = scores[root, 0]
        heads = spanning(m)
        value = sum(m[i, heads[i]] for i in range(1, n + 1))
        if best is None or value > best:
            best, best_heads = value, heads
    return np.array(best_heads[1:])


def spanning(scores):
    """Chu-Liu-Edmonds on scores[dependent, head] with node 0 as the root."""
    n = len(scores)
    s = scores.copy()
    np.fill_diagonal(s, LOW)
    heads = s.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    rest = [i for i in range(n) if i not in set(cycle)]
    new = {v: i for i, v in enumerate(rest)}
    c = len(rest)
    total = sum(s[v, heads[v]] for v in cycle)
    small = np.full((c + 1, c + 1), LOW)
    into, out = {}, {}
    for v in rest:
        for w in rest:
            small[new[v], new[w]] = s[v, w]
        out[v] = max(cycle, key=lambda w: s[v, w])
        small[new[v], c] = s[v, out[v]]
        into[v] = max(cycle, key=lambda w: s[w, v] - s[w, heads[w]])
        small[c, new[v]] = s[into[v], v] - s[into[v], heads[into[v]]] + total
    sub = spanning(small)
    for v in rest[1:]:
        heads[v] = out[v] if sub[new[v]] == c else rest[sub[new[v]]]
    entry = rest[sub[c]]
    heads[into[entry]] = entry
    return heads


def find_cycle(heads):
    """Some cycle among the nodes, or nothing."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path, v = [], start
        while v and not seen[v]:
            seen[v] = start
            path.append(v)
            v = heads[v]
        if v and seen[v] == start:
            return path[path.index(v):]
    return None
