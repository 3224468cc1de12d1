"""A tune as rows of indices: what the melody net is told about each note before it chooses the pitch.

KEEP IN STEP with src/engine/learned/melody-events.ts: fields, their order, their sizes and the buckets.
Index 0 of the whole table means "nothing to say" and has no weights.
"""

from tunes import bar_length, bar_of

#: Pitches from two octaves below the tonic to two above.
WINDOW = 24
PITCHES = 2 * WINDOW + 1
#: Interval classes: more than an octave down, -12 … 12, more than an octave up.
INTERVALS = 27
LOOKBACKS = (1, 2, 4, 8)

QUALITIES = {
    'maj': (0, (0, 4, 7)),
    '6': (0, (0, 4, 7, 9)),
    'maj7': (1, (0, 4, 7, 11)),
    'min': (2, (0, 3, 7)),
    'min6': (2, (0, 3, 7, 9)),
    'min7': (2, (0, 3, 7, 10)),
    '7': (3, (0, 4, 7, 10)),
    'dim': (4, (0, 3, 6)),
    'dim7': (4, (0, 3, 6, 9)),
    'm7b5': (4, (0, 3, 6, 10)),
    'sus4': (5, (0, 5, 7)),
    'aug': (6, (0, 4, 8)),
}
CHORD_CLASSES = 7

#: Fields that the plan settles (the same for every line sung over it) …
PLANNED = (
    ('length_before', 14),
    ('length', 14),
    ('length_after', 14),
    ('gap_before', 4),
    ('gap_after', 4),
    ('place', 4 * 24),
    ('weight', 5),
    ('bar', 8),
    ('bars_left', 6),
    ('phrase_left', 8),
    ('phrase_since', 6),
    ('chord', 12 * CHORD_CLASSES),
    ('tone_0', 12),
    ('tone_1', 12),
    ('tone_2', 12),
    ('tone_3', 12),
    ('next_chord', 12 * CHORD_CLASSES),
    ('next_chord_in', 6),
    ('chord_is_new', 2),
    ('mode', 2),
    ('density', 6),
    ('low', 25),
    ('high', 25),
    ('source', 5),
)
#: … and those that hang on what was sung.
SUNG = (
    ('before', PITCHES),
    ('step_before', INTERVALS),
    ('step_before_that', INTERVALS),
    ('over_root', 12),
    ('back_1', PITCHES),
    ('back_2', PITCHES),
    ('back_4', PITCHES),
    ('back_8', PITCHES),
    ('back_step_1', INTERVALS),
    ('back_step_2', INTERVALS),
    ('back_step_4', INTERVALS),
    ('back_step_8', INTERVALS),
)
#: The four tones of a chord share one set of rows.
SHARED = {'tone_1': 'tone_0', 'tone_2': 'tone_0', 'tone_3': 'tone_0'}
FIELDS = PLANNED + SUNG


def offsets_of():
    """First row of each field in the table, and the number of rows, row 0 (nothing) included."""
    offsets, row = {}, 1
    for name, size in FIELDS:
        if name in SHARED:
            offsets[name] = offsets[SHARED[name]]
        else:
            offsets[name] = row
            row += size
    return offsets, row


OFFSETS, ROWS = offsets_of()
STARTS = [OFFSETS[name] for name, _ in FIELDS]

#: Fields left unsaid in some training sequences, so that a plan without them can be sung too.
COLUMNS_TO_DROP = tuple(
    (column, probability)
    for column, (name, _) in enumerate(FIELDS)
    for field, probability in (('source', 0.15), ('low', 0.15), ('high', 0.15), ('density', 0.1), ('bars_left', 0.25), ('bar', 0.1))
    if name == field
)

#: Upper bounds (24ths of a quarter) of the length buckets.
LENGTHS = (3, 5, 7, 9, 12, 16, 20, 24, 36, 42, 48, 72, 96)


def bucket(value, bounds):
    """How many bounds lie below the value."""
    return sum(value > bound for bound in bounds)


def interval_class(step):
    """0 … 26 for an interval in semitones."""
    return max(0, min(26, step + 13))


def meter_class(meter):
    """0 quadruple (and odd), 1 triple, 2 duple, 3 compound."""
    beats, unit = meter
    if unit >= 8 and beats % 3 == 0:
        return 3
    return 1 if beats == 3 else 2 if bar_length(meter) <= 48 else 0


def weight_of(place, meter):
    """Metric weight 0–4 of a place in the bar."""
    length = bar_length(meter)
    beat = 36 if meter_class(meter) == 3 else 24
    if place == 0:
        return 4
    if length % 2 == 0 and length >= 96 and meter_class(meter) != 3 and place * 2 == length:
        return 3
    return 2 if place % beat == 0 else 1 if place % 12 == 0 else 0


