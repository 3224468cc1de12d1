"""Trains the melody net and keeps the state that is best on the held-out tunes.

    python3 train.py [--corpora FOLDER] [--out FOLDER] [--epochs N]
"""

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy
import torch

import net as nets
from corpora import corpora_folder
from events import COLUMNS_TO_DROP, FIELDS, OFFSETS, events_of
from tunes import SOURCES, read_tunes

SEED = 20261122
#: Notes of a training sequence, and sequences of a batch.
NOTES = 96
BATCH = 32
#: Chance that a training sequence is told nothing of one field.
DROPPED = 0.04
#: How often each source's tunes are sung in one epoch: songs often, reels seldom.
TURNS = {'openewld': 3, 'openhymnal': 3, 'lieder': 1, 'ryan': 0.4, 'oneill': 0.3}


def numbered(tunes):
    """(source, rows, pitches) of each tune."""
    found = []
    for tune in tunes:
        rows, pitches = events_of(tune, SOURCES.index(tune.source))
        found.append((tune.source, numpy.array(rows, dtype=numpy.int64), numpy.array(pitches, dtype=numpy.int64)))
    return found


def pieces(found, chance):
    """One epoch of sequences: tunes as often as their source's turns, cut at random places."""
    cut = []
    for source, rows, pitches in found:
        turns = TURNS[source]
        for _ in range(int(turns) + (chance.random() < turns - int(turns))):
            start = -chance.randrange(NOTES) if len(pitches) > NOTES else 0
            for at in range(start, len(pitches), NOTES):
                one = slice(max(0, at), at + NOTES)
                if len(pitches[one]) >= 8:
                    cut.append((rows[one], pitches[one]))
    chance.shuffle(cut)
    return cut


def batch_of(cut, noise=None):
    """Padded tensors; targets of padding are -1. With noise, some fields are left unsaid and ranges are widened."""
    longest = max(len(pitches) for _, pitches in cut)
    rows = numpy.zeros((len(cut), longest, len(FIELDS)), dtype=numpy.int64)
    targets = numpy.full((len(cut), longest), -1, dtype=numpy.int64)
    for i, (own, pitches) in enumerate(cut):
        rows[i, : len(pitches)] = own
        targets[i, : len(pitches)] = pitches
        if noise is not None:
            for column, probability in COLUMNS_TO_DROP:
                if noise.random() < probability:
                    rows[i, :, column] = 0
            for column in range(len(FIELDS)):
                if noise.random() < DROPPED:
                    rows[i, :, column] = 0
            low, high = (next(k for k, (name, _) in enumerate(FIELDS) if name == field) for field in ('low', 'high'))
            wider = noise.choice((0, 0, 1, 2)), noise.choice((0, 0, 1, 2))
            said = rows[i, :, low] > 0
            rows[i, said, low] = numpy.maximum(OFFSETS['low'], rows[i, said, low] - wider[0])
            said = rows[i, :, high] > 0
            rows[i, said, high] = numpy.minimum(OFFSETS['high'] + 24, rows[i, said, high] + wider[1])
    return torch.from_numpy(rows), torch.from_numpy(targets)


def held_out_bits(model, found):
    """Mean bits a note by source, and the mean of the sources' means."""
    model.eval()
    bits = {}
    with torch.no_grad():
        for source in SOURCES:
            own = sorted(((rows, pitches) for name, rows, pitches in found if name == source), key=lambda one: len(one[1]))
            total, count = 0.0, 0
            for at in range(0, len(own), 16):
                rows, targets = batch_of(own[at : at + 16])
                scores = model(rows)
                loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=-1, reduction='sum')
                total += loss.item() / math.log(2)
                count += int((targets >= 0).sum())
            bits[source] = total / max(1, count)
    model.train()
    return bits, sum(bits.values()) / len(bits)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--corpora')
    arguments.add_argument('--out', default='/tmp/training/melody')
    arguments.add_argument('--epochs', type=int, default=30)
    arguments.add_argument('--units', type=int, default=nets.UNITS)
    arguments.add_argument('--dropout', type=float, default=0.3)
    arguments.add_argument('--decay', type=float, default=0.05)
    wish = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    nets.UNITS = wish.units
    out = Path(wish.out)
    out.mkdir(parents=True, exist_ok=True)

    training, held_out = (numbered(tunes) for tunes in read_tunes(corpora_folder(wish.corpora)))
    notes = {source: sum(len(p) for name, _, p in training if name == source) for source in SOURCES}
    print(f'training notes {notes}, held-out tunes {len(held_out)}', flush=True)

    model = nets.MelodyNet(wish.dropout)
    print(f'parameters {sum(p.numel() for p in model.parameters())}', flush=True)
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=wish.decay)
    steps_an_epoch = len(pieces(training, random.Random(SEED))) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=4e-3, total_steps=(steps_an_epoch + 8) * wish.epochs, pct_start=0.15
    )
    best, begun = math.inf, time.time()
    for epoch in range(wish.epochs):
        cut = pieces(training, chance)
        loss_sum, count = 0.0, 0
        for at in range(0, len(cut) - BATCH + 1, BATCH):
            rows, targets = batch_of(cut[at : at + BATCH], noise=chance)
            scores = model(rows)
            loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=-1)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            if schedule.last_epoch < schedule.total_steps - 1:
                schedule.step()
            loss_sum += loss.item() / math.log(2)
            count += 1
        bits, mean = held_out_bits(model, held_out)
        if mean < best:
            best = mean
            torch.save({'state': model.state_dict(), 'units': wish.units}, out / 'best.pt')
            (out / 'best.json').write_text(json.dumps({'epoch': epoch, 'bits': bits, 'mean': mean}))
        shown = ' '.join(f'{source} {value:.3f}' for source, value in bits.items())
        print(f'epoch {epoch} train {loss_sum / count:.3f} held out {mean:.4f} ({shown}) {time.time() - begun:.0f} s', flush=True)
    print('done', flush=True)


if __name__ == '__main__':
    main()
