"""The melody net: one GRU layer over summed embeddings, and a head that scores pitches in five ways.

A pitch's score is the sum of: its place above the tonic, its interval from the note before, its place above the chord's
root, and whether it copies the pitch, or the step, that was sung at this place 1, 2, 4 or 8 bars ago.

KEEP IN STEP with src/engine/learned/melody-net.ts.
"""

import torch
from torch import nn

from events import FIELDS, INTERVALS, LOOKBACKS, OFFSETS, PITCHES, PLANNED, ROWS, SUNG, WINDOW

UNITS = 128
INPUTS = 96
INNER = 96
HEADS = PITCHES + INTERVALS + 12 + 2 * len(LOOKBACKS)
COLUMN = {name: i for i, (name, _) in enumerate(FIELDS)}


class MelodyNet(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.table = nn.Embedding(ROWS, INPUTS, padding_idx=0)
        nn.init.normal_(self.table.weight, std=0.08)
        with torch.no_grad():
            self.table.weight[0].zero_()
        self.gru = nn.GRU(INPUTS, UNITS, batch_first=True)
        self.inner = nn.Linear(UNITS, INNER)
        self.heads = nn.Linear(INNER, HEADS)
        self.dropout = nn.Dropout(dropout)

    def forward(self, rows):
        """Scores (batch, notes, 49) of `rows` (batch, notes, fields)."""
        batch, notes, fields = rows.shape
        x = nn.functional.embedding_bag(rows.view(-1, fields), self.table.weight, mode='sum', padding_idx=0)
        h, _ = self.gru(self.dropout(x.view(batch, notes, INPUTS)))
        z = self.heads(self.dropout(torch.relu(self.inner(self.dropout(h)))))
        return gather_heads(z, rows)


def gather_heads(z, rows):
    """Adds the five ways of scoring into one score a pitch."""
    pitches = torch.arange(PITCHES)
    scores = z[..., :PITCHES]

    before = rows[..., COLUMN['before']]
    step = (pitches - (before - OFFSETS['before']).unsqueeze(-1)).clamp(-13, 13) + 13
    has = (before > 0).unsqueeze(-1)
    scores = scores + z[..., PITCHES : PITCHES + INTERVALS].gather(-1, step) * has

    chord = rows[..., COLUMN['chord']]
    root = torch.div(chord - OFFSETS['chord'], 7, rounding_mode='floor').unsqueeze(-1)
    above = (pitches - WINDOW - root) % 12
    scores = scores + z[..., PITCHES + INTERVALS : PITCHES + INTERVALS + 12].gather(-1, above) * (chord > 0).unsqueeze(-1)

    copies = PITCHES + INTERVALS + 12
    for i, back in enumerate(LOOKBACKS):
        pitch = rows[..., COLUMN[f'back_{back}']]
        same = (pitches == (pitch - OFFSETS[f'back_{back}']).unsqueeze(-1)) & (pitch > 0).unsqueeze(-1)
        scores = scores + z[..., copies + i].unsqueeze(-1) * same
        moved = rows[..., COLUMN[f'back_step_{back}']]
        alike = (step == (moved - OFFSETS[f'back_step_{back}']).unsqueeze(-1)) & (moved > 0).unsqueeze(-1) & has
        scores = scores + z[..., copies + len(LOOKBACKS) + i].unsqueeze(-1) * alike
    return scores
