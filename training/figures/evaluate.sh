#!/usr/bin/env bash
# Prints what held-out bars cost with the learned figures and with our authored patterns.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" learn.py --evaluate
