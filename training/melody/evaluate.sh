#!/usr/bin/env bash
# Reads the weights that the engine ships, as they are in the repository.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" evaluate.py