def phrase_ends(notes):
    """Indices of notes that end a phrase: before a rest, or held much longer than the notes before it."""
    ends, since = set(), 0
    for i, (onset, duration, _) in enumerate(notes):
        since += 1
        if i + 1 == len(notes):
            ends.add(i)
            continue
        gap = notes[i + 1][0] - onset - duration
        usual = sorted(note[1] for note in notes[max(0, i - 6) : i + 6])
        is_held = duration >= 24 and duration >= 2 * usual[len(usual) // 2]
        if since >= 4 and (gap >= 12 or is_held) or gap >= 36:
            ends.add(i)
            since = 0
    return ends


def settle(tune, low, high):
    """The planned part of every event: rows of absolute indices, 0 where there is nothing to say."""
    notes, chords = tune.notes, tune.chords
    ends = phrase_ends(notes)
    bars = [bar_of(tune, onset) for onset, _, _ in notes]
    last_bar = bars[-1][0]
    span = max(1, last_bar + 1)
    density = bucket(len(notes) * 96 / (span * bar_length(tune.meter)), (2, 3.5, 5, 7, 9.5))
    left = [0] * len(notes)
    for i in range(len(notes) - 2, -1, -1):
        left[i] = 0 if i in ends else left[i + 1] + 1
    rows, chord_at, since = [], 0, 0
    for i, (onset, duration, _) in enumerate(notes):
        while chord_at + 1 < len(chords) and chords[chord_at + 1][0] <= onset:
            chord_at += 1
        chord = chords[chord_at] if chords[chord_at][0] <= onset else None
        after = chords[chord_at + 1] if chord_at + 1 < len(chords) else None
        before = notes[i - 1] if i > 0 else None
        gap_before = onset - before[0] - before[1] if before else 96
        gap_after = notes[i + 1][0] - onset - duration if i + 1 < len(notes) else 96
        since = 0 if i == 0 or i - 1 in ends else since + 1
        bar, place = bars[i]
        quality, tones = QUALITIES[chord[2]] if chord else (0, ())
        values = {
            'length_before': bucket(before[1], LENGTHS) if before else None,
            'length': bucket(duration, LENGTHS),
            'length_after': bucket(notes[i + 1][1], LENGTHS) if i + 1 < len(notes) else None,
            'gap_before': bucket(gap_before, (2, 24, 48)),
            'gap_after': bucket(gap_after, (2, 24, 48)),
            'place': meter_class(tune.meter) * 24 + min(23, place // 6),
            'weight': weight_of(place, tune.meter),
            'bar': bar % 8,
            'bars_left': bucket(last_bar - bar, (0, 1, 2, 3, 7)),
            'phrase_left': bucket(left[i], (0, 1, 2, 3, 4, 6, 9)),
            'phrase_since': bucket(since, (0, 1, 2, 4, 8)),
            'chord': chord[1] * CHORD_CLASSES + quality if chord else None,
            'next_chord': after[1] * CHORD_CLASSES + QUALITIES[after[2]][0] if after else None,
            'next_chord_in': bucket(after[0] - onset, (6, 12, 24, 48, 96)) if after else None,
            'chord_is_new': 1 if chord and (before is None or chord[0] > before[0]) else 0,
            'mode': 1 if tune.mode == 'min' else 0,
            'density': density,
            'low': (max(-24, min(24, low)) + 24) // 2,
            'high': (max(-24, min(24, high)) + 24) // 2,
        }
        for tone in range(4):
            values[f'tone_{tone}'] = (chord[1] + tones[tone]) % 12 if tone < len(tones) else None
        rows.append([values.get(name) for name, _ in PLANNED])
    return rows


def sing(tune):
    """The sung part of every event: rows of absolute indices, 0 where there is nothing to say."""
    notes = tune.notes
    at_place = {}
    chord_at, rows = 0, []
    bars = [bar_of(tune, onset) for onset, _, _ in notes]
    for i, (onset, _, pitch) in enumerate(notes):
        while chord_at + 1 < len(tune.chords) and tune.chords[chord_at + 1][0] <= onset:
            chord_at += 1
        chord = tune.chords[chord_at]
        values = {}
        if i > 0:
            values['before'] = notes[i - 1][2] + WINDOW
            if chord[0] <= onset:
                values['over_root'] = (notes[i - 1][2] - chord[1]) % 12
        if i > 1:
            values['step_before'] = interval_class(notes[i - 1][2] - notes[i - 2][2])
        if i > 2:
            values['step_before_that'] = interval_class(notes[i - 2][2] - notes[i - 3][2])
        for back in LOOKBACKS:
            model = at_place.get((bars[i][0] - back, bars[i][1]))
            if model is not None:
                values[f'back_{back}'] = notes[model][2] + WINDOW
                if model > 0:
                    values[f'back_step_{back}'] = interval_class(notes[model][2] - notes[model - 1][2])
        rows.append([values.get(name) for name, _ in SUNG])
        at_place[bars[i]] = i
    return rows


def events_of(tune, source, low=None, high=None):
    """(rows of absolute table indices, pitches 0 … 48) of a tune; `source` is a number or None."""
    pitches = [note[2] for note in tune.notes]
    low = min(pitches) if low is None else low
    high = max(pitches) if high is None else high
    rows = []
    for planned, sung in zip(settle(tune, low, high), sing(tune)):
        planned[-1] = source
        values = planned + sung
        rows.append([0 if value is None else start + value for value, start in zip(values, STARTS)])
    return rows, [pitch + WINDOW for pitch in pitches]
