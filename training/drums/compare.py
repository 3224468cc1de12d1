"""Sets drumming of ours beside human drumming: how far apart the distributions of loudness and time are, voice by voice and place by place.

    python3 compare.py authored.jsonl learned.jsonl    (files that performed-hits.ts printed)
"""

import json
import math
import sys

from features import hits_of, load

PLACES = ['beat', 'sixteenth', 'eighth', 'sixteenth']
NAMES = {0: 'kick', 1: 'snare', 'g': 'ghost', 2: 'hat', 8: 'ride'}


def groups(pieces):
    """Loudness against the voice's own mean (dB-like, ln) and lateness in ms, by voice and place; and how time and loudness carry on."""
    loud, late, steps = {}, {}, {}
    for piece in pieces:
        means = {}
        for step, voice, velocity, milliseconds, ghost in piece:
            means.setdefault('g' if ghost else voice, []).append(velocity)
        last = {}
        centre = sum(hit[3] for hit in piece) / len(piece)
        for step, voice, velocity, milliseconds, ghost in piece:
            kind = 'g' if ghost else voice
            if kind not in NAMES or len(means[kind]) < 8:
                continue
            mean = sum(means[kind]) / len(means[kind])
            key = (NAMES[kind], PLACES[step % 4])
            value = math.log(max(4, velocity) / mean)
            loud.setdefault(key, []).append(value)
            late.setdefault(key, []).append(milliseconds - centre)
            if kind in last:
                steps.setdefault(NAMES[kind], []).append((abs(value - last[kind][0]), abs(milliseconds - last[kind][1])))
            last[kind] = (value, milliseconds)
    return loud, late, steps


def distance(left, right):
    """Earth mover's distance of two samples on a line, by their quantiles."""
    a, b = sorted(left), sorted(right)
    return sum(abs(a[int((i + 0.5) / 100 * len(a))] - b[int((i + 0.5) / 100 * len(b))]) for i in range(100)) / 100


def scaled(late):
    """Lateness in units of its own spread over all voices and places: its shape, however loose the band."""
    unit = spread([x for values in late.values() for x in values])
    return {key: [x / unit for x in values] for key, values in late.items()}


def humans(split):
    for piece in load(split):
        if piece['type'] == 'beat' and len(piece['hits']) > 100:
            yield [[hit.step, hit.voice, hit.loudness, hit.milliseconds, hit.ghost] for hit in hits_of(piece) if not hit.again]


def mean(values):
    return sum(values) / len(values)


def spread(values):
    return math.sqrt(mean([x * x for x in values]) - mean(values) ** 2)


def main():
    people = groups(humans('test'))
    others = groups(humans('validation'))
    ours = [('other people', others)] + [(name, groups([json.loads(line)['hits'] for line in open(name)])) for name in sys.argv[1:]]
    print(f'{"voice, place":20}{"humans":>22}', *[f'{name.split("/")[-1]:>30}' for name, _ in ours])
    for key in sorted(people[0]):
        if len(people[0][key]) < 60:
            continue
        line = f'{" ".join(key):20}{mean(people[0][key]):+6.2f}±{spread(people[0][key]):.2f} {mean(people[1][key]):+5.1f}±{spread(people[1][key]):4.1f} ms'
        for _, (loud, late, _) in ours:
            if len(loud.get(key, [])) < 20:
                line += f'{"-":>30}'
            else:
                line += (f'   {mean(loud[key]):+5.2f}±{spread(loud[key]):.2f} ({distance(loud[key], people[0][key]):.3f})'
                         f' {mean(late[key]):+5.1f}±{spread(late[key]):4.1f} ({distance(late[key], people[1][key]):4.1f})')
        print(line)
    for name, (loud, late, steps) in ours:
        keys = [key for key in loud if len(loud[key]) >= 20 and len(people[0].get(key, [])) >= 60]
        weight = sum(len(loud[key]) for key in keys)
        shape, shape_of_people = scaled(late), scaled(people[1])
        print(name.split('/')[-1], 'distance from people, weighted by hits: loudness '
              f'{sum(len(loud[key]) * distance(loud[key], people[0][key]) for key in keys) / weight:.3f}, '
              f'time {sum(len(late[key]) * distance(late[key], people[1][key]) for key in keys) / weight:.2f} ms, '
              f'shape of time {sum(len(late[key]) * distance(shape[key], shape_of_people[key]) for key in keys) / weight:.3f} (ours: spread {spread([x for v in late.values() for x in v]):.1f} ms, '
              f'people {spread([x for v in people[1].values() for x in v]):.1f} ms)')
    for kind in NAMES.values():
        print(f'{kind}: change from hit to hit: people {mean([s[0] for s in people[2][kind]]):.3f} {mean([s[1] for s in people[2][kind]]):.1f} ms',
              *[f'| {name.split("/")[-1]} {mean([s[0] for s in steps[kind]]):.3f} {mean([s[1] for s in steps[kind]]):.1f} ms' for name, (_, _, steps) in ours if kind in steps])


if __name__ == '__main__':
    main()
