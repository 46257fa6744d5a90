"""Sentences as news writes them, made of the treebanks' own: what treebanks have too little of.

French: « …, a annoncé lundi le ministre. » and datelines. English: "…, the minister said on
Friday.", "told reporters that …", "gave Chad three trucks". The conventions are those of GSD,
Sequoia and EWT; features of the words that are added are left open.
"""
from ud import UNKNOWN, Word

SAID = {
    "fr": [w.split("/") for w in """annoncé/annoncer déclaré/déclarer indiqué/indiquer affirmé/affirmer précisé/préciser
        expliqué/expliquer ajouté/ajouter assuré/assurer souligné/souligner rapporté/rapporter estimé/estimer
        confirmé/confirmer reconnu/reconnaître dit/dire prévenu/prévenir rappelé/rappeler répété/répéter
        fait_savoir/savoir révélé/révéler averti/avertir regretté/regretter jugé/juger""".split()],
    "en": [w.split("/") for w in """said/say said/say said/say announced/announce added/add warned/warn reported/report
        acknowledged/acknowledge insisted/insist confirmed/confirm claimed/claim stressed/stress noted/note""".split()],
}
DAYS = {"fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
        "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()}
AGENCIES = "AFP Reuters Belga ANSA DPA Xinhua TASS Kyodo".split()
MONTHS = {"fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
          "en": "January February March April May June July August September October November December".split()}
HEARERS = ["reporters", "journalists", "parliament", "lawmakers", "investigators", "CNN", "Reuters", "AFP"]
# How often a sentence that can be turned is turned.
RATE = {"said": 0.07, "dateline": 0.015, "told": 0.5, "gave": 0.5}
GIVE = {"give", "send", "sell", "lend", "offer", "grant", "hand", "supply"}


def subjects(train):
    """Subjects of three to eight words, as words whose head 0 is the head of the phrase."""
    out = {}
    for bank, words in train:
        for i, w in enumerate(words):
            if w.deprel.split(":")[0] != "nsubj" or w.upos not in ("NOUN", "PROPN"):
                continue
            inside = _below(words, i)
            span = list(range(inside[0], inside[-1] + 1))
            clean = all(words[j].upos in ("DET", "NOUN", "PROPN", "ADJ", "ADP", "NUM") for j in span)
            if span == inside and 2 <= len(span) <= 8 and clean and words[span[0]].upos in ("DET", "PROPN"):
                shift = span[0]
                phrase = [words[j]._replace(head=0 if j == i else words[j].head - shift) for j in span]
                out.setdefault(bank, []).append(phrase)
    return out


def _below(words, top):
    """Positions of a word and all that hangs on it."""
    found = {top}
    while True:
        more = {j for j, w in enumerate(words) if w.head - 1 in found} - found
        if not more:
            return sorted(found)
        found |= more


def _phrase(phrase, start, head, deprel):
    """A phrase placed at position `start` (from 0), its head hung on `head` (1-based)."""
    first = phrase[0]
    small = first._replace(form=first.form[:1].lower() + first.form[1:]) if first.upos == "DET" else first
    return [w._replace(head=head, deprel=deprel) if w.head == 0 else w._replace(head=w.head + start)
            for w in [small, *phrase[1:]]]


def _plain(words):
    """A statement with a verb as its root that ends in a full stop, or None."""
    last, root = words[-1], next((i for i, w in enumerate(words) if w.head == 0), None)
    fine = root is not None and words[root].upos in ("VERB", "NOUN", "ADJ") and last.form == "." and last.head == root + 1
    quoted = any(w.form in '"«»“”' for w in words)
    leaf = all(w.head != len(words) for w in words)
    return root if fine and leaf and not quoted and 5 <= len(words) <= 45 else None


def said(words, rng, lang, pool):
    """The sentence with who says it behind."""
    root = _plain(words)
    if root is None or not pool:
        return words
    form, lemma = rng.choice(SAID[lang])
    phrase, body, n = rng.choice(pool), list(words[:-1]), len(words) - 1
    if lang == "en":
        verb = n + 1 + len(phrase) + 1
        body[root] = body[root]._replace(head=verb, deprel="ccomp")
        body.append(Word(",", "PUNCT", UNKNOWN, ",", verb, "punct"))
        body += _phrase(phrase, n + 1, verb, "nsubj")
        body.append(Word(form, "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", lemma, 0, "root"))
        if rng.random() < 0.4:
            body.append(Word("on", "ADP", UNKNOWN, "on", verb + 2, "case"))
            body.append(Word(rng.choice(DAYS[lang]), "PROPN", UNKNOWN, "", verb, "obl"))
        body.append(Word(".", "PUNCT", UNKNOWN, ".", verb, "punct"))
        return [w._replace(lemma=w.lemma or w.form) for w in body]
    many = any(w.head == 0 and "Number=Plur" in w.feats for w in phrase)
    causative = form.startswith("fait_")
    verb = n + 3 + causative
    body.append(Word(",", "PUNCT", UNKNOWN, ",", verb, "punct"))
    body.append(Word("ont" if many else "a", "AUX", UNKNOWN, "avoir", verb, "aux:tense"))
    if causative:
        body.append(Word("fait", "AUX", UNKNOWN, "faire", verb, "aux:caus"))
    body.append(Word("savoir" if causative else form, "VERB", UNKNOWN, lemma, root + 1, "parataxis:insert"))
    if rng.random() < 0.4:
        day = rng.choice(DAYS[lang])
        body.append(Word(day, "NOUN", UNKNOWN, day, verb, "obl:mod"))
    body += _phrase(phrase, len(body), verb, "nsubj")
    body.append(words[-1])
    return body


def told(words, rng, lang, _):
    """"said that" as "told reporters that"."""
    for i, w in enumerate(words[:-1]):
        after = words[i + 1]
        if w.form == "said" and after.form == "that" and after.deprel == "mark":
            hearer = rng.choice(HEARERS)
            tag = "PROPN" if hearer[:1].isupper() else "NOUN"
            moved = [x._replace(head=x.head + (x.head > i + 1)) for x in words]
            moved[i] = moved[i]._replace(form="told", lemma="tell")
            lemma = hearer if tag == "PROPN" or not hearer.endswith("s") else hearer[:-1]
            # EWT has the hearer as indirect object beside a clause.
            return moved[:i + 1] + [Word(hearer, tag, UNKNOWN, lemma, i + 1, "iobj")] + moved[i + 1:]
    return words


def gave(words, rng, lang, _):
    """"gave three trucks to Chad" as "gave Chad three trucks"."""
    for i, w in enumerate(words):
        if w.upos != "VERB" or w.lemma not in GIVE:
            continue
        obj = [j for j, x in enumerate(words) if x.head == i + 1 and x.deprel == "obj"]
        to = [j for j, x in enumerate(words) if x.head == i + 1 and x.deprel == "obl"
              and any(c.form == "to" and c.head == j + 1 and c.deprel == "case" for c in words)]
        if len(obj) != 1 or len(to) != 1:
            continue
        things, receiver = _below(words, obj[0]), _below(words, to[0])
        whole = list(range(i + 1, i + 1 + len(things) + len(receiver)))
        if things + receiver != whole or words[receiver[0]].form != "to":
            continue
        order = list(range(i + 1)) + receiver[1:] + things + list(range(whole[-1] + 1, len(words)))
        place = {old: new + 1 for new, old in enumerate(order)}
        out = [words[old]._replace(head=place[words[old].head - 1] if words[old].head else 0) for old in order]
        at = place[to[0]] - 1
        out[at] = out[at]._replace(deprel="iobj")
        return out
    return words


def dateline(words, rng, lang, pool):
    """« GENÈVE, 3 mars (AFP) – » before the sentence; its town is the root in French, as in GSD."""
    root = _plain(words)
    towns = [p[0] for p in pool if len(p) == 1 and p[0].upos == "PROPN"] or [None]
    town = rng.choice([p[0].form for p in pool if p[0].upos == "PROPN"] or ["Genève"])
    if root is None or towns is None:
        return words
    form = town.upper() if rng.random() < 0.7 else town
    agency, day, month = rng.choice(AGENCIES), str(rng.randint(1, 30)), rng.choice(MONTHS[lang])
    dash = rng.choice("–—-")
    if lang == "fr":
        head = [Word(form, "PROPN", UNKNOWN, form, 0, "root"), Word(",", "PUNCT", UNKNOWN, ",", 4, "punct"),
                Word(day, "NUM", UNKNOWN, day, 4, "nummod"), Word(month, "NOUN", UNKNOWN, month, 1, "nmod"),
                Word("(", "PUNCT", UNKNOWN, "(", 6, "punct"), Word(agency, "PROPN", UNKNOWN, agency, 1, "parataxis:insert"),
                Word(")", "PUNCT", UNKNOWN, ")", 6, "punct")]
        shift, verb = len(head) + 1, root + 1 + len(head) + 1
        head.append(Word(dash, "PUNCT", UNKNOWN, dash, verb, "punct"))
        body = [w._replace(head=w.head + shift) if w.head else w._replace(head=1, deprel="parataxis") for w in words]
        return head + body[:-1] + [body[-1]._replace(head=1)]
    shift = 8
    verb = root + 1 + shift
    head = [Word(form, "PROPN", UNKNOWN, form, verb, "parataxis"), Word(",", "PUNCT", UNKNOWN, ",", 3, "punct"),
            Word(month, "PROPN", UNKNOWN, month, 1, "list"), Word(day, "NUM", UNKNOWN, day, 3, "nummod"),
            Word("(", "PUNCT", UNKNOWN, "(", 6, "punct"), Word(agency, "PROPN", UNKNOWN, agency, 1, "list"),
            Word(")", "PUNCT", UNKNOWN, ")", 6, "punct"), Word(dash, "PUNCT", UNKNOWN, dash, verb, "punct")]
    return head + [w._replace(head=w.head + shift if w.head else 0) for w in words]


KINDS = {"fr": {"said": said, "dateline": dateline}, "en": {"said": said, "told": told, "gave": gave, "dateline": dateline}}


def vary(words, rng, lang, pool):
    """Now and then the sentence as an agency would have it."""
    for kind, make in KINDS[lang].items():
        if rng.random() < RATE[kind]:
            words = make(words, rng, lang, pool)
    return words
