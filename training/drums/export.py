"""Writes the humaniser's weights as int8 in TypeScript, and what it says of a short grid, for the test of the inference."""

import argparse
import json

import torch

from features import MIDDLE, drummer_of, genre_of, hits_of, load, rows_of
from train import Humaniser
from weights import FOLDER, read_weights, write_weights

MODULE = 'drummer.ts'
#: Names in src/engine/learned/drummer.ts, and here.
TENSORS = {
    'rows': 'rows.weight', 'inputGates': 'gru.weight_ih_l0', 'hiddenGates': 'gru.weight_hh_l0', 'inputBias': 'gru.bias_ih_l0',
    'hiddenBias': 'gru.bias_hh_l0', 'velocity': 'velocity.weight', 'velocityBias': 'velocity.bias', 'touch': 'touch.weight',
    'deviation': 'deviation.weight', 'deviationBias': 'deviation.bias',
}


def shipped():
    """The model as it is in the repository."""
    model = Humaniser()
    state, found = model.state_dict(), read_weights(MODULE)
    for name, key in TENSORS.items():
        values = torch.from_numpy(found[name].copy())
        if name == 'rows':
            state[key][:-1] = values
        else:
            state[key] = values
    model.load_state_dict(state)
    model.eval()
    return model


def reference(model):
    """A made-up grid (eight bars of a beat) with a fixed past, and the net's probabilities for every hit."""
    piece = {'hits': [], 'bpm': 104, 'style': 'rock/x', 'drummer': 'drummer1'}
    for bar in range(3):
        for step in range(0, 16, 2):
            piece['hits'].append([bar * 16 + step, 2, 60 + 20 * (step % 4 == 0), (step * 5) % 7 - 3, 42])
        for step in (0, 7, 10):
            piece['hits'].append([bar * 16 + step, 0, 90 - step, step % 3 - 1, 36])
        for step in (4, 12):
            piece['hits'].append([bar * 16 + step, 1, 100, 2, 38])
        piece['hits'].append([bar * 16 + 9, 1, 30, -2, 38])
        if bar == 2:
            piece['hits'] += [[bar * 16 + 14, 6, 80, 0, 48], [bar * 16 + 15, 4, 88, 1, 43]]
    hits = hits_of(piece)
    rows = rows_of(hits, genre_of(piece['style']), drummer_of(piece['drummer']), piece['bpm'])
    index = torch.full((1, len(hits), max(len(a) + len(b) for a, b in rows)), model.rows.padding_idx)
    for place, (plan, history) in enumerate(rows):
        index[0, place, : len(plan) + len(history)] = torch.tensor(plan + history)
    velocity = torch.tensor([[hit.velocity for hit in hits]])
    with torch.no_grad():
        loud, late = model(index, velocity)
    return {
        'bpm': piece['bpm'],
        'hits': [[hit.step, hit.voice, hit.loudness, hit.ghost, hit.again, hit.velocity, hit.deviation] for hit in hits],
        'velocity': [[round(p, 6) for p in row] for row in loud[0].softmax(-1).tolist()],
        'deviation': [[round(p, 6) for p in row] for row in late[0].softmax(-1).tolist()],
    }


def spread():
    """Standard deviation of the deviations, 1/24 sixteenth: what a style's looseness is measured against."""
    late = [hit.deviation - MIDDLE for piece in load('train') for hit in hits_of(piece)]
    mean = sum(late) / len(late)
    return (sum((x - mean) ** 2 for x in late) / len(late)) ** 0.5


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--model', required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    state = torch.load(arguments.model)['model']
    tensors = {name: state[key].numpy() for name, key in TENSORS.items()}
    # The last row stands for "nothing" and is never read.
    tensors['rows'] = tensors['rows'][:-1]
    doc = 'Weights of the drum humaniser, learnt from the Groove MIDI Dataset (CC BY 4.0); see drummer.md.'
    print('sha256', write_weights(MODULE, 'DRUMMER_WEIGHTS', doc, tensors))
    print(f'spread of human hits around their own swing: {spread():.2f} / 24 sixteenth')
    with open(FOLDER.parent / 'drummer.fixture.json', 'w') as out:
        json.dump(reference(shipped()), out, separators=(',', ':'))
        out.write('\n')


if __name__ == '__main__':
    main()
