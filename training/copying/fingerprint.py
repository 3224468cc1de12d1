"""Writes the fingerprints of songs that the copying checks read, and prints how much of them music shares that never heard them.

    python3 fingerprint.py [--corpora FOLDER] [--measure]

Two Bloom filters: every run of eight notes of the tunes of OpenEWLD, Open Hymnal and OpenScore Lieder (seven pairs of interval in
semitones and onset distance in 24ths of a quarter), and every two bars in a row of the Lieder's pianos (sixteenth and height over the
lowest note of the first bar). Ryan's and O'Neill's collections are in neither: their encodings may not be handed on by everybody.
KEEP IN STEP with test/copying.test.ts.
"""

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora import REPOSITORY, corpora_folder, is_held_out, read_lines

TARGET = REPOSITORY / 'test/fingerprints'
SONGS = ('openewld', 'openhymnal', 'lieder')
STRANGERS = ('ryan', 'oneill')
PROBES = 6
TUNE_BITS = 1 << 22
BAR_BITS = 1 << 20
#: Notes of a run, and bars of a stretch.
RUN = 8
STRETCH = 2


def hash_of(numbers, seed):
    """FNV-1a over bytes, from a seed; finished as MurmurHash3 does."""
    value = (2166136261 ^ seed) & 0xFFFFFFFF
    for number in numbers:
        value = ((value ^ (number & 0xFF)) * 16777619) & 0xFFFFFFFF
    value ^= value >> 16
    value = value * 0x85EBCA6B & 0xFFFFFFFF
    value ^= value >> 13
    value = value * 0xC2B2AE35 & 0xFFFFFFFF
    return value ^ value >> 16


def notes_of(record):
    """(onset, pitch) of a tune of one voice."""
    notes = []
    for onset, _, pitch in sorted(record['notes']):
        if not notes or onset >= notes[-1][0] + 3:
            notes.append((int(round(onset)), pitch))
    return notes


def steps_of(notes, scale=1):
    """Interval and onset distance of every two neighbours."""
    return [(b[1] - a[1], round((b[0] - a[0]) * scale)) for a, b in zip(notes, notes[1:])]


def runs_of(steps):
    """Every run of eight notes, as bytes."""
    return [
        tuple(byte for step, distance in steps[i : i + RUN - 1] for byte in (step & 255, distance & 255, distance >> 8 & 255))
        for i in range(len(steps) - RUN + 2)
    ]


def longest_chain(are_known, shortest):
    """The longest chain of neighbouring known windows, in elements; `shortest` − 1 where none is known."""
    longest = here = shortest - 1
    for is_known in are_known:
        here = here + 1 if is_known else shortest - 1
        longest = max(longest, here)
    return longest


def tunes(folder, sources):
    """(source, title, notes) of the tunes of some collections."""
    for source in sources:
        for record in read_lines(folder / 'melody' / f'{source}.jsonl.gz'):
            notes = notes_of(record)
            if len(notes) >= 12:
                yield source, record['title'], notes


def piano_bars(folder):
    """(title, bars) of the Lieder's pianos: of each bar its (sixteenth, pitch), in order."""
    for song in read_lines(folder / 'scores' / 'lieder_scores.jsonl.gz'):
        if len(song['parts']) != 2 or len(song['bars']) < 4:
            continue
        bars = [[] for _ in song['bars']]
        index = 0
        for onset, _, pitch, *_ in sorted(song['parts'][1]['notes']):
            while index + 1 < len(bars) and song['bars'][index + 1] <= onset:
                index += 1
            bars[index].append((round((onset - song['bars'][index]) / 6), pitch))
        yield song['title'], [sorted(set(bar)) for bar in bars]


def stretches_of(bars):
    """Every two bars in a row as bytes; None where they hold fewer than six notes or no other height than the first bar's."""
    found = []
    for first, second in zip(bars, bars[1:]):
        if len(first) + len(second) < 6 or not first or not second:
            found.append(None)
            continue
        lowest = min(pitch for _, pitch in first)
        parts = [(place, (pitch - lowest) & 255) for place, pitch in first] + [(255, 255)]
        parts += [(place, (pitch - lowest) & 255) for place, pitch in second]
        found.append(tuple(byte for part in parts for byte in part) if first != second else None)
    return found


def write_filter(name, windows, bits):
    """Writes a Bloom filter."""
    cells = bytearray(bits // 8)
    for window in windows:
        first, second = hash_of(window, 0), hash_of(window, 0x9E3779B9) | 1
        for probe in range(PROBES):
            bit = (first + probe * second) % bits
            cells[bit >> 3] |= 1 << (bit & 7)
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / name).write_bytes(cells)
    full = sum(bin(cell).count('1') for cell in cells) / bits
    print(f'{name}: {len(windows)} windows; {full:.1%} of the bits set, {full**PROBES:.3%} false alarms a window')


def shared(notes, known):
    """Notes of the longest run that a tune shares, as written, twice as fast or half as fast."""
    return max(longest_chain([run in known for run in runs_of(steps_of(notes, scale))], RUN) for scale in (0.5, 1, 2))


def spread(name, lengths, bounds):
    """Prints which part of some music shares more than so much."""
    parts = ', '.join(f'more than {bound}: {sum(length > bound for length in lengths) / len(lengths):.1%}' for bound in bounds)
    print(f'{name} ({len(lengths)}): {parts}, most {max(lengths)}')


def measure(folder):
    """What chance and custom alone give: music that knows none of the songs it is held against."""
    songs = list(tunes(folder, SONGS))
    kept = {run for _, title, notes in songs if not is_held_out(title) for run in runs_of(steps_of(notes))}
    everything = {run for _, _, notes in songs for run in runs_of(steps_of(notes))}
    # As long as the themes that the test looks at.
    opening = lambda notes: notes[:40]
    spread('songs held out', [shared(opening(notes), kept) for _, title, notes in songs if is_held_out(title)], (7, 8, 9, 11, 15))
    strangers = [notes for _, _, notes in tunes(folder, STRANGERS)]
    spread('fiddle tunes', [shared(opening(notes), everything) for notes in strangers], (7, 8, 9, 11, 15))
    dice = random.Random(1)
    spread('songs with shuffled steps', [shared(shuffled(opening(notes), dice), everything) for _, _, notes in songs], (7, 8, 9, 11))

    pianos = list(piano_bars(folder))
    known = {stretch for title, bars in pianos if not is_held_out(title) for stretch in stretches_of(bars) if stretch}
    lengths = [longest_chain([s in known for s in stretches_of(bars[:24])], STRETCH) for title, bars in pianos if is_held_out(title)]
    spread('pianos held out, bars', lengths, (1, 2, 3, 4))


def shuffled(notes, dice):
    """A tune of the same steps in another order."""
    steps = steps_of(notes)
    dice.shuffle(steps)
    onset, pitch = notes[0]
    line = [(onset, pitch)]
    for step, distance in steps:
        onset, pitch = onset + distance, pitch + step
        line.append((onset, pitch))
    return line


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--corpora')
    arguments.add_argument('--measure', action='store_true')
    wish = arguments.parse_args()
    folder = corpora_folder(wish.corpora)
    if wish.measure:
        measure(folder)
        return
    write_filter('melody-runs.bin', {run for _, _, notes in tunes(folder, SONGS) for run in runs_of(steps_of(notes))}, TUNE_BITS)
    write_filter('piano-bars.bin', {s for _, bars in piano_bars(folder) for s in stretches_of(bars) if s}, BAR_BITS)


if __name__ == '__main__':
    main()
