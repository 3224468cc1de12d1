"""The melody net as the engine ships it."""

import torch

from weights import read_weights

MODULE = 'melody-net.ts'
#: Names in the engine's module, and in PyTorch's state.
NAMES = {
    'table': 'table.weight',
    'inputToGates': 'gru.weight_ih_l0',
    'unitsToGates': 'gru.weight_hh_l0',
    'inputBias': 'gru.bias_ih_l0',
    'unitsBias': 'gru.bias_hh_l0',
    'inner': 'inner.weight',
    'innerBias': 'inner.bias',
    'heads': 'heads.weight',
    'headsBias': 'heads.bias',
}


def shipped_state():
    """PyTorch's state of the shipped weights."""
    tensors = read_weights(MODULE)
    return {theirs: torch.from_numpy(tensors[ours]) for ours, theirs in NAMES.items()}
