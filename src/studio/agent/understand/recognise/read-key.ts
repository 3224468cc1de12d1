import type { MusicChange } from '../../../../engine/score/index.ts';
import type { Clause } from '../clause.ts';
import { musicContentOf } from '../music-content.ts';
import { translateChinese } from '../translate-chinese.ts';

/** "in D minor", "key of G", "make it minor", "换成D小调". */
export function readKey(clause: Clause): readonly MusicChange[] | null {
  const pattern =
    /(?:\b(?:in(?:to)?|to|key of|key)|[到成])? ?(?:the key of )?\b([a-g])(?: ?(#|♯|b|♭|flat|sharp))? ?-?(major|minor|maj|min|dorian|phrygian|lydian|mixolydian)\b(?: key)?|(升|降)?([a-g])(#|b)? ?(大调|小调)/u;
  const found = clause.take(pattern);
  if (found !== null) {
    const brief = musicContentOf(
      translateChinese(found[0].replace(/(?:^|[^a-z])([a-g])(?=[ #b大小])/gu, (text) => text.toUpperCase())),
    ).brief;
    return brief?.stated.key === true ? [{ kind: 'key', key: brief.key }] : null;
  }

  const tonic = clause.take(
    /\b(?:in|to) (?:the key of )?([a-g])(?: ?(#|b|flat|sharp))?(?= *$)|\bkey of ([a-g])(?: ?(#|b|flat|sharp))?\b/u,
  );
  if (tonic !== null) {
    const brief = musicContentOf(`in ${(tonic[1] ?? tonic[3] ?? '').toUpperCase()}${tonic[2] ?? tonic[4] ?? ''} major`).brief;
    return brief === null ? null : [{ kind: 'key', key: brief.key }];
  }

  const mode = clause
    .take(/\b(?:in |into |to )?(?:an? )?(major|minor|dorian|phrygian|lydian|mixolydian)(?: key| mode)?\b|(大调|小调)/u)
    ?.slice(1)
    .find((each) => each !== undefined);
  clause.take(/\bkey\b|调性/u);
  const modes: ReadonlyMap<string, 'major' | 'minor' | 'dorian' | 'phrygian' | 'lydian' | 'mixolydian'> = new Map([
    ['major', 'major'],
    ['minor', 'minor'],
    ['dorian', 'dorian'],
    ['phrygian', 'phrygian'],
    ['lydian', 'lydian'],
    ['mixolydian', 'mixolydian'],
    ['大调', 'major'],
    ['小调', 'minor'],
  ]);
  const wanted = modes.get(mode ?? '');
  return wanted === undefined ? null : [{ kind: 'mode', mode: wanted }];
}

/** "up two semitones", "降一个全音". */
export function readTranspose(clause: Clause): readonly MusicChange[] | null {
  const found = clause.take(
    /\b(?:transpose (?:\S+ )?)?(up|down)?(?: by)? ?(\d{1,2}|an?) (semitones?|half[ -]?steps?|whole steps?|octaves?|tones?)(?: (up|down|higher|lower))?\b|([升降])(?:高|低)?(\d{1,2})?个?(半音|全音|八度)/u,
  );
  if (found === null) {
    return null;
  }

  clause.take(/\btranspose\b|\bpitch\b/u);
  const unit = found[3] ?? found[7] ?? '';
  const count = Number(found[2] ?? found[6] ?? 1) || 1;
  const size = /octave|八度/u.test(unit) ? 12 : /whole|^tone|全音/u.test(unit) ? 2 : 1;
  const isDown = /down|lower|降/u.test(`${found[1] ?? ''}${found[4] ?? ''}${found[5] ?? ''}`);
  return [{ kind: 'transpose', semitones: Math.max(-24, Math.min(24, (isDown ? -1 : 1) * count * size)) }];
}
