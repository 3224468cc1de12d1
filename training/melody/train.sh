#!/usr/bin/env bash
# About 20 minutes on one quiet core. State and log go to $CUESMITH_TRAINING_OUT/melody (default /tmp/cuesmith-training/melody).
# CUESMITH_EPOCHS=1 tries the recipe out (about a minute on a quiet core): it trains that many epochs and leaves the shipped weights as they are.
set -euo pipefail
cd "$(dirname "$0")"
python="${PYTHON:-/usr/bin/python3}"
out="${CUESMITH_TRAINING_OUT:-/tmp/cuesmith-training}/melody"
if [[ -n "${CUESMITH_EPOCHS:-}" ]]; then
  exec "$python" train.py --out "$out-trial" --epochs "$CUESMITH_EPOCHS"
fi
"$python" train.py --out "$out"
"$python" export.py --state "$out/best.pt"
"$python" fingerprint.py
bash evaluate.sh
