import type { StyleWordRow } from './style-row.ts';

/** The names that mean one of the twenty styles itself. */
export const HOME_STYLES: readonly StyleWordRow[] = [
  [
    'acoustic, acoustics, unplugged, singer songwriter, campfire, coffeehouse, coffee house, coffee shop acoustic, acoustic band',
    'acoustic',
  ],
  ['folk, folky, folksy, folk music, fingerstyle folk, roots, rootsy', 'folk'],
  ['indie folk, folk pop, stomp clap, stomp and clap, stomp clap hey', 'folk', { blend: ['acoustic', 0.35], with: 'claps' }],
  ['pop, poppy, pop music, pop song, chart pop, top 40, mainstream pop, modern pop, radio pop', 'pop'],
  ['dance pop, electro pop, electropop, electro-pop', 'pop', { blend: ['house', 0.35], tempo: [112, 128] }],
  ['indie pop, alternative pop, alt pop, bedroom pop', 'pop', { blend: ['rock', 0.2] }],
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
  [
    'boom bap, boombap, old school hip hop, oldschool hip hop, 90s hip hop, golden age hip hop, east coast',
    'hip-hop',
    { tempo: [84, 96], with: 'kit-lofi', production: 'gritty' },
  ],
  ['lofi boom bap, lo fi boom bap', 'lofi', { blend: ['hip-hop', 0.4], tempo: [80, 94] }],
  ['west coast, g funk, gfunk', 'hip-hop', { blend: ['funk', 0.3], with: 'synth-lead' }],
  ['trap, trap beat, trap music, atlanta trap, 808 beat', 'trap'],
  ['house, house music, deep house, vocal house, chicago house, soulful house, progressive house, club house', 'house'],
  ['tech house, techhouse, minimal house', 'house', { tempo: [122, 128], mode: 'minor' }],
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
  [
    'synthpop, synth pop, 80s pop, 80s synth pop, 80s synthpop, eighties pop, new romantic',
    'synthwave',
    { blend: ['pop', 0.4], tempo: [104, 122], mode: 'major' },
  ],
  ['ambient, ambience, ambient music, drone music, space music, soundbath, sound bath', 'ambient'],
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
  [
    'string quartet, string ensemble, string orchestra, chamber strings, chamber orchestra, chamber music, string trio, strings music',
    'strings',
    { with: 'string-section' },
  ],
  [
    'jazz, jazzy, jazz music, jazz trio, jazz quartet, jazz combo, bebop, cool jazz, hard bop, straight ahead jazz, piano jazz, jazz club',
    'jazz',
  ],
  ['smooth jazz', 'jazz', { with: 'tenor-sax', tempo: [84, 104], moods: 'smooth' }],
  ['bossa nova, bossanova, bossa, brazilian jazz', 'bossa'],
  [
    "rock, rocky, rock music, pop rock, hard rock, classic rock, arena rock, rock band, guitar rock, garage rock, rock n roll, rock and roll, rock & roll, rock'n'roll, rock n' roll",
    'rock',
  ],
  ['indie rock, alternative rock, alt rock, alternative, indie, britpop', 'rock', { blend: ['pop', 0.25], tempo: [104, 140] }],
  ['post rock, postrock', 'rock', { blend: ['ambient', 0.4], tempo: [84, 120], production: 'reverb' }],
  ['funk, funky, funk music, p funk', 'funk'],
  ['corporate, corporate music, business music, business, commercial music, company, enterprise', 'corporate'],
];
