"""Reads the data sets of names into one form: a text, its language, and where names stand.

    python corpora.py DATA OUT          # DATA holds popcorn, frsemcor, wikigold and re3d

writes OUT/SET.SPLIT.jsonl, one text a line: {"set", "lang", "text", "names": [[start, end, class]],
"loose": [[start, end]]}. Offsets count characters. The classes are person, organisation, place, group and
other; `body` is an organisation or a place (FrSemCor does not tell them apart). `loose` are stretches that the
set marks in a way of its own ("U.S. service members", « le président »): what is found there counts neither way.

The dev part of each set is drawn by a fixed seed, whole texts at a time; no test part is read.
"""

import json
import random
import re
import sys
from pathlib import Path

SEED = 20
POPCORN = {
    "PLACE": "place",
    "CIVILIAN": "person", "MILITARY": "person", "TERRORIST_OR_CRIMINAL": "person",
    "NON_GOVERNMENTAL_ORGANISATION": "organisation", "NON_MILITARY_GOVERNMENT_ORGANISATION": "organisation",
    "MILITARY_ORGANISATION": "organisation", "INTERGOVERNMENTAL_ORGANISATION": "organisation",
    "GROUP_OF_INDIVIDUALS": "group", "MATERIEL": "other", "MATERIAL_REFERENCE": "other",
}
WIKIGOLD = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
RE3D = {"Person": "person", "Organisation": "organisation", "Location": "place"}
# re3d makes a title part of the name, the other sets do not.
TITLE = re.compile(
    r"(?:.*\b(?:Ministers?|Secretary|President|Premier|Ambassador|General|Envoy|Representative|Commissioner|"
    r"Spokesperson|Coordinator|State|East|Mr|Mrs|Ms|Dr|Sir|King|Sheikh|Senator|Chancellor|Colonel|Lieutenant|"
    r"Commander|Director|Army|Chief|Refugees|Affairs|Emir)\b\.?)\s*", re.DOTALL)
INSIDE = re.compile(r"^(of|for|and|the|in|on|de|du|des|la|le|les|et|pour|d|l|al|bin|ben)$")
PRONOUNS = {"il", "elle", "ils", "elles", "celui", "celle", "ceux", "he", "she", "they", "it", "we", "i", "my", "his", "her"}


def is_name(words):
    """Whether words are a name: capitals at both ends, and between them only what names have."""
    parts = re.findall(r"\w+", words)
    if len(parts) == 1 and parts[0].lower() in PRONOUNS:
        return False
    if not parts or not parts[0][0].isupper() or not (parts[-1][0].isupper() or parts[-1].isdigit()):
        return False
    return all(it[0].isupper() or it[0].isdigit() or INSIDE.match(it) for it in parts)


def popcorn(folder):
    def read(name):
        whole = json.load(open(folder / name, encoding="utf-8"))
        parts = whole if isinstance(whole, list) else [whole]
        return [one for part in parts for one in part.values()]

    texts, made = read("train.json"), read("synthetic.json")
    for part, which in (("", texts), ("synthetic", made)):
        for one in which:
            names, loose = [], []
            for entity in one["entities"]:
                kind = POPCORN.get(entity["type"])
                for it in entity["mentions"]:
                    if kind is None or not any(c.isupper() for c in it["value"]):
                        continue
                    span = [it["start"], it["end"]]
                    if kind != "group" and is_name(it["value"]):
                        names.append(span + [kind])
                    else:
                        loose.append(span)
            yield part, {"set": "popcorn", "lang": "fr", "text": one["text"], "names": names, "loose": loose}


