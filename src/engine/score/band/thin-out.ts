import type { Brief } from '../../brief/index.ts';
import type { Role, Section } from '../score.ts';
import { type Player, playsIn } from './player.ts';

/** Pieces shorter than so many seconds have room for so many players, effects and textures not counted. */
const ROOM: readonly (readonly [seconds: number, players: number])[] = [
  [1.6, 3],
  [2.6, 4],
  [4, 7],
];
/** Who is needed for one gesture, the first first: a tune, its chord, its ground, then what colours it. */
const NEEDED: readonly Role[] = ['lead', 'chords', 'bass', 'pad', 'arpeggio', 'counter', 'drums', 'percussion'];
/** Where the music is this loud, a hit needs its drums more than a sustained chord, energy. */
const HARD = 0.7;

/**
 * The players that a gesture of a few seconds has room for: in one second a full band is a blur, three players are a sound
 * with a name. Who was asked for stays; one of each role comes before a second of any. Longer pieces keep everybody.
 */
export function thinOut(
  band: readonly Player[],
  { brief, sections }: { readonly brief: Brief; readonly sections: readonly Section[] },
): Player[] {
  const room = ROOM.find(([seconds]) => brief.durationSeconds < seconds)?.[1];
  if (room === undefined) {
    return [...band];
  }

  const hard = sections.some(({ energy }) => energy >= HARD) && brief.energy.level >= HARD;
  const order = hard ? NEEDED.toSpliced(3, 0, 'drums') : NEEDED;
  const rank = (player: Player, i: number): number => {
    const { role } = player.plan;
    const same = band.slice(0, i).filter((other) => other.plan.role === role && plays(other, sections)).length;
    return order.indexOf(role) + same * order.length;
  };
  const counted = band
    .map((player, i) => ({ player, rank: player.isAsked ? -1 : rank(player, i) }))
    .filter(({ player }) => NEEDED.includes(player.plan.role) && (player.isAsked || plays(player, sections)))
    .sort((left, right) => left.rank - right.rank)
    .slice(0, Math.max(room, band.filter(({ isAsked }) => isAsked).length));
  const kept = new Set(counted.map(({ player }) => player));
  return kept.size === 0 ? [...band] : band.filter((player) => kept.has(player) || !NEEDED.includes(player.plan.role));
}

function plays(player: Player, sections: readonly Section[]): boolean {
  return sections.some((section) => playsIn(player, section));
}
