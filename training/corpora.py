"""Reading of the corpora that the learned parts are trained on.

The corpora are no part of this repository. They lie in `../shared/corpora` beside it, in the folder named by the
environment variable `CUESMITH_CORPORA`, or in the one given as an argument.
"""

import gzip
import hashlib
import json
import os
import re
from pathlib import Path

#: Ticks of a quarter in every corpus.
QUARTER = 24
#: Part of each source (in thousandths) that is held out of training, chosen by title.
HELD_OUT_PERMILLE = 80
REPOSITORY = Path(__file__).resolve().parent.parent


def corpora_folder(argument=None):
    """The folder of the corpora: the argument, else CUESMITH_CORPORA, else ../shared/corpora beside the repository."""
    folder = Path(argument or os.environ.get('CUESMITH_CORPORA') or REPOSITORY.parent / 'shared' / 'corpora')
    if not folder.is_dir():
        raise SystemExit(f'Expected the corpora in {folder}, found no folder. Give its path, or set CUESMITH_CORPORA.')
    return folder


def read_lines(path):
    """Yields the records of a .jsonl.gz file."""
    with gzip.open(path, 'rt', encoding='utf-8') as lines:
        for line in lines:
            yield json.loads(line)


def is_held_out(title):
    """Whether a work is kept out of training: decided by its title alone, so that versions of it go the same way."""
    plain = re.sub(r'[^a-z0-9]', '', re.sub(r'\b(the|a|an)\b', '', title.lower()))
    return int(hashlib.sha1(plain.encode()).hexdigest()[:8], 16) % 1000 < HELD_OUT_PERMILLE


def sha256_of(path):
    """SHA-256 of a file, as hexadecimal digits."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
