import { assert } from '../../kernel/index.ts';
import type { StyleId } from '../brief.ts';

type Row = { readonly usual: string; readonly byStyle: { readonly [id in StyleId]?: string } };

/** Which instrument a family word means ("drums", "guitar", "bass") in each style. */
const FAMILIES: { readonly [family: string]: Row } = {
  drums: {
    usual: 'kit-acoustic',
    byStyle: {
      'pop-rock': 'kit-rock',
      'post-rock': 'kit-rock',
      'boom-bap': 'kit-lofi',
      lofi: 'kit-lofi',
      'hip-hop': 'kit-lofi',
      trap: 'kit-808',
      house: 'kit-909',
      edm: 'kit-electronic',
      synthwave: 'kit-electronic',
      ambient: 'kit-electronic',
      cinematic: 'kit-cinematic',
      epic: 'kit-cinematic',
      orchestral: 'kit-cinematic',
      strings: 'kit-cinematic',
      piano: 'kit-brush',
      jazz: 'kit-brush',
      bossa: 'kit-brush',
      rock: 'kit-rock',
      'deep-house': 'kit-909',
      'tech-house': 'kit-909',
      techno: 'kit-909',
      trance: 'kit-909',
      'drum-and-bass': 'kit-electronic',
      synthpop: 'kit-electronic',
      chiptune: 'kit-808',
      downtempo: 'kit-lofi',
      drone: 'kit-cinematic',
      meditation: 'kit-brush',
    },
  },
  percussion: {
    usual: 'shaker',
    byStyle: {
      indie: 'tambourine',
      'pop-rock': 'tambourine',
      blues: 'tambourine',
      country: 'tambourine',
      bluegrass: 'cajon',
      disco: 'congas',
      reggae: 'bongos',
      bossa: 'congas',
      funk: 'congas',
      jazz: 'congas',
      folk: 'cajon',
      cinematic: 'taiko',
      epic: 'taiko',
      orchestral: 'timpani',
      house: 'congas',
      lofi: 'congas',
      'deep-house': 'congas',
      'tech-house': 'congas',
      techno: 'congas',
    },
  },
  guitar: {
    usual: 'acoustic-guitar',
    byStyle: {
      indie: 'electric-guitar',
      'pop-rock': 'crunch-guitar',
      'post-rock': 'electric-guitar',
      blues: 'electric-guitar',
      disco: 'electric-guitar',
      soul: 'electric-guitar',
      reggae: 'electric-guitar',
      'boom-bap': 'electric-guitar',
      pop: 'electric-guitar',
      lofi: 'electric-guitar',
      'hip-hop': 'electric-guitar',
      trap: 'nylon-guitar',
      house: 'muted-guitar',
      'deep-house': 'muted-guitar',
      'tech-house': 'muted-guitar',
      techno: 'electric-guitar',
      trance: 'electric-guitar',
      'drum-and-bass': 'electric-guitar',
      synthpop: 'electric-guitar',
      downtempo: 'electric-guitar',
      drone: 'electric-guitar',
      meditation: 'nylon-guitar',
      edm: 'electric-guitar',
      synthwave: 'electric-guitar',
      ambient: 'electric-guitar',
      epic: 'crunch-guitar',
      jazz: 'jazz-guitar',
      bossa: 'nylon-guitar',
      rock: 'crunch-guitar',
      funk: 'muted-guitar',
      corporate: 'muted-guitar',
    },
  },
  'electric-guitar': {
    usual: 'electric-guitar',
    byStyle: {
      'pop-rock': 'crunch-guitar',
      rock: 'crunch-guitar',
      epic: 'crunch-guitar',
      funk: 'muted-guitar',
      corporate: 'muted-guitar',
    },
  },
  bass: {
    usual: 'bass-guitar',
    byStyle: {
      indie: 'picked-bass',
      'pop-rock': 'picked-bass',
      'post-rock': 'picked-bass',
      bluegrass: 'upright-bass',
      'boom-bap': 'upright-bass',
      acoustic: 'upright-bass',
      folk: 'upright-bass',
      'hip-hop': 'bass-guitar',
      lofi: 'bass-guitar',
      trap: '808-bass',
      house: 'synth-bass',
      edm: 'synth-bass',
      synthwave: 'synth-bass',
      ambient: 'sub-bass',
      cinematic: 'contrabass',
      epic: 'contrabass',
      orchestral: 'contrabass',
      strings: 'contrabass',
      piano: 'upright-bass',
      jazz: 'upright-bass',
      bossa: 'upright-bass',
      rock: 'picked-bass',
      funk: 'slap-bass',
      'deep-house': 'synth-bass',
      'tech-house': 'synth-bass',
      techno: 'sub-bass',
      trance: 'synth-bass',
      'drum-and-bass': 'reese-bass',
      synthpop: 'synth-bass',
      chiptune: 'chip-bass',
      downtempo: 'upright-bass',
      drone: 'sub-bass',
      meditation: 'sub-bass',
    },
  },
  keys: {
    usual: 'electric-piano',
    byStyle: {
      indie: 'organ',
      'pop-rock': 'piano',
      'post-rock': 'piano',
      blues: 'piano',
      country: 'piano',
      reggae: 'organ',
      acoustic: 'piano',
      folk: 'piano',
      pop: 'piano',
      cinematic: 'piano',
      epic: 'piano',
      orchestral: 'piano',
      piano: 'piano',
      strings: 'piano',
      rock: 'organ',
      jazz: 'piano',
      corporate: 'piano',
    },
  },
  synth: {
    usual: 'synth-lead',
    byStyle: {
      ambient: 'glass-pad',
      pop: 'synth-lead',
      trap: 'synth-lead',
      house: 'synth-pluck',
      edm: 'supersaw',
      synthwave: 'synth-lead',
      rock: 'synth-lead',
      funk: 'synth-lead',
      corporate: 'synth-pluck',
      'hip-hop': 'synth-lead',
      'deep-house': 'synth-keys',
      'tech-house': 'synth-stab',
      techno: 'synth-stab',
      trance: 'supersaw',
      synthpop: 'synth-keys',
      chiptune: 'chip-lead',
      downtempo: 'synth-pad',
      drone: 'synth-pad',
      meditation: 'glass-pad',
    },
  },
  pad: {
    usual: 'warm-pad',
    byStyle: { ambient: 'synth-pad', synthwave: 'synth-pad', edm: 'synth-pad', house: 'synth-pad', cinematic: 'synth-pad' },
  },
  brass: { usual: 'brass-section', byStyle: { synthwave: 'synth-brass', edm: 'synth-brass' } },
  horns: { usual: 'brass-section', byStyle: { orchestral: 'french-horn', cinematic: 'french-horn', epic: 'french-horn' } },
  sax: { usual: 'tenor-sax', byStyle: { pop: 'alto-sax', funk: 'alto-sax', house: 'alto-sax', synthwave: 'alto-sax' } },
  woodwind: { usual: 'flute', byStyle: { jazz: 'clarinet', orchestral: 'oboe', folk: 'whistle' } },
  mallets: {
    usual: 'marimba',
    byStyle: {
      indie: 'glockenspiel',
      'post-rock': 'glockenspiel',
      'boom-bap': 'vibraphone',
      soul: 'vibraphone',
      jazz: 'vibraphone',
      lofi: 'vibraphone',
      bossa: 'vibraphone',
      ambient: 'vibraphone',
      orchestral: 'glockenspiel',
      corporate: 'glockenspiel',
      pop: 'glockenspiel',
      acoustic: 'glockenspiel',
    },
  },
  bells: {
    usual: 'glockenspiel',
    byStyle: {
      edm: 'fm-bell',
      synthwave: 'fm-bell',
      trap: 'fm-bell',
      house: 'fm-bell',
      ambient: 'fm-bell',
      lofi: 'fm-bell',
      'hip-hop': 'fm-bell',
      epic: 'tubular-bells',
      cinematic: 'celesta',
    },
  },
  lead: {
    usual: 'synth-lead',
    byStyle: {
      'pop-rock': 'lead-guitar',
      indie: 'electric-guitar',
      blues: 'lead-guitar',
      country: 'electric-guitar',
      'post-rock': 'electric-guitar',
      rock: 'lead-guitar',
      epic: 'french-horn',
      chiptune: 'chip-lead',
      trance: 'supersaw',
    },
  },
  // Folk players whistle on tin; everywhere else a whistle is somebody whistling.
  whistle: { usual: 'whistling', byStyle: { folk: 'whistle', orchestral: 'whistle', epic: 'whistle' } },
};

