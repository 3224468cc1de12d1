#!/usr/bin/env bash
# Prints how a counted bass and the authored one foretell held-out bars of Freedoom.
set -euo pipefail
cd "$(dirname "$0")"
PATH="$PWD/../../node_modules/.bin:$PATH" node our-bars.ts > "${TMPDIR:-/tmp}/cuesmith-bass-bars.jsonl"
"${PYTHON:-/usr/bin/python3}" evaluate.py "${TMPDIR:-/tmp}/cuesmith-bass-bars.jsonl"
