"""Scores times and amounts on sets of short assistant-style texts, by type.

    python3 eval/times.py --recognizers DIR [--rustling DIR] [--lang fr] [--misses TYPE] [--bin PROGRAM]

DIR holds `fr_dev.jsonl` and `en_dev.jsonl` in the form of the specs of Recognizers-Text, the other
`fr.json` and `en.json` of rustling's training examples. For each type, in per cent of what is wanted:

    found   some mention of the right kind lies on the words
    span    one begins and ends exactly where the set says
    value   one of those found has the value that the set gives (where it gives one)
    fits    the same, or days around it, a year of them at most: « il y a deux mois »
    wrong   the days found have none in common with those of the set

`apart` is for what must not be an amount (ordinals); `none` for texts in which nothing must be found.
A set gives the past and the next reading of « mardi »: either is right. Its intervals leave out their
last day, ours do not. Where it does not say what day a text is of, that is its usual day when all its
years are near that, and else no value is scored. --misses prints the texts of a type whose value is
not right. The sets ask for what assistants are told, not for news; see eval/README.md.
"""
import argparse
import collections
import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
USUAL = "2016-11-07"
NEUTRAL = {"fr": "Voici la suite. ", "en": "Here is more. "}
DAYS = {"date", "daterange", "datetime", "datetimerange"}
CLOCK = {"time", "timerange"}
AMOUNTS = {"number", "numberrange", "percentage", "currency", "dimension", "temperature", "age"}
SECONDS = {"second": 1, "s": 1, "minute": 60, "min": 60, "hour": 3600, "h": 3600, "day": 86400, "d": 86400,
           "week": 604800, "month": 2592000, "year": 31536000, "night": 86400, "decade": 315360000}


def specs(path, lang):
    """(spec, text, day of reference or nothing, wanted) of the texts that speak of times or amounts."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        family = item["_spec"].split("/")[0]
        if family == "Sequence" or family == "Timex" or "TimeZone" in item["_spec"]:
            continue
        reference = (item.get("Context") or {}).get("ReferenceDateTime")
        if not reference and family == "DateTime" and is_usual(item["Results"]):
            reference = USUAL
        yield item["_spec"], item["Input"], reference and reference[:10], item["Results"]


def is_usual(results):
    """Whether all years of the wanted times are near the usual day."""
    days = [end for result in results for interval in intervals(result) for end in interval if end]
    return all("2015-11" <= day < "2017-11-08" for day in days)


def mentions(program, data, lang, items):
    """The mentions of each text, in order."""
    neutral = NEUTRAL[lang]  # a text that is a date alone is the head of a page, not an article
    articles = [{"id": f"t{i}", "text": neutral + text, "language": lang} | ({"published": day} if day else {})
                for i, (_, text, day, _) in enumerate(items)]
    command = [str(program), "--data", str(data), "mentions", "--text-language", lang, "-"]
    done = subprocess.run(command, input="\n".join(map(json.dumps, articles)), capture_output=True,
                          encoding="utf-8", check=False)
    if done.returncode > 1:
        raise SystemExit(f"{program}: {done.stderr.strip()[-300:]}")
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        one = json.loads(line)
        one["start"], one["end"] = one["start"] - len(neutral), one["end"] - len(neutral)
        found[one["article"]].append(one)
    return [found[f"t{i}"] for i in range(len(items))]


# ---- what is wanted

def place(result, text):
    """(start, end) of the wanted words, or nothing."""
    start = result.get("Start", result.get("start"))
    if start is None:
        start = text.lower().find(result["Text"].lower())
        if start < 0:
            return None
    return start, start + len(result["Text"])


def resolutions(result):
    """The readings of a wanted time: what the set writes as its values."""
    value = result.get("Value") or {}
    readings = [value.get("FutureResolution") or {}, value.get("PastResolution") or {}]
    return readings + (result.get("Resolution") or {}).get("values", []) if "value" not in (
        result.get("Resolution") or {}) else [result["Resolution"]]


def first(reading, *names):
    """The first of these entries that the reading has."""
    return next((reading[name] for name in names if reading.get(name)), None)


def intervals(result):
    """The intervals of days that are right."""
    right = set()
    for reading in resolutions(result):
        one = first(reading, "date", "dateTime", "value")
        if one and is_day(one[:10]):
            right.add((one[:10], one[:10]))
        start, end = first(reading, "startDate", "startDateTime", "start"), first(
            reading, "endDate", "endDateTime", "end")
        start, end = (day and is_day(day[:10]) and day[:10] for day in (start, end))
        if not start and not end:
            continue
        has_clock = any(len(str(first(reading, name))) > 10 for name in ("startDateTime", "start", "end"))
        right.add((start or None, end or None))
        if end and not has_clock:
            right.add((start or None, before(end)))
        elif end and start and start != end:
            right.add((start, before(end)))
        modifier = str(reading.get("Mod") or "")
        if start and not end and modifier == "after":
            right.add((after(start), None))
    return right


def is_day(text):
    """Is it a date of the calendar?"""
    try:
        return bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def before(day):
    """The day before."""
    return (datetime.date.fromisoformat(day) - datetime.timedelta(1)).isoformat()


def after(day):
    """The day after."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(1)).isoformat()


