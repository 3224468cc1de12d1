import type { StyleWordRow } from './style-row.ts';

/** The names of the band and roots styles. */
export const HOME_BAND_STYLES: readonly StyleWordRow[] = [
  [
    'indie, indie rock, alternative rock, alt rock, alternative, indie band, indie guitar, jangle pop, jangle rock, college rock, britpop, brit pop',
    'indie',
  ],
  ['indie pop, indiepop, twee pop', 'indie', { blend: ['pop', 0.3] }],
  ['surf indie, surf pop, beach pop', 'indie', { moods: 'sunny', production: 'reverb' }],
  [
    'pop rock, poprock, power pop, pop rock band, radio rock, soft rock, adult contemporary, heartland rock, stadium pop',
    'pop-rock',
  ],
  ['pop rock ballad, rock ballad', 'pop-rock', { tempo: [66, 86], moods: 'emotional' }],
  ['post rock, postrock, instrumental rock, crescendo rock, cinematic rock, ambient rock', 'post-rock'],
  [
    'blues, bluesy, blues music, chicago blues, electric blues, twelve bar blues, 12 bar blues, blues shuffle, texas blues',
    'blues',
  ],
  ['slow blues, blues ballad', 'blues', { meter: '12/8', tempo: [78, 99] }],
  ['minor blues', 'blues', { mode: 'minor' }],
  ['blues rock, bluesrock, southern rock', 'blues', { blend: ['rock', 0.35], tempo: [96, 132], with: 'crunch-guitar' }],
  ['delta blues, acoustic blues, country blues', 'blues', { with: 'acoustic-guitar harmonica', tempo: [72, 104] }],
  ['boogie woogie, boogie blues, jump blues', 'blues', { with: 'piano', tempo: [122, 144], moods: 'upbeat' }],
  ['country, country music, nashville, country song, classic country, new country, modern country', 'country'],
  ['country rock, outlaw country', 'country', { blend: ['rock', 0.3] }],
  ['country pop, pop country', 'country', { blend: ['pop', 0.3], tempo: [88, 124] }],
  ['americana, alt country, roots rock', 'country', { blend: ['folk', 0.35] }],
  ['country ballad', 'country', { tempo: [64, 84], moods: 'heartfelt' }],
  [
    'honky tonk, honkytonk, western swing, saloon country',
    'country',
    { with: 'piano violin', tempo: [112, 144], moods: 'upbeat' },
  ],
  ['bluegrass, bluegrass music, newgrass, breakdown bluegrass, hoedown', 'bluegrass'],
  [
    'appalachian, old time, old time string band, string band, hillbilly',
    'bluegrass',
    { blend: ['folk', 0.35], tempo: [100, 124] },
  ],
  ['disco, disco music, 70s disco, seventies disco, nu disco, nudisco, disco funk, boogie', 'disco'],
  ['disco house, french house, filter house', 'disco', { blend: ['house', 0.5], tempo: [118, 126] }],
  ['soul, soul music, r&b, r & b, rnb, r n b, rhythm and blues, contemporary r&b, soul ballad, slow jam, quiet storm', 'soul'],
  ['neo soul, neosoul, neo-soul', 'soul', { tempo: [70, 94], with: 'electric-piano', moods: 'smooth' }],
  [
    'motown, northern soul, 60s soul, sixties soul, southern soul',
    'soul',
    { tempo: [98, 122], mode: 'major', with: 'brass-section tambourine' },
  ],
  ['reggae, roots reggae, reggae music, rocksteady, rock steady, lovers rock, island reggae, one drop', 'reggae'],
  ['dub, dub reggae, dub music', 'reggae', { tempo: [68, 80], mode: 'minor', production: 'reverb' }],
  [
    'boom bap, boombap, boom-bap, old school hip hop, oldschool hip hop, 90s hip hop, golden age hip hop, east coast, east coast hip hop, boom bap beat',
    'boom-bap',
  ],
  ['jazz rap, jazzy boom bap, jazzy hip hop, jazz hip hop', 'boom-bap', { blend: ['jazz', 0.3] }],
  ['lofi boom bap, lo fi boom bap', 'lofi', { blend: ['boom-bap', 0.4], tempo: [80, 92] }],
];

/** Band names without a style of their own, made from the nearest one. */
export const NEAR_BAND_STYLES: readonly StyleWordRow[] = [
  [
    'shoegaze, shoe gaze, slowcore, dreamgaze, noise pop',
    'post-rock',
    { near: 'post-rock with its guitars kept thick', tempo: [84, 118], with: 'crunch-guitar', production: 'reverb' },
  ],
  [
    'ska, ska punk, two tone, skank',
    'reggae',
    { near: 'reggae at ska’s speed', tempo: [124, 152], mode: 'major', moods: 'upbeat', with: 'brass-section' },
  ],
  ['dancehall, ragga', 'reggae', { near: 'reggae', tempo: [88, 100], mode: 'minor' }],
];
