"""Chords as people laid them out: four voices of hymns and quartets, the right hands of song pianists; each with the one before."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from corpora import corpora_folder, is_held_out, read_lines  # noqa: E402

QUARTER = 24
#: Degrees: root, third, fifth, seventh.
TEMPLATES = [(0, 4, 7), (0, 3, 7), (0, 4, 7, 10), (0, 3, 7, 10), (0, 4, 7, 11), (0, 3, 6), (0, 3, 6, 10), (0, 3, 6, 9), (0, 4, 8)]
#: Moments taken of one work at the most, so that no quartet drowns the hymns.
MOMENTS = {'voices': 160, 'hands': 40}


def chord_of(classes):
    """(root, degrees) of the plainest chord that has all these pitch classes, its root and its third; None where there is none."""
    for template in TEMPLATES:
        for root in sorted(classes):
            tones = [(root + step) % 12 for step in template]
            if classes <= set(tones) and tones[1] in classes and (len(template) == 3 or tones[3] in classes):
                return root, tuple(template)
    return None


def sounding(notes, ticks):
    """{tick: [(onset, pitch)]} of the notes that sound at each of `ticks`."""
    found, active, place = {}, [], 0
    notes = sorted(notes)
    for tick in ticks:
        while place < len(notes) and notes[place][0] <= tick:
            active.append(notes[place])
            place += 1
        active = [note for note in active if note[0] + note[1] > tick]
        found[tick] = [(note[0], note[2]) for note in active]
    return found


def voices_of(parts):
    """Moments on the quarter at which each of four voices sounds one note and something begins."""
    if len(parts) != 4:
        return []
    last = int(max(note[0] for part in parts for note in part['notes']))
    ticks = range(0, last, QUARTER)
    heard = [sounding([note[:3] for note in part['notes']], ticks) for part in parts]
    found = []
    for tick in ticks:
        now = [voice[tick] for voice in heard]
        if any(len(notes) != 1 for notes in now) or all(notes[0][0] != tick for notes in now):
            continue
        pitches = tuple(sorted(notes[0][1] for notes in now))
        chord = chord_of({pitch % 12 for pitch in pitches})
        if chord is not None and len(set(pitches)) == 4:
            found.append((tick, chord, pitches))
    return found


def hands_of(song):
    """Right-hand chords of three or four notes, named by all that sounds."""
    pianos = [part for part in song['parts'] if any(note[3] == 2 for note in part['notes'])]
    if not pianos:
        return []
    right = {}
    for on, duration, pitch, staff in pianos[-1]['notes']:
        if staff == 1:
            right.setdefault(on, set()).add(pitch)
    ticks = sorted(tick for tick, pitches in right.items() if 3 <= len(pitches) <= 4 and tick % 12 == 0)
    heard = sounding([note[:3] for part in song['parts'] for note in part['notes']], ticks)
    found = []
    for tick in ticks:
        pitches = tuple(sorted(right[tick]))
        chord = chord_of({pitch % 12 for _, pitch in heard[tick]})
        if chord is not None and pitches[-1] - pitches[0] <= 16:
            found.append((tick, chord, pitches))
    return found


def thinned(moments, limit):
    """Pairs of neighbouring moments that differ, at most two beats apart, spread over the work."""
    pairs = [
        (before[2], after[1], after[2])
        for before, after in zip(moments, moments[1:])
        if after[0] - before[0] <= 2 * QUARTER and before[2] != after[2] and len(before[2]) == len(after[2])
    ]
    step = max(1, len(pairs) // limit)
    return pairs[::step][:limit]


def works(kind):
    """(is it held out, lowest and highest pitch, [(voicing before, (root, degrees), voicing)]) of every work."""
    folder = corpora_folder() / 'scores'
    if kind == 'voices':
        for file, key in (('openhymnal_satb', 'voices'), ('quartets_scores', 'parts')):
            for work in read_lines(folder / f'{file}.jsonl.gz'):
                moments = voices_of(work[key])
                yield from pack(work, moments, kind)
    else:
        for work in read_lines(folder / 'lieder_scores.jsonl.gz'):
            yield from pack(work, hands_of(work), kind)


def pack(work, moments, kind):
    pairs = thinned(moments, MOMENTS[kind])
    if pairs:
        pitches = [pitch for _, _, voicing in moments for pitch in voicing]
        yield is_held_out(work['title']), min(pitches), max(pitches), pairs
