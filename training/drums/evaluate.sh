#!/usr/bin/env bash
# Prints the held-out figures of the shipped (int8) drum humaniser beside count models.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" evaluate.py

# Then a judge of people and authored work looks at both paths.
pieces="$(mktemp -d)"
trap 'rm -rf "$pieces"' EXIT
for path in authored learned; do
  ../../node_modules/.bin/node ../drums/performed-hits.ts "$path" 16 > "$pieces/$path.jsonl"
done
"${PYTHON:-/usr/bin/python3}" ../blind.py drums "$pieces/authored.jsonl" "$pieces/learned.jsonl"
