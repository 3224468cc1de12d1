#!/usr/bin/env bash
# Prints what held-out bars cost with the learned figures and with our authored patterns.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" learn.py --evaluate

# Then a judge of people and authored work looks at both paths.
pieces="$(mktemp -d)"
trap 'rm -rf "$pieces"' EXIT
for path in authored learned; do
  ../../node_modules/.bin/node ../figures/played-bars.ts "$path" 38 > "$pieces/$path.jsonl"
done
"${PYTHON:-/usr/bin/python3}" ../blind.py figures "$pieces/authored.jsonl" "$pieces/learned.jsonl"
