import { at, clamp, type Pitch, type Rng } from '../../kernel/index.ts';
import { barTicksOf } from '../form/meter.ts';
import type { ThemeNote } from '../parts/part-context.ts';
import { gridOf, SLOT_TICKS, weightOfSlot } from '../rhythm/meter-grid.ts';
import type { ChordSpan, Section } from '../score.ts';
import { chordAt, chordPitchClasses, chordScale } from '../theory/chord.ts';
import { foldPitchClass, nearestPitch, tonicPitchClass } from '../theory/pitch.ts';
import { ornament, simplify } from './embellish.ts';
import { bodyBarsOf, isDance, type MaterialTheme, type Sketch, themeName, type ThemePlan } from './theme-plan.ts';
import type { Blank } from './line-costs.ts';
import { writePitches } from './write-pitches.ts';

/** Sings the themes through all sections: in full, in fragments, varied at returns; then the last note of the piece. */
export function stateTheme(plan: ThemePlan, themes: ReadonlyMap<string, MaterialTheme>): ThemeNote[] {
  const visits = new Map<string, number>();
  const notes: ThemeNote[] = [];
  plan.sections.forEach((section, i) => {
    const name = themeName(section);
    const theme = themes.get(name);
    if (theme === undefined) {
      return;
    }

    const visit = visits.get(name) ?? 0;
    visits.set(name, visit + (isFull(section) ? 1 : 0));
    const isLast = i === plan.sections.length - 1;
    const sung = stateSection(plan, { section, theme, visit, isLast, before: notes.at(-1)?.pitch ?? null });
    if (i > 0) {
      notes.push(
        ...pickup(plan, { section, notes, first: sung[0] ?? null, rise: section.energy - at(plan.sections, i - 1).energy }),
      );
    }

    notes.push(...sung);
  });

  return withFinalNote(plan, notes);
}

function isFull(section: Section): boolean {
  return section.kind !== 'intro' && section.kind !== 'outro' && section.kind !== 'break' && section.kind !== 'build';
}

type Statement = {
  readonly section: Section;
  readonly theme: MaterialTheme;
  readonly visit: number;
  readonly isLast: boolean;
  readonly before: Pitch | null;
};

function stateSection(plan: ThemePlan, statement: Statement): ThemeNote[] {
  const { section, theme, visit } = statement;
  const total = bodyBarsOf(section, plan);
  const length = Math.max(1, theme.bars.length);
  const sung: Sketch[] = [];
  for (let block = 0; block * length < total; block++) {
    const count = Math.min(length, total - block * length);
    const rng = plan.rng.fork(`state/${section.id}/${block}`);
    const drawn = drawBlock(plan, statement, {
      firstBar: block * length,
      count,
      isVaried: visit + block > 0 && isFull(section),
      rng,
    });
    sung.push(
      ...(visit + block > 0 || section.energy > 0.8
        ? ornament(drawn, { plan, amount: ornamentAmount(plan, visit + block, section), rng: rng.fork('ornament') })
        : drawn),
    );
  }

  return sung.map((sketch) => toNote(plan, sketch, section, theme));
}

function ornamentAmount(plan: ThemePlan, pass: number, section: Section): number {
  return clamp(plan.style.melody.ornament * 0.6 + 0.12 * Math.min(3, pass) * section.energy, 0, 0.6);
}

type Block = { readonly firstBar: number; readonly count: number; readonly isVaried: boolean; readonly rng: Rng };

