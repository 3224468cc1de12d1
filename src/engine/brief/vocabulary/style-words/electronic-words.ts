import type { StyleWordRow } from './style-row.ts';

/** The names of the electronic styles. */
export const HOME_ELECTRONIC_STYLES: readonly StyleWordRow[] = [
  ['deep house, deephouse, late night house, melodic house, organic house, deep house music', 'deep-house'],
  ['soulful house, jazzy house', 'deep-house', { with: 'electric-piano', moods: 'soulful' }],
  ['tech house, techhouse, jackin house, tech house groove', 'tech-house'],
  ['minimal house, microhouse', 'tech-house', { tempo: [120, 126], moods: 'minimal' }],
  [
    'techno, techno music, detroit techno, peak time techno, hard techno, raw techno, dark techno, berlin techno, hypnotic techno, rave, rave music, warehouse, warehouse techno',
    'techno',
  ],
  ['acid, acid techno, acid house, 303', 'techno', { with: 'acid-bass' }],
  ['minimal techno, dub techno, deep techno', 'techno', { tempo: [124, 130], moods: 'hypnotic' }],
  ['industrial techno', 'techno', { tempo: [134, 142], moods: 'dark, aggressive', production: 'gritty' }],
  ['melodic techno', 'techno', { tempo: [122, 128], with: 'synth-pluck', moods: 'emotional' }],
  ['trance, trance music, vocal trance, classic trance', 'trance'],
  ['uplifting trance, euphoric trance', 'trance', { mode: 'minor', tempo: [136, 140] }],
  ['progressive trance', 'trance', { tempo: [130, 134], moods: 'hypnotic' }],
  [
    'psytrance, psy trance, goa, goa trance',
    'trance',
    { tempo: [138, 146], mode: 'phrygian', with: 'acid-bass', moods: 'hypnotic' },
  ],
  ["drum and bass, drum n bass, drum & bass, drum'n'bass, dnb, d&b, drum and bass music, jump up", 'drum-and-bass'],
  [
    'liquid dnb, liquid, liquid funk, liquid drum and bass, atmospheric drum and bass, intelligent drum and bass',
    'drum-and-bass',
    { with: 'electric-piano', moods: 'smooth' },
  ],
  ['neurofunk, techstep', 'drum-and-bass', { mode: 'phrygian', with: 'reese-bass', moods: 'dark', production: 'gritty' }],
  [
    'synthpop, synth pop, synth-pop, 80s pop, 80s synth pop, 80s synthpop, eighties pop, new romantic, technopop, techno pop',
    'synthpop',
  ],
  [
    'chiptune, chip tune, chiptunes, chip music, 8 bit, 8bit, 8 bit music, video game music, retro game, retro game music, arcade, arcade music, nintendo style, pixel',
    'chiptune',
  ],
  ['trip hop, triphop, downtempo, down tempo, trip hop beat, downtempo beat, downbeat', 'downtempo'],
  ['nu jazz, chillout lounge', 'downtempo', { blend: ['jazz', 0.3], moods: 'smooth' }],
  ['drone music, drone ambient, drone piece, sound drone', 'drone'],
  ['noise music, dark drone, harsh noise', 'drone', { mode: 'phrygian', moods: 'dark' }],
  [
    'meditation music, healing music, healing, reiki, binaural, spa music, sound bath, soundbath, yoga music, zen music, mindfulness music, singing bowl music',
    'meditation',
  ],
];

/** Electronic names without a style of their own, made from the nearest one. */
export const NEAR_ELECTRONIC_STYLES: readonly StyleWordRow[] = [
  [
    'jungle, breakcore, oldschool jungle, old school jungle, ragga jungle',
    'drum-and-bass',
    { near: 'drum and bass at jungle’s speed', tempo: [162, 170], mode: 'minor', production: 'gritty' },
  ],
  [
    'breakbeat, break beat, big beat, nu skool breaks',
    'drum-and-bass',
    { near: 'drum and bass’s breaks at breakbeat’s speed', tempo: [124, 138] },
  ],
  ['16 bit, 16bit, 16 bit music', 'chiptune', { near: 'chiptune' }],
  [
    'new wave, darkwave, coldwave, post punk',
    'synthpop',
    { near: 'synthpop with guitars', blend: ['rock', 0.35], tempo: [108, 128] },
  ],
  ['italo disco, italo, futurepop', 'synthpop', { near: 'synthpop with a dance pulse', tempo: [114, 128], mode: 'minor' }],
  [
    'industrial, ebm, aggrotech',
    'techno',
    { near: 'hard, dark techno', tempo: [118, 134], mode: 'phrygian', moods: 'dark, aggressive', production: 'gritty' },
  ],
  [
    'new age, newage',
    'meditation',
    { near: 'meditation music with more movement', mode: 'major', tempo: [60, 74], with: 'flute', moods: 'peaceful' },
  ],
  ['dark ambient', 'ambient', { near: 'ambient over a dark drone', mode: 'minor', with: 'drone', moods: 'dark' }],
];
