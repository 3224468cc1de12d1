"""Writes the trained net into the engine, and a fixture that holds its inference to PyTorch's.

    python3 export.py --state best.pt
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch

from corpora import REPOSITORY
from events import QUALITIES, events_of, phrase_ends, bar_of
from net import MelodyNet
from shipped import MODULE, NAMES, shipped_state
from tunes import SOURCES, Tune, bar_length
from weights import write_weights

#: A tune made up for the test: two phrases with a pickup-less start, a rest, a long note, chords that change under a held note.
MADE_UP = Tune(
    'openewld',
    'fixture',
    (4, 4),
    'maj',
    [
        (0, 24, 4), (24, 12, 7), (36, 36, 9), (84, 12, 7), (96, 24, 4), (120, 12, 2), (132, 12, 0), (144, 48, 2),
        (192, 24, 4), (216, 12, 7), (228, 36, 9), (276, 12, 11), (288, 48, 12), (336, 24, 7), (384, 24, -1), (408, 8, 2),
        (416, 8, 5), (424, 8, 8), (432, 48, 7), (480, 24, 4), (504, 24, 2), (528, 48, 0),
    ],
    [
        (0, 0, 'maj'), (48, 9, 'min7'), (96, 5, 'maj7'), (144, 7, 'sus4'), (168, 7, '7'), (192, 0, 'maj'), (288, 9, 'min'),
        (336, 4, '7'), (384, 2, 'm7b5'), (432, 11, 'dim7'), (480, 7, '7'), (528, 0, 'maj'),
    ],
    [(96 * bar, 96) for bar in range(6)],
)  # fmt: skip


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--state', required=True)
    wish = arguments.parse_args()
    state = torch.load(wish.state)['state']
    state['table.weight'][0] = 0
    digest = write_weights(
        MODULE,
        'MELODY_NET',
        'Weights of the net that chooses the pitches of themes; see melody-net.md.',
        {ours: state[theirs].numpy() for ours, theirs in NAMES.items()},
    )
    print('sha256', digest)

    net = MelodyNet(dropout=0)
    net.load_state_dict(shipped_state())
    net.eval()
    rows, _ = events_of(MADE_UP, SOURCES.index(MADE_UP.source))
    with torch.no_grad():
        scores = net(torch.tensor([rows]))[0].log_softmax(-1)
    ends = phrase_ends(MADE_UP.notes)
    fixture = {
        'meter': {'beats': MADE_UP.meter[0], 'unit': MADE_UP.meter[1]},
        'notes': [
            {'start': start, 'length': length, 'step': step, 'endsPhrase': i in ends}
            for i, (start, length, step) in enumerate(MADE_UP.notes)
        ],
        'chords': [
            {'start': start, 'root': root, 'family': QUALITIES[quality][0], 'tones': QUALITIES[quality][1]}
            for start, root, quality in MADE_UP.chords
        ],
        'rows': rows,
        'scores': [[round(score, 5) for score in note] for note in scores.tolist()],
    }
    assert all(bar_of(MADE_UP, start)[1] == start % bar_length(MADE_UP.meter) for start, _, _ in MADE_UP.notes)
    (REPOSITORY / 'src/engine/learned/melody-net.fixture.json').write_text(json.dumps(fixture) + '\n')


if __name__ == '__main__':
    main()
