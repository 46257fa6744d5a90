"""Reads each format with a program that is not ours and holds it against the dossier.

Called by formats.sh with the folder of the files. Ends with status 1 at the first that is wrong.
"""

import csv
import io
import json
import sys
from pathlib import Path

import edtf
import jsonschema
import networkx
import rdflib
from edtf_validate.valid_edtf import is_valid
from followthemoney import model
from followthemoney.exc import InvalidData

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
VOCAB = rdflib.Namespace("urn:recoupe:vocab:")
RDF = rdflib.RDF


def check(holds, what):
    if not holds:
        sys.exit(f"wrong: {what}")


def dates(all_dates, where):
    """Every date is EDTF to both parsers."""
    found = 0
    for date in all_dates:
        check(is_valid(date), f"{where}: {date!r} is no EDTF date")
        try:
            edtf.parse_edtf(date)
        except edtf.EDTFParseException as error:
            sys.exit(f"wrong: {where}: {date!r}: {error}")
        found += 1
    return found


def schema(folder, dossier):
    published = json.loads((folder / "schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(dossier, published, jsonschema.Draft202012Validator)
    return "valid"


def table(folder, name, separator=","):
    text = (folder / name).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    for row in rows:
        check(None not in row and None not in row.values(), f"{name}: a row of another width")
        for cell in row.values():
            check(not cell.lstrip().startswith(("=", "@", "+")), f"{name}: a formula: {cell!r}")
    return rows


def sheets(folder, dossier):
    findings = sum(len(e["slots"]) for s in dossier["stories"] for e in s["events"])
    for name, separator in (("csv", ","), ("csv-fr", ";")):
        rows = table(folder, name, separator)
        count = {kind: sum(row["row"] == kind for row in rows) for kind in ("finding", "claim")}
        check(count == {"finding": findings, "claim": len(dossier["claims"])}, f"{name}: {count}")
        found = [d for row in rows for d in row["edtf"].split(" | ") + [row["published_edtf"]] if d]
        many = dates(found, name)
    check((folder / "csv-fr").read_bytes().startswith(b"\xef\xbb\xbf"), "csv-fr has no mark")
    return f"{len(rows)} rows, {many} dates"


def plover(folder, dossier):
    rows = table(folder, "plover")
    known = {e["id"]: e for s in dossier["stories"] for e in s["events"]}
    for row in rows:
        check(known[row["event_id"]]["plover"] == row["event"], f"plover: {row}")
        check(row["quad"] in ("V-COOP", "M-COOP", "V-CONF", "M-CONF"), f"plover: {row}")
    dates((row["edtf"] for row in rows if row["edtf"]), "plover")
    return f"{len(rows)} rows"


def annotations(folder, dossier):
    texts = {article["id"]: article["text"] for article in dossier["articles"]}
    page = json.loads((folder / "annotations").read_text())
    claims = {claim["id"]: claim for claim in dossier["claims"]}
    items = page["first"]["items"]
    check(page["total"] == len(items) == sum(len(c["evidence"]) for c in claims.values()), "total")
    for item in items:
        name = item["id"].removeprefix("urn:recoupe:claim:").split("#")[0]
        text = texts[claims[name]["article"]]
        position, quote = item["target"][-1]["selector"]
        check(text[position["start"] : position["end"]] == quote["exact"], f"annotation {name}")
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        begin = position["start"] - len(quote["prefix"])
        check(text[begin : begin + len(around)] == around, f"annotation {name}: its surroundings")
        for body in item["body"]:
            dates((it["@value"] for it in body.get("dcterms:temporal", [])), "annotations")
    return f"{len(items)} notes"


def timeline(folder, dossier):
    page = json.loads((folder / "timelinejs").read_text())
    known = {e["id"] for s in dossier["stories"] for e in s["events"]}
    for slide in page["events"]:
        check(slide["unique_id"] in known, "timelinejs: an unknown event")
        check(set(slide["start_date"]) == {"year", "month", "day"}, "timelinejs: a date")
    dates((slide["edtf"] for slide in page["events"]), "timelinejs")
    return f"{len(page['events'])} slides"


def graphs(folder, dossier):
    by_ml = networkx.read_graphml(folder / "graphml", force_multigraph=True)
    by_gexf = networkx.read_gexf(folder / "gexf")
    check(set(by_ml.nodes) == set(by_gexf.nodes), "the graphs have other actors")
    check(by_ml.number_of_edges() == by_gexf.number_of_edges(), "the graphs have other edges")
    known = {e["id"] for s in dossier["stories"] for e in s["events"]}
    for _, _, data in by_ml.edges(data=True):
        check(data["event"] in known, f"graphml: {data}")
        dates([data["edtf"]] if "edtf" in data else [], "graphml")
    return f"{by_ml.number_of_nodes()} actors, {by_ml.number_of_edges()} edges"


def ftm(folder, dossier):
    entities = [json.loads(line) for line in (folder / "ftm").read_text().splitlines()]
    ids = {entity["id"] for entity in entities}
    check(len(ids) == len(entities), "ftm: an id twice")
    for entity in entities:
        schema = model.get(entity["schema"])
        try:
            schema.validate(entity)
        except InvalidData as error:
            sys.exit(f"wrong: ftm: {error}: {entity}")
        proxy = model.get_proxy(entity, cleaned=False)
        for prop, value in proxy.itervalues():
            clean = prop.type.validate(value)
            check(clean, f"ftm: {prop.qname}: {value!r}")
            check(prop.type.name != "entity" or value in ids, f"ftm: {value} is nowhere")
    return f"{len(entities)} entities"


def turtle(folder, dossier):
    graph = rdflib.Graph().parse(folder / "turtle", format="turtle")
    claims = set(graph.subjects(RDF.type, VOCAB.Claim))
    check(len(claims) == len(dossier["claims"]), "turtle: the number of claims")
    texts = {f"urn:recoupe:article:{a['id']}": a["text"] for a in dossier["articles"]}
    for claim in claims:
        text = texts[str(graph.value(claim, PROV.wasDerivedFrom))]
        for words in graph.objects(claim, VOCAB.evidence):
            start, end = (int(graph.value(words, VOCAB[key])) for key in ("start", "end"))
            check(text[start:end] == str(graph.value(words, RDF.value)), f"turtle: {claim}")
    found = [str(o) for o in graph.objects() if str(getattr(o, "datatype", "")) == EDTF]
    return f"{len(graph)} triples, {dates(found, 'turtle')} dates"


def main():
    folder = Path(sys.argv[1])
    dossier = json.loads((folder / "dossier.json").read_text())
    for read in (schema, sheets, plover, annotations, timeline, graphs, ftm, turtle):
        print(f"{read.__name__:12} {read(folder, dossier)}")


if __name__ == "__main__":
    main()
