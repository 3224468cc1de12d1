#!/usr/bin/env bash
# Learns what voicings cost (a minute) and writes the tables into the engine.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" learn.py --write
