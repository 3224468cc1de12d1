#!/usr/bin/env bash
# Reads the weights that the engine ships, as they are in the repository; then lets blind judges compare the themes of both paths.
# CUESMITH_SEEDS themes a style (default 6).
set -euo pipefail
cd "$(dirname "$0")"
python="${PYTHON:-/usr/bin/python3}"
themes="$(mktemp)"
trap 'rm -f "$themes"' EXIT
"$python" evaluate.py
"../../node_modules/.bin/node" ../../bench/learned-melody.ts "${CUESMITH_SEEDS:-6}" --json "$themes"
"$python" blind.py "$themes"
