"""Bars of piano accompaniment as figures: which place of the chord is struck when, by each hand, with everything else forgotten.

A left-hand figure counts the tones of the triad up from the lowest note (0 the bass, 3 its octave where the bass is the root); a
right-hand figure counts the notes of the hand's chord down from its top (0). `0:0+ 4:24` strikes the bass on the downbeat and
holds it (+) while the second and fourth tone above it are struck on the second quarter.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from corpora import corpora_folder, is_held_out, read_lines  # noqa: E402

SIXTEENTH = 6
SHAPES = {(4, 4): ('four', 16), (2, 2): ('four', 16), (3, 4): ('three', 12), (6, 8): ('six', 12)}
#: Two bars of these are read as one.
PAIRED = {(2, 4): ((4, 4), 48), (3, 8): ((6, 8), 36)}
TRIADS = [('maj', (0, 4, 7)), ('min', (0, 3, 7)), ('dim', (0, 3, 6))]
EXTRAS = {'maj': (10, 11), 'min': (10,), 'dim': (9, 10)}


def chord_of(weights):
    """(root, tones of the triad, tones allowed) that explains a weighting of pitch classes best."""
    total = sum(weights)
    best, best_mark = None, -1
    for name, triad in TRIADS:
        for root in range(12):
            tones = {(root + step) % 12 for step in triad}
            allowed = tones | {(root + step) % 12 for step in EXTRAS[name]}
            inside = sum(weights[tone] for tone in tones)
            mark = inside + 0.5 * sum(weights[tone] for tone in allowed - tones) + 0.08 * weights[root] - (0.1 * total if name == 'dim' else 0)
            if mark > best_mark:
                best, best_mark = (root, tones, allowed), mark
    covered = sum(weights[tone] for tone in best[2])
    return best, covered / total if total else 0


def spans_of(notes, start, length):
    """The bar as one chord, or as two halves of a chord each; None where neither explains it."""
    for parts in (1, 2):
        size = length // parts
        found = []
        for part in range(parts):
            a, b = start + part * size, start + (part + 1) * size
            weights = [0] * 12
            for on, duration, pitch in notes:
                inside = min(on + duration, b) - max(on, a)
                if inside > 0:
                    weights[pitch % 12] += inside
            chord, covered = chord_of(weights)
            if sum(weights) == 0 or covered < 0.86:
                break
            found.append((a, b, chord))
        if len(found) == parts:
            return found
    return None


def onsets(notes, start, length):
    """{slot: [(duration, pitch)]} when every note lies on the sixteenth grid, else None."""
    found = {}
    for on, duration, pitch in notes:
        if (on - start) % SIXTEENTH:
            return None
        found.setdefault((on - start) // SIXTEENTH, []).append((duration, pitch))
    return found


def write(events, slots):
    """The figure's text from {slot: (places, is_held)}."""
    return ' '.join(f'{slot}:{"".join(str(place) for place in places)}{"+" if held else ""}' for slot, (places, held) in sorted(events.items()))


def left_figure(notes, start, length, spans):
    struck = onsets(notes, start, length)
    if not struck:
        return None
    slots, events = length // SIXTEENTH, {}
    order = sorted(struck)
    for a, b, (root, tones, allowed) in spans:
        here = [slot for slot in order if a <= start + slot * SIXTEENTH < b]
        if not here:
            continue
        bass = min(pitch for slot in here for _, pitch in struck[slot])
        if bass % 12 not in tones:
            return None
        ladder = [pitch for pitch in range(bass, bass + 40) if pitch % 12 in tones]
        for slot in here:
            places = sorted({ladder.index(pitch) if pitch in ladder else 99 for _, pitch in struck[slot]})
            if places[-1] > 9 or len(places) > 4:
                return None
            later = [other for other in order if other > slot]
            gap = ((later[0] if later else slots) - slot) * SIXTEENTH
            held = len(later) > 0 and max(duration for duration, _ in struck[slot]) > gap * 1.5
            events[slot] = (places, held)
    return write(events, slots)


def right_figure(notes, start, length, spans):
    struck = onsets(notes, start, length)
    if struck is None:
        return None
    if not struck:
        return '-'
    slots, events = length // SIXTEENTH, {}
    order = sorted(struck)
    for a, b, (root, tones, allowed) in spans:
        here = [slot for slot in order if a <= start + slot * SIXTEENTH < b]
        hand = sorted({pitch for slot in here for _, pitch in struck[slot]}, reverse=True)
        if len(hand) > 5 or any(pitch % 12 not in allowed for pitch in hand):
            return None
        for slot in here:
            places = sorted({hand.index(pitch) for _, pitch in struck[slot]})
            later = [other for other in order if other > slot]
            gap = ((later[0] if later else slots) - slot) * SIXTEENTH
            held = len(later) > 0 and max(duration for duration, _ in struck[slot]) > gap * 1.5
            events[slot] = (places, held)
    return write(events, slots)


def paired(song):
    """Where bars begin, with bars of two beats taken two at a time."""
    kept, index, starts = [], 0, song['bars']
    while index < len(starts):
        meter = None
        for on, top, bottom in song['times']:
            if on <= starts[index]:
                meter = (top, bottom)
        kept.append(starts[index])
        size = PAIRED.get(meter, (None, 0))[1]
        joins = size and index + 2 < len(starts) and starts[index + 1] - starts[index] == size and starts[index + 2] - starts[index + 1] == size
        index += 2 if joins else 1
    return kept


def is_piano(part):
    return any(note[3] == 2 for note in part['notes']) or 'pian' in (part['name'] or '').lower() or 'klavier' in (part['name'] or '').lower()


def songs():
    """(title, is it held out, [(shape, left, right) or None for each bar]) of every song."""
    for song in read_lines(corpora_folder() / 'scores' / 'lieder_scores.jsonl.gz'):
        pianos = [part for part in song['parts'] if is_piano(part)]
        if not pianos:
            continue
        piano = pianos[-1]['notes']
        everything = [note[:3] for part in song['parts'] for note in part['notes']]
        by_bar, heard = {}, {}
        starts = paired(song)
        ends = starts[1:] + [starts[-1] + 96]
        place = {start: index for index, start in enumerate(starts)}
        for notes, table in ((sorted(piano), by_bar), (sorted(everything), heard)):
            bar = 0
            for note in notes:
                while bar + 1 < len(starts) and note[0] >= starts[bar + 1]:
                    bar += 1
                table.setdefault(bar, []).append(note)
                if table is heard:
                    after = bar + 1
                    while after < len(starts) and note[0] + note[1] > starts[after]:
                        table.setdefault(after, []).append(note)
                        after += 1
        found, meter = [], None
        for bar, (start, end) in enumerate(zip(starts, ends)):
            for on, top, bottom in song['times']:
                if on <= start:
                    meter = PAIRED.get((top, bottom), ((top, bottom), 0))[0]
            shape = SHAPES.get(meter)
            notes = by_bar.get(bar, [])
            if shape is None or end - start != shape[1] * SIXTEENTH or not notes:
                found.append(None)
                continue
            spans = spans_of(heard.get(bar, []), start, end - start)
            if spans is None:
                found.append(None)
                continue
            left = left_figure([note[:3] for note in notes if note[3] == 2], start, end - start, spans)
            right = right_figure([note[:3] for note in notes if note[3] == 1], start, end - start, spans)
            bass = min((note[2] for note in notes if note[3] == 2), default=48)
            found.append((shape[0], left, right, bass) if left is not None else None)
        yield song['title'], is_held_out(song['title']), found
