import { clamp, Rng } from '../../kernel/index.ts';
import { Brief, type Ending, type Energy, type Meter, type Mode, TONICS } from '../brief.ts';
import { findInstrument, isExcluded } from '../catalogue/instruments.ts';
import { companionOfFamily, instrumentOfFamily, membersOfFamily, sectionOfFamily } from '../vocabulary/families.ts';
import { type StyleInfo, styleInfo } from '../vocabulary/styles.ts';
import { chooseFeeling, type FeelingChoice, NEUTRAL } from './choose-feeling.ts';
import { chooseHue } from './choose-hue.ts';
import { chooseKey } from './choose-key.ts';
import { chooseStyle, type StyleChoice } from './choose-style.ts';
import { chooseTempo } from './choose-tempo.ts';
import { fitKeyToChords, spellChords } from './fit-chords.ts';
import type { Wishes } from './wishes.ts';

/** Fills in everything that nobody stated, from style, moods and the seed's chance, so that the brief is complete. */
export function chooseBrief(prompt: string, seed: number, wishes: Wishes): Brief {
  const rng = new Rng(seed).fork('brief');
  const moods = wishes.moods.length > 0 ? wishes.moods : wishes.impliedMoods;
  const mood = chooseFeeling(NEUTRAL, moods, wishes.nudges);
  const choice = chooseStyle(wishes, mood, rng.fork('style'));
  const style = styleInfo(choice.style);
  const felt = chooseFeeling(blendedBase(choice), moods, wishes.nudges);
  const hue = chooseHue(wishes.hues, moods);
  const fitted = fitKeyToChords(wishes.chords);

  const meter = wishes.meter ?? chooseMeter(style, choice, wishes, rng);
  const tempo = chooseTempo(style, choice.wish?.tempoRange ?? null, wishes.tempo, felt.tempo, rng.fork('tempo'));
  const fittedMode = fitted !== null && (wishes.tonic === null || wishes.tonic === fitted.tonic) ? fitted.mode : null;
  const mode = wishes.mode ?? fittedMode ?? habitualMode(choice, felt.mode);
  const { instruments, without } = chooseInstruments(wishes, choice);
  const key = chooseKey({
    style,
    tonic: wishes.tonic ?? fitted?.tonic ?? null,
    mode,
    lean: felt.mode,
    instruments,
    rng: rng.fork('key'),
  });
  const durationSeconds = chooseDuration(wishes, style, meter, tempo.tempoBpm);
  const loop = wishes.loop === true;
  const isDurationStated = wishes.durationSeconds !== null || wishes.durationBars !== null;
  // A length in bars holds only at one tempo.
  const tempoRange: readonly [number, number] =
    wishes.durationBars === null ? tempo.tempoRange : [tempo.tempoBpm, tempo.tempoBpm];

  return Brief.parse({
    prompt,
    seed,
    title: wishes.title,
    durationSeconds,
    tempoBpm: tempo.tempoBpm,
    tempoRange,
    meter,
    key,
    style: choice.style,
    blend: choice.blend,
    moods: [...new Set(moods.filter(({ weight }) => weight > 0).map((wish) => wish.mood))],
    feeling: hue === null ? felt.feeling : { ...felt.feeling, hue },
    instruments,
    without,
    onlyInstruments: (wishes.onlyInstruments || choice.wish?.isWhole === true) && instruments.length > 0,
    loop,
    ending: loop ? 'loop' : chooseEnding(wishes, style, durationSeconds),
    energy: chooseEnergy(wishes, style, felt, durationSeconds, moods.length > 0),
    production: [...new Set(wishes.production)],
    chords: spellChords(wishes.chords, key),
    keyChange: keyChangeFrom(key, wishes.keyChange),
    hits: [],
    take: 0,
    learned: true,
    stated: {
      tempo: tempo.isStated,
      key: wishes.tonic !== null,
      mode: wishes.mode !== null,
      meter: wishes.meter !== null,
      duration: isDurationStated,
      style: choice.wish !== null,
      ending: wishes.ending !== null || loop,
    },
  } satisfies Brief);
}

/** A wished change of key as half steps, by the shorter way where a tonic was named; none to the key that is there already. */
function keyChangeFrom({ tonic }: Brief['key'], wish: Wishes['keyChange']): Brief['keyChange'] {
  if (wish === null) {
    return null;
  }

  const there = wish.tonic === null ? wish.semitones : TONICS.indexOf(wish.tonic) - TONICS.indexOf(tonic);
  const semitones = ((((there + 5) % 12) + 12) % 12) - 5;
  return semitones === 0 ? null : { semitones, at: wish.at };
}

/** The mode that a style word brings ("flamenco" is Phrygian), unless the moods pull clearly the other way: a creepy lullaby is in minor. */
function habitualMode({ wish }: StyleChoice, lean: number): Mode | null {
  if (wish === null || wish.mode === null) {
    return null;
  }

  const isBright = wish.mode === 'major' || wish.mode === 'lydian' || wish.mode === 'mixolydian';
  return (isBright && lean < -0.3) || (!isBright && lean > 0.3) ? (isBright ? 'minor' : 'major') : wish.mode;
}

