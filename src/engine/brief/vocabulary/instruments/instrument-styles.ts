import { STYLE_IDS, type StyleId } from '../../brief.ts';
import type { StyleVote } from '../../choosing/wishes.ts';

type Row = readonly [targets: string, styles: { readonly [id in StyleId]?: number }];

/** Which styles an instrument points to when nobody names a style; ids and family names. */
const ROWS: readonly Row[] = [
  ['piano', { piano: 2, cinematic: 0.7, pop: 0.3 }],
  ['felt-piano', { piano: 2, cinematic: 0.5, lofi: 0.4 }],
  ['electric-piano keys', { lofi: 1.2, jazz: 0.6, funk: 0.4 }],
  ['clavinet slap-bass', { funk: 1.6 }],
  ['harpsichord', { strings: 1.2, orchestral: 0.8 }],
  ['organ', { funk: 0.8, rock: 0.6, jazz: 0.5 }],
  ['church-organ', { orchestral: 1.2, cinematic: 0.7 }],
  ['accordion banjo mandolin harmonica', { folk: 1.5, acoustic: 0.4 }],
  ['acoustic-guitar guitar', { acoustic: 1.6, folk: 0.8 }],
  ['nylon-guitar', { bossa: 1, acoustic: 1.1 }],
  ['electric-guitar', { pop: 0.9, rock: 0.9 }],
  ['muted-guitar', { funk: 0.8, corporate: 0.9, pop: 0.6 }],
  ['crunch-guitar lead-guitar kit-rock picked-bass', { rock: 1.8 }],
  ['ukulele', { acoustic: 1.6, folk: 0.3, corporate: 0.2 }],
  ['harp celesta', { orchestral: 1.1, ambient: 0.4 }],
  ['sitar', { cinematic: 1 }],
  ['koto shakuhachi', { ambient: 1, cinematic: 0.6 }],
  ['kalimba', { lofi: 0.7, acoustic: 0.8, ambient: 0.4 }],
  ['bass-guitar', { pop: 0.6, funk: 0.6, rock: 0.4 }],
  ['fretless-bass upright-bass', { jazz: 1.3 }],
  ['synth-bass', { house: 0.8, synthwave: 0.9 }],
  ['sub-bass', { 'hip-hop': 0.7, trap: 0.6 }],
  ['808-bass kit-808', { trap: 1.8, 'hip-hop': 0.4 }],
  ['violin viola cello', { strings: 1.3, cinematic: 0.8, folk: 0.2 }],
  ['contrabass string-section pizzicato-strings', { strings: 1.6, cinematic: 0.8, orchestral: 0.7 }],
  ['tremolo-strings', { cinematic: 1.6, orchestral: 0.5 }],
  ['trumpet trombone clarinet vibraphone brass horns', { jazz: 1, orchestral: 0.6, funk: 0.3 }],
  ['muted-trumpet kit-brush sax tenor-sax alto-sax', { jazz: 1.7 }],
  ['french-horn oboe bassoon tuba woodwind flute', { orchestral: 1.4 }],
  ['brass-section', { funk: 0.7, orchestral: 0.9 }],
  ['pan-flute whistle', { folk: 1, acoustic: 0.5, ambient: 0.3 }],
  ['marimba xylophone mallets', { acoustic: 0.6, corporate: 0.5, orchestral: 0.5 }],
  ['glockenspiel bells', { acoustic: 0.6, corporate: 0.5, orchestral: 0.4 }],
  ['music-box', { piano: 0.7, orchestral: 0.6 }],
  ['tubular-bells', { cinematic: 0.9, orchestral: 0.7 }],
  ['steel-drum congas bongos', { bossa: 0.7, acoustic: 0.6, house: 0.3 }],
  ['choir', { epic: 1, cinematic: 0.8, orchestral: 0.5 }],
  ['voice-oohs', { ambient: 0.8, cinematic: 0.5 }],
  ['synth-pad warm-pad glass-pad pad', { ambient: 1.5, cinematic: 0.4 }],
  ['supersaw', { edm: 1.8 }],
  ['synth-lead lead synth', { synthwave: 1.5, edm: 0.7 }],
  ['acid-bass synth-stab hoover', { house: 1.2, edm: 0.5 }],
  ['reese-bass wobble-bass', { edm: 1.2 }],
  ['fm-bass fm-piano string-machine talk-lead', { synthwave: 0.9, funk: 0.4 }],
  ['chip-lead chip-arp chip-bass', { synthwave: 1 }],
  ['choir-pad theremin', { ambient: 0.7, cinematic: 0.6 }],
  ['synth-keys', { synthwave: 0.9, pop: 0.5 }],
  ['synth-pluck', { house: 0.6, synthwave: 0.8, corporate: 0.4, edm: 0.4 }],
  ['synth-brass', { synthwave: 1.5 }],
  ['fm-bell', { ambient: 0.6, lofi: 0.4, trap: 0.3 }],
  ['drums bass', { 'hip-hop': 0.5, pop: 0.4, funk: 0.4, rock: 0.3 }],
  ['percussion shaker', { acoustic: 0.4, cinematic: 0.3 }],
  ['kit-acoustic', { pop: 0.6, rock: 0.5 }],
  ['kit-lofi', { lofi: 1.3, 'hip-hop': 0.8 }],
  ['kit-909', { house: 1.6 }],
  ['kit-electronic', { synthwave: 0.9, edm: 0.7, house: 0.4 }],
  ['kit-cinematic taiko timpani', { epic: 1.5, cinematic: 0.9 }],
  ['claps snaps tambourine', { acoustic: 0.7, pop: 0.7, corporate: 0.4 }],
  ['triangle', { orchestral: 0.5, acoustic: 0.3 }],
  ['cowbell', { funk: 0.7, house: 0.4 }],
  ['cajon', { acoustic: 1.2, folk: 0.6 }],
  ['vinyl tape-hiss', { lofi: 1.2 }],
  ['rain', { lofi: 0.5, ambient: 0.6 }],
  ['drone', { ambient: 1.3, cinematic: 0.6 }],
  ['riser', { edm: 0.6, cinematic: 0.4 }],
  ['downlifter sub-drop', { edm: 0.6, trap: 0.3 }],
  ['impact reverse-cymbal reverse-piano', { cinematic: 0.7, epic: 0.6 }],
];

const votesByTarget: ReadonlyMap<string, readonly StyleVote[]> = new Map(
  ROWS.flatMap(([targets, styles]) =>
    targets.split(' ').map((target): [string, StyleVote[]] => [
      target,
      STYLE_IDS.flatMap((style) => {
        const weight = styles[style];
        return weight === undefined ? [] : [{ style, weight }];
      }),
    ]),
  ),
);

/** The styles that an instrument id or family name points to; none for neutral ones. */
export function stylesOfInstrument(target: string): readonly StyleVote[] {
  return votesByTarget.get(target) ?? [];
}
