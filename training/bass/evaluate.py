"""A trial: would a bass that counts what Freedoom's bands do foretell held-out bars better than the bass we authored?

    node our-bars.ts > ours.jsonl; python3 evaluate.py ours.jsonl
"""

import json
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'figures'))
from bars import chord_of  # noqa: E402
from corpora import corpora_folder, is_held_out, read_lines  # noqa: E402


def bands():
    """(held out, [strokes, kicks, snares, intervals]) of every 4/4 bar in which bass and drums play."""
    for piece in read_lines(corpora_folder() / 'bands' / 'freedoom.jsonl.gz'):
        if any((top, bottom) != (4, 4) for _, top, bottom in piece['ts']):
            continue
        drums = [note for track in piece['tracks'] if track['drum'] for note in track['notes']]
        basses = [track for track in piece['tracks'] if not track['drum'] and 32 <= track['program'] <= 39]
        if not drums or not basses:
            continue
        bass = max(basses, key=lambda track: len(track['notes']))['notes']
        bars = {}
        for kind, notes in (('bass', bass), ('drums', drums), ('all', [note for track in piece['tracks'] if not track['drum'] for note in track['notes']])):
            for note in notes:
                bars.setdefault(int(note[0] // 96), {}).setdefault(kind, []).append(note)
        for bar, parts in sorted(bars.items()):
            if 'bass' not in parts or 'drums' not in parts:
                continue
            weights = [0] * 12
            for note in parts['all']:
                weights[int(note[2]) % 12] += note[1] * (2 if note in parts['bass'] else 1)
            (root, _, _), covered = chord_of(weights)
            slot = lambda note: min(15, round((note[0] - bar * 96) / 6))
            strokes = sorted({(slot(note), (int(note[2]) - root) % 12) for note in parts['bass']})
            yield is_held_out(piece['id']), [
                [place for place, _ in strokes],
                [slot(note) for note in parts['drums'] if note[2] in (35, 36)],
                [slot(note) for note in parts['drums'] if note[2] in (38, 40)],
                [interval for _, interval in strokes],
            ]


class Counts:
    """Strokes given kick, snare, place and how long ago the last was; intervals given place and the one before. Witten-Bell back-off."""

    def __init__(self):
        self.table = {}

    def add(self, kind, contexts, value):
        for context in contexts:
            cell = self.table.setdefault((kind, context), {})
            cell[value] = cell.get(value, 0) + 1

    def bits(self, kind, contexts, value, size):
        p = 1 / size
        for context in contexts:
            cell = self.table.get((kind, context))
            if cell:
                total, kinds = sum(cell.values()), len(cell)
                p = (cell.get(value, 0) + kinds * p) / (total + kinds)
        return -math.log2(p)


def events(bar):
    strokes, kicks, snares, intervals = bar
    struck, ago = set(strokes), 4
    for slot in range(16):
        yield 'stroke', [(), (slot,), (slot, slot in kicks), (slot, slot in kicks, slot in snares, min(4, ago))], slot in struck, 2
        ago = 1 if slot in struck else ago + 1
    before = None
    for slot, interval in zip(strokes, intervals):
        yield 'interval', [(), (slot % 4 == 0,), (slot == 0, slot % 4 == 0, before)], interval, 12
        before = interval


def main():
    everything = list(bands())
    train, test = [bar for held, bar in everything if not held], [bar for held, bar in everything if held]
    ours = [json.loads(line) for line in open(sys.argv[1])]
    print(f'{len(train)} bars to learn from, {len(test)} held out, {len(ours)} of our own')
    for name, bars in (('counted in Freedoom', train), ('our authored bass', ours)):
        counts = Counts()
        for bar in bars:
            for kind, contexts, value, _ in events(bar):
                counts.add(kind, contexts, value)
        for what, target in (('held-out Freedoom bars', test), ('our bars', ours)):
            sums = {'stroke': 0.0, 'interval': 0.0}
            for bar in target:
                for kind, contexts, value, size in events(bar):
                    sums[kind] += counts.bits(kind, contexts, value, size)
            print(f'{name} on {what}: rhythm {sums["stroke"] / len(target):.2f}, pitches {sums["interval"] / len(target):.2f} bits a bar')
    share = lambda bars, test: sum(sum(1 for x in bar[3] if test(x)) for bar in bars) / sum(len(bar[3]) for bar in bars)
    locked = lambda bars: sum(sum(1 for x in bar[1] if x in bar[0]) for bar in bars) / max(1, sum(len(bar[1]) for bar in bars))
    for name, bars in (('Freedoom', train), ('ours', ours)):
        print(f'{name}: {sum(len(bar[0]) for bar in bars) / len(bars):.1f} strokes a bar, {100 * locked(bars):.0f} % of kicks with a bass stroke, roots {100 * share(bars, lambda x: x == 0):.0f} %, '
              f'fifths {100 * share(bars, lambda x: x == 7):.0f} %, tones outside a triad {100 * share(bars, lambda x: x not in (0, 3, 4, 7)):.0f} %')


if __name__ == '__main__':
    main()
