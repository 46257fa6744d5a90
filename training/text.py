"""What the network sees of a word form: keys, hashes, shapes, and lemma edit rules.

Everything here has a twin in `crates/recoupe-syntax/src/word.rs` and `lemma.rs`; the two must
agree exactly, and a table in the tests of `word.rs` checks it.
"""

TABLES = {"s2": (2000, 24), "s3": (5000, 32), "s4": (8000, 32), "p3": (5000, 24), "ng": (20000, 64)}
WORD_DIM, SHAPE_DIM = 100, 16
MAX_GRAMS = 40

_MAP = {}
for _c in "’‘ʼ´`′":
    _MAP[_c] = "'"
for _c in "“”„‟«»‹›":
    _MAP[_c] = '"'
for _c in "–—―‐‑−":
    _MAP[_c] = "-"
for _c in "\u00a0\u202f\u2009\u2007":
    _MAP[_c] = " "
_MAP["…"] = "..."
_PLAIN = dict(_MAP)
for _c, _r in (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae")):
    _MAP[_c] = _r
for _c in "0123456789":
    _MAP[_c] = "0"


def key(form):
    """The form as the tables know it: lower case, one kind of quote and dash, digits as 0."""
    return "".join(_MAP[c] if c in _MAP else c.lower() for c in form)


def shape(form):
    """Upper, lower, digit pattern of the first twelve characters, runs cut at two."""
    out = []
    for c in "".join(_PLAIN.get(c, c) for c in form)[:12]:
        s = "d" if c in "0123456789" else "X" if c.isupper() else "x" if c.isalpha() else c
        if not (len(out) >= 2 and out[-1] == s and out[-2] == s):
            out.append(s)
    return "".join(out)


def fnv(tag, text):
    """FNV-1a (32 bits) of tag and text."""
    h = 0x811C9DC5
    for b in (tag + text).encode("utf8"):
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def bucket(tag, text, size):
    """The hash folded into a table of `size` rows."""
    h = fnv(tag, text)
    return (h ^ (h >> 15)) % size


def features(form):
    """(key, s2, s3, s4, p3, shape, [n-gram rows]) of a form."""
    k = key(form)
    x = "<" + k + ">"
    grams = [bucket("g", x[i:i + n], TABLES["ng"][0])
             for n in (3, 4, 5) for i in range(len(x) - n + 1)][:MAX_GRAMS]
    if not grams:
        grams = [bucket("g", x, TABLES["ng"][0])]
    return (k, bucket("2", k[-2:], TABLES["s2"][0]), bucket("3", k[-3:], TABLES["s3"][0]),
            bucket("4", k[-4:], TABLES["s4"][0]), bucket("p", k[:3], TABLES["p3"][0]),
            shape(form), grams)


def edit_rule(form, lemma):
    """How to get from form to lemma: `case|strip|suffix`, or `case|=|lemma` when they share no start.

    Case L: work on the lower-cased form. C: likewise, then a capital first letter. K: keep.
    """
    low = lemma.lower()
    case = "L" if lemma == low else "C" if lemma == low[:1].upper() + low[1:] else "K"
    base, goal = (form, lemma) if case == "K" else (form.lower(), low)
    p = 0
    while p < min(len(base), len(goal)) and base[p] == goal[p]:
        p += 1
    return f"{case}|=|{goal}" if p == 0 else f"{case}|{len(base) - p}|{goal[p:]}"


def apply_rule(form, rule):
    """The lemma that a rule gives; the form itself when the rule does not fit."""
    case, strip, add = rule.split("|", 2)
    base = form if case == "K" else form.lower()
    if strip == "=":
        out = add
    elif int(strip) > len(base):
        return form
    else:
        out = base[:len(base) - int(strip)] + add
    return out[:1].upper() + out[1:] if case == "C" else out
