import type { Feeling, Hue, StyleId } from '../brief/index.ts';
import { clamp, Rng, TICKS_PER_QUARTER, type Tick } from '../kernel/index.ts';
import { DRUM, type Note, type Part, type Role, type Score } from '../score/index.ts';
import { mixPalette, PALETTE_RECIPES, type Palette } from './palettes.ts';
import type { PaletteRecipe } from './palettes/recipe.ts';
import { BEAT_EIGHTHS, scoreClock } from './score-clock.ts';
import type { Motif, VisualMusic, VisualNote, VisualPlan } from './visual-plan.ts';

type Look = { readonly motifs: readonly { readonly motif: Motif; readonly weight: number }[]; readonly arousal: number };

/** Which families of picture suit a style, and how excited the style is by itself. */
const LOOKS: { readonly [style in StyleId]: Look } = {
  acoustic: look(0.45, ['hills', 1]),
  folk: look(0.4, ['hills', 1]),
  pop: look(0.65, ['orbits', 3], ['hills', 1], ['rings', 1]),
  lofi: look(0.25, ['city', 1]),
  'hip-hop': look(0.5, ['city', 3], ['bars', 1]),
  trap: look(0.6, ['city', 2], ['neon', 1]),
  house: look(0.75, ['rings', 1]),
  edm: look(0.9, ['rings', 1]),
  synthwave: look(0.65, ['neon', 1]),
  ambient: look(0.1, ['aurora', 1]),
  cinematic: look(0.5, ['ridges', 1]),
  epic: look(0.85, ['ridges', 1]),
  orchestral: look(0.5, ['ridges', 2], ['strings', 1]),
  piano: look(0.25, ['strings', 1]),
  strings: look(0.35, ['strings', 1]),
  jazz: look(0.45, ['paper', 1]),
  bossa: look(0.4, ['paper', 1]),
  rock: look(0.85, ['bars', 1]),
  funk: look(0.75, ['bars', 1]),
  corporate: look(0.55, ['orbits', 1]),
  'deep-house': look(0.6, ['rings', 2], ['city', 1]),
  'tech-house': look(0.8, ['rings', 2], ['bars', 1]),
  techno: look(0.85, ['rings', 2], ['bars', 1]),
  trance: look(0.85, ['rings', 2], ['aurora', 1]),
  'drum-and-bass': look(0.85, ['rings', 1], ['city', 1]),
  synthpop: look(0.65, ['neon', 2], ['orbits', 1]),
  chiptune: look(0.75, ['orbits', 2], ['bars', 1]),
  downtempo: look(0.35, ['city', 2], ['paper', 1]),
  drone: look(0.05, ['aurora', 1]),
  meditation: look(0.05, ['aurora', 1]),
  indie: look(0.65, ['hills', 2], ['orbits', 1]),
  'pop-rock': look(0.75, ['bars', 2], ['orbits', 1]),
  'post-rock': look(0.55, ['ridges', 2], ['aurora', 1]),
  blues: look(0.5, ['paper', 1], ['bars', 1]),
  country: look(0.55, ['hills', 1]),
  bluegrass: look(0.7, ['hills', 2], ['strings', 1]),
  disco: look(0.8, ['rings', 1], ['bars', 1]),
  soul: look(0.45, ['bars', 1], ['paper', 1]),
  reggae: look(0.45, ['hills', 1], ['paper', 1]),
  'boom-bap': look(0.5, ['city', 2], ['bars', 1]),
  swing: look(0.7, ['paper', 1], ['bars', 1]),
  'smooth-jazz': look(0.4, ['paper', 1], ['city', 1]),
  latin: look(0.7, ['hills', 1], ['orbits', 1]),
  salsa: look(0.8, ['paper', 1], ['bars', 2]),
  afrobeat: look(0.7, ['bars', 2], ['hills', 1]),
  chamber: look(0.35, ['strings', 2], ['paper', 1]),
  kids: look(0.6, ['orbits', 2], ['hills', 1]),
  holiday: look(0.5, ['aurora', 1], ['hills', 1]),
  flamenco: look(0.65, ['paper', 1], ['strings', 1]),
  celtic: look(0.6, ['hills', 2], ['ridges', 1]),
  ragtime: look(0.55, ['paper', 1], ['strings', 1]),
  gospel: look(0.65, ['bars', 1], ['paper', 1]),
};

