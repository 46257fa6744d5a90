#!/usr/bin/env bash
# Scores the release binary on sets of articles with gold: practice.sh FOLDER
#
# FOLDER holds score.py and one folder a set, with gold.json and either articles/ or articles.txt,
# which names the folder of the articles. Prints one line a set.
set -euo pipefail
sets=${1:?"practice.sh FOLDER: the folder that holds score.py and the sets"}
recoupe=${RECOUPE:-"$(dirname "$0")/../target/release/recoupe"}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for gold in "$sets"/*/gold.json; do
  set=$(dirname "$gold")
  articles=$set/articles
  [ -d "$articles" ] || articles=$set/$(head -n 1 "$set/articles.txt")
  "$recoupe" check --format json --language fr "$articles" >"$out/dossier.json" || true
  python3 "$sets/score.py" "$set" "$out/dossier.json" | tail -n 1
done
