"""Judges of themes that neither path of the engine was written or trained for: they learn from held-out tunes alone.

    node bench/learned-melody.ts 6 --json themes.json && python3 training/melody/blind.py themes.json

Two judges hear the pitches of a theme (the second over its chords and beats), never which path wrote it; both paths sing over the
same form and harmony:
- *typicality*: a trigram of scale steps counted on half of the held-out songs; a theme is the better the nearer its bits an interval
  lie to those of the other half;
- *human or not*: a logistic regression trained to tell passages of held-out songs from generated themes of both paths alike; the
  better theme is the one it rather takes for a human's. Twofold: every theme is judged by a model that has not seen it.
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy

from corpora import corpora_folder
from events import QUALITIES, weight_of
from tunes import bar_length, bar_of, read_tunes

#: Songs, not dances: what background themes are held against.
JUDGED_BY = ('openewld', 'openhymnal', 'lieder')
#: Notes of a passage; shorter and longer themes are cut or left out.
LEAST, MOST = 8, 40
DEGREES = (0, 2, 4, 5, 7, 9, 11)


def passages():
    """Eight-bar passages of the held-out songs: for each note (pitch above the tonic, on a beat, semitones above the root, chord tone)."""
    _, held_out = read_tunes(corpora_folder())
    found = []
    for tune in held_out:
        if tune.source not in JUDGED_BY:
            continue
        span = 8 * bar_length(tune.meter)
        begin = tune.bars[1][0] if len(tune.bars) > 1 else 0
        for start in range(begin, tune.notes[-1][0], span):
            notes = [told(tune, onset, pitch) for onset, _, pitch in tune.notes if start <= onset < start + span]
            if LEAST <= len(notes):
                found.append(notes[:MOST])
    return found


def told(tune, onset, pitch):
    """What the judges hear of a note of a held-out song."""
    _, root, quality = next((chord for chord in reversed(tune.chords) if chord[0] <= onset), tune.chords[0])
    above = (pitch - root) % 12
    return pitch, weight_of(bar_of(tune, onset)[1], tune.meter) >= 2, above, above in QUALITIES[quality][1]


def steps_of(pitches):
    """Moves in scale steps (foreign notes share the step below), clipped at a seventh."""
    places = [(pitch // 12) * 7 + sum(degree <= pitch % 12 for degree in DEGREES) for pitch in pitches]
    return [max(-7, min(7, after - before)) for before, after in zip(places, places[1:])]


class Trigram:
    def __init__(self, all_pitches):
        self.ones, self.twos, self.threes = Counter(), Counter(), Counter()
        for pitches in all_pitches:
            steps = steps_of(pitches)
            self.ones.update(steps)
            self.twos.update(zip(steps, steps[1:]))
            self.threes.update(zip(steps, steps[1:], steps[2:]))

    def bits(self, pitches):
        """Mean bits of a step after the two before it."""
        steps = steps_of(pitches)
        total = 0.0
        for a, b, c in zip(steps, steps[1:], steps[2:]):
            one = (self.ones[c] + 1) / (sum(self.ones.values()) + 15)
            two = (self.twos[(b, c)] + 4 * one) / (self.ones[b] + 4)
            total -= math.log2((self.threes[(a, b, c)] + 4 * two) / (self.twos[(a, b)] + 4))
        return total / max(1, len(steps) - 2)


def features(notes):
    """What a theme's pitches do, by themselves and over their chords, however long it is."""
    pitches = [note[0] for note in notes]
    moves = [after - before for before, after in zip(pitches, pitches[1:])]
    steps = steps_of(pitches)
    sizes = Counter(max(-9, min(9, move)) for move in moves)
    kinds = [0 if step == 0 else (1 if abs(step) == 1 else 2 if abs(step) == 2 else 3) * (1 if step > 0 else -1) for step in steps]
    pairs = Counter(zip(kinds, kinds[1:]))
    classes = Counter(pitch % 12 for pitch in pitches)
    kinds_in_order = range(-3, 4)
    roots = Counter((strong, above) for _, strong, above, _ in notes)
    # How a note that is foreign to its chord is come to and left, and how chord tones are.
    ways = Counter()
    for (_, strong, _, tone), come, leave in zip(notes[1:], kinds, kinds[1:]):
        ways[(strong, tone, abs(come), abs(leave))] += 1
    mean = sum(pitches) / len(pitches)
    third = max(1, len(pitches) // 3)
    return (
        [sizes[size] / len(moves) for size in range(-9, 10)]
        + [pairs[(a, b)] / max(1, len(kinds) - 1) for a in kinds_in_order for b in kinds_in_order]
        + [classes[degree] / len(pitches) for degree in range(12)]
        + [roots[(strong, above)] / len(pitches) for strong in (False, True) for above in range(12)]
        + [
            ways[(strong, tone, come, leave)] / len(pitches)
            for strong in (False, True)
            for tone in (False, True)
            for come in range(4)
            for leave in range(4)
        ]
        + [
            (max(pitches) - min(pitches)) / 12,
            pitches.index(max(pitches)) / len(pitches),
            (sum(pitches[:third]) / third - mean) / 6,
            (sum(pitches[-third:]) / third - mean) / 6,
            len(set(pitches)) / 10,
        ]
    )


def fit(rows, labels, weights, rounds=400, penalty=0.02):
    """Logistic regression by Newton steps with a ridge penalty; returns the coefficients."""
    x = numpy.hstack([rows, numpy.ones((len(rows), 1))])
    w = numpy.zeros(x.shape[1])
    for _ in range(min(rounds, 25)):
        p = 1 / (1 + numpy.exp(-x @ w))
        gradient = x.T @ (weights * (labels - p)) - penalty * len(rows) * w
        curve = (x.T * (weights * p * (1 - p))) @ x + penalty * len(rows) * numpy.eye(len(w))
        w += numpy.linalg.solve(curve, gradient)
    return w


def main():
    pairs = json.loads(Path(sys.argv[1]).read_text())
    humans = passages()
    themes = {
        path: [
            [
                (note['pitch'] - 72 - (pair['tonic'] + 6) % 12 + 6, note['isStrong'], note['overRoot'], note['isChordTone'])
                for note in pair[path]['notes']
            ][:MOST]
            for pair in pairs
        ]
        for path in ('learned', 'authored')
    }
    keep = [i for i in range(len(pairs)) if min(len(themes['learned'][i]), len(themes['authored'][i])) >= LEAST]
    alone = lambda some: [[note[0] for note in notes] for notes in some]
    trigram = Trigram(alone(humans[::2]))
    usual = [trigram.bits(passage) for passage in alone(humans[1::2])]
    middle = sum(usual) / len(usual)
    bits = {path: [trigram.bits(theme) for theme in alone(own)] for path, own in themes.items()}
    nearer = sum(abs(bits['learned'][i] - middle) < abs(bits['authored'][i] - middle) for i in keep)

    human_rows = numpy.array([features(passage) for passage in humans])
    rows = {path: numpy.array([features(own[i]) for i in keep]) for path, own in themes.items()}
    everything = numpy.vstack([human_rows, rows['learned'], rows['authored']])
    centre, spread = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    scale = lambda some: (some - centre) / spread
    scores = {path: numpy.zeros(len(keep)) for path in themes}
    human_scores = numpy.zeros(len(humans))
    for fold in (0, 1):
        train_h, test_h = human_rows[1 - fold :: 2], slice(fold, None, 2)
        made = numpy.vstack([rows['learned'][1 - fold :: 2], rows['authored'][1 - fold :: 2]])
        labels = numpy.concatenate([numpy.ones(len(train_h)), numpy.zeros(len(made))])
        weights = numpy.where(labels == 1, 0.5 / len(train_h), 0.5 / len(made)) * len(labels)
        w = fit(scale(numpy.vstack([train_h, made])), labels, weights)
        judge = lambda some: 1 / (1 + numpy.exp(-(numpy.hstack([scale(some), numpy.ones((len(some), 1))]) @ w)))
        human_scores[test_h] = judge(human_rows[test_h])
        for path in scores:
            scores[path][fold::2] = judge(rows[path][fold::2])
    preferred = int((scores['learned'] > scores['authored']).sum())

    print(f'\n{len(keep)} pairs of themes, {len(humans)} passages of held-out songs. Two judges that neither path was made for:')
    print('| judge | learned | authored | held-out songs | learned preferred |')
    print('|---|---|---|---|---|')
    means = [sum(bits[path][i] for i in keep) / len(keep) for path in ('learned', 'authored')]
    print(f'| bits a step, trigram of held-out songs | {means[0]:.2f} | {means[1]:.2f} | {middle:.2f} | {100 * nearer / len(keep):.0f} % |')
    print(
        f"| taken for a human's | {scores['learned'].mean():.2f} | {scores['authored'].mean():.2f} | {human_scores.mean():.2f} "
        f'| {100 * preferred / len(keep):.0f} % |'
    )


if __name__ == '__main__':
    main()
