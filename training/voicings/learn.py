"""Learns what a voicing costs from the choices people made among all legal ones (conditional logit); writes the tables or prints held-out figures.

    python3 learn.py [--write]
"""

import argparse
import math
import random

import torch

from chords import works
from weights import FOLDER

CANDIDATES = 90
PAIRS = {False: 9000, True: 1500}
GAPS = 16

# Blocks of costs, in this order. KEEP IN STEP with src/engine/learned/voicing-costs.ts.
BLOCKS = [('bottomGap', 2 * GAPS), ('innerGap', 2 * GAPS), ('topGap', 2 * GAPS), ('count', 16), ('top', 4), ('bottom', 4)]
START, SIZE = {}, 0
for _name, _size in BLOCKS:
    START[_name] = SIZE
    SIZE += _size


def features(chord, voicing):
    """Rows of the cost table that a voicing pays: gaps, doublings, what lies on top and at the bottom."""
    root, degrees = chord
    classes = [(root + step) % 12 for step in degrees]
    rows, last = [], len(voicing) - 1
    for place in range(last):
        gap = min(GAPS - 1, voicing[place + 1] - voicing[place])
        name = 'topGap' if place == last - 1 else 'bottomGap' if place == 0 else 'innerGap'
        rows.append(START[name] + (GAPS if voicing[place] < 55 else 0) + gap)
    tones = [classes.index(pitch % 12) for pitch in voicing]
    for degree in range(len(classes)):
        rows.append(START['count'] + 4 * degree + min(3, tones.count(degree)))
    rows += [START['top'] + tones[-1], START['bottom'] + tones[0]]
    return rows


def standing_cost(voicing, near):
    """`standingCost` in src/engine/score/theory/voice-leading.ts, as authored."""
    last = len(voicing) - 1
    standing = abs(voicing[-1] - near) * 0.5
    for place in range(1, last + 1):
        gap = voicing[place] - voicing[place - 1]
        standing += abs(gap - (4 if last < 3 or voicing[-1] - voicing[0] <= 16 else 7)) * 0.35
        if gap == 1:
            standing += 6 if place == last else 2
    if last > 1 and voicing[-1] - voicing[-2] > voicing[1] - voicing[0] + 3:
        standing += 2
    return standing


def moving_cost(before, voicing):
    """`movingCost` there: semitones moved, leaps of the top, parallels of the outer voices."""
    cost = 0.0
    for now, then in zip(voicing, before):
        motion = abs(now - then)
        cost += motion if motion <= 2 else 1.4 * motion
    top, bottom = voicing[-1] - before[-1], voicing[0] - before[0]
    if abs(top) > 4:
        cost += abs(top) - 4
    if top and top * bottom > 0 and (before[-1] - before[0]) % 12 == (voicing[-1] - voicing[0]) % 12 in (0, 7):
        cost += 8
    return cost


def legal(chord, size, low, high, bass):
    """All voicings of `size` different pitches of the chord in a range, with the third, over the bass where it is given."""
    root, degrees = chord
    classes = {(root + step) % 12 for step in degrees}
    third = (root + degrees[1]) % 12
    pitches = [pitch for pitch in range(low, high + 1) if pitch % 12 in classes]
    found = []

    def extend(voicing):
        if len(voicing) == size:
            if any(pitch % 12 == third for pitch in voicing):
                found.append(voicing)
            return
        for pitch in pitches:
            if voicing and not 0 < pitch - voicing[-1] <= (24 if len(voicing) == 1 and bass is not None else 14 if bass is not None else 12):
                continue
            if not voicing and bass is not None and pitch % 12 != bass:
                continue
            extend(voicing + (pitch,))

    extend(())
    return found


def choices(kind):
    """{is held out: [(rows of every candidate, authored costs)]}; the human choice comes first."""
    rng, found = random.Random(7), {False: [], True: []}
    seen = list(works(kind))
    rng.shuffle(seen)
    lost = 0
    for held, low, high, pairs in seen:
        near = sum(voicing[-1] for _, _, voicing in pairs) / len(pairs)
        for before, chord, voicing in pairs:
            if len(found[held]) >= PAIRS[held]:
                break
            # Hands stay near where they are; so far away that nobody would go there is no choice.
            reach = (max(low, min(before[0], voicing[0]) - 9), min(high, max(before[-1], voicing[-1]) + 9))
            others = legal(chord, len(voicing), *reach, voicing[0] % 12 if kind == 'voices' else None)
            if voicing not in others:
                lost += 1
                continue
            others.remove(voicing)
            rng.shuffle(others)
            candidates = [voicing] + others[: CANDIDATES - 1]
            if len(candidates) < 4:
                continue
            found[held].append(([features(chord, other) for other in candidates], [(moving_cost(before, other), standing_cost(other, near)) for other in candidates]))
    print(f'{kind}: {len(found[False])} choices to learn from, {len(found[True])} held out, {lost} that the rules do not list')
    return found


