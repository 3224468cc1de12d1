#!/usr/bin/env bash
# Prints how well learned and authored costs foretell held-out voicings.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" learn.py
