#!/usr/bin/env bash
# Counts the figures of piano accompaniment (half a minute) and writes the table into the engine.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" learn.py --write --evaluate