def tensors(made):
    """Rows, authored costs of the move and of the layout, and which candidates there are."""
    slots = max(len(rows) for candidates, _ in made for rows in candidates)
    index = torch.full((len(made), CANDIDATES, slots), SIZE, dtype=torch.int32)
    moving, standing = torch.zeros(len(made), CANDIDATES), torch.zeros(len(made), CANDIDATES)
    present = torch.zeros(len(made), CANDIDATES, dtype=torch.bool)
    for place, (candidates, prices) in enumerate(made):
        for other, rows in enumerate(candidates):
            index[place, other, : len(rows)] = torch.tensor(rows, dtype=torch.int32)
        moving[place, : len(prices)] = torch.tensor([price for price, _ in prices])
        standing[place, : len(prices)] = torch.tensor([price for _, price in prices])
        present[place, : len(prices)] = True
    return index, moving, standing, present


def surprise(costs, present):
    """Nats that the human choice (the first) costs on average."""
    return -torch.log_softmax((-costs).masked_fill(~present, -1e9), 1)[:, 0].mean()


def right(costs, present):
    """How often the human choice is cheaper than all others."""
    return (costs[:, :1] < costs[:, 1:].masked_fill(~present[:, 1:], 1e9)).all(1).float().mean().item()


def learn(kind):
    """The layout's costs in nats, and how many nats one unit of the authored cost of moving is worth."""
    found = choices(kind)
    index, moving, standing, present = tensors(found[False])
    table = torch.zeros(SIZE + 1, requires_grad=True)
    worth = torch.full((1,), 0.1, requires_grad=True)
    optimiser = torch.optim.Adam([table, worth], lr=0.05)
    order, rng = list(range(len(index))), random.Random(3)
    for epoch in range(8):
        rng.shuffle(order)
        for group in optimiser.param_groups:
            group['lr'] = 0.05 * (1 - epoch / 8) + 0.002
        for start in range(0, len(order), 256):
            batch = order[start : start + 256]
            value = surprise(table[index[batch].long()].sum(-1) + worth * moving[batch], present[batch]) + 2e-5 * (table[:-1] ** 2).sum()
            optimiser.zero_grad()
            value.backward()
            table.grad[-1] = 0
            optimiser.step()
    bits = 1 / math.log(2)
    authored = moving + 0.35 * standing
    scale = min((0.01 * step for step in range(1, 60)), key=lambda value: surprise(value * authored, present).item())
    index, moving, standing, present = tensors(found[True])
    authored = moving + 0.35 * standing
    with torch.no_grad():
        learned = table[index.long()].sum(-1) + worth * moving
        print(f'{kind}, held out, bits a choice: every legal voicing alike {torch.log(present.sum(1).float()).mean().item() * bits:.3f}, authored cost (best scale {scale:.2f}) '
              f'{surprise(scale * authored, present).item() * bits:.3f}, learned layout with authored moves {surprise(learned, present).item() * bits:.3f}; '
              f'cheapest of all is what people chose: authored {100 * right(authored, present):.0f} %, learned {100 * right(learned, present):.0f} %', flush=True)
    return table.detach()[:-1].tolist(), worth.item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--write', action='store_true')
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    lines = ['// Written by training/voicings/learn.py: do not edit.', '/**',
             ' * What layouts of a chord cost, as people chose among all legal ones; see voicing-costs.md. Blocks as in `voicing-costs.ts`, in the unit of',
             ' * the authored cost of moving.', ' */', 'export const VOICING_COSTS = {']
    for kind in ('voices', 'hands'):
        table, worth = learn(kind)
        lines.append(f'  {kind}: [{", ".join(f"{value / worth:.1f}" for value in table)}],')
    lines.append('} as const;')
    if arguments.write:
        (FOLDER / 'voicing-costs.ts').write_text('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
