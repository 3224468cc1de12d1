#!/usr/bin/env bash
# Trains the drum humaniser (six minutes on one core), writes its weights into the engine, and evaluates what was written.
set -euo pipefail
cd "$(dirname "$0")"
python="${PYTHON:-/usr/bin/python3}"
work="${CUESMITH_TRAINING_OUT:-/tmp/cuesmith-training}/drums"
mkdir -p "$work"
"$python" train.py --out "$work/drummer.pt"
"$python" export.py --model "$work/drummer.pt"
bash evaluate.sh