/** Palettes a family is drawn for; the feeling of the music picks among them. */
const PALETTES_OF: { readonly [motif in Motif]: readonly string[] } = {
  hills: ['apricot-morning', 'peach-hour', 'lagoon', 'golden-field', 'blue-hour', 'fjord'],
  city: ['lamp-light', 'rainy-window', 'blue-hour', 'golden-field', 'teal-drive'],
  neon: ['neon-dusk', 'teal-drive'],
  aurora: ['boreal', 'rose-nebula', 'violet-ice'],
  rings: ['violet-pulse', 'acid-club', 'coral-floor'],
  ridges: ['ember', 'cold-steel', 'golden-field', 'fjord', 'blue-hour'],
  paper: ['riso', 'ipanema', 'midnight-club'],
  strings: ['ink-on-paper', 'champagne-noir', 'deep-water'],
  bars: ['gig-poster', 'soul-train'],
  orbits: ['clear-day', 'sorbet', 'lagoon'],
};

/** Palettes that hold the colours of a scene. */
const PALETTES_OF_HUE: { readonly [hue in Hue]: readonly string[] } = {
  warm: ['apricot-morning', 'peach-hour', 'golden-field', 'ember', 'lamp-light', 'coral-floor', 'soul-train', 'riso'],
  cool: [
    'lagoon',
    'blue-hour',
    'fjord',
    'rainy-window',
    'cold-steel',
    'teal-drive',
    'boreal',
    'violet-ice',
    'deep-water',
    'clear-day',
  ],
  night: ['blue-hour', 'lamp-light', 'rainy-window', 'neon-dusk', 'teal-drive', 'boreal', 'midnight-club', 'violet-ice'],
  neon: ['neon-dusk', 'teal-drive', 'acid-club', 'violet-pulse'],
  green: ['lagoon', 'fjord', 'boreal', 'acid-club', 'ipanema'],
  rose: ['peach-hour', 'rose-nebula', 'neon-dusk', 'coral-floor', 'sorbet', 'violet-pulse', 'champagne-noir'],
  mono: ['ink-on-paper', 'gig-poster', 'cold-steel', 'champagne-noir', 'clear-day'],
  pastel: ['apricot-morning', 'peach-hour', 'sorbet', 'clear-day', 'ipanema'],
};
/** The family to draw where none of the style's has such colours. */
const MOTIF_OF_HUE: { readonly [hue in Hue]: Motif } = {
  warm: 'hills',
  cool: 'aurora',
  night: 'city',
  neon: 'neon',
  green: 'hills',
  rose: 'aurora',
  mono: 'strings',
  pastel: 'orbits',
};

const MAJOR_LIKE: ReadonlySet<string> = new Set(['major', 'lydian', 'mixolydian']);
const SNARES: ReadonlySet<number> = new Set([DRUM.snare, DRUM.snareAlt, DRUM.clap, DRUM.sideStick, DRUM.snap]);
const KICKS: ReadonlySet<number> = new Set([DRUM.kick, DRUM.lowTaiko]);
/** Who carries the tune where nobody leads, best first. */
const MELODIC_ROLES: readonly Role[] = ['lead', 'counter', 'arpeggio', 'chords', 'pad', 'bass'];

