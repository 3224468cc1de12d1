import { Production, STYLE_IDS } from '../brief.ts';
import type { Nudge } from '../choosing/wishes.ts';
import type { ColourRow } from './colours/colour-row.ts';
import { MANNERS } from './colours/manners.ts';
import { SCENERY } from './colours/scenery.ts';
import type { ColourMeaning } from './meaning.ts';

/** Sound treatments, eras and words that shift the feeling without being a mood. */
const ROWS: readonly ColourRow[] = [
  [
    'vinyl, lp, turntable, record player, dusty, old record, record',
    'vinyl',
    { with: 'vinyl', styles: { lofi: 0.8 }, opposite: 'clean' },
  ],
  [
    'tape, cassette, tape saturation, wow and flutter, tape wobble, wobbly, cassette tape, walkman, degraded',
    'tape vintage',
    { nudge: 'brightness -0.08', styles: { lofi: 0.5, synthwave: 0.4 }, opposite: 'clean' },
  ],
  [
    'vhs, vhs tape, old vhs tape, old vhs, vcr, camcorder, home video, worn video tape',
    'vhs vintage',
    { nudge: 'brightness -0.06', styles: { synthwave: 0.4, lofi: 0.3 }, opposite: 'clean' },
  ],
  [
    'radio sound, old radio, am radio, radio filter, telephone, phone sound, through a phone, through a radio, megaphone, transistor radio, gramophone, phonograph',
    'radio',
    { opposite: 'clean' },
  ],
  [
    'underwater sound, underwater effect, underwater filter, sounds underwater, submerged, under water, beneath the water',
    'underwater',
    { nudge: 'brightness -0.12, space +0.1', opposite: 'bright' },
  ],
  [
    'next room, from the next room, through a wall, through the wall, from another room, outside the club, behind a door',
    'distant',
    { nudge: 'brightness -0.1', opposite: 'bright' },
  ],
  [
    'bitcrushed, bit crushed, bitcrush, crushed, 8 bit sound, low bit, downsampled, sampler grit',
    'crushed',
    { opposite: 'clean' },
  ],
  ['plate, plate reverb, plates', 'plate', { nudge: 'space +0.08' }],
  ['spring, spring reverb, spring tank, surf reverb', 'spring', { nudge: 'space +0.05' }],
  ['chamber reverb, echo chamber, small room, room reverb, in a room', 'chamber', { nudge: 'space +0.03' }],
  [
    'cathedral, cathedral reverb, church reverb, huge reverb, endless reverb, infinite reverb',
    'cathedral',
    { nudge: 'space +0.3', opposite: 'dry' },
  ],
  ['pumping, sidechain, sidechained, side chain, side chained, ducking pads, pump', 'pumping', { nudge: 'energy +0.04' }],
  ['warm, warmer, warmly', 'warm', { mood: 'warm', opposite: 'bright' }],
  [
    'warm sound, warm tone, analog warmth, analog, analogue, tube, valve, lush, rich, full, full bodied, round, mellow tone',
    'warm',
    { opposite: 'clean' },
  ],
  [
    'bright, brighter, brightly, brilliant, shiny, shining, glittering, glittery, shimmering, shimmery, shimmer, sparkle, gleaming, radiant, glowing, luminous, trebly',
    'bright',
    { nudge: 'brightness +0.12, valence +0.06', opposite: 'dark' },
  ],
  [
    'airy, breathy, open sounding, light and airy, crystalline, crystal clear, transparent, feathery, light, lightweight',
    'airy',
    { nudge: 'brightness +0.08, density -0.1, space +0.08', opposite: 'warm' },
  ],
  [
    'punchy, punch, tight, snappy, impactful, hard hitting drums, thumping, thump, knocking, slapping, crisp, big sound, loud, louder, compressed, in your face',
    'punchy',
    { nudge: 'energy +0.06', opposite: 'soft' },
  ],
  [
    'wide, stereo, wide stereo, widescreen, surround, spatial, 3d, panned, huge sound, big stereo',
    'wide',
    { nudge: 'space +0.1' },
  ],
  ['dry, dead room, close miked, no room, up close, upfront', 'dry', { nudge: 'space -0.25', opposite: 'reverb' }],
  [
    'reverb, reverbs, reverby, reverberant, reverb heavy, echo, echoes, echoey, echoing, delay, delays, roomy, cavernous, washy, washed out, drenched, reverb drenched, hall, distant sounding, spacey, spacy',
    'reverb',
    { nudge: 'space +0.22', opposite: 'dry' },
  ],
  [
    'gritty, grit, distorted, distortion, overdriven, saturated, saturation, crunchy, grimy, dirty, filthy, nasty, fuzzy, fuzz, noisy, scuzzy, abrasive, harsh, lo fi sound, grainy',
    'gritty',
    { nudge: 'tension +0.06', opposite: 'clean' },
  ],
  [
    'clean, polished, crisp and clean, pristine, clear, clarity, professional, hi fi, hifi, high fidelity, high quality, studio quality, slick production, glossy, sleek, broadcast quality, well produced, modern, contemporary, current, up to date',
    'clean',
    { opposite: 'gritty' },
  ],
  [
    'vintage, retro, old, old school, oldschool, old fashioned, old timey, antique, throwback, classic sound, aged, sepia',
    'vintage',
    { nudge: 'brightness -0.08', opposite: 'clean' },
  ],
  [
    'dark sound, dark tone, dark sounding, muffled, muted, filtered, low pass, lowpass, lowpassed, dull, murky, muddy',
    'dark',
    { nudge: 'brightness -0.2', opposite: 'bright' },
  ],
  [
    'soft, softly, softer, soft sounding, pillowy, cushioned, smooth sounding, silky sound, rounded',
    'soft',
    { mood: 'gentle', opposite: 'punchy' },
  ],
  [
    'bass heavy, bassy, heavy bass, big bass, strong bass, booming, boomy, subby, bass boosted',
    'punchy',
    { nudge: 'brightness -0.08, energy +0.05' },
  ],
  ['deep, low, lower, low pitched, low register', '', { nudge: 'brightness -0.08' }],
  ['high pitched, high, higher, high register', '', { nudge: 'brightness +0.08' }],
  [
    'icy sound, glassy, metallic, sharp, piercing, cutting, thin',
    'bright',
    { nudge: 'brightness +0.1, tension +0.05', opposite: 'warm' },
  ],
  [
    'organic sound, acoustic sound, natural sound, live, live sounding, live feel, live band, human, handmade, hand played, real instruments, real, natural sounding, lo key',
    'dry',
    { nudge: 'space -0.05', opposite: 'clean' },
  ],
  [
    'full sound, layered, layers, dense, busy, complex, intricate, rich texture, wall of sound, maximalist, elaborate, lots of layers',
    '',
    { nudge: 'density +0.18' },
  ],
  [
    "20s, roaring 20s, roaring twenties, 1920s, 1920's, twenties, 30s jazz age, jazz age, prohibition, gatsby, art deco",
    'vintage',
    {
      nudge: 'brightness -0.12',
      styles: { jazz: 1.4 },
      near: 'The era colours the sound and, unless another style is named, points to jazz.',
    },
  ],
  [
    "40s, 1940s, forties, 50s, 1950s, 50's, fifties, mid century, doo wop, doowop, diner, jukebox",
    'vintage',
    {
      nudge: 'brightness -0.08',
      styles: { jazz: 1.2, rock: 0.5 },
      near: 'The era colours the sound and, unless another style is named, points to jazz or early rock.',
    },
  ],
  [
    "60s, 1960s, 60's, sixties, swinging sixties, hippie, hippy, flower power",
    'vintage',
    {
      nudge: 'brightness -0.05',
      styles: { rock: 1, funk: 0.6, folk: 0.4 },
      near: 'The era colours the sound and, unless another style is named, points to rock or soul.',
    },
  ],
  [
    "70s, 1970s, 70's, seventies",
    'vintage warm',
    { styles: { funk: 1.3, rock: 0.6 }, near: 'The era colours the sound and, unless another style is named, points to funk.' },
  ],
  [
    "80s, 1980s, 80's, eighties, stranger 80s",
    'vintage reverb',
    { styles: { synthwave: 1.6 }, near: 'The era colours the sound and, unless another style is named, points to synthwave.' },
  ],
  [
    "90s, 1990s, 90's, nineties, 90ies",
    'vintage',
    {
      styles: { 'hip-hop': 1, rock: 0.8, house: 0.6 },
      near: 'The era colours the sound and, unless another style is named, points to hip hop, rock or house.',
    },
  ],
  [
    '2000s, 00s, noughties, y2k, early 2000s, millennial',
    'clean',
    { styles: { pop: 0.9, rock: 0.4 }, near: 'The era colours the sound and, unless another style is named, points to pop.' },
  ],
  [
    'victorian, 1800s, 19th century, 18th century, regency, period drama, bridgerton, ballroom',
    '',
    { styles: { strings: 1.2, orchestral: 0.8 }, near: 'The era points to strings unless another style is named.' },
  ],
  [
    'background, background music, in the background, backing, backdrop, bed, music bed, under dialogue, underneath, underscoring, non distracting, unintrusive, not distracting',
    '',
    { nudge: 'density -0.08' },
  ],
  [
    'foreground, featured, showpiece, lead melody, strong melody, melodic, melodious, tuneful, lyrical, singable, hook, hooks, theme',
    '',
    { nudge: 'density +0.06' },
  ],
  [
    'syncopated, syncopation, off beat rhythm, rhythmic, rhythmical, polyrhythmic, pulse, pulsing, pulsating, throbbing, steady pulse, thumpy, chugging',
    '',
    { nudge: 'density +0.08, energy +0.04' },
  ],
  ['slow burn, slow burning', '', { nudge: 'energy -0.08, tempo -0.2' }],
  ['blissful, bliss, euphoric, euphoria, high on life', 'wide', { mood: 'joyful', nudge: 'space +0.15' }],
  ['loungey, chilled lounge', 'warm', { mood: 'relaxing', styles: { bossa: 0.6, lofi: 0.4 } }],
  [
    'boring, dull, monotonous, bland, repetitive sounding, uninspired, flat, lifeless, samey, formulaic',
    '',
    { nudge: 'energy -0.12, density -0.08' },
  ],
  [
    'cheesy, corny, cliche, cliched, cringe, cringey, tacky, kitsch, kitschy, saccharine, over the top, overly happy, sappy, cartoony',
    '',
    { nudge: 'valence +0.1, brightness +0.1, density +0.05' },
  ],
  [
    'annoying, distracting, distractions, distraction, intrusive, overpowering, overbearing, overwhelming, attention grabbing, obtrusive, cluttered, overproduced',
    '',
    { nudge: 'density +0.14, energy +0.1' },
  ],
  ['space echo, dub echo, tape delay', 'reverb tape', { nudge: 'space +0.2' }],
  [
    'low energy, gentle energy, calm energy, less energy, mellow energy',
    '',
    { nudge: 'energy -0.25, density -0.1', opposite: '' },
  ],
  ['medium energy, moderate energy, mid energy, balanced energy', '', { nudge: 'energy +0.0' }],
];

