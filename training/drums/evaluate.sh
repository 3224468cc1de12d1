#!/usr/bin/env bash
# Prints the held-out figures of the shipped (int8) drum humaniser beside count models.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" evaluate.py
