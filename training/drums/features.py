"""The grid of a drum performance as the humaniser sees it: one list of feature rows a hit, the same as src/engine/learned/drummer.ts builds."""

import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from corpora import corpora_folder, read_lines  # noqa: E402

CORPUS = corpora_folder() / 'drums' / 'gmd.jsonl.gz'

VOICES = ['kick', 'snare', 'closed-hat', 'open-hat', 'low-tom', 'mid-tom', 'high-tom', 'crash', 'ride', 'pedal-hat', 'side-stick', 'ride-bell']
GENRES = ['rock', 'funk', 'jazz', 'latin', 'hiphop', 'soul', 'afrocuban', 'punk', 'neworleans', 'country', 'pop', 'reggae', 'other', 'unknown']
DRUMMERS = ['drummer1', 'drummer3', 'drummer5', 'drummer7', 'drummer8', 'other', 'unknown']
VELOCITIES = 16
DEVIATIONS = 17
MIDDLE = 8
SNARE_LIKE = {1, 4, 5, 6, 10}
GAPS = [1, 2, 3, 4, 6, 8, 16]

# Blocks of rows in the embedding table, in this order; KEEP IN STEP with src/engine/learned/drummer-features.ts.
BLOCKS = [
    ('voice', 12), ('place', 16), ('phraseBar', 4), ('voiceInBeat', 48), ('genre', 14), ('drummer', 7), ('tempo', 6), ('energy', 5),
    ('density', 5), ('ghost', 2), ('again', 2), ('with', 12), ('before', 12), ('after', 12), ('before2', 12), ('after2', 12),
    ('gapBack', 8), ('gapAhead', 8), ('rollAhead', 6), ('rollBack', 6),
    ('lastVelocity', 17), ('lastDeviation', 18), ('voiceVelocity', 17), ('voiceDeviation', 18),
    ('barVelocity', 17), ('barDeviation', 18), ('halfVelocity', 17), ('stepVelocity', 17), ('stepDeviation', 18),
]
HISTORY = {'lastVelocity', 'lastDeviation', 'voiceVelocity', 'voiceDeviation', 'barVelocity', 'barDeviation', 'halfVelocity', 'stepVelocity', 'stepDeviation'}
START = {}
ROWS = 0
for _name, _size in BLOCKS:
    START[_name] = ROWS
    ROWS += _size


def voice_of(hit):
    voice, note = hit[1], hit[4]
    return 9 if note == 44 else 10 if note == 37 else 11 if note == 53 else voice


def bucket(value, edges):
    return sum(1 for edge in edges if value >= edge)


def tempo_bucket(bpm):
    return bucket(bpm, [75, 92, 108, 125, 150])


def load(split):
    """Performances in 4/4 of the corpus's own split: train, validation or test."""
    for piece in read_lines(CORPUS):
        if piece['ts'] == '4-4' and len(piece['hits']) >= 8 and piece['split'] == split:
            yield piece


def frame_of(hits):
    """The performance's own swing and latency: how late each sixteenth of the beat usually falls, 1/24 sixteenth; shrunk where few hits say so."""
    everything = median([hit[3] for hit in hits])
    frame = []
    for place in range(4):
        offsets = [hit[3] for hit in hits if hit[0] % 4 == place]
        own = median(offsets) if offsets else everything
        weight = len(offsets) / (len(offsets) + 10)
        frame.append(round(weight * own + (1 - weight) * everything))
    return frame


class Hit:
    __slots__ = ('step', 'voice', 'velocity', 'deviation', 'loudness', 'ghost', 'again', 'milliseconds')


