import { instrumentById } from '../brief/index.ts';
import { at, type Tick } from '../kernel/index.ts';
import { measureMelody } from './critic/judge-melody.ts';
import { secondsAt } from './form/tempo-time.ts';
import type { Note, Part, Score, Section } from './score.ts';
import { pitchName } from './theory/pitch.ts';

/** The score as text for a musician's eye: form, chords, who plays how much in each bar, and the lead's notes bar by bar. */
export function printScore(score: Score): string {
  return [header(score), formTable(score), chordChart(score), partTable(score), leadSheet(score)].join('\n\n').concat('\n');
}

function header(score: Score): string {
  const first = at(score.tempoMap, 0).bpm;
  const last = at(score.tempoMap, -1).bpm;
  const tempo = `${round(first, 2)} bpm${last === first ? '' : ` slowing to ${round(last, 1)}`}`;
  const finish = secondsAt(score.tempoMap, score.endTick);
  return [
    `${score.title} — ${score.style}, ${score.key.tonic} ${score.key.mode}, ${score.meter}, ${tempo}, seed ${score.seed}`,
    `length ${round(score.durationSeconds, 3)} s, ending: ${score.ending}, notes stop at ${round(finish, 2)} s (tail ${round(score.durationSeconds - finish, 2)} s)`,
    `swing ${round(score.groove.swing, 3)} of the ${score.groove.swingUnit}, looseness ${round(score.groove.loosenessMs, 1)} ms`,
  ].join('\n');
}

function formTable(score: Score): string {
  const rows = score.sections.map((section) => {
    const from = secondsAt(score.tempoMap, section.startTick);
    const bar = '#'.repeat(Math.round(section.energy * 20)).padEnd(20, '.');
    return `${section.id.padEnd(10)} ${section.material}  bars ${String(section.startBar + 1).padStart(3)}–${String(section.startBar + section.bars).padEnd(3)} at ${round(from, 2).toFixed(2).padStart(6)} s  ${bar} ${section.energy.toFixed(2)}${section.key === undefined ? '' : `  ${section.key.tonic} ${section.key.mode}`}`;
  });
  return ['FORM', ...rows].join('\n');
}

function chordChart(score: Score): string {
  const rows = score.sections.flatMap((section) => {
    const bars = barsOf(score, section).map((from) => {
      const to = from + score.barTicks;
      const names = score.chords
        .filter((chord) => chord.startTick < to && chord.endTick > from)
        .map((chord) => (chord.startTick < from ? '%' : chord.symbol));
      return names.join(' ');
    });
    return grouped(bars, 4).map(
      (group, i) => `${(i === 0 ? section.id : '').padEnd(10)} | ${group.map((bar) => bar.padEnd(12)).join(' | ')} |`,
    );
  });
  return ['CHORDS', ...rows].join('\n');
}

function partTable(score: Score): string {
  const bars = Array.from({ length: Math.ceil(score.endTick / score.barTicks) }, (_, bar) => bar * score.barTicks);
  const seams = new Set(score.sections.map((section) => section.startBar));
  const rows = score.parts.flatMap((part) => {
    const density = bars
      .map(
        (from, bar) =>
          `${seams.has(bar) && bar > 0 ? '|' : ''}${densitySign(part.notes.filter((note) => note.startTick >= from && note.startTick < from + score.barTicks).length)}`,
      )
      .join('');
    return [
      `${part.id.padEnd(16)} ${instrumentById(part.instrument).name.padEnd(22)} ${part.role.padEnd(10)} ${String(part.notes.length).padStart(5)} notes  ${rangeOf(part, score)}`,
      `${' '.repeat(17)}${density}`,
    ];
  });
  return ['PARTS (notes a bar: . none, 1–9, a = 10–13, b = 14–17 …)', ...rows].join('\n');
}

function densitySign(count: number): string {
  return count === 0 ? '.' : count < 10 ? String(count) : String.fromCharCode(97 + Math.min(25, Math.floor((count - 10) / 4)));
}