/** One pass of the theme over the chords of its place. Pitches that suit the chords stay; the others, and the bars chosen for variation, are written anew around them. */
function drawBlock(plan: ThemePlan, statement: Statement, block: Block): Sketch[] {
  const { section, theme, isLast } = statement;
  const length = theme.bars.length;
  const sources = Array.from({ length: block.count }, (_, i) =>
    block.count < length && i === block.count - 1 && block.count > 1 ? length - 1 : i,
  );
  const freed = block.isVaried && block.count >= 4 ? freedBars(theme, sources, block.rng) : new Set<number>();
  const barTicks = barTicksOf(plan.brief.meter);
  const bodyEnd = plan.length.finalTick ?? plan.length.endTick;
  const chosen = selectNotes(plan, section, theme, sources, block);
  const moved: Sketch[] = [];
  for (const { source, bar } of chosen) {
    const startTick = section.startTick + (block.firstBar + bar) * barTicks + source.slot * SLOT_TICKS;
    if (startTick >= bodyEnd) {
      continue;
    }

    const isEnd = isLast && plan.length.finalTick !== null && block.firstBar + bar === bodyBarsOf(section, plan) - 1;
    moved.push({
      ...source,
      bar,
      startTick,
      durationTicks: Math.min(source.durationTicks, bodyEnd - startTick),
      // The bar before the final chord leads into it instead of closing before it.
      close: isEnd && source.close === 'closed' ? 'open' : source.close,
      chord: chordAt(plan.chords, startTick),
    });
  }

  const fixed = new Map<number, Pitch>();
  moved.forEach((sketch, i) => {
    const source = at(chosen, i).source;
    if (!freed.has(sketch.bar) && suits(sketch, source.chord, plan)) {
      fixed.set(i, sketch.pitch);
    }
  });

  const blanks = moved.map((sketch, i): Blank => {
    const before = moved[i - 1];
    return {
      startTick: sketch.startTick,
      durationTicks: sketch.durationTicks,
      chord: sketch.chord,
      weight: sketch.weight,
      model: null,
      relation: 'free',
      shift: 0,
      isBarHead: before === undefined || before.bar !== sketch.bar,
      isAfterRest: before === undefined || sketch.startTick - before.startTick - before.durationTicks >= 960,
      close: sketch.close,
      target: sketch.pitch,
    };
  });
  const wish = {
    key: plan.brief.key,
    style: plan.style.melody,
    low: theme.low,
    high: theme.high,
    rng: block.rng.fork('pitch'),
    fixed,
    ...(statement.before === null ? {} : { before: statement.before }),
  };
  const pitches = writePitches(blanks, wish);
  return moved.map((sketch, i) => ({ ...sketch, pitch: at(pitches, i) }));
}

/** Which notes of the theme sound here: all of them in verses and choruses, a head or an echo elsewhere. */
function selectNotes(
  plan: ThemePlan,
  section: Section,
  theme: MaterialTheme,
  sources: readonly number[],
  block: Block,
): { readonly source: Sketch; readonly bar: number }[] {
  const all = sources.flatMap((source, bar) =>
    theme.notes.filter((note) => note.bar === source).map((note) => ({ source: note, bar })),
  );
  if (isDance(plan)) {
    return all;
  }

  switch (section.kind) {
    case 'intro':
      // A promise of the theme: its first two bars, once the listener has arrived.
      return all.filter(({ bar }) => bar % 4 < 2 && (sources.length <= 4 || bar >= 4));
    case 'outro':
      return simplify(
        all.filter(({ bar }) => bar % 4 < 2 || bar === sources.length - 1),
        ({ source }) => source,
      );
    case 'break':
      return simplify(
        all.filter(({ bar }) => bar % 4 !== 3),
        ({ source }) => source,
      );
    case 'build':
      return all.filter(({ bar }) => block.count < 4 || bar % 2 === 0 || bar >= block.count - 2);
    default:
      return section.energy < 0.24 && plan.style.melody.restRatio > 0.2 ? simplify(all, ({ source }) => source) : all;
  }
}

/** Bars to write anew when the theme returns: the second half of one phrase; statements of the motif stay. */
function freedBars(theme: MaterialTheme, sources: readonly number[], rng: Rng): ReadonlySet<number> {
  const candidates = sources
    .map((source, bar) => ({ bar, themeBar: theme.bars[source] }))
    .filter(({ bar, themeBar }) => themeBar !== undefined && themeBar.beats.length > 0 && bar % 4 >= 2);
  if (candidates.length === 0) {
    return new Set();
  }

  const start = rng.pick(candidates).bar;
  return new Set([start, start + 1].filter((bar) => bar % 4 >= 2));
}

function suits(sketch: Sketch, original: ChordSpan, plan: ThemePlan): boolean {
  const pitchClass = foldPitchClass(sketch.pitch);
  const tones = chordPitchClasses(sketch.chord);
  if (sketch.close !== 'none' && !tones.slice(0, 3).includes(pitchClass)) {
    return false;
  }

  if (sketch.chord.root === original.root && sketch.chord.quality === original.quality) {
    return true;
  }

  const isStrong = sketch.weight >= 2 || sketch.durationTicks >= 900;
  return isStrong ? tones.includes(pitchClass) : chordScale(sketch.chord, plan.brief.key).includes(pitchClass);
}