const NUDGE_FIELDS = ['valence', 'brightness', 'tension', 'density', 'space', 'energy', 'tempo', 'mode'] as const;

/** Every sound treatment, era and shift of feeling; the first of its words is its name. */
export const COLOURS: readonly (ColourMeaning & { readonly words: readonly string[] })[] = [...MANNERS, ...ROWS, ...SCENERY].map(
  ([words, production, more = {}]) => {
    const ways = words.split(', ');
    return {
      kind: 'colour',
      name: ways[0] ?? words,
      words: ways,
      production: productionsOf(production),
      mood: more.mood ?? null,
      nudges: nudgesOf(more.nudge ?? ''),
      instruments: more.with === undefined ? [] : more.with.split(' '),
      votes: STYLE_IDS.flatMap((style) => {
        const weight = more.styles?.[style];
        return weight === undefined ? [] : [{ style, weight }];
      }),
      opposite: productionsOf(more.opposite ?? ''),
      near: more.near ?? null,
      hue: more.hue ?? null,
    };
  },
);

function productionsOf(names: string): readonly Production[] {
  return Production.options.filter((production) => names.split(' ').includes(production));
}

function nudgesOf(text: string): readonly Nudge[] {
  return text === ''
    ? []
    : text.split(', ').map((part) => {
        const [name, amount] = part.split(' ');
        return { field: NUDGE_FIELDS.find((field) => field === name) ?? 'energy', amount: Number(amount) };
      });
}