function rangeOf(part: Part, score: Score): string {
  const pitches = part.notes.map((note) => note.pitch);
  const velocities = part.notes.map((note) => note.velocity);
  const low = pitches.reduce((least, pitch) => Math.min(least, pitch), 127);
  const high = pitches.reduce((most, pitch) => Math.max(most, pitch), 0);
  const softest = velocities.reduce((least, velocity) => Math.min(least, velocity), 1);
  const loudest = velocities.reduce((most, velocity) => Math.max(most, velocity), 0);
  const dynamics = `velocity ${softest.toFixed(2)}–${loudest.toFixed(2)}`;
  return instrumentById(part.instrument).sustain === 'hit'
    ? dynamics
    : `${pitchName(low, score.key)}–${pitchName(high, score.key)}, ${dynamics}`;
}

function leadSheet(score: Score): string {
  const leads = score.parts.filter((part) => part.role === 'lead');
  const lead = leads[0] ?? highestPart(score);
  if (lead === null) {
    return 'LEAD\nnobody';
  }

  const tune = leads.length > 0 ? together(leads) : slurredOr(lead.notes);
  const counted = measureMelody(topLine(tune), score.chords);
  const rows = score.sections.flatMap((section) => {
    const bars = barsOf(score, section).map((from) => leadBar(topLine(tune), from, score));
    return grouped(bars, 2).map(
      (group, i) => `${(i === 0 ? section.id : '').padEnd(10)} | ${group.map((bar) => bar.padEnd(56)).join(' | ')} |`,
    );
  });
  return [
    `LEAD ${leads.length > 1 ? leads.map((part) => part.id).join(', then ') : lead.id}: ${counted.notes} notes, mean interval ${round(counted.meanInterval, 2)}, steps and repeats ${Math.round(counted.stepShare * 100)} %, range ${counted.range}, entropy ${round(counted.pitchEntropy, 2)} bits, long notes in the chord ${Math.round(counted.chordToneShare * 100)} %, repeated figures ${Math.round(counted.repetition * 100)} %`,
    'name:length in sixteenths, _ rest',
    ...rows,
  ].join('\n');
}

/** Where nobody has the lead alone, as at a piano, the tune is the top line of whoever plays highest; null for drums alone. */
function highestPart(score: Score): Part | null {
  const height = (part: Part): number => {
    const top = topLine(part.notes);
    return top.reduce((sum, note) => sum + note.pitch, 0) / Math.max(1, top.length);
  };
  const tuneful = score.parts.filter(
    (part) => part.role === 'chords' || part.role === 'arpeggio' || part.role === 'counter' || part.role === 'pad',
  );
  return tuneful.reduce<Part | null>((best, part) => (best === null || height(part) > height(best) ? part : best), null);
}

/** Players who take the lead in turns, as one line. */
function together(parts: readonly Part[]): readonly Note[] {
  return parts.flatMap((part) => part.notes).sort((left, right) => left.startTick - right.startTick || left.pitch - right.pitch);
}

/** Two hands on one instrument: the slurred notes are the tune, the rest accompanies it. */
function slurredOr(notes: readonly Note[]): readonly Note[] {
  const slurred = notes.filter((note) => note.articulation === 'legato');
  return slurred.length >= 4 ? slurred : notes;
}

/** One note at a time: the highest of those that start together. */
function topLine(notes: readonly Note[]): Note[] {
  return notes.filter((note, i) => notes[i + 1]?.startTick !== note.startTick);
}

function leadBar(notes: readonly Note[], from: Tick, score: Score): string {
  const to = from + score.barTicks;
  const words: string[] = [];
  let now = from;
  for (const note of notes) {
    if (note.startTick < from || note.startTick >= to) {
      continue;
    }

    if (note.startTick - now >= 200) {
      words.push(`_${round((note.startTick - now) / 240, 1)}`);
    }

    words.push(`${pitchName(note.pitch, score.key)}:${round(note.durationTicks / 240, 1)}`);
    now = note.startTick + note.durationTicks;
  }

  return words.length === 0 ? '_' : words.join(' ');
}

function barsOf(score: Score, section: Section): Tick[] {
  const bars: Tick[] = [];
  for (let from = section.startTick; from < Math.min(section.endTick, score.endTick); from += score.barTicks) {
    bars.push(from);
  }

  return bars;
}

function grouped<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, i * size + size));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
