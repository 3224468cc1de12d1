import { HOME_BAND_STYLES } from './band-words.ts';
import { HOME_ELECTRONIC_STYLES } from './electronic-words.ts';
import { HOME_WORLD_STYLES } from './world-words.ts';
import type { StyleWordRow } from './style-row.ts';

/** The names that mean one of the styles itself. */
export const HOME_STYLES: readonly StyleWordRow[] = [
  ...HOME_ELECTRONIC_STYLES,
  ...HOME_BAND_STYLES,
  ...HOME_WORLD_STYLES,
  [
    'acoustic, acoustics, unplugged, singer songwriter, campfire, coffeehouse, coffee house, coffee shop acoustic, acoustic band',
    'acoustic',
  ],
  ['folk, folky, folksy, folk music, fingerstyle folk, roots, rootsy', 'folk'],
  ['indie folk, folk pop, stomp clap, stomp and clap, stomp clap hey', 'folk', { blend: ['acoustic', 0.35], with: 'claps' }],
  ['pop, poppy, pop music, pop song, chart pop, top 40, mainstream pop, modern pop, radio pop', 'pop'],
  ['dance pop, electro pop, electropop, electro-pop', 'pop', { blend: ['house', 0.35], tempo: [112, 128] }],
  ['alternative pop, alt pop, bedroom pop', 'pop', { blend: ['indie', 0.3] }],
  ['dream pop, dreampop', 'pop', { blend: ['ambient', 0.3], tempo: [80, 112], moods: 'dreamy', production: 'reverb' }],
  ['acoustic pop', 'pop', { blend: ['acoustic', 0.4] }],
  ['pop ballad, piano ballad, power ballad', 'pop', { tempo: [62, 84], with: 'piano', moods: 'emotional' }],
  [
    'lofi, lo fi, lowfi, low fi, lofi hip hop, lo fi hip hop, lofi hiphop, lo fi hiphop, lofi beat, lo fi beat, lofi beats, lo fi beats, chillhop, chill hop, study beats, lofi chill',
    'lofi',
  ],
  ['lofi jazz, lo fi jazz, jazzy lofi, jazz hop, jazzhop', 'lofi', { blend: ['jazz', 0.3] }],
  ['lofi house, lo fi house', 'house', { blend: ['lofi', 0.4], production: 'tape' }],
  ['hip hop, hiphop, hip hop beat, rap beat, rap instrumental, hip hop instrumental, urban', 'hip-hop'],
  ['west coast, g funk, gfunk', 'hip-hop', { blend: ['funk', 0.3], with: 'synth-lead' }],
  ['trap, trap beat, trap music, atlanta trap, 808 beat', 'trap'],
  ['house, house music, vocal house, chicago house, progressive house, club house', 'house'],
  ['tropical house, trop house', 'house', { tempo: [104, 118], mode: 'major', with: 'marimba', moods: 'tropical' }],
  [
    'edm, electronic dance music, big room, festival edm, festival, dance music, electro house, mainstage, progressive edm',
    'edm',
  ],
  ['electronic, electronica, electro, electronic music', 'edm', { tempo: [112, 130] }],
  [
    'synthwave, synth wave, retrowave, retro wave, outrun, darksynth, dreamwave, 80s synth, 80s electronic, eighties synth, neon',
    'synthwave',
  ],
  ['ambient, ambience, ambient music, space music', 'ambient'],
  [
    'cinematic, cinematics, cinema, filmic, film score, film music, movie score, movie soundtrack, movie music, film soundtrack, underscore, cinematic underscore',
    'cinematic',
  ],
  [
    'epic, epically, trailer, trailers, trailer music, epic trailer, movie trailer, blockbuster, battle music, battle, boss battle, epic battle',
    'epic',
  ],
  [
    'epic orchestral, orchestral epic, epic orchestra, epic cinematic, cinematic epic, epic hybrid, hybrid orchestral, epic cinematic orchestral',
    'epic',
    { blend: ['orchestral', 0.3] },
  ],
  ['orchestral, orchestra, orchestrated, symphonic, symphony, full orchestra, philharmonic, orchestral music', 'orchestral'],
  ['cinematic orchestral, orchestral cinematic, cinematic orchestra', 'orchestral', { blend: ['cinematic', 0.4] }],
  [
    'piano music, piano piece, piano song, piano tune, piano instrumental, neoclassical piano, contemporary piano',
    'piano',
    { with: 'piano' },
  ],
  ['string ensemble, string orchestra, chamber strings, chamber orchestra, strings music', 'strings', { with: 'string-section' }],
  ['string quartet, string trio, quartet of strings', 'strings', { with: 'violin viola cello', whole: true }],
  ['string duo, violin and cello duo', 'strings', { with: 'violin cello', whole: true }],
  ['string quintet', 'strings', { with: 'violin viola cello contrabass', whole: true }],
  ['piano trio', 'strings', { with: 'piano violin cello', whole: true }],
  ['piano quartet, piano quintet', 'strings', { with: 'piano violin viola cello', whole: true }],
  ['brass quintet, brass quartet, brass ensemble', 'orchestral', { with: 'trumpet french-horn trombone tuba', whole: true }],
  [
    'wind quintet, woodwind quintet, woodwind quartet, woodwind ensemble, wind ensemble',
    'orchestral',
    { with: 'flute oboe clarinet french-horn bassoon', whole: true },
  ],
  [
    'acoustic duo, guitar duo, acoustic guitar duo, two guitars',
    'acoustic',
    { with: 'acoustic-guitar nylon-guitar', whole: true },
  ],
  ['acoustic trio', 'acoustic', { with: 'acoustic-guitar upright-bass cajon', whole: true }],
  ['power trio, rock trio', 'rock', { with: 'crunch-guitar picked-bass kit-rock', whole: true }],
  ['jazz trio, jazz piano trio, piano jazz trio', 'jazz', { with: 'piano upright-bass kit-brush', whole: true }],
  ['jazz quartet', 'jazz', { with: 'tenor-sax piano upright-bass kit-brush', whole: true }],
  ['jazz quintet', 'jazz', { with: 'trumpet tenor-sax piano upright-bass kit-brush', whole: true }],
  ['jazz duo', 'jazz', { with: 'piano upright-bass', whole: true }],
  ['jazz guitar trio', 'jazz', { with: 'electric-guitar upright-bass kit-brush', whole: true }],
  ['jazz, jazzy, jazz music, jazz combo, bebop, cool jazz, hard bop, straight ahead jazz, piano jazz, jazz club', 'jazz'],
  ['bossa nova, bossanova, bossa, brazilian jazz', 'bossa'],
  [
    "rock, rocky, rock music, hard rock, classic rock, arena rock, rock band, guitar rock, garage rock, rock n roll, rock and roll, rock & roll, rock'n'roll, rock n' roll",
    'rock',
  ],
  ['funk, funky, funk music, p funk', 'funk'],
  ['corporate, corporate music, business music, business, commercial music, company, enterprise', 'corporate'],
];
