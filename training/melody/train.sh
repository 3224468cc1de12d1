#!/usr/bin/env bash
# About an hour on one core. State and log go to $CUESMITH_TRAINING_OUT/melody (default /tmp/cuesmith-training/melody).
set -euo pipefail
cd "$(dirname "$0")"
python="${PYTHON:-/usr/bin/python3}"
out="${CUESMITH_TRAINING_OUT:-/tmp/cuesmith-training}/melody"
"$python" train.py --out "$out"
"$python" export.py --state "$out/best.pt"
"$python" fingerprint.py
"$python" evaluate.py --state "$out/best.pt"