/** The names of families that the style decides within. */
export const FAMILY_NAMES: readonly string[] = Object.keys(FAMILIES);

/** The instrument that `family` means in `style`. */
export function instrumentOfFamily(family: string, style: StyleId): string {
  const row = FAMILIES[family];
  assert(row !== undefined, `no instrument family "${family}"`);
  return row.byStyle[style] ?? row.usual;
}

/** Who plays when a family is all there is: "only synths" is a band of them. Empty where one player is meant. */
const SECTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['synth', ['synth-lead', 'synth-pad', 'synth-pluck', 'synth-bass']],
  ['percussion', ['cajon', 'congas', 'shaker']],
  ['brass', ['trumpet', 'french-horn', 'trombone', 'tuba']],
  ['woodwind', ['flute', 'oboe', 'clarinet', 'bassoon']],
  ['mallets', ['vibraphone', 'marimba']],
]);

/** The players of a family that has the piece to itself, see `SECTIONS`. */
export function sectionOfFamily(family: string): readonly string[] {
  return SECTIONS.get(family) ?? [];
}

/** Who plays beside the style's choice because the word means more than one player: "dreamy synths" are a voice and a pad under it. */
export function companionOfFamily(family: string): string | null {
  return family === 'synth' ? 'synth-pad' : null;
}

/** Every instrument that `family` may mean. */
export function membersOfFamily(family: string): readonly string[] {
  const row = FAMILIES[family];
  assert(row !== undefined, `no instrument family "${family}"`);
  return [...new Set([row.usual, ...Object.values(row.byStyle)])];
}
