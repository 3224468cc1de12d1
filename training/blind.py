"""Which looks more like people's work, the learned path or the authored one? Says a judge that saw people's and authored work only.

    node training/drums/performed-hits.ts authored 16 > a.jsonl; node training/drums/performed-hits.ts learned 16 > b.jsonl
    python3 training/blind.py drums a.jsonl b.jsonl
    node training/figures/played-bars.ts authored 26 > a.jsonl; node training/figures/played-bars.ts learned 26 > b.jsonl
    python3 training/blind.py figures a.jsonl b.jsonl

The judge is a logistic regression over a dozen statistics of a few bars, trained on people against authored pieces and asked about pieces
it was not trained on (five folds by work); the learned pieces are judged by the fold that did not see their authored twin. Printed: how well it tells
people from authored, the mean chance it gives to "people" for each kind, and how often the learned twin looks more like people.
"""

import json
import math
import sys
from pathlib import Path

import numpy

ROOT = Path(__file__).resolve().parent
for folder in (ROOT, ROOT / 'drums', ROOT / 'figures'):
    sys.path.insert(0, str(folder))

from corpora import corpora_folder, read_lines  # noqa: E402

FOLDS = 5


def spread(values):
    return float(numpy.std(values)) if len(values) > 1 else 0.0


def alike(values):
    """How much a value says of the next one."""
    return float(numpy.corrcoef(values[:-1], values[1:])[0, 1]) if len(values) > 8 and spread(values[1:]) > 1e-9 and spread(values[:-1]) > 1e-9 else 0.0


def of_drumming(hits):
    """Of [step, voice, velocity, milliseconds, ghost]: loudness and time of hats, snare and kick round their own means; not the pattern, which is planned."""
    row = []
    for voices in ((2, 8, 9), (1, 10), (0,)):
        own = [hit for hit in hits if hit[1] in voices and not hit[4]]
        if len(own) < 8:
            row += [0.0] * 7
            continue
        loud = numpy.log(numpy.maximum(4, [hit[2] for hit in own]))
        loud = loud - loud.mean()
        late = numpy.array([hit[3] for hit in own], dtype=float)
        late = late - late.mean()
        on_beat = numpy.array([hit[0] % 4 == 0 for hit in own])
        accent = float(loud[on_beat].mean() - loud[~on_beat].mean()) if 0 < on_beat.sum() < len(own) else 0.0
        row += [1.0, spread(loud), float(numpy.mean(loud**3)), accent, alike(loud), alike(late), spread(late) / 10]
    return row


def drums(files):
    from features import hits_of, load

    def windows(hits):
        last = max(hit[0] for hit in hits)
        parts = [[hit for hit in hits if start <= hit[0] < start + 128] for start in range(0, last - 60, 128)]
        return [of_drumming(part) for part in parts if len(part) >= 60]

    people = []
    for split in ('test', 'validation'):
        for piece in load(split):
            if piece['type'] == 'beat' and len(piece['hits']) > 100:
                rows = windows([[h.step, h.voice, h.loudness, h.milliseconds, h.ghost] for h in hits_of(piece) if not h.again])
                people += [rows] if rows else []
    ours = [[windows(json.loads(line)['hits']) for line in open(name)] for name in files]
    return people, *ours


def of_piano(bars):
    """Of eight bars of (sixteenth, pitch): strokes, thickness, span, how bars follow one another."""
    full = [bar for bar in bars if len(bar) >= 2]
    rhythms = [tuple(sorted({slot for slot, _ in bar})) for bar in full]
    shapes = [tuple(sorted((slot, pitch) for slot, pitch in bar)) for bar in full]
    pairs = max(1, len(full) - 1)
    strokes = [len(rhythm) for rhythm in rhythms]
    lowest = [min(pitch for _, pitch in bar) for bar in full]
    highest = [max(pitch for _, pitch in bar) for bar in full]
    return [
        numpy.mean(strokes),
        spread(strokes),
        numpy.mean([len(bar) / len(rhythm) for bar, rhythm in zip(full, rhythms)]),
        spread([len(bar) / len(rhythm) for bar, rhythm in zip(full, rhythms)]),
        numpy.mean(numpy.subtract(highest, lowest)) / 10,
        spread(lowest) / 5,
        spread(highest) / 5,
        sum(a == b for a, b in zip(rhythms, rhythms[1:])) / pairs,
        sum(a == b for a, b in zip(shapes, shapes[1:])) / pairs,
        numpy.mean([sum(slot % 4 != 0 for slot in rhythm) / len(rhythm) for rhythm in rhythms]),
        numpy.mean([sum(slot % 2 != 0 for slot in rhythm) / len(rhythm) for rhythm in rhythms]),
        len(set(rhythms)) / len(rhythms),
    ]


