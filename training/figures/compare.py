"""Sets our piano accompaniment beside that of songs, bar by bar: python3 compare.py authored.jsonl learned.jsonl"""

import json
import sys

from bars import is_piano
from corpora import corpora_folder, read_lines

NAMES = ['strokes a bar', 'notes a stroke', 'semitones a bar spans', 'bars with the rhythm of the one before', 'bars with the very notes of the one before', 'strokes off the beat']


def features(pieces):
    found = [[] for _ in NAMES]
    rhythms = {}
    for bars in pieces:
        before = None
        for bar in bars:
            if len(bar) < 2:
                before = None
                continue
            slots = sorted({slot for slot, _ in bar})
            pitches = [pitch for _, pitch in bar]
            rhythm, shape = tuple(slots), tuple(sorted((slot, pitch) for slot, pitch in bar))
            rhythms[rhythm] = rhythms.get(rhythm, 0) + 1
            found[0].append(len(slots))
            found[1].append(len(bar) / len(slots))
            found[2].append(max(pitches) - min(pitches))
            if before is not None:
                found[3].append(1 if before[0] == rhythm else 0)
                found[4].append(1 if before[1] == shape else 0)
            found[5].append(sum(slot % 4 != 0 for slot in slots) / len(slots))
            before = (rhythm, shape)
    return found, rhythms


def people():
    for song in read_lines(corpora_folder() / 'scores' / 'lieder_scores.jsonl.gz'):
        if song['times'] != [[0, 4, 4]]:
            continue
        pianos = [part for part in song['parts'] if is_piano(part)]
        if not pianos:
            continue
        bars, starts, bar = [[] for _ in song['bars']], song['bars'], 0
        for note in sorted(pianos[-1]['notes']):
            while bar + 1 < len(starts) and note[0] >= starts[bar + 1]:
                bar += 1
            bars[bar].append([(note[0] - starts[bar]) // 6, note[2]])
        yield bars


def distance(left, right):
    a, b = sorted(left), sorted(right)
    return sum(abs(a[int((i + 0.5) / 200 * len(a))] - b[int((i + 0.5) / 200 * len(b))]) for i in range(200)) / 200


def main():
    theirs, rhythms = features(people())
    total = sum(rhythms.values())
    mean = lambda values: sum(values) / max(1, len(values))
    ours = [(name.split('/')[-1], *features([json.loads(line)['bars'] for line in open(name)])) for name in sys.argv[1:]]
    for place, name in enumerate(NAMES):
        print(f'{name}: songs {mean(theirs[place]):.2f}', *[f'| {who} {mean(found[place]):.2f} (distance {distance(found[place], theirs[place]):.2f})' for who, found, _ in ours])
    for who, found, own in ours:
        count = sum(own.values())
        shared = sum(min(value / count, rhythms.get(rhythm, 0) / total) for rhythm, value in own.items())
        print(f'{who}: {len(own)} rhythms in {count} bars; {100 * sum(value for rhythm, value in own.items() if rhythm in rhythms) / count:.0f} % of bars have one that songs have; shared weight {shared:.3f}')


if __name__ == '__main__':
    main()
