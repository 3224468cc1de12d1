import { secondsAt } from '../../src/engine/score/index.ts';
import { isMachineStyle, kindOf, meantDeviation } from './expectations.ts';
import type { HumanRanges, Spread } from './human-music.ts';
import { type HeardPiece, PITCH_CLASSES } from './listen-to.ts';
import { STATISTIC_NAMES, STATISTICS, type StatisticName } from './measure-track.ts';

const STYLE_SHEET = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { max-width: 1180px; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 2px solid color-mix(in srgb, currentColor 25%, transparent); padding: 1rem 0 1.5rem; }
h2 { margin: 0 0 .3rem; font-size: 1.1rem } audio { width: 100%; margin: .4rem 0 }
img, svg { width: 100%; display: block; border-radius: 4px }
table { border-collapse: collapse; width: 100%; font-size: .86rem } td, th { text-align: left; padding: .15rem .5rem; vertical-align: middle }
pre { overflow: auto; font-size: .75rem; max-height: 26rem; background: color-mix(in srgb, currentColor 6%, transparent); padding: .6rem }
.off { color: #c43 } .meant { color: #a80 } .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2rem } small { opacity: .75 }
@media (max-width: 800px) { .columns { grid-template-columns: 1fr } }`;

/** The page of a listening run: everything beside the files that lie with it, to be opened without a network. */
export function pageOf(pieces: readonly HeardPiece[], ranges: HumanRanges, heading: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(heading)}</title><style>${STYLE_SHEET}</style>
<h1>${escape(heading)}</h1>${summary(pieces, ranges)}${pieces.map((piece) => article(piece, ranges)).join('\n')}</html>\n`;
}

function article(piece: HeardPiece, ranges: HumanRanges): string {
  const { score, measured, name, prompt, milliseconds } = piece;
  const bpm = measured.bpm === null ? 'none' : measured.bpm.toFixed(1);
  const found = (isFound: boolean): string => (isFound ? 'agrees' : '<span class="off">differs</span>');
  return `<article id="${name}"><h2>${escape(prompt)} <small>${score.style}</small></h2>
<p>${score.key.tonic} ${score.key.mode}, ${score.meter}, ${(score.tempoMap[0]?.bpm ?? 0).toFixed(1)} bpm · heard tempo ${bpm} ${found(piece.isTempoFound)}, heard key ${PITCH_CLASSES[measured.key.tonic] ?? ''}${measured.key.isMinor ? ' minor' : ' major'} ${found(piece.isKeyFound)}
· ${measured.integratedLufs.toFixed(1)} LUFS, ${measured.truePeakDbtp.toFixed(1)} dBTP · composed ${milliseconds.compose.toFixed(0)} ms, rendered ${milliseconds.render.toFixed(0)} ms</p>
<audio controls preload="none" src="${name}.mp3"></audio><img alt="spectrogram" loading="lazy" src="${name}.png">${sectionMap(piece)}
<div class="columns"><div>${figures(piece, ranges)}</div><div>${criticTerms(piece)}</div></div>
<details><summary>score</summary><pre>${escape(piece.text)}</pre></details></article>`;
}

/** Sections with their energy, and the loudness of each second over them. */
function sectionMap({ score, loudness }: HeardPiece): string {
  const width = 900;
  const height = 70;
  const x = (seconds: number): number => (width * seconds) / score.durationSeconds;
  const boxes = score.sections.map(({ id, energy, startTick, endTick }) => {
    const [from, to] = [secondsAt(score.tempoMap, startTick), secondsAt(score.tempoMap, endTick)];
    const top = height * (1 - energy);
    return `<rect x="${x(from)}" y="${top}" width="${x(to - from)}" height="${height - top}" fill="hsl(${200 + 120 * energy} 60% 55% / .45)"/><text x="${x(from) + 4}" y="${height - 6}" font-size="11" fill="currentColor">${id}</text>`;
  });
  const line = loudness
    .map((lufs, second) => `${x(second + 0.5)},${height * Math.min(1, Math.max(0, (lufs + 6) / -30))}`)
    .join(' ');
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="sections and loudness">${boxes.join('')}<polyline points="${line}" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>`;
}

function figures(piece: HeardPiece, ranges: HumanRanges): string {
  const range = ranges[kindOf(piece.style)];
  const rows = STATISTIC_NAMES.map((name) => {
    const state = stateOf(piece, name, range[name]);
    const note = state === 'meant' ? ` <small>${escape(meantDeviation(piece.style, name) ?? '')}</small>` : '';
    return `<tr class="${state}"><td>${STATISTICS[name]}${note}</td><td>${piece.measured[name].toFixed(2)}</td><td><small>${range[name].low} … ${range[name].middle} … ${range[name].high}</small></td></tr>`;
  });
  return `<table><tr><th>figure</th><th>here</th><th>human-made, ${kindOf(piece.style)} (5 %, middle, 95 %)</th></tr>${rows.join('')}</table>`;
}

/** Whether a figure lies where people's music lies. */
export function stateOf(piece: HeardPiece, name: StatisticName, range: Spread): 'in' | 'off' | 'meant' {
  const value = piece.measured[name];
  const isRegular = name === 'periodicity' && isMachineStyle(piece.style);
  return (value >= range.low && value <= range.high) || isRegular
    ? 'in'
    : meantDeviation(piece.style, name) === null
      ? 'off'
      : 'meant';
}

function criticTerms({ terms }: HeardPiece): string {
  const rows = terms.map(
    ({ name, mark, weight, says }) =>
      `<tr><td>${escape(name)}</td><td>${mark.toFixed(2)}</td><td><small>× ${weight}</small></td><td><small>${escape(says)}</small></td></tr>`,
  );
  return `<table><tr><th>critic</th><th>mark</th><th></th><th></th></tr>${rows.join('')}</table>`;
}

function summary(pieces: readonly HeardPiece[], ranges: HumanRanges): string {
  const styles = [...new Set(pieces.map(({ style }) => style))];
  const rows = styles.map((style) => {
    const own = pieces.filter((piece) => piece.style === style);
    const strays = STATISTIC_NAMES.filter((name) => middleState(own, name, ranges) === 'off');
    return `<tr><td><a href="#${own[0]?.name ?? ''}">${style}</a></td><td>${own.filter(({ isTempoFound }) => isTempoFound).length}/${own.length}</td><td>${own.filter(({ isKeyFound }) => isKeyFound).length}/${own.length}</td><td>${middle(own.map(({ measured }) => measured.periodicity)).toFixed(2)}</td><td class="off">${strays.join(', ')}</td></tr>`;
  });
  return `<table><tr><th>style</th><th>tempo</th><th>key</th><th>regularity</th><th>figures whose middle strays</th></tr>${rows.join('')}</table>`;
}

/** Whether the middle of a style's pieces lies where people's music lies. */
export function middleState(own: readonly HeardPiece[], name: StatisticName, ranges: HumanRanges): 'in' | 'off' | 'meant' {
  const [first] = own;
  if (first === undefined) {
    return 'in';
  }

  const measured = { ...first.measured, [name]: middle(own.map((piece) => piece.measured[name])) };
  return stateOf({ ...first, measured }, name, ranges[kindOf(first.style)][name]);
}

export function middle(values: readonly number[]): number {
  const ordered = [...values].sort((left, right) => left - right);
  const half = (ordered.length - 1) / 2;
  return ((ordered[Math.floor(half)] ?? 0) + (ordered[Math.ceil(half)] ?? 0)) / 2;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
