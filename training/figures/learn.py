"""Counts which figures piano accompaniment is made of and what follows what; writes the table, or prints its held-out figures.

    python3 learn.py --write      python3 learn.py --evaluate
"""

import argparse
import math
import re
from statistics import median

from bars import songs
from weights import FOLDER

#: A figure is common property when several works have it. Of those with one or two strokes, which a hand hardly needs to learn, only the commonest are kept.
WORKS = 2
PLAIN, FOLLOWERS = 40, 8
SHAPES = {'four': 16, 'three': 12, 'six': 12}


def collect():
    """[(song, [bar or None])] to learn from, and to test with."""
    sides = ([], [])
    for index, (_, held, bars) in enumerate(songs()):
        sides[held].append((index, bars))
    return sides


def common(pieces, shape, hand):
    """The figures that most works share, best first, with their number of works and the usual lowest note."""
    works, basses = {}, {}
    for song, bars in pieces:
        for bar in bars:
            if bar is not None and bar[0] == shape and bar[hand]:
                works.setdefault(bar[hand], set()).add(song)
                basses.setdefault(bar[hand], []).append(bar[3])
    ranked = sorted((-len(found), text) for text, found in works.items() if len(found) >= WORKS)
    plain = [entry for entry in ranked if len(entry[1].split()) < 3][:PLAIN]
    kept = sorted(plain + [entry for entry in ranked if len(entry[1].split()) >= 3])
    return [(text, -count, round(median(basses[text]))) for count, text in kept]


def pairs(pieces, shape):
    """Neighbouring bars of a song that are both figures of one shape."""
    for _, bars in pieces:
        for before, after in zip(bars, bars[1:]):
            if before is not None and after is not None and before[0] == after[0] == shape:
                yield before, after


def counted(items):
    found = {}
    for item in items:
        found[item] = found.get(item, 0) + 1
    return found


class Letters:
    """What a bar costs that is in no table: its slots one after another, each given the one before (add-one smoothed)."""

    def __init__(self, texts, slots):
        self.slots, self.counts, self.totals, self.known = slots, {}, {}, set()
        for text in texts:
            before = '^'
            for sign in self.signs(text):
                self.counts[(before, sign)] = self.counts.get((before, sign), 0) + 1
                self.totals[before] = self.totals.get(before, 0) + 1
                self.known.add(sign)
                before = sign
        self.size = len(self.known) + 60

    def signs(self, text):
        found = dict(event.split(':') for event in text.split()) if text != '-' else {}
        return [found.get(str(slot), '.') for slot in range(self.slots)]

    def bits(self, text):
        cost, before = 0, '^'
        for sign in self.signs(text):
            cost -= math.log2((self.counts.get((before, sign), 0) + 1) / (self.totals.get(before, 0) + self.size))
            before = sign
        return cost


class Model:
    """Bars of one shape: figures of a table or, through an escape, anything; alone, after the bar before, or from our authored patterns."""

    def __init__(self, pieces, shape, hand, table):
        self.hand, self.table = hand, set(table)
        bars = [bar for _, song in pieces for bar in song if bar is not None and bar[0] == shape and bar[hand]]
        self.letters = Letters([bar[hand] for bar in bars], SHAPES[shape])
        self.single = counted(self.name(bar[hand]) for bar in bars)
        self.total = len(bars)
        self.context, self.after = {}, {}
        for before, after in pairs(pieces, shape):
            if after[hand] and before[hand]:
                key = before[hand]
                self.context.setdefault(key, []).append(self.name(after[hand]))
        self.after = {key: counted(values) for key, values in self.context.items()}
        same = [before[hand] == after[hand] for before, after in pairs(pieces, shape) if before[hand]]
        self.same = sum(same) / max(1, len(same))

    def name(self, text):
        return text if text in self.table else '*'

    def alone(self, text):
        return (self.single.get(text, 0) + 0.5) / (self.total + 0.5 * (len(self.table) + 1))

    def bits(self, text, before=None):
        name = self.name(text)
        if before is None:
            return -math.log2(self.alone(name)) + (self.letters.bits(text) if name == '*' else 0)
        own = self.after.get(before, {})
        total = sum(own.values())
        # A bar often repeats the last one whatever that was; else what followed it before, else what is common.
        p = self.alone(name)
        weight = total / (total + 4)
        p = weight * own.get(name, 0) / max(1, total) + (1 - weight) * p
        if text == before:
            return -math.log2(self.same + (1 - self.same) * 0.02) if name == '*' else -math.log2(max(p, self.same))
        return -math.log2(p * (1 - self.same * (1 - weight))) + (self.letters.bits(text) if name == '*' else 0)


AUTHORED = re.compile(r"'([0-9ofcti.h]{12,16})'")
LEFT_SIGNS = {'0': '0', '1': '2', '2': '3', '3': '4', '4': '5', 'f': '02', 'o': '03', 'c': '345'}
RIGHT_SIGNS = {'c': '012', 't': '01', 'h': '0', 'i': '1'}