/** Chooses the generated picture of a score: family by style, colours by feeling (guessed from key and colour when not given), motion by the notes. */
export function planVisual(score: Score, feeling: Feeling | null = null): VisualPlan {
  const rng = new Rng(score.seed, 'visual');
  const { motifs, arousal: styleArousal } = LOOKS[score.style];
  const arousal = clamp(0.5 * styleArousal + 0.5 * score.colour.energy, 0, 1);
  const valence = feeling?.valence ?? (MAJOR_LIKE.has(score.key.mode) ? 0.7 : 0.3) + 0.25 * (score.colour.brightness - 0.5);
  const hue = feeling?.hue ?? null;
  const painted = motifs.filter((choice) => hue === null || paints(choice.motif, hue));
  const fallback = hue === null ? motifs : [{ motif: MOTIF_OF_HUE[hue], weight: 1 }];
  const motif = rng.fork('motif').weighted(painted.length > 0 ? painted : fallback, (choice) => choice.weight).motif;
  return {
    motif,
    palette: choosePalette(
      motif,
      { valence, arousal, brightness: feeling?.brightness ?? score.colour.brightness, hue },
      rng.fork('palette'),
    ),
    seed: rng.fork('composition').integer(0, 0xffffffff),
    liveliness: clamp(0.25 + 0.75 * arousal, 0, 1),
    music: musicOf(score),
  };
}

type PictureMood = { readonly valence: number; readonly arousal: number; readonly brightness: number; readonly hue: Hue | null };

function paints(motif: Motif, hue: Hue): boolean {
  return PALETTES_OF[motif].some((id) => PALETTES_OF_HUE[hue].includes(id));
}

/** Brightness of the feeling from which dark grounds count as wrong, and by how much. */
const BRIGHT = 0.56;
const DUSK_COST = 0.2;

function choosePalette(motif: Motif, mood: PictureMood, rng: Rng): Palette {
  const distance = (recipe: PaletteRecipe): number => {
    const [dv, da] = [recipe.valence - mood.valence, recipe.arousal - mood.arousal];
    // Bright music is not drawn at dusk.
    const isDusk = recipe.tone === 'dark' && mood.brightness > BRIGHT && mood.hue === null;
    return Math.sqrt(dv * dv + 0.5 * da * da) + (isDusk ? DUSK_COST : 0);
  };
  const { hue } = mood;
  const drawn = PALETTE_RECIPES.filter((recipe) => PALETTES_OF[motif].includes(recipe.id));
  const coloured = hue === null ? drawn : drawn.filter((recipe) => PALETTES_OF_HUE[hue].includes(recipe.id));
  const recipes = coloured.length > 0 ? coloured : drawn;
  const nearest = Math.min(...recipes.map(distance));
  // Those nearly as near as the nearest may be drawn too: two happy folk tunes need not look alike.
  const fitting = recipes.filter((recipe) => distance(recipe) <= nearest + 0.16);
  return mixPalette(rng.pick(fitting), rng.between(-9, 9));
}

function musicOf(score: Score): VisualMusic {
  const clock = scoreClock(score.tempoMap);
  const hits = (isWanted: (note: Note, part: Part) => boolean): { seconds: number; strength: number }[] =>
    joinHits(
      score.parts.flatMap((part) =>
        part.notes
          .filter((note) => isWanted(note, part))
          .map((note) => ({ seconds: clock(note.startTick), strength: note.velocity })),
      ),
    );
  const isDrum = (part: Part): boolean => part.role === 'drums' || part.role === 'percussion';
  const drumKicks = hits((note, part) => (isDrum(part) && KICKS.has(note.pitch)) || part.instrument === 'timpani');
  const kicks = drumKicks.length > 0 ? drumKicks : hits((_, part) => part.role === 'bass');
  return {
    beats: beatsOf(score, clock),
    kicks,
    snares: hits((note, part) => isDrum(part) && SNARES.has(note.pitch) && note.articulation !== 'ghost'),
    notes: melodyOf(score, clock),
    sections: score.sections.map((section) => ({
      startSeconds: clock(section.startTick),
      endSeconds: clock(section.endTick),
      energy: section.energy,
    })),
    chords: score.chords.map((chord) => ({
      seconds: clock(chord.startTick),
      root: chord.root,
      isMinor: chord.quality.startsWith('min') || chord.quality.startsWith('dim') || chord.quality === 'm7b5',
    })),
  };
}

