#!/usr/bin/env bash
# Writes every format of the example corpus and has each read by a program that is not ours:
# networkx, rdflib, followthemoney, jsonschema, Python's csv, two EDTF parsers.
#
#   eval/formats.sh [RECOUPE] [PATH...]    without PATH: the bundled example
#
# What is lacking is installed into target/formats-venv (once, about 40 MB).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

program=${1:-target/release/recoupe}
[ $# -gt 0 ] && shift
[ -x "$program" ] || { echo "$program is no program; build one with: cargo build --release" >&2; exit 2; }

venv=${RECOUPE_VENV:-target/formats-venv}
if ! "$venv/bin/python" -c 'import networkx, rdflib, followthemoney, jsonschema, edtf, edtf_validate' 2>/dev/null; then
  python3 -m venv "$venv"
  "$venv/bin/pip" --quiet install networkx rdflib followthemoney jsonschema edtf edtf-validate
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
if [ $# -gt 0 ]; then "$program" check --format json --language fr -o "$out/dossier.json" "$@"
else "$program" demo --format json --language fr -o "$out/dossier.json"; fi
"$program" schema > "$out/schema.json"

for format in text markdown html csv annotations timelinejs gexf graphml plover ftm turtle; do
  begin=$(date +%s%N)
  "$program" show "$out/dossier.json" --format "$format" --language fr -o "$out/$format"
  printf '%-12s %5d ms %8d bytes\n' "$format" $((($(date +%s%N) - begin) / 1000000)) "$(wc -c < "$out/$format")"
done
"$program" show "$out/dossier.json" --format csv --csv-dialect fr -o "$out/csv-fr"

"$venv/bin/python" eval/formats.py "$out"
