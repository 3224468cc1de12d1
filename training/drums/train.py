"""Trains the drum humaniser: a GRU that gives each planned hit a loudness and a place a little before or behind the grid."""

import argparse
import random
import time

import torch
from torch import nn

from features import DEVIATIONS, DRUMMERS, GENRES, ROWS, START, VELOCITIES, drummer_of, genre_of, hits_of, load, rows_of

WIDTH, HIDDEN, TOUCH = 32, 80, 16
WINDOW = 160


class Humaniser(nn.Module):
    """Rows are summed into one vector a hit; the GRU remembers; loudness first, then time given the loudness."""

    def __init__(self):
        super().__init__()
        self.rows = nn.Embedding(ROWS + 1, WIDTH, padding_idx=ROWS)
        self.gru = nn.GRU(WIDTH, HIDDEN, batch_first=True)
        self.velocity = nn.Linear(HIDDEN + WIDTH, VELOCITIES)
        self.touch = nn.Embedding(VELOCITIES, TOUCH)
        self.deviation = nn.Linear(HIDDEN + WIDTH + TOUCH, DEVIATIONS)

    def forward(self, rows, velocity):
        inputs = torch.tanh(self.rows(rows).sum(-2))
        hidden, _ = self.gru(inputs)
        seen = torch.cat([hidden, inputs], -1)
        return self.velocity(seen), self.deviation(torch.cat([seen, self.touch(velocity)], -1))


def sequences(split):
    for piece in load(split):
        hits = hits_of(piece)
        rows = rows_of(hits, genre_of(piece['style']), drummer_of(piece['drummer']), piece['bpm'])
        yield rows, [hit.velocity for hit in hits], [hit.deviation for hit in hits]


def windows(pieces, rng):
    for rows, velocity, deviation in pieces:
        start = -rng.randrange(WINDOW // 2) if len(rows) > WINDOW else 0
        while start < len(rows):
            a, b = max(0, start), start + WINDOW
            yield rows[a:b], velocity[a:b], deviation[a:b]
            start = b


def tensors(batch, rng, noise):
    length = max(len(rows) for rows, _, _ in batch)
    slots = max(len(plan) + len(history) for rows, _, _ in batch for plan, history in rows)
    index = torch.full((len(batch), length, slots), ROWS, dtype=torch.long)
    velocity = torch.full((len(batch), length), -1, dtype=torch.long)
    deviation = torch.full((len(batch), length), -1, dtype=torch.long)
    genre, drummer = range(START['genre'], START['genre'] + len(GENRES)), range(START['drummer'], START['drummer'] + len(DRUMMERS))
    for i, (rows, speeds, times) in enumerate(batch):
        hides_genre, hides_drummer = rng.random() < noise, rng.random() < 2 * noise
        filled = []
        for plan, history in rows:
            # A drummer who has to live with his own past must not trust it blindly.
            kept = [row for row in history if rng.random() >= noise]
            if hides_genre:
                plan = [genre[-1] if row in genre else row for row in plan]
            if hides_drummer:
                plan = [drummer[-1] if row in drummer else row for row in plan]
            row = plan + kept
            filled.append(row + [ROWS] * (slots - len(row)))
        index[i, : len(rows)] = torch.tensor(filled)
        velocity[i, : len(rows)] = torch.tensor(speeds)
        deviation[i, : len(rows)] = torch.tensor(times)
    return index, velocity, deviation


def losses(model, index, velocity, deviation, smoothing=0.0):
    given = velocity.clamp(min=0)
    loud, late = model(index, given)
    entropy = nn.CrossEntropyLoss(ignore_index=-1, label_smoothing=smoothing)
    return entropy(loud.flatten(0, 1), velocity.flatten()), entropy(late.flatten(0, 1), deviation.flatten())


def evaluate(model, pieces):
    """Bits a hit for loudness and time, each performance read whole."""
    model.eval()
    rng = random.Random(0)
    total = [0.0, 0.0, 0]
    with torch.no_grad():
        for piece in pieces:
            index, velocity, deviation = tensors([piece], rng, 0)
            loud, late = losses(model, index, velocity, deviation)
            count = len(piece[1])
            total = [total[0] + loud.item() * count, total[1] + late.item() * count, total[2] + count]
    return total[0] / total[2] / 0.6931471805599453, total[1] / total[2] / 0.6931471805599453


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--out', required=True)
    parser.add_argument('--epochs', type=int, default=48)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(5)
    rng = random.Random(5)
    train = list(sequences('train'))
    valid = list(sequences('validation'))
    model = Humaniser()
    print(f'{sum(p.numel() for p in model.parameters())} parameters, {sum(len(p[1]) for p in train)} hits', flush=True)
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01)
    began, best = time.time(), 1e9
    for epoch in range(1, arguments.epochs + 1):
        model.train()
        parts = list(windows(train, rng))
        parts.sort(key=lambda part: len(part[0]) + rng.random() * 24)
        batches = [parts[i : i + 24] for i in range(0, len(parts), 24)]
        rng.shuffle(batches)
        for place, batch in enumerate(batches):
            progress = (epoch - 1 + place / len(batches)) / arguments.epochs
            for group in optimiser.param_groups:
                group['lr'] = 3e-3 * (1 - progress) + 5e-5
            loud, late = losses(model, *tensors(batch, rng, 0.12), smoothing=0.01)
            optimiser.zero_grad()
            (loud + late).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
        bits = evaluate(model, valid)
        print(f'epoch {epoch} {time.time() - began:.0f} s, validation velocity {bits[0]:.3f} deviation {bits[1]:.3f}', flush=True)
        if sum(bits) < best:
            best = sum(bits)
            torch.save({'model': model.state_dict(), 'epoch': epoch, 'bits': bits}, arguments.out)


if __name__ == '__main__':
    main()