def authored(shape, hand):
    """The patterns in src/engine/score/parts/piano-figure-patterns.ts, in this alphabet."""
    text = (FOLDER.parent.parent / 'score/parts/piano-figure-patterns.ts').read_text()
    left, right = text.split('export const RIGHT_HANDS')
    source, signs = (left, LEFT_SIGNS) if hand == 1 else (right, RIGHT_SIGNS)
    found = set()
    for block in re.split(r'\b(?=four:|three:|six:)', source):
        if block.startswith(shape + ':'):
            for pattern in AUTHORED.findall(block):
                events = [f'{slot}:{signs[sign]}' for slot, sign in enumerate(pattern) if sign in signs]
                found.add(' '.join(events) or '-')
    return found


def onsets(text):
    return tuple(event.split(':')[0] for event in text.replace('+', '').split())


def evaluate():
    train, test = collect()
    for hand, name in ((1, 'left hand'), (2, 'right hand')):
        sums, bars, covered = [0.0, 0.0, 0.0, 0.0], 0, [0, 0, 0, 0]
        for shape in SHAPES:
            table = {text for text, _, _ in common(train, shape, hand)}
            ours = authored(shape, hand)
            model, plain = Model(train, shape, hand, table), Model(train, shape, hand, ours)
            hit = sum(count for text, count in plain.single.items() if text != '*') / max(1, plain.total)
            rhythms, our_rhythms = {onsets(text) for text in table}, {onsets(text) for text in ours}
            for before, after in pairs(test, shape):
                text = after[hand]
                if not text or not before[hand]:
                    continue
                bars += 1
                sums[0] += -math.log2(hit / len(ours)) if text in ours else -math.log2(1 - hit) + plain.letters.bits(text)
                sums[1] += plain.bits(text)
                sums[2] += model.bits(text)
                sums[3] += model.bits(text, before[hand])
                for place, hit_here in enumerate((text in ours, text in table, onsets(text) in our_rhythms, onsets(text) in rhythms)):
                    covered[place] += hit_here
        print(f'{name}: {bars} held-out bars; bits a bar: authored patterns, each as likely {sums[0] / bars:.2f}; authored with learned weights {sums[1] / bars:.2f}; '
              f'learned figures {sums[2] / bars:.2f}; after the bar before {sums[3] / bars:.2f}')
        print(f'   found in the table: authored {100 * covered[0] / bars:.0f} %, learned {100 * covered[1] / bars:.0f} %; rhythm alone: authored '
              f'{100 * covered[2] / bars:.0f} %, learned {100 * covered[3] / bars:.0f} %')


def write():
    train, _ = collect()
    lines = [
        '// Written by training/figures/learn.py: do not edit.',
        '/**',
        ' * Figures of piano accompaniment that several works share, counted in OpenScore Lieder (CC0); see piano-figures.md. For each metre the left',
        " * hand's figures (with works and usual lowest note), the right hand's, and as `index×count` what follows a left-hand figure, and what lies over it.",
        ' */',
        'export const PIANO_FIGURES = {',
    ]
    for shape in SHAPES:
        left, right = common(train, shape, 1), common(train, shape, 2)
        place_left = {text: index for index, (text, _, _) in enumerate(left)}
        place_right = {text: index for index, (text, _, _) in enumerate(right)}
        follow, over = {}, {}
        for before, after in pairs(train, shape):
            if before[1] in place_left and after[1] in place_left and before[1] != after[1]:
                follow.setdefault(before[1], []).append(place_left[after[1]])
        for _, bars in train:
            for bar in bars:
                if bar is not None and bar[0] == shape and bar[1] in place_left and bar[2] in place_right:
                    over.setdefault(bar[1], []).append(place_right[bar[2]])
        packed = lambda values: ' '.join(f'{index}x{count}' for index, count in sorted(counted(values).items(), key=lambda item: (-item[1], item[0]))[:FOLLOWERS])
        lines.append(f'  {shape}: {{')
        lines.append('    left: [')
        for text, works, bass in left:
            lines.append(f"      {{ figure: '{text}', works: {works}, bass: {bass}, next: '{packed(follow.get(text, []))}', over: '{packed(over.get(text, []))}' }},")
        lines.append('    ],')
        lines.append('    right: [')
        for text, works, _ in right:
            lines.append(f"      {{ figure: '{text}', works: {works} }},")
        lines += ['    ],', '  },']
    lines.append('} as const;')
    (FOLDER / 'piano-figures.ts').write_text('\n'.join(lines) + '\n')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--write', action='store_true')
    parser.add_argument('--evaluate', action='store_true')
    arguments = parser.parse_args()
    if arguments.write:
        write()
    if arguments.evaluate:
        evaluate()


if __name__ == '__main__':
    main()