function toNote(plan: ThemePlan, sketch: Sketch, section: Section, theme: MaterialTheme): ThemeNote {
  const barTicks = barTicksOf(plan.brief.meter);
  const inPhrase = ((sketch.startTick - section.startTick) % (barTicks * 4)) / (barTicks * 4);
  // A phrase swells to its third quarter and falls away; high notes want more air.
  const swell = inPhrase < 0.65 ? inPhrase / 0.65 : (1 - inPhrase) / 0.35;
  const height = (sketch.pitch - (theme.low + theme.high) / 2) / Math.max(6, theme.high - theme.low);
  const velocity =
    0.45 +
    0.3 * section.energy +
    0.08 * (swell - 0.5) +
    0.08 * height +
    0.025 * (sketch.weight - 1) -
    (sketch.close === 'none' ? 0 : 0.03);
  return {
    startTick: sketch.startTick,
    durationTicks: Math.max(SLOT_TICKS / 2, sketch.durationTicks),
    pitch: sketch.pitch,
    velocity: clamp(Math.round(velocity * 1000) / 1000, 0.15, 1),
  };
}

/** One or two steps up (or down) into a section, where the line before has left room. */
function pickup(
  plan: ThemePlan,
  seam: {
    readonly section: Section;
    readonly notes: readonly ThemeNote[];
    readonly first: ThemeNote | null;
    readonly rise: number;
  },
): ThemeNote[] {
  const { section, notes, first, rise } = seam;
  const rng = plan.rng.fork(`pickup/${section.id}`);
  const wish = (plan.style.form.transitions.includes('pickup') ? 0.7 : 0.3) + (rise > 0 ? 0.15 : -0.2);
  const last = notes.at(-1);
  const free = last === undefined ? Infinity : section.startTick - last.startTick - last.durationTicks;
  if (
    first === null ||
    first.startTick - section.startTick > SLOT_TICKS * 4 ||
    free < SLOT_TICKS * 4 ||
    !isFull(section) ||
    !rng.chance(wish)
  ) {
    return [];
  }

  const count = free >= SLOT_TICKS * 8 ? rng.pick([1, 2, 2, 3]) : 1;
  const isFromBelow = last === undefined || last.pitch <= first.pitch ? rng.chance(0.8) : rng.chance(0.35);
  const chord = chordAt(plan.chords, section.startTick - 1);
  const scale = chordScale(chord, plan.brief.key);
  const pitches: Pitch[] = [];
  let pitch = first.pitch;
  while (pitches.length < count) {
    pitch += isFromBelow ? -1 : 1;
    if (scale.includes(foldPitchClass(pitch))) {
      pitches.unshift(pitch);
    }
  }

  const grid = gridOf(plan.brief.meter);
  const unit = SLOT_TICKS * 2;
  return pitches.map((stepPitch, i) => ({
    startTick: section.startTick - (count - i) * unit,
    durationTicks: unit,
    pitch: stepPitch,
    velocity: clamp(
      first.velocity - 0.08 + 0.02 * weightOfSlot(grid, (grid.slots - (count - i) * 2 + grid.slots) % grid.slots),
      0.15,
      1,
    ),
  }));
}

/** The piece's last note: home (or the third) over the final chord, as near to where the line was as it can be. */
function withFinalNote(plan: ThemePlan, notes: readonly ThemeNote[]): ThemeNote[] {
  const { finalTick, endTick } = plan.length;
  const body = notes.filter((note) => note.startTick < (finalTick ?? endTick));
  if (finalTick === null || endTick <= finalTick) {
    return body;
  }

  const last = body.at(-1);
  const chord = chordAt(plan.chords, finalTick);
  const tonic = tonicPitchClass(plan.brief.key);
  const home = chordPitchClasses(chord).includes(tonic) ? tonic : chord.root;
  const near = last?.pitch ?? 72;
  const homePitch = nearestPitch(home, near);
  const third = nearestPitch(at(chordPitchClasses(chord), 1), near);
  const pitch = Math.abs(homePitch - near) <= 4 || Math.abs(third - near) >= Math.abs(homePitch - near) ? homePitch : third;
  return [
    ...body,
    { startTick: finalTick, durationTicks: endTick - finalTick, pitch, velocity: clamp((last?.velocity ?? 0.6) + 0.03, 0.2, 1) },
  ];
}