def frsemcor(folder):
    text = (folder / "frsemcor.traindev").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        lines = block.split("\n")
        written = next((it[9:] for it in lines if it.startswith("# text = ")), None)
        if not written:
            continue
        names, loose, at, units = [], [], 0, {}
        for line in lines:
            cells = line.split("\t")
            if len(cells) < 6:
                continue
            start = written.find(cells[1], at)
            if start < 0:
                continue
            end = at = start + len(cells[1])
            outer = cells[5].split(";")[0]
            number, _, kind = outer.rpartition(":") if ":" in outer else ("", "", outer)
            if kind.isdigit():
                number, kind = kind, ""
            if number:
                unit = units.setdefault(number, [start, end, ""])
                unit[1] = end
                unit[2] = unit[2] or kind
            elif cells[3] == "NPP":
                units[f"w{cells[0]}"] = [start, end, kind]
        for start, end, kind in units.values():
            kind = {"Person": "person", "Institution": "body"}.get(kind)
            if kind and is_name(written[start:end]):
                names.append([start, end, kind])
            elif any(c.isupper() for c in written[start:end]):
                loose.append([start, end])
        yield "", {"set": "frsemcor", "lang": "fr", "text": written, "names": names, "loose": loose}


def wikigold(folder):
    """Sentences of one article make one text; the set parts articles by its own line."""
    text, names, last = "", [], ""
    for line in (folder / "data/wikigold/CONLL-format/data/wikigold.conll.txt").read_text(encoding="utf-8").split("\n"):
        word, _, tag = line.rpartition(" ")
        if word == "-DOCSTART-":
            if text:
                yield "", {"set": "wikigold", "lang": "en", "text": text, "names": names, "loose": []}
            text, names, last = "", [], ""
            continue
        if not word:
            text, last = text.rstrip() + "\n" if text else "", ""
            continue
        if word in ".,;:!?)%'" or word.startswith("'") or word == "n't":
            text = text.rstrip(" ")
        start = len(text)
        text += word
        kind = WIKIGOLD.get(tag[2:], "")
        if kind and last == kind and tag.startswith("I"):
            names[-1][1] = len(text)
        elif kind:
            names.append([start, len(text), kind])
        last = kind
        text += "" if word in "(" else " "
    if text:
        yield "", {"set": "wikigold", "lang": "en", "text": text, "names": names, "loose": []}


def re3d(folder):
    for source in sorted(it for it in folder.iterdir() if it.is_dir() and it.name != "BBC_Online"):
        read = lambda name: [json.loads(it) for it in open(source / name, encoding="utf-8-sig") if it.strip()]
        marks = {}
        for it in read("entities.json"):
            marks.setdefault(it["documentId"], []).append(it)
        for one in read("documents.json"):
            names, loose, text = [], [], one["text"]
            for it in sorted(marks.get(one["_id"], []), key=lambda it: (it["begin"], -it["end"])):
                start, end, kind = it["begin"], it["end"], RE3D.get(it["type"])
                words = text[start:end]
                if words[:4].lower() == "the ":
                    start, words = start + 4, words[4:]
                title = TITLE.match(words) if kind == "person" else None
                if title:
                    start, words = start + title.end(), words[title.end():]
                if kind and is_name(words) and "\n" not in words and not any(s <= start and end <= e for s, e, _ in names):
                    names.append([start, end, kind])
                elif any(c.isupper() for c in words):
                    loose.append([start, end])
            yield "", {"set": "re3d", "lang": "en", "text": text, "names": names, "loose": loose}


def main():
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for read, share in ((popcorn, 0.15), (frsemcor, 0.2), (wikigold, 0.2), (re3d, 0.2)):
        parts, seen = {}, set()
        for part, one in read(data / read.__name__):
            if len(one["text"]) < 20 or one["text"] in seen:  # headings alone, repeated sentences
                continue
            seen.add(one["text"])
            parts.setdefault(part, []).append(one)
        texts = parts.pop("")
        random.Random(SEED).shuffle(texts)
        cut = round(len(texts) * share)
        for split, some in (("dev", texts[:cut]), ("train", texts[cut:]), *parts.items()):
            with open(out / f"{read.__name__}.{split}.jsonl", "w", encoding="utf-8") as file:
                for one in some:
                    file.write(json.dumps(one, ensure_ascii=False) + "\n")
            print(read.__name__, split, len(some), "texts", sum(len(it["names"]) for it in some), "names")


if __name__ == "__main__":
    main()