def number(text, lang):
    """A number as the set writes it."""
    text = str(text).strip().rstrip("%").replace("\u00a0", "").replace(" ", "")
    if lang == "fr":
        text = text.replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


# ---- is it right?

def near(a, b):
    """The same number, but for rounding."""
    return a is not None and b is not None and abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def is_right(kind, result, value, lang):
    """Whether the value of a mention is right; nothing when the set gives none."""
    if kind in DAYS:
        right = intervals(result)
        return (value.get("from"), value.get("to")) in right if right else None
    if kind == "duration":
        seconds = [float(one) for one in (first(reading, "value", "duration") for reading in resolutions(result))
                   if one and str(one).replace(".", "").isdigit()]
        unit = SECONDS.get(value.get("unit"))
        return any(near(value.get("low"), one / unit) for one in seconds) if seconds and unit else (
            False if seconds else None)
    if kind == "set":
        return bool(value.get("every"))
    if kind in CLOCK:
        wanted = {str(first(one, "time", "value", "startTime", "start") or "")[:5] for one in resolutions(result)}
        wanted = {one for one in wanted if ":" in one}
        return value.get("clock", {}).get("from") in wanted if wanted else None
    given = (result.get("Resolution") or {}).get("value")
    if given is None:
        return None
    if kind == "numberrange":
        return bounds(given, lang, value)
    wanted = number(given, lang)
    return near(value.get("low"), wanted) or near(value.get("high"), wanted) if wanted is not None else None


def holds(ours, theirs):
    """Whether our days hold theirs and are a year at most."""
    if None in ours or None in theirs:
        return False
    length = datetime.date.fromisoformat(ours[1]) - datetime.date.fromisoformat(ours[0])
    return ours[0] <= theirs[0] and theirs[1] <= ours[1] and length.days < 366


def meet(a, b):
    """Whether two intervals have a day in common."""
    return (a[0] or "0") <= (b[1] or "9") and (b[0] or "0") <= (a[1] or "9")


def bounds(given, lang, value):
    """« (20,35] » against our two ends; an end that is left out is as good as one that is kept."""
    inside = given.strip("()[]")
    parts = inside.split(",")
    if len(parts) != 2:
        return None
    ends = [number(part, "en") for part in parts]
    return all(near(ours, theirs) or (ours is None and theirs is None)
               for ours, theirs in zip((value.get("low"), value.get("high")), ends))


KIND = {**dict.fromkeys(DAYS | CLOCK | {"set"}, "time"), **dict.fromkeys(AMOUNTS | {"duration"}, "quantity")}


def type_of(result):
    """The type of a wanted result: « datetimeV2.date » is a date."""
    name = result.get("Type") or result.get("TypeName") or ""
    return name.removeprefix("datetimeV2.").split(".")[0]


class Tally:
    """Counts of one type."""

    def __init__(self):
        self.wanted = self.found = self.span = self.valued = self.value = self.fits = self.wrong = 0
        self.misses = []


def tally(items, all_found, lang):
    """{type: Tally} of all texts."""
    tallies = collections.defaultdict(Tally)
    for (spec, text, day, results), found in zip(items, all_found):
        if not results:
            count = tallies["none"]
            count.wanted += 1
            wrong = [one for one in found if one["kind"] == ("time" if spec.startswith("DateTime") else "quantity")]
            count.found += not wrong
            if wrong:
                count.misses.append((text, "", [one["text"] for one in wrong]))
        for result in results:
            has_value = day or is_absolute(text)
            one_result(tallies, text, result if has_value else unvalued(result), found, lang)
    return tallies


def is_absolute(text):
    """Whether the day of reference does not matter: a year is written, or no time is meant."""
    return bool(re.search(r"\b[12]\d{3}\b", text))


