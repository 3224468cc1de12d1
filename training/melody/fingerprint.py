"""Writes the fingerprint of the training melodies that the copying check reads: a Bloom filter of every run of eight notes.

    python3 fingerprint.py [--corpora FOLDER]

A run is seven pairs of interval (semitones) and onset distance (24ths of a quarter). KEEP IN STEP with
test/melody-copying.test.ts.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import REPOSITORY, corpora_folder
from tunes import read_tunes, runs_of

BITS = 1 << 22
PROBES = 6


def hash_of(run, seed):
    """FNV-1a over the run's numbers, each as two bytes, from a seed; finished as MurmurHash3 does."""
    value = (2166136261 ^ seed) & 0xFFFFFFFF
    for step, distance in run:
        for number in (step & 0xFF, distance & 0xFF, distance >> 8 & 0xFF):
            value = ((value ^ number) * 16777619) & 0xFFFFFFFF
    value ^= value >> 16
    value = value * 0x85EBCA6B & 0xFFFFFFFF
    value ^= value >> 13
    value = value * 0xC2B2AE35 & 0xFFFFFFFF
    return value ^ value >> 16


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--corpora')
    wish = arguments.parse_args()
    training, _ = read_tunes(corpora_folder(wish.corpora))
    runs = {run for tune in training for run in runs_of(tune)}
    cells = bytearray(BITS // 8)
    for run in runs:
        first, second = hash_of(run, 0), hash_of(run, 0x9E3779B9) | 1
        for probe in range(PROBES):
            bit = (first + probe * second) % BITS
            cells[bit >> 3] |= 1 << (bit & 7)
    target = REPOSITORY / 'test/fingerprints/melody-runs.bin'
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(cells)
    full = sum(bin(cell).count('1') for cell in cells) / BITS
    print(f'{len(runs)} runs of {len(training)} tunes; {full:.1%} of the bits set, {full**PROBES:.2%} false alarms a run')


if __name__ == '__main__':
    main()