def figures(files):
    from compare import people as songs

    def windows(bars):
        parts = [bars[start : start + 8] for start in range(0, len(bars) - 7, 8)]
        return [of_piano(part) for part in parts if sum(len(bar) >= 2 for bar in part) >= 6]

    people = [rows for rows in (windows(bars) for i, bars in enumerate(songs()) if i % 3 == 0) if rows]
    ours = [[windows(json.loads(line)['bars']) for line in open(name)] for name in files]
    return people, *ours


def fit(rows, answers, weights):
    """Logistic regression by Newton's method, a little ridge."""
    beta = numpy.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + numpy.exp(-numpy.clip(rows @ beta, -30, 30)))
        slope = rows.T @ (weights * (answers - chance)) - beta
        curve = (rows.T * (weights * chance * (1 - chance) + 1e-9)) @ rows + numpy.eye(rows.shape[1])
        beta += numpy.linalg.solve(curve, slope)
    return beta


def main():
    part, files = sys.argv[1], sys.argv[2:]
    people, authored, learned = {'drums': drums, 'figures': figures}[part](files)
    kept = [i for i in range(len(authored)) if authored[i] and learned[i]]
    authored, learned = [authored[i] for i in kept], [learned[i] for i in kept]
    dice = numpy.random.default_rng(1)
    places = [dice.permutation(len(kind)) % FOLDS for kind in (people, authored)]
    chances = {'people': [], 'authored': [], 'learned': []}
    for fold in range(FOLDS):
        training = [row for kind, place, label in ((people, places[0], 1), (authored, places[1], 0)) for work, own in zip(kind, place) if own != fold for row in ((r, label) for r in work)]
        rows = numpy.array([row for row, _ in training], dtype=float)
        answers = numpy.array([label for _, label in training], dtype=float)
        middle, scale = rows.mean(0), rows.std(0) + 1e-9
        # Curves as well as slopes, since people lie between too even and too wild.
        widen = lambda x: numpy.hstack([numpy.ones((len(x), 1)), (x - middle) / scale, numpy.clip(((x - middle) / scale) ** 2, 0, 9)])
        weights = numpy.where(answers == 1, 0.5 / answers.sum(), 0.5 / (1 - answers).sum()) * len(answers)
        beta = fit(widen(rows), answers, weights)
        judge = lambda work: float(numpy.mean(1 / (1 + numpy.exp(-numpy.clip(widen(numpy.array(work, dtype=float)) @ beta, -30, 30)))))
        chances['people'] += [judge(work) for work, own in zip(people, places[0]) if own == fold]
        twins = [i for i in range(len(authored)) if places[1][i] == fold]
        chances['authored'] += [judge(authored[i]) for i in twins]
        chances['learned'] += [judge(learned[i]) for i in twins]
    pairs = list(zip(chances['authored'], chances['learned']))
    right = (numpy.mean([c > 0.5 for c in chances['people']]) + numpy.mean([c < 0.5 for c in chances['authored']])) / 2
    wins = numpy.mean([b > a for a, b in pairs])
    error = 1.96 * math.sqrt(wins * (1 - wins) / len(pairs))
    means = ', '.join(f'{name} {numpy.mean(values):.3f}' for name, values in chances.items())
    print(f'{part}: {len(people)} works of people, {len(pairs)} pairs; people and authored told apart {right:.0%}; chance of people: {means}; '
          f'learned looks more like people in {wins:.0%} ± {error:.0%}')


if __name__ == '__main__':
    main()