def hits_of(piece):
    """Hits in the order in which they are decided: by step, then voice, then time."""
    frame = frame_of(piece['hits'])
    found = []
    for raw in piece['hits']:
        hit = Hit()
        hit.step, hit.voice, hit.loudness = raw[0], voice_of(raw), raw[2]
        hit.velocity = min(VELOCITIES - 1, raw[2] // 8)
        late = max(-MIDDLE, min(MIDDLE, raw[3] - frame[raw[0] % 4]))
        hit.deviation = late + MIDDLE
        hit.milliseconds = late * 15000 / piece['bpm'] / 24
        hit.ghost = 1 if hit.voice in (1, 10) and raw[2] < 48 else 0
        hit.again = raw[3]
        found.append(hit)
    found.sort(key=lambda hit: (hit.step, hit.voice, hit.again))
    for index, hit in enumerate(found):
        before = found[index - 1] if index > 0 else None
        hit.again = 1 if before is not None and (before.step, before.voice) == (hit.step, hit.voice) else 0
    return found


def gap_bucket(gap):
    return 7 if gap is None else sum(1 for edge in GAPS if gap > edge)


def rows_of(hits, genre, drummer, bpm):
    """For each hit the plan's rows and the history's rows (what was played before it), as indices into one table."""
    at_step = {}
    bars = {}
    steps_of_voice = {}
    for hit in hits:
        at_step.setdefault(hit.step, []).append(hit)
        bars.setdefault(hit.step // 16, []).append(hit)
        steps_of_voice.setdefault(hit.voice, []).append(hit.step)
    energy, density = {}, {}
    for bar, those in bars.items():
        loud = [hit.loudness for hit in those if not hit.ghost] or [hit.loudness for hit in those]
        energy[bar] = bucket(sum(loud) / len(loud), [50, 62, 74, 88])
        density[bar] = bucket(len(those), [8, 14, 20, 27])
    steps_of_voice = {voice: sorted(set(steps)) for voice, steps in steps_of_voice.items()}
    place_in = {voice: {step: index for index, step in enumerate(steps)} for voice, steps in steps_of_voice.items()}

    def mask(name, step):
        return sorted({START[name] + hit.voice for hit in at_step.get(step, [])})

    def busy(step):
        return sum(1 for near in range(step, step + 4) for hit in at_step.get(near, []) if hit.voice in SNARE_LIKE)

    by_voice, by_place = {}, {}
    last, out = None, []
    for hit in hits:
        steps, place = steps_of_voice[hit.voice], place_in[hit.voice][hit.step]
        back = hit.step - steps[place - 1] if place > 0 else None
        ahead = steps[place + 1] - hit.step if place + 1 < len(steps) else None
        plan = {
            'voice': hit.voice, 'place': hit.step % 16, 'phraseBar': hit.step // 16 % 4, 'voiceInBeat': hit.voice * 4 + hit.step % 4,
            'genre': genre, 'drummer': drummer, 'tempo': tempo_bucket(bpm), 'energy': energy[hit.step // 16],
            'density': density[hit.step // 16], 'ghost': hit.ghost, 'again': hit.again,
            'gapBack': gap_bucket(back), 'gapAhead': gap_bucket(ahead),
            'rollAhead': min(5, busy(hit.step)), 'rollBack': min(5, busy(hit.step - 4)),
        }
        rows = [START[name] + value for name, value in plan.items()]
        rows += [row for row in mask('with', hit.step) if row != START['with'] + hit.voice]
        rows += mask('before', hit.step - 1) + mask('after', hit.step + 1) + mask('before2', hit.step - 2) + mask('after2', hit.step + 2)
        same = last if last is not None and last.step == hit.step else None
        own, bar, half = by_voice.get(hit.voice), by_place.get((hit.voice, hit.step - 16)), by_place.get((hit.voice, hit.step - 8))
        history = []
        for name, source in (('last', last), ('voice', own), ('bar', bar), ('step', same)):
            history.append(START[name + 'Velocity'] + (VELOCITIES if source is None else source.velocity))
            history.append(START[name + 'Deviation'] + (DEVIATIONS if source is None else source.deviation))
        history.append(START['halfVelocity'] + (VELOCITIES if half is None else half.velocity))
        out.append((rows, history))
        last = hit
        by_voice[hit.voice] = hit
        by_place[(hit.voice, hit.step)] = hit
    return out


def genre_of(style):
    name = style.split('/')[0]
    return GENRES.index(name) if name in GENRES else GENRES.index('other')


def drummer_of(name):
    return DRUMMERS.index(name) if name in DRUMMERS else DRUMMERS.index('other')
