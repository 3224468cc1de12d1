#!/usr/bin/env bash
# Prints how well learned and authored costs foretell held-out voicings.
set -euo pipefail
cd "$(dirname "$0")"
"${PYTHON:-/usr/bin/python3}" learn.py

# Then the critics, and a judge of people and authored work, look at both paths.
chords="$(mktemp)"
trap 'rm -f "$chords"' EXIT
../../node_modules/.bin/node ../../bench/critic/learned-parts.ts 10 --part voicings --chords "$chords"
for kind in hands voices; do
  "${PYTHON:-/usr/bin/python3}" ../blind.py "$kind" "$chords"
done
