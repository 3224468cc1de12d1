"""Bits a note on the held-out tunes: the net (as trained, or as shipped in int8) beside its baselines, by source.

    python3 evaluate.py [--corpora FOLDER] [--state best.pt]
"""

import argparse
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from baselines import AuthoredSteps, Ngram, five_with_meter_and_chord, plain_five
from corpora import corpora_folder
from events import events_of
from net import MelodyNet
from shipped import shipped_state
from tunes import SOURCES, bar_of, read_tunes

#: Bars of a tune's opening.
OPENING = 4


def net_bits(model, tune):
    """Bits of each note of a tune."""
    rows, pitches = events_of(tune, SOURCES.index(tune.source))
    with torch.no_grad():
        scores = model(torch.tensor([rows]))[0].log_softmax(-1)
    return [-scores[i, pitch].item() / math.log(2) for i, pitch in enumerate(pitches)]


def load(state):
    model = MelodyNet(dropout=0)
    model.load_state_dict(state)
    return model.eval()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--corpora')
    arguments.add_argument('--state')
    wish = arguments.parse_args()
    torch.set_num_threads(1)
    training, held_out = read_tunes(corpora_folder(wish.corpora))
    models = {
        'authored steps (stepSurprise)': AuthoredSteps().fit(training).bits,
        '5-gram': Ngram(plain_five).learn(training).bits,
        '5-gram with metre and chord': Ngram(five_with_meter_and_chord).learn(training).bits,
    }
    if wish.state:
        trained = load(torch.load(wish.state)['state'])
        models['melody net as trained'] = lambda tune: net_bits(trained, tune)
    shipped = load(shipped_state())
    models['melody net as shipped (int8)'] = lambda tune: net_bits(shipped, tune)

    print(f'Held-out tunes: {len(held_out)}, notes: {sum(len(tune.notes) for tune in held_out)}. Bits a note; lower is better.')
    print('| model | ' + ' | '.join(SOURCES) + f' | mean | first {OPENING} bars |')
    print('|---|' + '---|' * (len(SOURCES) + 2))
    for name, bits_of in models.items():
        means, openings = [], []
        for source in SOURCES:
            tunes = [(tune, bits_of(tune)) for tune in held_out if tune.source == source]
            bits = [bit for _, own in tunes for bit in own]
            # Where a tune begins nothing can be copied from earlier bars of it: invention, not memory.
            new = [bit for tune, own in tunes for note, bit in zip(tune.notes, own) if bar_of(tune, note[0])[0] < OPENING]
            means.append(sum(bits) / len(bits))
            openings.append(sum(new) / len(new))
        shown = ' | '.join(f'{mean:.2f}' for mean in means)
        print(f'| {name} | {shown} | {sum(means) / len(means):.2f} | {sum(openings) / len(openings):.2f} |', flush=True)


if __name__ == '__main__':
    main()
