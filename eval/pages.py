"""Reading pages: Recoupe beside trafilatura and readability-lxml, on our own pages, with one scorer.

    python3 eval/pages.py --work FOLDER [--pages DIR] [--extract PROGRAM]

Makes a virtual environment in FOLDER (with `pip`, from PyPI), takes the marks out of the pages of
`crates/recoupe-ingest/tests/pages/`, lets all three read them and prints a table in Markdown. PROGRAM is
`target/release/examples/extract` (`cargo build --release -p recoupe-ingest --example extract`).

The scorer is that of `tests/news.rs`: words as a bag for the F1 of a page, then the mean over pages; a lead
or a paragraph is kept when its letters and digits stand together in one line of the text. For the peers a line is
a line of their text output. Our pages were at hand while our rules were made, so the folder `news` flatters us;
in `unseen` no rule was made for the pages, but who wrote them knew our rules. Days are told of ours alone: those
of our pages lie in the future, which the peers refuse.
"""
import argparse
import json
import re
import subprocess
import sys
import time
import venv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("trafilatura==2.3.1", "lxml_html_clean==0.4.6", "chardet==7.7.0", "cssselect==1.6.0")
# Asks for an extra of lxml in a way that some versions of pip cannot resolve.
ALONE = ("readability-lxml==0.9",)
PEER = r"""
import json, sys, time
from pathlib import Path
import trafilatura, lxml.html
from readability import Document
tool = sys.argv[1]
spent = 0.0
for path in sys.argv[2:]:
    raw = Path(path).read_bytes()
    begun = time.process_time()
    title = date = None
    try:
        if tool == "readability":
            document = Document(raw.decode("utf-8", "replace"))
            title = document.short_title()
            html = lxml.html.fromstring(document.summary())
            lines = [" ".join(it.itertext()) for it in html.iter("p", "li", "h2", "h3", "h4", "td", "div")
                     if it.tag != "div" or not len(it)]
            text = "\n".join(lines)
        else:
            found = trafilatura.bare_extraction(raw, favor_precision=tool.endswith("precision"), with_metadata=True)
            text = found.text if found else ""
            title, date = (found.title, found.date) if found else (None, None)
    except Exception:
        text = ""
    spent += time.process_time() - begun
    print(json.dumps({"path": path, "title": title, "published": date, "text": text or ""}))
print(json.dumps({"seconds": spent}))
"""


def gold(path):
    """A page without its marks, its fields, and the marked lines."""
    head, source = path.read_text(encoding="utf-8").split("---\n", 1)
    fields = {}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        fields[key] = value.strip()
    lines, page = [], []
    for at, part in enumerate(source.split("⟦")):
        marked, end, rest = part.partition("⟧")
        if at == 0 or not end:
            page.append(part)
            continue
        inside = marked[1:].lstrip()
        plain = inside.replace("</td><td>", " | ").replace("</th><th>", " | ")
        plain = re.sub(r"<[^>]*>", "", plain).replace("&amp;", "&")
        lines.append((marked[0], plain))
        page.append(inside + rest)
    encoding = fields.get("encoding", "utf-8")
    return fields, lines, "".join(page).encode(encoding)


def words(text):
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def squeezed(text):
    return "".join(c for c in text.lower() if c.isalnum())


def score(pages, found):
    """Mean F1, leads and paragraphs kept, titles and days right, over the pages of a folder."""
    f1, leads, paragraphs, titles, days = [], [0, 0], [0, 0], 0, [0, 0, 0]
    for name, (fields, lines, _) in pages.items():
        it = found.get(name, {})
        title, text = it.get("title") or "", it.get("text") or ""
        body = text.removeprefix(title)
        have, want = words(body), words("\n".join(line for _, line in lines))
        both = sum((have & want).values())
        f1.append(2 * both / max(1, sum(have.values()) + sum(want.values())))
        rows = [squeezed(row) for row in body.splitlines()]
        for kind, line in lines:
            tally = leads if kind == "l" else paragraphs
            tally[0] += any(squeezed(line) in row for row in rows)
            tally[1] += 1
        titles += title == fields.get("title")
        day, wanted = (it.get("published") or "")[:10], fields.get("published", "")[:10]
        days[0] += bool(day) and day == wanted
        days[1] += bool(day)
        days[2] += bool(wanted)
    share = lambda pair: pair[0] / max(1, pair[1])  # noqa: E731
    return (sum(f1) / max(1, len(f1)), share(leads), share(paragraphs), titles / max(1, len(pages)),
            days[0] / max(1, days[1]), days[0] / max(1, days[2]))


def read(argv):
    found, seconds = {}, None
    done = subprocess.run([str(a) for a in argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                          check=False)
    if done.returncode:
        sys.exit(f"{argv[0]} ended with status {done.returncode}:\n{done.stderr[-2000:]}")
    for line in done.stdout.splitlines():
        it = json.loads(line)
        if "seconds" in it:
            seconds = it["seconds"]
        else:
            found[Path(it["path"]).stem] = it
    return found, seconds


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--work", type=Path, required=True)
    asked.add_argument("--pages", type=Path, default=ROOT / "crates/recoupe-ingest/tests/pages")
    asked.add_argument("--extract", type=Path, default=ROOT / "target/release/examples/extract")
    args = asked.parse_args()
    python = args.work / "venv/bin/python"
    if not python.exists():
        venv.create(args.work / "venv", with_pip=True)
    for packages in (PACKAGES, ("--no-deps", *ALONE)):
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
                       check=True)
    for folder in ("news", "unseen"):
        pages = {path.stem: gold(path) for path in sorted((args.pages / folder).glob("*.page"))}
        if not pages:
            continue
        out = args.work / folder
        out.mkdir(parents=True, exist_ok=True)
        files = []
        for name, (_, _, raw) in pages.items():
            file = out / f"{name}.html"
            file.write_bytes(raw)
            files.append(file)
        print(f"\n{folder}: {len(pages)} pages\n")
        print("| tool | main text F1 | lead kept | paragraphs kept | title | day P | day R |")
        print("|---|---|---|---|---|---|---|")
        for tool in ("recoupe", "trafilatura", "trafilatura, precision", "readability"):
            if tool == "recoupe":
                begun = time.monotonic()
                found, _ = read([args.extract, *files])
                seconds = time.monotonic() - begun
            else:
                found, seconds = read([python, "-c", PEER, tool, *files])
            values = score(pages, found)
            # The days of our pages lie ahead, and the peers believe no day to come.
            shown = values if tool == "recoupe" else values[:4]
            cells = " | ".join([f"{value:.3f}" for value in shown] + ["–"] * (len(values) - len(shown)))
            print(f"| {tool} | {cells} |")
            print(f"{tool}: {seconds:.2f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
