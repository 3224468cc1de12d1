import type { ColourRow } from './colour-row.ts';

/** Eras, arrangement and ways of playing. */
export const MANNERS: readonly ColourRow[] = [
  [
    '30s, 1930s, thirties, great depression, depression era',
    'vintage',
    {
      nudge: 'brightness -0.12, tempo +0.1',
      styles: { jazz: 1.3 },
      near: 'The era colours the sound and, unless another style is named, points to swing jazz.',
    },
  ],
  [
    '2010s, 2010s pop, tumblr era, mid 2010s, early 2010s',
    'clean wide',
    {
      nudge: 'brightness +0.04, tempo +0.05',
      styles: { edm: 0.7, pop: 0.7, folk: 0.4 },
      near: 'The era colours the sound and, unless another style is named, points to pop, EDM or folk.',
    },
  ],
  [
    '2020s, current trends, gen z, viral, trending, trending sound, tiktok viral',
    'punchy clean',
    {
      nudge: 'energy +0.04',
      styles: { pop: 0.8, trap: 0.4, house: 0.4 },
      near: 'The era colours the sound and, unless another style is named, points to pop.',
    },
  ],
  [
    'turn of the century, fin de siecle, belle epoque, 1900s, edwardian, gilded age',
    'vintage',
    {
      nudge: 'brightness -0.1',
      styles: { piano: 0.8, strings: 0.8 },
      near: 'The era points to piano and strings unless another style is named.',
    },
  ],
  // Arrangement.
  [
    'sparse verses, sparse verse, empty verses, minimal verses, stripped verses',
    '',
    { nudge: 'density -0.14', near: 'The quieter sections are written thinner; which ones follows from the form.' },
  ],
  [
    'full arrangement, full band, whole band, all instruments, big arrangement, full sound throughout, rich arrangement, lush arrangement, lush orchestration',
    '',
    { nudge: 'density +0.14, space +0.05' },
  ],
  [
    'call and response, question and answer, trading phrases, answering phrases, antiphonal, dialogue between instruments, conversation between instruments',
    '',
    { nudge: 'density +0.06', near: 'The lead leaves room and another player answers where the style has one.' },
  ],
  [
    'ostinatos, repeating figure, repeating pattern, repeating phrase, repeated motif, repeating motif, looping figure, riff based, riff driven',
    '',
    { nudge: 'density +0.04', near: 'A recurring figure is usual in the style; which one it is follows from the seed.' },
  ],
  [
    'chugging rhythm, chugging guitars, driving rhythm, driving beat, driving groove, relentless beat, pounding beat, pounding rhythm, pounding, hammering, stomping beat, thumping beat',
    'punchy',
    { mood: 'driving', nudge: 'energy +0.06' },
  ],
  [
    'bouncy rhythm, bouncy groove, rolling, rolling groove, swaying, sway, rocking rhythm, lilting, lilt, cradle rhythm, rocking gently',
    '',
    { mood: 'bouncy', nudge: 'energy -0.04' },
  ],
  [
    'soft dynamics, quiet dynamics, gentle dynamics, understated arrangement, small arrangement, simple arrangement, bare arrangement, thin texture, plenty of space, lots of space, space between the notes, breathing room, room to breathe, negative space',
    '',
    { nudge: 'density -0.16, energy -0.05' },
  ],
  [
    'big dynamics, huge dynamics, loud and quiet, quiet and loud, wide dynamics, dynamic range, quiet loud quiet',
    '',
    { nudge: 'density +0.02', near: 'The sections differ more in loudness where the form allows.' },
  ],
  [
    'counter melody, countermelody, counterpoint lines, interweaving, interwoven, intertwining, weaving melodies, polyphonic',
    '',
    { nudge: 'density +0.12' },
  ],
  [
    'unison, in unison, octaves, doubled melody, doubled lines',
    '',
    { nudge: 'density -0.03', near: 'Doubling follows from the style; the writing is kept in few lines.' },
  ],
  [
    'staccato, choppy, short notes, plucky, detached notes, clipped, stabbing',
    'dry',
    {
      nudge: 'density +0.05, space -0.08',
      near: 'The room is drier and the writing busier; how each note is struck is the player’s.',
    },
  ],
  [
    'legato, flowing, fluid, lyrical lines, long lines, long notes, sustained, sustained notes, connected, singing lines, cantabile',
    '',
    {
      nudge: 'density -0.08, space +0.06',
      near: 'The writing is calmer and rings longer; how each note is joined is the player’s.',
    },
  ],
  [
    'glissando, glissandi, slides, bends, pitch bends, portamento, vibrato, trill, trills, grace notes, ornaments, ornamented, ornate, embellished, runs, flourish, flourishes',
    '',
    { nudge: 'density +0.05', near: 'Ornaments are the player’s habit in each style; the line is made a little busier.' },
  ],
  [
    'block chords, rolled chords, comping, broken chords, chordal, chord stabs, open chords, ringing chords, extended chords, lush chords, seventh chords, maj7, jazzy chords, rich harmonies, rich harmony, complex harmony',
    '',
    { nudge: 'density +0.04', near: 'How chords are voiced follows from the style; name chords to fix them.' },
  ],
  [
    'harmonics, natural harmonics, tapping, two hand tapping, hammer ons, sweep picking, whammy, feedback, tremolo picking, col legno, sul ponticello, sul tasto, flutter tongue, con sordino, double stops',
    '',
    { nudge: 'tension +0.02', near: 'Such special strokes are not written; the instrument plays in its usual way.' },
  ],
  [
    'rimshot, rimshots, rim click, rim clicks, cross stick, sidestick, ghost notes, drum rolls, drum roll, snare roll, snare rolls, drum fills, drum fill, tom fills, blast beats, paradiddle, ride cymbal, crash, crashes, open hats, hi hat groove',
    '',
    {
      nudge: 'density +0.04, energy +0.03',
      near: 'Which pieces of the kit play, and where the fills fall, is the drummer’s choice by section.',
    },
  ],
  [
    'offbeat, off beat, upbeats, on the offbeat, skank, skanking, backbeat heavy, syncopated rhythm, syncopated groove, tresillo, clave rhythm, dembow rhythm',
    '',
    { nudge: 'density +0.06, energy +0.03', near: 'Where the accents fall follows from the style’s groove.' },
  ],
  [
    'big chorus, huge chorus section, soaring hook, big hook, strong hook, catchy hook, catchy melody, memorable melody, memorable hook, simple melody, hummable',
    '',
    { mood: 'catchy', nudge: 'density +0.05' },
  ],
  [
    'improvised, improvisation, improvised solo, jam, jamming, loose, loosely played, free flowing, freeform, spontaneous',
    '',
    {
      nudge: 'density +0.03',
      near: 'Nothing is improvised, but the writing varies and the playing is loose where the style is.',
    },
  ],
  [
    'tight playing, tight groove, locked in, in the pocket, pocket groove, deep pocket, precise playing, quantized, robotic rhythm, machine beat',
    'punchy',
    { mood: 'groovy' },
  ],
  [
    'slow motion feel, slow mo feel, suspended, suspended in time, timeless feel, time stands still, floating rhythm, no pulse, beatless feel, rubato feel',
    '',
    { nudge: 'tempo -0.5, density -0.12, space +0.12' },
  ],
  [
    'heartbeat like, heartbeat rhythm, heartbeat pulse, ticking rhythm, clock like, metronomic',
    '',
    { mood: 'suspenseful', nudge: 'density -0.02' },
  ],
];
