"""Weights as TypeScript modules: matrices in int8 with one scale a row, vectors in float32, all in one base64 string.

KEEP IN STEP with src/engine/learned/read-weights.ts. Order of the bytes: for each tensor as listed, a matrix is its rows'
scales (float32, little endian) and then its rows (int8); a vector is float32, little endian.
"""

import base64
import hashlib
import json
import re
from pathlib import Path

import numpy

from corpora import REPOSITORY

FOLDER = REPOSITORY / 'src/engine/learned/weights'


def quantise(matrix):
    """(int8 rows, scale of each row): the largest weight of a row becomes 127."""
    scales = numpy.maximum(numpy.abs(matrix).max(axis=1), 1e-8).astype('<f4') / numpy.float32(127)
    return numpy.clip(numpy.rint(matrix / scales[:, None]), -127, 127).astype(numpy.int8), scales


def write_weights(file, constant, doc, tensors):
    """Writes `tensors` (name to a NumPy array of one or two dimensions) as a module; returns the SHA-256 of their bytes."""
    parts, shapes = [], []
    for name, values in tensors.items():
        if values.ndim == 2:
            rows, scales = quantise(values)
            parts += [scales.tobytes(), rows.tobytes()]
            shapes.append({'name': name, 'rows': values.shape[0], 'columns': values.shape[1]})
        else:
            parts.append(values.astype('<f4').tobytes())
            shapes.append({'name': name, 'rows': values.shape[0], 'columns': 0})
    data = b''.join(parts)
    return write_bytes(file, constant, doc, {'tensors': shapes}, data)


def write_bytes(file, constant, doc, facts, data):
    """Writes bytes with some facts about them as a module; returns their SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    FOLDER.mkdir(parents=True, exist_ok=True)
    fields = ''.join(f'  {name}: {literal(value)},\n' for name, value in facts.items())
    (FOLDER / file).write_text(
        f"// Written by training/: do not edit.\n/** {doc} */\nexport const {constant} = {{\n  sha256: '{digest}',\n{fields}"
        f"  data: '{base64.b64encode(data).decode()}',\n}};\n"
    )
    return digest


def literal(value):
    return re.sub(r'"(\w+)":', r'\1:', json.dumps(value)).replace('"', "'")


def read_weights(file):
    """The tensors of a module as float32 arrays, dequantised."""
    text = (FOLDER / file).read_text()
    data = base64.b64decode(re.search(r"data: '([^']*)'", text).group(1))
    found, at = {}, 0
    for name, rows, columns in re.findall(r"\{name: '([\w.]+)', rows: (\d+), columns: (\d+)\}", text):
        rows, columns = int(rows), int(columns)
        vector = numpy.frombuffer(data, '<f4', rows, at)
        at += 4 * rows
        if columns == 0:
            found[name] = vector.copy()
            continue
        cells = numpy.frombuffer(data, numpy.int8, rows * columns, at).reshape(rows, columns)
        at += rows * columns
        found[name] = cells.astype(numpy.float32) * vector[:, None]
    return found
