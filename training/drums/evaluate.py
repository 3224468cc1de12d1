"""Held-out figures of the drum humaniser beside count models that see the same plan and the same past."""

import math

import torch

from features import DEVIATIONS, MIDDLE, VELOCITIES, bucket, genre_of, hits_of, load, tempo_bucket
from export import shipped
from train import evaluate, sequences


class Counts:
    """Witten-Bell back-off over a list of contexts from the plainest to the fullest."""

    def __init__(self, size):
        self.size = size
        self.table = {}

    def add(self, contexts, value):
        for depth, context in enumerate(contexts):
            cell = self.table.setdefault((depth, context), {})
            cell[value] = cell.get(value, 0) + 1

    def probability(self, contexts, value):
        p = 1 / self.size
        for depth, context in enumerate(contexts):
            cell = self.table.get((depth, context))
            if cell is not None:
                total, kinds = sum(cell.values()), len(cell)
                p = (cell.get(value, 0) + kinds * p) / (total + kinds)
        return p


def views(piece):
    """Each hit with what the count models may look at."""
    hits = hits_of(piece)
    bars = {}
    for hit in hits:
        bars.setdefault(hit.step // 16, []).append(hit)
    last, own, bar_ago = None, {}, {}
    for hit in hits:
        loud = [other.loudness for other in bars[hit.step // 16] if not other.ghost] or [40]
        energy = bucket(sum(loud) / len(loud), [50, 62, 74, 88])
        mine, before = own.get(hit.voice), bar_ago.get((hit.voice, hit.step - 16))
        yield hit, {
            'voice': hit.voice, 'place': hit.step % 16, 'beat': hit.step % 4, 'ghost': hit.ghost, 'energy': energy, 'again': hit.again,
            'genre': genre_of(piece['style']), 'tempo': tempo_bucket(piece['bpm']),
            'last': None if last is None else last.deviation, 'ownVelocity': None if mine is None else mine.velocity,
            'ownDeviation': None if mine is None else mine.deviation, 'barVelocity': None if before is None else before.velocity,
        }
        last, own[hit.voice], bar_ago[(hit.voice, hit.step)] = hit, hit, hit


PLAN_VELOCITY = [(), ('voice',), ('voice', 'ghost', 'energy'), ('voice', 'ghost', 'energy', 'place')]
PAST_VELOCITY = [*PLAN_VELOCITY[:3], ('voice', 'ghost', 'energy', 'ownVelocity'), ('voice', 'ghost', 'energy', 'ownVelocity', 'barVelocity')]
PLAN_DEVIATION = [(), ('voice',), ('voice', 'beat', 'again'), ('voice', 'beat', 'again', 'tempo', 'genre')]
PAST_DEVIATION = [*PLAN_DEVIATION[:3], ('voice', 'beat', 'again', 'last'), ('voice', 'beat', 'again', 'last', 'ownDeviation')]


def baseline(contexts, read, size):
    keys = lambda view: [(names, tuple(view[name] for name in names)) for names in contexts]
    counts = Counts(size)
    for piece in load('train'):
        for hit, view in views(piece):
            counts.add(keys(view), read(hit))
    bits = number = 0
    for piece in load('test'):
        for hit, view in views(piece):
            bits -= math.log2(counts.probability(keys(view), read(hit)))
            number += 1
    return bits / number


def main():
    torch.set_num_threads(1)
    model = shipped()
    bits = evaluate(model, list(sequences('test')))
    loud = lambda hit: hit.velocity
    late = lambda hit: hit.deviation
    print('held-out (the corpus\' own test split), bits a hit:')
    print(f'  velocity ({VELOCITIES} steps): net {bits[0]:.3f}, counts on the plan {baseline(PLAN_VELOCITY, loud, VELOCITIES):.3f}, '
          f'counts with the past {baseline(PAST_VELOCITY, loud, VELOCITIES):.3f}')
    print(f'  timing ({DEVIATIONS} steps of 1/24 sixteenth, {MIDDLE} is on the frame): net {bits[1]:.3f}, counts on the plan '
          f'{baseline(PLAN_DEVIATION, late, DEVIATIONS):.3f}, counts with the past {baseline(PAST_DEVIATION, late, DEVIATIONS):.3f}')


if __name__ == '__main__':
    main()