function beatsOf(score: Score, clock: (tick: Tick) => number): VisualMusic['beats'] {
  const beats: { seconds: number; isDownbeat: boolean }[] = [];
  for (let bar = 0; bar < score.endTick; bar += score.barTicks) {
    for (const eighth of BEAT_EIGHTHS[score.meter]) {
      const tick = bar + (eighth * TICKS_PER_QUARTER) / 2;
      if (tick < score.endTick) {
        beats.push({ seconds: clock(tick), isDownbeat: eighth === 0 });
      }
    }
  }

  return beats;
}

/** The tune, one note at a time: of notes that start together the highest. Long silences of the lead are filled by whoever plays below it. */
function melodyOf(score: Score, clock: (tick: Tick) => number): VisualNote[] {
  const taken: Note[] = [];
  for (const role of MELODIC_ROLES) {
    const notes = score.parts
      .filter((part) => part.role === role)
      .flatMap((part) => part.notes)
      .sort((left, right) => left.startTick - right.startTick);
    const isSilent = silenceAround(taken, score.barTicks);
    taken.push(...topLine(notes.filter((note) => isSilent(note))));
    taken.sort((left, right) => left.startTick - right.startTick || right.pitch - left.pitch);
  }

  const pitches = taken.map((note) => note.pitch).sort((left, right) => left - right);
  // Percentiles, so that one bass note in a gap does not squeeze the tune into the top of the picture.
  const low = pitches[Math.floor(pitches.length * 0.04)] ?? 60;
  const high = pitches[Math.floor((pitches.length - 1) * 0.97)] ?? 72;
  return taken.map((note) => {
    const startSeconds = clock(note.startTick);
    return {
      startSeconds,
      durationSeconds: clock(note.startTick + note.durationTicks) - startSeconds,
      height: high === low ? 0.5 : clamp((note.pitch - low) / (high - low), 0, 1),
      strength: note.velocity,
    };
  });
}

/** Tells whether a note lies at least a bar away from every note of the tune so far. */
function silenceAround(tune: readonly Note[], barTicks: Tick): (note: Note) => boolean {
  let next = 0;
  let last = -Infinity;
  let asked = -Infinity;
  return (note) => {
    if (note.startTick < asked) {
      next = 0;
      last = -Infinity;
    }

    asked = note.startTick;
    while (next < tune.length && tune[next]!.startTick <= note.startTick) {
      last = Math.max(last, tune[next]!.startTick + tune[next]!.durationTicks);
      next += 1;
    }

    const following = tune[next]?.startTick ?? Infinity;
    return note.startTick - last >= barTicks / 2 && following - note.startTick >= barTicks / 2;
  };
}

function topLine(notes: readonly Note[]): Note[] {
  const line: Note[] = [];
  for (const note of [...notes].sort((left, right) => left.startTick - right.startTick || right.pitch - left.pitch)) {
    if (line.at(-1)?.startTick !== note.startTick) {
      line.push(note);
    }
  }

  return line;
}

/** Hits within 30 ms are one hit to the eye. */
function joinHits(
  hits: readonly { readonly seconds: number; readonly strength: number }[],
): { seconds: number; strength: number }[] {
  const joined: { seconds: number; strength: number }[] = [];
  for (const hit of [...hits].sort((left, right) => left.seconds - right.seconds || right.strength - left.strength)) {
    const last = joined.at(-1);
    if (last !== undefined && hit.seconds - last.seconds < 0.03) {
      last.strength = Math.max(last.strength, hit.strength);
    } else {
      joined.push({ ...hit });
    }
  }

  return joined;
}

function look(arousal: number, ...motifs: readonly (readonly [Motif, number])[]): Look {
  return { arousal, motifs: motifs.map(([motif, weight]) => ({ motif, weight })) };
}