def unvalued(result):
    """The result without the days that nobody can know."""
    if type_of(result) not in DAYS:
        return result
    return {key: value for key, value in result.items() if key not in ("Value", "Resolution")}


def one_result(tallies, text, result, found, lang):
    """Counts one wanted result."""
    kind, where = type_of(result), place(result, text)
    if where is None or kind not in KIND and kind != "ordinal":
        return
    count = tallies["apart" if kind == "ordinal" else kind]
    count.wanted += 1
    wanted_kind = KIND.get(kind, "quantity")
    on = [one for one in found
          if one["kind"] == wanted_kind and one["start"] < where[1] and where[0] < one["end"]]
    if kind == "ordinal":
        count.found += not on
        return
    count.found += bool(on)
    count.span += any((one["start"], one["end"]) == where for one in on)
    verdicts = [is_right(kind, result, one["value"], lang) for one in on] or [
        is_right(kind, result, {}, lang)]
    if any(verdict is not None for verdict in verdicts):
        count.valued += 1
        count.value += any(verdicts)
        if kind in DAYS:
            ours = [(one["value"].get("from"), one["value"].get("to")) for one in on]
            right = intervals(result)
            count.fits += any(verdicts) or any(holds(a, b) for a in ours for b in right)
            dated = [a for a in ours if a[0] or a[1]]
            count.wrong += bool(dated) and not any(meet(a, b) for a in dated for b in right)
        if not any(verdicts):
            said = [(one["text"], {k: v for k, v in one["value"].items() if k not in ("kind", "text", "start", "end")})
                    for one in on]
            right = sorted(map(str, intervals(result))) if kind in DAYS else result.get("Resolution") or result.get(
                "Value")
            count.misses.append((text, result["Text"], right, said))


def numbers(program, data, folder):
    """Per cent of rustling's number words that are read: those to 99 by their place, big ones alike in both."""
    lists = {lang: json.loads((folder / f"{lang}.json").read_text(encoding="utf-8")) for lang in ("fr", "en")}
    read = {}
    for lang, all_words in lists.items():
        words = all_words["small_numbers"] + all_words["big_numbers"]
        items = [("", f"{word} tonnes", None, []) for word in words]
        found = mentions(program, data, lang, items)
        read[lang] = [next((one["value"]["low"] for one in some if one["kind"] == "quantity"), None) for some in found]
    small = {lang: 100 * sum(near(value, i) for i, value in enumerate(read[lang][:100])) / 100 for lang in read}
    pairs = list(zip(read["fr"][100:], read["en"][100:]))
    return {"small-fr": small["fr"], "small-en": small["en"],
            "big-alike": 100 * sum(near(a, b) for a, b in pairs) / len(pairs)}


def measure(program, data, folder, lang):
    """({type: Tally}, how many texts) of one language."""
    items = list(specs(Path(folder) / f"{lang}_dev.jsonl", lang))
    return tally(items, mentions(program, data, lang, items), lang), len(items)


def shares(count):
    """{measure: per cent} of one type."""
    values = {"found": 100 * count.found / count.wanted}
    if count.span or count.valued:
        values["span"] = 100 * count.span / count.wanted
    if count.valued:
        values["value"] = 100 * count.value / count.valued
    if count.fits or count.wrong:
        values |= {"fits": 100 * count.fits / count.valued, "wrong": 100 * count.wrong / count.valued}
    return values


def main():
    """Prints a table a language."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--recognizers", type=Path)
    p.add_argument("--rustling", type=Path)
    p.add_argument("--bin", default=ROOT / "target/release/recoupe")
    p.add_argument("--data", default=ROOT / "data")
    p.add_argument("--lang", choices=("fr", "en"))
    p.add_argument("--misses", metavar="TYPE")
    args = p.parse_args()
    for lang in ([args.lang] if args.lang else ["fr", "en"]) if args.recognizers else []:
        tallies, texts = measure(args.bin, args.data, args.recognizers, lang)
        print(f"{lang}: {texts} texts")
        for kind, count in sorted(tallies.items()):
            cells = "  ".join(f"{name} {share:5.1f}" for name, share in shares(count).items())
            print(f"  {kind:14} {count.wanted:5}  {cells}")
        for miss in tallies[args.misses].misses if args.misses else []:
            print("   ", *miss, sep=" | ")
    if args.rustling:
        print("numbers in words:", numbers(args.bin, args.data, args.rustling))


if __name__ == "__main__":
    sys.exit(main())
