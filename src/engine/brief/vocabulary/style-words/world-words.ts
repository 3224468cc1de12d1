import type { StyleWordRow } from './style-row.ts';

/** The names of the styles of dance halls, recital rooms and feasts. */
export const HOME_WORLD_STYLES: readonly StyleWordRow[] = [
  ['swing, big band, swing jazz, jive, swinging, swing music, big band jazz, swing band, jump swing', 'swing'],
  ['minor swing', 'swing', { mode: 'minor' }],
  ['smooth jazz, smoothjazz, smooth jazz saxophone', 'smooth-jazz'],
  ['latin, latin pop, latin music, latino pop, pop latino', 'latin'],
  ['reggaeton, dembow, reggaeton pop', 'latin', { tempo: [88, 100], mode: 'minor' }],
  ['latin trap, moombahton', 'latin', { blend: ['trap', 0.3], tempo: [92, 108], mode: 'minor' }],
  ['bachata, bachata pop', 'latin', { tempo: [112, 130], mode: 'minor', with: 'nylon-guitar bongos guiro', moods: 'romantic' }],
  ['cumbia, cumbia music', 'latin', { tempo: [88, 104], mode: 'minor', with: 'accordion guiro' }],
  ['salsa, salsa music, salsa dance, salsa band, cuban, cuban music, mambo, latin jazz', 'salsa'],
  ['cha cha, cha cha cha, chachacha', 'salsa', { tempo: [118, 132], with: 'flute guiro' }],
  ['merengue, merengue music', 'salsa', { tempo: [150, 168], with: 'accordion' }],
  ['afrobeat, afro beat, afrobeat band, lagos funk', 'afrobeat'],
  ['afrobeats, afro pop, afropop, afro', 'afrobeat', { blend: ['latin', 0.3], tempo: [98, 112], moods: 'groovy' }],
  ['highlife', 'afrobeat', { tempo: [104, 122], mode: 'major', with: 'electric-guitar', moods: 'joyful' }],
  [
    'chamber, chamber music, chamber ensemble, chamber group, chamber piece, small classical ensemble, classical ensemble',
    'chamber',
  ],
  [
    'baroque, baroque music, harpsichord music, counterpoint, fugue, baroque ensemble',
    'chamber',
    { with: 'harpsichord', tempo: [76, 116] },
  ],
  [
    "kids music, children's music, childrens music, kids song, kids songs, nursery music, children's song, childrens song, music for kids, music for children, toddler music, kids tune",
    'kids',
  ],
  [
    'christmas, xmas, holiday, holidays, carol, carols, jingle bells, santa, yuletide, christmas music, holiday music, christmas song, noel',
    'holiday',
  ],
  ['christmas waltz, winter waltz', 'holiday', { meter: '3/4', tempo: [112, 156] }],
  ['flamenco, flamenco guitar music, spanish guitar music, spanish', 'flamenco'],
  ['celtic, irish, irish folk, celtic folk, irish music, celtic music, irish trad', 'celtic'],
  [
    'jig, jigs, irish jig, celtic jig, folk jig, double jig, irish folk jig',
    'celtic',
    { meter: '6/8', tempo: [165, 186], moods: 'vibrant' },
  ],
  [
    'irish reel, scottish reel, celtic reel, folk reel, reel tune, ceilidh, ceili, irish dance',
    'celtic',
    { meter: '4/4', tempo: [176, 208], moods: 'vibrant' },
  ],
  ['hornpipe, strathspey, sailor dance', 'celtic', { meter: '4/4', tempo: [144, 172], mode: 'major', moods: 'playful' }],
  ['ragtime, rag time, rag piano, stride piano, saloon piano music', 'ragtime'],
  ['gospel, gospel music, gospel choir music, black gospel, church gospel', 'gospel'],
  ['worship, praise and worship', 'gospel', { blend: ['pop', 0.35], tempo: [66, 82], moods: 'uplifting' }],
];

/** Names near those, made from them. */
export const NEAR_WORLD_STYLES: readonly StyleWordRow[] = [
  ['gypsy jazz', 'swing', { near: 'swing for guitars, violin and clarinet', tempo: [152, 208], with: 'jazz-guitar violin' }],
  [
    'samba, brazilian, rumba',
    'bossa',
    { near: 'bossa nova with more fire', tempo: [116, 152], moods: 'vibrant', with: 'congas' },
  ],
  ['amapiano, african', 'afrobeat', { near: 'afrobeat with softer drums', tempo: [108, 116], moods: 'groovy' }],
  [
    'scottish, sea shanty, shanty, nordic folk, viking',
    'celtic',
    { near: 'a Celtic band', meter: '6/8', tempo: [132, 176], mode: 'dorian' },
  ],
  ['tavern, bard, celtic medieval', 'celtic', { near: 'a Celtic band in the Dorian mode', mode: 'dorian', with: 'flute harp' }],
  ['barn dance', 'celtic', { near: 'a reel', meter: '4/4', tempo: [176, 208], with: 'violin', moods: 'vibrant' }],
  ['saloon', 'ragtime', { near: 'ragtime on a saloon piano', with: 'honky-tonk-piano' }],
  ['church music, christian', 'gospel', { near: 'gospel with organ and choir', tempo: [66, 96], moods: 'uplifting' }],
];
