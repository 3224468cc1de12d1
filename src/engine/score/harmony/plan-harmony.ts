import type { Brief } from '../../brief/index.ts';
import { at, type Rng, type Tick } from '../../kernel/index.ts';
import { barTicksOf, halfBarTicks } from '../form/meter.ts';
import type { LengthPlan } from '../form/solve-length.ts';
import type { ChordSpan, Section } from '../score.ts';
import type { Style } from '../styles/style.ts';
import { chordSymbol, type Harmony } from '../theory/chord.ts';
import { tonicPitchClass } from '../theory/pitch.ts';
import { isMinorMode } from '../theory/scale.ts';
import { chooseProgressions, colour, type MaterialHarmony } from './choose-progression.ts';
import { MODAL_CADENCES, MODAL_HALF_CADENCES } from './modal-progressions.ts';
import type { HalfBars, PlacedHarmony } from './half-bars.ts';
import { readNumeral } from './numerals.ts';
import { withGearChange } from './section-keys.ts';
import { singBass } from './sing-bass.ts';
import { addPedal, addSecondaryDominants, substitute } from './vary-harmony.ts';

export type HarmonyPlan = {
  readonly brief: Brief;
  readonly style: Style;
  readonly sections: readonly Section[];
  readonly length: LengthPlan;
  readonly rng: Rng;
};

/**
 * The chords of the whole piece, span after span from 0 to its end.
 *
 * Each material keeps its progression wherever it returns; later passes substitute a chord, borrow a dominant or stand on
 * a pedal. Phrases that lead to another material end open, the piece ends with a cadence. Chords that were asked for are
 * taken as they are, in their order.
 */
export function planHarmony(plan: HarmonyPlan): ChordSpan[] {
  const { brief, style, sections, length, rng } = plan;
  const materials = [...new Set(sections.map((section) => section.material))];
  const longest = new Map<string, number>();
  for (const section of sections) {
    longest.set(section.material, Math.max(longest.get(section.material) ?? 0, section.bars));
  }

  const chosen = chooseProgressions(brief, style, materials, longest, rng);
  const visits = new Map<string, number>();
  const runs = sections.map((section, i): HalfBars => {
    const visit = visits.get(section.material) ?? 0;
    visits.set(section.material, visit + 1);
    const material = chosen.get(section.material);
    const next = sections[i + 1] ?? (length.ending === 'loop' ? (sections[0] ?? null) : null);
    return material === undefined ? [] : writeSection({ plan, section, next, visit, material });
  });

  const placed = placeRuns(plan, runs, at([...chosen.values()], 0));
  const isGiven = [...chosen.values()].some((material) => material.isGiven);
  return toSpans(
    isGiven ? placed : singBass(placed, brief.key, style.harmony.inversions, rng.fork('bass')),
    length.endTick,
    brief,
  );
}

type SectionWish = {
  readonly plan: HarmonyPlan;
  readonly section: Section;
  readonly next: Section | null;
  readonly visit: number;
  readonly material: MaterialHarmony;
};

function writeSection(wish: SectionWish): HalfBars {
  const { plan, section, next, visit, material } = wish;
  const { brief, style } = plan;
  const halves = section.bars * 2;
  const cycle = material.chords.flatMap((chord) => Array.from({ length: material.halves }, () => chord));
  const plain = Array.from({ length: halves }, (_, half) =>
    at(cycle, (material.isGiven ? section.startBar * 2 + half : half) % cycle.length),
  );
  // Given chords run on across section borders; the composer's own start anew at each.
  if (material.isGiven) {
    return plain;
  }

  const rng = plan.rng.fork(`section/${section.id}`);
  const repeats = Math.max(1, Math.ceil(halves / cycle.length));
  let run: HalfBars = plain;
  // The first hearing stays as it is: only what is known can be varied.
  // A form that everybody knows by its chords keeps them.
  const isFixed = style.form.chorusBars !== undefined || style.harmony.keepsChords === true;
  for (let pass = visit === 0 ? 1 : 0; pass < repeats && !isFixed; pass++) {
    const range = [pass * cycle.length, Math.min(halves, (pass + 1) * cycle.length)] as const;
    run = substitute(run, range, {
      brief,
      style,
      rng: rng.fork(`substitute/${pass}`),
      boldness: Math.min(1, 0.35 + 0.2 * (visit + pass)),
    });
  }

  run = addSecondaryDominants(run, { brief, style, rng: rng.fork('secondary'), boldness: 1 });
  if (
    next !== null &&
    style.form.chorusBars === undefined &&
    (next.material !== section.material || plan.length.ending === 'loop') &&
    section.bars >= (next === plan.sections[0] ? 2 : 4)
  ) {
    run = addHalfCadence(run, plan, rng.fork('half-cadence'), next);
  }

  const pedalled = addPedal(run, section, { brief, style, rng: rng.fork('pedal'), boldness: 1 });
  return withGearChange(pedalled, section, next !== null && next.startBar > section.startBar ? next : null, brief);
}