/** The style's own feeling, coloured by the styles blended in. */
function blendedBase({ style, blend }: StyleChoice): FeelingChoice {
  const own = styleInfo(style);
  const mix = (read: (info: StyleInfo) => number): number =>
    read(own) + blend.reduce((sum, item) => sum + item.weight * (read(styleInfo(item.style)) - read(own)), 0);
  return {
    feeling: {
      valence: mix((info) => info.feeling.valence),
      brightness: mix((info) => info.feeling.brightness),
      tension: mix((info) => info.feeling.tension),
      density: mix((info) => info.feeling.density),
      space: mix((info) => info.feeling.space),
    },
    energy: mix((info) => info.energy),
    tempo: 0,
    mode: 0,
  };
}

function chooseMeter(style: StyleInfo, choice: StyleChoice, wishes: Wishes, rng: Rng): Meter {
  const fromWord = choice.wish?.meter ?? null;
  if (fromWord !== null && !wishes.avoidedMeters.includes(fromWord)) {
    return fromWord;
  }

  const allowed = style.meters.filter(({ meter }) => !wishes.avoidedMeters.includes(meter));
  if (allowed.length === 0) {
    return wishes.avoidedMeters.includes('3/4') ? '6/8' : '3/4';
  }

  // Most people who say nothing expect a count of four; other metres stay a spice.
  return rng.fork('meter').weighted(allowed, ({ meter, weight }) => (meter === '4/4' ? weight * 4 : weight)).meter;
}

function chooseDuration(wishes: Wishes, style: StyleInfo, meter: Meter, tempoBpm: number): number {
  if (wishes.durationSeconds !== null) {
    return wishes.durationSeconds;
  }

  if (wishes.durationBars !== null) {
    const [beats, unit] = meter.split('/').map(Number);
    const quarters = ((beats ?? 4) * 4) / (unit ?? 4);
    return clamp((wishes.durationBars * quarters * 60) / tempoBpm, 1, 600);
  }

  return wishes.usualDurationSeconds ?? style.durationSeconds;
}

/** Shorter than this, seconds, a fade is a piece cut off: it has hardly begun when it goes. */
const SHORTEST_FADE = 9;

function chooseEnding(wishes: Wishes, style: StyleInfo, durationSeconds: number): Ending {
  const own = style.ending === 'fade' && durationSeconds < SHORTEST_FADE ? 'ring' : style.ending;
  const usual: readonly Ending[] = [own, 'ring', 'button', 'fade'];
  return wishes.ending ?? usual.find((ending) => !wishes.avoidedEndings.includes(ending)) ?? 'ring';
}

function chooseEnergy(wishes: Wishes, style: StyleInfo, felt: FeelingChoice, durationSeconds: number, hasMoods: boolean): Energy {
  const points = wishes.points
    .map(({ at, level }) => ({
      atSeconds:
        'seconds' in at ? Math.min(at.seconds, durationSeconds) : Math.round(at.fraction * durationSeconds * 1000) / 1000,
      level,
    }))
    .sort((left, right) => left.atSeconds - right.atSeconds);
  // A calm mood has no drop in it, whatever the style does by habit.
  const habit = hasMoods && felt.energy < 0.45 && (style.shape === 'drop' || style.shape === 'build') ? 'wave' : style.shape;
  return { level: felt.energy, shape: wishes.shape ?? habit, points };
}

function chooseInstruments(wishes: Wishes, choice: StyleChoice): { instruments: string[]; without: string[] } {
  const fromStyleWord = wishes.onlyInstruments ? [] : (choice.wish?.instruments ?? []);
  const named = [...wishes.instruments.flatMap((wish) => ('id' in wish ? [wish.id] : [])), ...fromStyleWord];
  const asked = wishes.instruments.flatMap((wish) => {
    const whole = wishes.onlyInstruments && 'family' in wish ? sectionOfFamily(wish.family) : [];
    return 'id' in wish ? [wish.id] : whole.length > 0 ? whole : playersOf(wish.family, named, wishes.without, choice);
  });
  const instruments = [...new Set([...asked, ...fromStyleWord])].filter((id) => isAllowed(id, wishes.without));
  return { instruments, without: [...new Set(wishes.without)] };
}

/** Who plays for a family word: nobody new when a member was named too ("drums … brushes"), else the style's choice, else whoever is not ruled out. */
function playersOf(
  family: string,
  named: readonly string[],
  without: readonly string[],
  { style }: StyleChoice,
): readonly string[] {
  const members = membersOfFamily(family);
  if (named.some((id) => members.includes(id) || findInstrument(id)?.family === family)) {
    return [];
  }

  const player = [instrumentOfFamily(family, style), ...members].find((id) => isAllowed(id, without));
  const companion = companionOfFamily(family);
  return player === undefined ? [] : companion === null ? [player] : [player, companion];
}

function isAllowed(id: string, without: readonly string[]): boolean {
  const instrument = findInstrument(id);
  return instrument !== null && !isExcluded(instrument, without);
}
