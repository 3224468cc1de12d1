import type { Brief } from '../../brief/index.ts';
import { at } from '../../kernel/index.ts';
import { startsQuiet } from '../form/shape-energy.ts';
import type { Role, Section } from '../score.ts';
import { type Player, playsIn } from './player.ts';

/** Section ids by plan id in which a player plays although its own plan would leave it out. */
export type Presence = ReadonlyMap<string, ReadonlySet<string>>;

/** Roles that can hold a piece up alone, the best first. */
const CARRYING: readonly Role[] = ['chords', 'arpeggio', 'pad', 'lead', 'counter', 'bass', 'drums'];
/** What makes a beginning sound like music rather than like a wait, each with who may stand for it. */
const FOUNDATIONS: readonly (readonly Role[])[] = [['chords', 'arpeggio'], ['bass'], ['lead']];
/** So many players, besides percussion, make a beginning in a short piece, where the band has them. */
const LEAST_STARTERS = 3;
/** Pieces up to this long have no time for an empty beginning, seconds. */
const SHORT_PIECE = 75;

type Band = { readonly band: readonly Player[]; readonly sections: readonly Section[]; readonly brief: Brief };

/**
 * Who plays beyond their plans: a section that would fall silent is carried by whoever is nearest, a short piece starts
 * with accompaniment, bass and tune unless a quiet start was asked for, asked instruments are heard from the start and for
 * most of the piece, and a loop begins with everyone who plays at its end.
 */
export function planPresence(wish: Band): Presence {
  const presence = new Map<string, Set<string>>();
  const add = (player: Player, section: Section): void => {
    presence.set(player.plan.id, (presence.get(player.plan.id) ?? new Set()).add(section.id));
  };
  carrySilences(wish, add);
  if (!startsQuiet(wish.brief)) {
    layFoundations(wish, add, (player, section) => presence.get(player.plan.id)?.has(section.id) ?? false);
  }

  featureAsked(wish, presence, add);
  closeHoles(wish, presence, add);
  if (wish.brief.loop) {
    joinEnds(wish, presence, add);
  }

  return presence;
}

function carrySilences({ band, sections }: Band, add: (player: Player, section: Section) => void): void {
  for (const section of sections) {
    const isAlive = band.some(
      (player) => CARRYING.includes(player.plan.role) && player.plan.role !== 'drums' && playsIn(player, section),
    );
    const carrier = isAlive
      ? undefined
      : band
          .filter((player) => CARRYING.includes(player.plan.role))
          .sort((left, right) => distance(left, section) - distance(right, section))[0];
    if (carrier !== undefined) {
      add(carrier, section);
    }
  }
}

function layFoundations(
  { band, sections, brief }: Band,
  add: (player: Player, section: Section) => void,
  isAdded: (player: Player, section: Section) => boolean,
): void {
  const first = at(sections, 0);
  if (brief.durationSeconds > SHORT_PIECE || sections.length < 2) {
    return;
  }

  for (const roles of FOUNDATIONS) {
    const able = band.filter((player) => roles.includes(player.plan.role));
    // Who never plays anywhere in the piece is not called in for its beginning.
    const used = able.filter((player) => sections.some((section) => playsIn(player, section)));
    const starter = [...used].sort((left, right) => distance(left, first) - distance(right, first))[0];
    if (starter !== undefined && !used.some((player) => playsIn(player, first))) {
      add(starter, first);
    }
  }

  const carriers = band
    .filter((player) => CARRYING.includes(player.plan.role))
    .sort((left, right) => distance(left, first) - distance(right, first));
  const idle = carriers.filter((player) => !playsIn(player, first) && !isAdded(player, first));
  for (let count = carriers.length - idle.length; count < LEAST_STARTERS && idle.length > 0; count++) {
    const [next] = idle.splice(0, 1);
    if (next !== undefined) {
      add(next, first);
    }
  }
}

/** Who was called in early stays until its own plan takes over: nobody comes, goes and comes again while the music rises. */
function closeHoles({ band, sections }: Band, presence: Presence, add: (player: Player, section: Section) => void): void {
  for (const player of band) {
    const isAdded = (section: Section): boolean => presence.get(player.plan.id)?.has(section.id) ?? false;
    sections.forEach((section, i) => {
      const before = sections[i - 1];
      const isRising = before !== undefined && isAdded(before) && section.energy >= before.energy - 0.06;
      if (isRising && !playsIn(player, section) && !player.plan.tacet.includes(section.kind)) {
        add(player, section);
      }
    });
  }
}

/** Who plays at one end of a loop plays at the other: the turn should not be an entry. */
function joinEnds({ band, sections }: Band, presence: Presence, add: (player: Player, section: Section) => void): void {
  const [first, last] = [at(sections, 0), at(sections, -1)];
  for (const player of band) {
    const isIn = (section: Section): boolean =>
      playsIn(player, section) || (presence.get(player.plan.id)?.has(section.id) ?? false);
    if (player.plan.role !== 'effects' && isIn(first) !== isIn(last)) {
      add(player, isIn(first) ? last : first);
    }
  }
}

function featureAsked(
  { band, sections, brief }: Band,
  presence: Presence,
  add: (player: Player, section: Section) => void,
): void {
  const bars = sections.reduce((sum, section) => sum + section.bars, 0);
  const ids = new Set(
    band.filter((player) => player.isAsked && player.plan.role !== 'effects').map(({ instrument }) => instrument.id),
  );
  for (const id of ids) {
    const players = band.filter((player) => player.instrument.id === id && player.plan.role !== 'effects');
    const hears = (section: Section): boolean =>
      players.some((player) => playsIn(player, section) || (presence.get(player.plan.id)?.has(section.id) ?? false));
    const play = (section: Section): void => {
      const best = [...players].sort((left, right) => distance(left, section) - distance(right, section))[0];
      if (best !== undefined) {
        add(best, section);
      }
    };
    const first = at(sections, 0);
    const isLoudKit = players.every((player) => player.plan.role === 'drums') && first.energy < 0.2;
    if (!startsQuiet(brief) && !isLoudKit && !hears(first)) {
      play(first);
    }

    const missing = sections.filter((section) => !hears(section));
    missing.sort((left, right) => nearest(players, left) - nearest(players, right) || left.startBar - right.startBar);
    for (const section of missing) {
      const heard = sections.filter(hears).reduce((sum, one) => sum + one.bars, 0);
      if (heard >= bars * 0.55) {
        break;
      }

      play(section);
    }
  }
}

function nearest(players: readonly Player[], section: Section): number {
  return players.reduce((least, player) => Math.min(least, distance(player, section)), Infinity);
}

function distance(player: Player, section: Section): number {
  const [from, to] = player.plan.energy;
  const off = Math.max(0, from - section.energy, section.energy - to);
  const rank = CARRYING.indexOf(player.plan.role);
  return (rank < 0 ? CARRYING.length : rank) + off * 4 + (player.plan.tacet.includes(section.kind) ? 3 : 0);
}