/** Ends a section on a chord that wants to go on, unless it does already. */
function addHalfCadence(run: HalfBars, plan: HarmonyPlan, rng: Rng, next: Section): HalfBars {
  const { brief, style } = plan;
  const own = isMinorMode(brief.key.mode) ? style.harmony.halfCadences.minor : style.harmony.halfCadences.major;
  const pool = isPlainMode(brief) ? own : own.length === 0 ? [] : MODAL_HALF_CADENCES[brief.key.mode];
  const wish = next.kind === 'chorus' || next.kind === 'drop' ? 0.8 : 0.55;
  const lastRoot = at(run, -1).root;
  const isAtRest = lastRoot === tonicPitchClass(brief.key);
  // The end of a loop has one task: to ask for its beginning.
  const isSeam = plan.length.ending === 'loop' && next === plan.sections[0];
  const isOpen = (lastRoot - tonicPitchClass(brief.key) + 12) % 12 === 7;
  const chance = isSeam ? (isOpen ? 0 : 1) : isAtRest ? wish + 0.15 : wish * 0.6;
  if (pool.length === 0 || !rng.chance(chance)) {
    return run;
  }

  const numerals = rng.pick(pool).split(/\s+/);
  const each = numerals.length > 1 ? 1 : 2;
  return replaceEnd(
    run,
    numerals.map((numeral) => colour(readNumeral(numeral, brief.key), numeral, { brief, style, rng: rng.fork(numeral) })),
    each,
  );
}

function replaceEnd(run: HalfBars, chords: readonly Harmony[], halvesEach: number): HalfBars {
  const tail = chords.flatMap((chord) => Array.from({ length: halvesEach }, () => chord));
  return [...run.slice(0, Math.max(0, run.length - tail.length)), ...tail.slice(-run.length)];
}

function isPlainMode(brief: Brief): boolean {
  return brief.key.mode === 'major' || brief.key.mode === 'minor' || brief.key.mode === 'harmonic-minor';
}

/** The piece's cadence, last chord included. */
function finalCadence(plan: HarmonyPlan, given: MaterialHarmony, body: readonly PlacedHarmony[]): Harmony[] {
  const { brief, style } = plan;
  const tonic = tonicPitchClass(brief.key);
  if (given.isGiven) {
    return [given.chords.find((chord) => chord.root === tonic) ?? at(given.chords, 0)];
  }

  const rng = plan.rng.fork('final-cadence');
  const own = isMinorMode(brief.key.mode) ? style.harmony.finalCadences.minor : style.harmony.finalCadences.major;
  const modal = style.harmony.finalCadences.modal?.[brief.key.mode] ?? MODAL_CADENCES[brief.key.mode];
  const pool = (isPlainMode(brief) && own.length > 0 ? own : modal).filter(
    (cadence) => readNumeral(at(cadence.split(/\s+/), -1), brief.key).root === tonic,
  );
  const usable = pool.length > 0 ? pool : MODAL_CADENCES[brief.key.mode];
  // A cadence that starts on the chord we stand on would not be heard as a move.
  const standing = body[Math.max(0, body.length - 3)]?.harmony.root;
  const moving = usable.filter((cadence) => readNumeral(at(cadence.split(/\s+/), 0), brief.key).root !== standing);
  const numerals = rng.pick(moving.length > 0 ? moving : usable).split(/\s+/);
  return numerals.map((numeral) => colour(readNumeral(numeral, brief.key), numeral, { brief, style, rng: rng.fork(numeral) }));
}

function placeRuns(plan: HarmonyPlan, runs: readonly HalfBars[], first: MaterialHarmony): PlacedHarmony[] {
  const { length, sections, brief } = plan;
  const barTicks = barTicksOf(brief.meter);
  const middle = halfBarTicks(brief.meter);
  const placed: PlacedHarmony[] = [];
  sections.forEach((section, i) => {
    at(runs, i).forEach((harmony, half) => {
      const startTick = section.startTick + Math.floor(half / 2) * barTicks + (half % 2) * middle;
      if (startTick < length.endTick) {
        placed.push({ startTick, section: section.id, harmony });
      }
    });
  });

  const { finalTick } = length;
  if (finalTick === null) {
    return placed;
  }

  const cadence = finalCadence(
    plan,
    first,
    placed.filter((entry) => entry.startTick < finalTick),
  );
  const lead = cadence.slice(0, -1);
  const last = at(sections, -1);
  const body = placed.filter((entry) => entry.startTick < finalTick);
  // Approach chords take a bar each in a piece with room, half a bar in a short one.
  const each = length.bodyBars >= 8 && lead.length <= 2 && brief.tempoBpm > 76 ? 2 : 1;
  const approach = lead
    .flatMap((chord) => Array.from({ length: each }, () => chord))
    .slice(-Math.max(1, body.length - (body.length > 2 ? 1 : 0)));
  const kept = body.map((entry, i): PlacedHarmony => {
    const fromEnd = body.length - i;
    const replacement = approach[approach.length - fromEnd];
    return replacement === undefined ? entry : { ...entry, harmony: replacement };
  });
  return [...kept, { startTick: finalTick, section: `${last.id}/final`, harmony: at(cadence, -1) }];
}

function toSpans(placed: readonly PlacedHarmony[], endTick: Tick, brief: Brief): ChordSpan[] {
  const spans: ChordSpan[] = [];
  placed.forEach((entry, i) => {
    const until = placed[i + 1]?.startTick ?? endTick;
    const before = spans.at(-1);
    const previous = placed[i - 1];
    const { root, quality, bass, degree } = entry.harmony;
    const isSame =
      before !== undefined &&
      before.root === root &&
      before.quality === quality &&
      before.bass === bass &&
      previous?.section === entry.section;
    if (isSame) {
      spans[spans.length - 1] = { ...before, endTick: until };
    } else {
      spans.push({
        startTick: entry.startTick,
        endTick: until,
        root,
        quality,
        bass,
        degree,
        symbol: chordSymbol({ root, quality, bass }, brief.key),
      });
    }
  });
  return spans;
}
