"""Tunes as the melody net sees them: monophonic, measured in 24ths of a quarter, held-out works apart."""

from bisect import bisect_right
from collections import namedtuple

from corpora import is_held_out, read_lines
from keys import key_of

SOURCES = ('openewld', 'openhymnal', 'lieder', 'ryan', 'oneill')

#: notes: [(onset, duration, pitch relative to the tonic near the tune's middle)]; chords: [(onset, root above tonic, quality)];
#: bars: [(onset, length)]; meter: (beats, unit); mode: 'maj' or 'min'.
Tune = namedtuple('Tune', 'source title meter mode notes chords bars')

#: Notes of a run, and the part of shared runs above which a held-out tune counts as a version of a training tune.
RUN = 8
SAME_TUNE = 0.35


def read_tunes(folder):
    """All tunes as (training, held out), the held-out ones without near-duplicates of training tunes."""
    training, held_out = [], []
    for source in SOURCES:
        for record in read_lines(folder / 'melody' / f'{source}.jsonl.gz'):
            tune = to_tune(record)
            if tune is not None:
                (held_out if is_held_out(tune.title) else training).append(tune)
    known = {run for tune in training for run in runs_of(tune)}
    return training, [tune for tune in held_out if shared_part(tune, known) <= SAME_TUNE]


def to_tune(record):
    """A tune of one voice with its pitches relative to the tonic, or None when it is too short or has no chords."""
    notes = []
    for onset, duration, pitch in sorted(record['notes']):
        if notes and onset < notes[-1][0] + 3:
            continue
        if notes and notes[-1][0] + notes[-1][1] > onset:
            notes[-1] = (notes[-1][0], onset - notes[-1][0], notes[-1][2])
        notes.append((int(round(onset)), max(3, int(round(duration))), pitch))
    if len(notes) < 12 or not record['chords'] or not record['bars']:
        return None
    tonic, mode = key_of(record)
    origin = origin_of(sorted(pitch for _, _, pitch in notes)[len(notes) // 2], tonic)
    return Tune(
        record['src'],
        record['title'],
        tuple(record['meter']),
        mode,
        [(onset, duration, into_window(pitch - origin)) for onset, duration, pitch in notes],
        changes([(int(onset), (root - tonic) % 12, quality) for onset, root, quality in sorted(record['chords'])]),
        [(int(round(onset)), int(round(length))) for onset, length in record['bars']],
    )


def changes(chords):
    """The chords without those that only say again what sounds already."""
    return [chord for i, chord in enumerate(chords) if i == 0 or chord[1:] != chords[i - 1][1:]]


def origin_of(middle, tonic):
    """The tonic (MIDI note number) that pitches are counted from: the one from seven below the middle to four above it."""
    return middle - ((middle - tonic + 4) % 12) + 4


def into_window(step):
    """Folds a pitch into two octaves either side of the tonic."""
    while step > 24:
        step -= 12
    while step < -24:
        step += 12
    return step


def bar_of(tune, onset):
    """(bar number, place in the full bar) of an onset; a pickup bar ends where a full one would."""
    length = bar_length(tune.meter)
    index = max(0, bisect_right(tune.bars, (onset, 1 << 30)) - 1)
    start, own = tune.bars[index]
    missing = length - own if index == 0 and own < length else 0
    return index, min(length - 1, max(0, onset - start + missing))


def bar_length(meter):
    """Length of a full bar in 24ths of a quarter."""
    return 96 * meter[0] // meter[1]


def runs_of(tune):
    """Every run of eight notes as its intervals and its onset distances."""
    steps = [
        (after[2] - before[2], after[0] - before[0]) for before, after in zip(tune.notes, tune.notes[1:])
    ]
    return [tuple(steps[i : i + RUN - 1]) for i in range(len(steps) - RUN + 2)]


def shared_part(tune, known):
    """The part of a tune's runs that are known."""
    runs = runs_of(tune)
    return sum(run in known for run in runs) / max(1, len(runs))
