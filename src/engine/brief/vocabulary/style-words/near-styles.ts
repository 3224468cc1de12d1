import { NEAR_BAND_STYLES } from './band-words.ts';
import { NEAR_ELECTRONIC_STYLES } from './electronic-words.ts';
import { NEAR_WORLD_STYLES } from './world-words.ts';
import type { StyleWordRow } from './style-row.ts';

/** Styles without a page of their own: made from the nearest one, with what sets them apart. */
export const NEAR_STYLES: readonly StyleWordRow[] = [
  ...NEAR_ELECTRONIC_STYLES,
  ...NEAR_BAND_STYLES,
  ...NEAR_WORLD_STYLES,
  [
    'dubstep, brostep, riddim, bass music',
    'edm',
    { near: 'EDM at dubstep’s speed', tempo: [136, 144], mode: 'minor', moods: 'heavy', with: 'sub-bass' },
  ],
  ['future bass, melodic bass', 'edm', { near: 'EDM with wide chords', tempo: [136, 150], mode: 'major', with: 'supersaw' }],
  [
    'hardstyle, hardcore techno, gabber, happy hardcore',
    'edm',
    { near: 'the fastest EDM there is here', tempo: [144, 152], mode: 'minor', moods: 'explosive' },
  ],
  [
    'uk garage, 2 step, two step, 2step, ukg, speed garage',
    'house',
    { near: 'house at garage’s speed', tempo: [128, 134], mode: 'minor' },
  ],
  ['electro swing', 'house', { near: 'house with swinging horns', blend: ['jazz', 0.45], with: 'muted-trumpet' }],
  ['eurodance, 90s dance', 'edm', { near: 'EDM', tempo: [128, 142], with: 'supersaw' }],
  [
    'vaporwave, vapor wave, vapourwave, chillwave, chill wave, mallsoft',
    'synthwave',
    { near: 'slow, washed-out synthwave', tempo: [72, 90], moods: 'dreamy, nostalgic', production: 'tape' },
  ],
  [
    'phonk, drift phonk, phonk drift, memphis',
    'trap',
    { near: 'dark trap with cowbell', tempo: [128, 142], mode: 'phrygian', moods: 'dark', with: 'cowbell', production: 'gritty' },
  ],
  ['drill, uk drill, grime', 'trap', { near: 'trap', tempo: [138, 146], mode: 'minor', moods: 'dark' }],
  ['cloud rap, emo rap, plugg, pluggnb', 'trap', { near: 'airy trap', moods: 'dreamy' }],
  [
    'tango, tango music, milonga',
    'strings',
    {
      near: 'strings with accordion',
      tempo: [108, 126],
      mode: 'harmonic-minor',
      meter: '2/4',
      moods: 'dramatic',
      with: 'accordion violin',
    },
  ],
  [
    'mariachi, mexican, ranchera, norteno, tex mex',
    'folk',
    { near: 'folk with trumpet and nylon guitar', with: 'trumpet nylon-guitar', mode: 'major', moods: 'celebratory' },
  ],
  [
    'polka, klezmer, oompah, oktoberfest, balkan, gypsy',
    'folk',
    { near: 'folk with accordion', meter: '2/4', tempo: [104, 140], with: 'accordion clarinet' },
  ],
  [
    'french cafe, parisian, musette, french, paris, chanson',
    'folk',
    { near: 'folk with accordion in three', meter: '3/4', tempo: [112, 168], with: 'accordion', moods: 'romantic' },
  ],
  ['italian, mediterranean, greek, sicilian', 'folk', { near: 'folk with mandolin', with: 'mandolin', moods: 'sunny' }],
  [
    'medieval, renaissance, middle ages',
    'folk',
    { near: 'folk with flute and harp in the Dorian mode', mode: 'dorian', with: 'flute harp' },
  ],
  [
    'hawaiian, hawaii, aloha, luau',
    'acoustic',
    { near: 'acoustic with ukulele', mode: 'major', with: 'ukulele', moods: 'tropical' },
  ],
  [
    'caribbean, calypso, soca',
    'acoustic',
    { near: 'acoustic with steel drum', mode: 'major', with: 'steel-drum shaker', moods: 'tropical' },
  ],
  [
    'indian, bollywood, raga, hindustani',
    'cinematic',
    { near: 'cinematic with sitar', with: 'sitar', mode: 'phrygian', moods: 'exotic' },
  ],
  [
    'arabic, middle eastern, arabian, persian, turkish, egyptian, oriental',
    'cinematic',
    { near: 'cinematic in an eastern-sounding mode', mode: 'harmonic-minor', with: 'violin bongos', moods: 'exotic' },
  ],
  [
    'japanese, chinese, asian, japan, china, far east, oriental asian',
    'ambient',
    { near: 'ambient with koto and shakuhachi', with: 'koto shakuhachi', tempo: [60, 82] },
  ],
  ['world, world music, ethnic', 'cinematic', { near: 'cinematic with hand drums', with: 'congas', moods: 'exotic' }],
  [
    'metal, heavy metal, metalcore, death metal, black metal, thrash, djent, nu metal, hard core',
    'rock',
    {
      near: 'the heaviest rock there is here',
      tempo: [128, 164],
      mode: 'phrygian',
      moods: 'aggressive, heavy',
      with: 'crunch-guitar kit-rock',
      production: 'gritty',
    },
  ],
  [
    'punk, punk rock, pop punk, skate punk, emo',
    'rock',
    { near: 'rock at punk’s speed', tempo: [152, 180], mode: 'major', moods: 'rugged, energetic', with: 'crunch-guitar' },
  ],
  [
    'grunge, stoner rock, psychedelic rock',
    'rock',
    { near: 'rock with a thick guitar sound', tempo: [92, 120], with: 'crunch-guitar', production: 'gritty' },
  ],
  [
    'surf, surf rock, rockabilly, twang, twangy',
    'rock',
    { near: 'rock with clean guitars', tempo: [132, 164], with: 'electric-guitar', production: 'vintage' },
  ],
  ['progressive rock, prog rock, prog, math rock', 'rock', { near: 'rock', meter: '7/8' }],
  [
    'dixieland, new orleans, second line, trad jazz',
    'jazz',
    { near: 'jazz with clarinet, trumpet and banjo', mode: 'major', with: 'clarinet trumpet banjo', moods: 'celebratory' },
  ],
  [
    'lounge, cocktail, cocktail jazz, easy listening, elevator, elevator music, muzak, supper club, hotel lobby',
    'bossa',
    { near: 'unobtrusive bossa nova', blend: ['jazz', 0.4], moods: 'smooth' },
  ],
  [
    'acid jazz, jazz funk, jazz fusion, fusion jazz, soul jazz',
    'funk',
    { near: 'funk with jazz chords', blend: ['jazz', 0.45], with: 'electric-piano' },
  ],
  [
    'classical, classical music, classic music, romantic era, viennese',
    'orchestral',
    { near: 'orchestral writing without quoting any composer' },
  ],
  [
    'neoclassical, neo classical, modern classical, contemporary classical, minimalist classical, post minimalism',
    'piano',
    { near: 'solo piano with strings', with: 'piano string-section', moods: 'thoughtful' },
  ],
  ['impressionist, impressionistic, impressionism', 'piano', { near: 'solo piano', mode: 'lydian', moods: 'dreamy' }],
  [
    'opera, operatic, aria, musical theatre, musical theater, broadway, showtune, show tune',
    'orchestral',
    { near: 'orchestral music without the singers', moods: 'dramatic' },
  ],
  ['ballet, waltzing', 'orchestral', { near: 'orchestral in three', meter: '3/4', tempo: [104, 160], moods: 'beautiful' }],
  [
    'march, marching band, military, marching, parade, fanfare, brass band, royal fanfare',
    'orchestral',
    {
      near: 'orchestral with brass and a marching two',
      meter: '2/4',
      tempo: [108, 122],
      mode: 'major',
      with: 'brass-section',
      moods: 'majestic',
    },
  ],
  [
    'lullaby, lullabies, cradle song, nursery, nursery rhyme',
    'piano',
    {
      near: 'soft piano with music box',
      meter: '3/4',
      mode: 'major',
      tempo: [60, 84],
      with: 'music-box',
      moods: 'sleepy, tender',
    },
  ],
  [
    'hymn, organ music, church, cathedral',
    'orchestral',
    { near: 'orchestral with church organ', mode: 'major', tempo: [64, 84], with: 'church-organ', moods: 'meditative' },
  ],
  [
    'circus, carnival, clown, fairground, merry go round',
    'orchestral',
    {
      near: 'orchestral in three with a fairground colour',
      meter: '3/4',
      tempo: [116, 136],
      with: 'accordion glockenspiel',
      moods: 'silly',
    },
  ],
  [
    'cartoon, cartoons, animation, animated film',
    'orchestral',
    { near: 'playful orchestral writing', with: 'pizzicato-strings xylophone', moods: 'playful' },
  ],
  [
    'western, spaghetti western, cowboy, wild west, country western',
    'cinematic',
    { near: 'cinematic with twang and whistle', with: 'electric-guitar whistle', mode: 'minor', moods: 'adventurous' },
  ],
  [
    'spy, spy movie, secret agent, heist',
    'jazz',
    { near: 'jazz on tiptoe', mode: 'minor', tempo: [104, 136], with: 'muted-trumpet', moods: 'sneaky' },
  ],
  [
    'horror music, horror score',
    'cinematic',
    { near: 'cinematic', mode: 'minor', with: 'tremolo-strings drone', moods: 'scary' },
  ],
  [
    'fantasy, rpg, dungeons, dungeons and dragons, dnd',
    'orchestral',
    { near: 'orchestral with a fairy-tale colour', blend: ['cinematic', 0.35], moods: 'adventurous, magical' },
  ],
  [
    'idm, glitch, glitchy, glitch hop, leftfield, experimental electronic',
    'edm',
    { near: 'electronic music at an easier tempo', tempo: [92, 116], moods: 'surreal' },
  ],
  [
    'k pop, kpop, j pop, jpop, city pop, citypop, c pop, mandopop, cantopop, bubblegum pop, hyperpop',
    'pop',
    { near: 'pop', moods: 'vibrant' },
  ],
  [
    'anime, anime opening',
    'pop',
    { near: 'fast, bright pop with guitars', tempo: [124, 150], blend: ['rock', 0.35], moods: 'exciting' },
  ],
];
