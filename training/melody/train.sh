#!/usr/bin/env bash
# About 20 minutes on one quiet core. State and log go to $CUESMITH_TRAINING_OUT/melody (default /tmp/cuesmith-training/melody).
set -euo pipefail
cd "$(dirname "$0")"
python="${PYTHON:-/usr/bin/python3}"
out="${CUESMITH_TRAINING_OUT:-/tmp/cuesmith-training}/melody"
"$python" train.py --out "$out"
"$python" export.py --state "$out/best.pt"
"$python" fingerprint.py
bash evaluate.sh
