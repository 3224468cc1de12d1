"""What the net must beat: n-gram models of pitch, and the engine's authored model of melodic steps."""

import math
import re
from collections import Counter, defaultdict

from corpora import REPOSITORY
from events import PITCHES, QUALITIES, WINDOW, bar_of, weight_of

SCALES = {'maj': (0, 2, 4, 5, 7, 9, 11), 'min': (0, 2, 3, 5, 7, 8, 10)}


def contexts_of(tune):
    """For each note: (four pitches before, metric weight, chord, pitch)."""
    chord_at, found, before = 0, [], []
    for onset, _, pitch in tune.notes:
        while chord_at + 1 < len(tune.chords) and tune.chords[chord_at + 1][0] <= onset:
            chord_at += 1
        _, root, quality = tune.chords[chord_at]
        weight = weight_of(bar_of(tune, onset)[1], tune.meter)
        found.append((tuple(before[-4:]), weight, (root, QUALITIES[quality][0]), pitch))
        before.append(pitch)
    return found


class Ngram:
    """Interpolated n-gram with Witten-Bell smoothing, down to a uniform choice of pitch."""

    def __init__(self, ladder):
        #: Gives the contexts of a note, the fullest first.
        self.ladder = ladder
        self.counts = defaultdict(Counter)
        self.totals = Counter()

    def learn(self, tunes):
        for tune in tunes:
            for before, weight, chord, pitch in contexts_of(tune):
                for context in self.ladder(before, weight, chord):
                    self.counts[context][pitch] += 1
                    self.totals[context] += 1
        return self

    def probability(self, before, weight, chord, pitch):
        value = 1 / PITCHES
        for context in reversed(self.ladder(before, weight, chord)):
            total = self.totals[context]
            if total > 0:
                kinds = len(self.counts[context])
                value = (self.counts[context][pitch] + kinds * value) / (total + kinds)
        return value

    def bits(self, tune):
        return [-math.log2(self.probability(*context)) for context in contexts_of(tune)]


def plain_five(before, weight, chord):
    return [(n, before[len(before) - n :]) for n in range(min(4, len(before)), -1, -1)]


def five_with_meter_and_chord(before, weight, chord):
    ladder = [(n, before[len(before) - n :], weight, chord) for n in range(min(4, len(before)), -1, -1)]
    return ladder + [(0, chord), (0,)]


class AuthoredSteps:
    """`stepSurprise` of the engine as a predictor: bits for the step, for leaving the scale, for a foreign note on a strong place."""

    def __init__(self):
        text = (REPOSITORY / 'src/engine/score/melody/interval-costs.ts').read_text()
        rows = re.findall(r'^\s*\[([\d, ]+)\],', text, re.MULTILINE)
        self.table = [[int(cell) / 10 for cell in row.split(',')] for row in rows]
        self.scale, self.foreign, self.strong = 1.0, 3.0, 1.0

    def fit(self, tunes):
        """Chooses the three weights that suit some training tunes best, one after the other."""
        some = tunes[:: max(1, len(tunes) // 60)]
        for name, options in (
            ('foreign', (2, 3, 4, 5)),
            ('scale', (0.6, 0.8, 1.0, 1.2)),
            ('strong', (0, 0.5, 1, 1.5, 2)),
            ('foreign', (2, 3, 4, 5, 6)),
        ):
            tried = []
            for option in options:
                setattr(self, name, option)
                bits = [bit for tune in some for bit in self.bits(tune)]
                tried.append((sum(bits) / len(bits), option))
            setattr(self, name, min(tried)[1])
        return self

    def bits(self, tune):
        degrees = SCALES[tune.mode]
        place = {p: (p // 12) * 7 + sum(d <= p % 12 for d in degrees) - 1 for p in range(-WINDOW, WINDOW + 1)}
        found = []
        for before, weight, (root, quality), pitch in contexts_of(tune):
            tones = {(root + tone) % 12 for tone in next(t for q, t in QUALITIES.values() if q == quality)}
            step_before = place[before[-1]] - place[before[-2]] if len(before) > 1 else 0
            costs = {}
            for p in range(-WINDOW, WINDOW + 1):
                step = place[p] - place[before[-1]] if before else 0
                cost = self.scale * self.table[max(-7, min(7, step_before)) + 7][max(-7, min(7, step)) + 7] if before else 0
                cost += max(0, abs(step) - 7) + (0 if p % 12 in degrees else self.foreign)
                cost += self.strong if weight >= 2 and p % 12 not in tones else 0
                costs[p] = cost
            total = sum(2**-cost for cost in costs.values())
            found.append(costs[pitch] + math.log2(total))
        return found
