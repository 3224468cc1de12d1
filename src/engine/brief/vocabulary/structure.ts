import type { Meaning } from './meaning.ts';

/** Words about tempo, metre, mode, length, loop, endings and the course of the energy. */
export const STRUCTURE: readonly (readonly [words: string, meaning: Meaning])[] = [
  ['grave tempo', { kind: 'tempo', name: 'grave', wish: { kind: 'range', low: 30, high: 44 } }],
  ['largo, larghetto', { kind: 'tempo', name: 'largo', wish: { kind: 'range', low: 42, high: 60 } }],
  ['lento', { kind: 'tempo', name: 'lento', wish: { kind: 'range', low: 45, high: 60 } }],
  ['adagio', { kind: 'tempo', name: 'adagio', wish: { kind: 'range', low: 56, high: 75 } }],
  [
    'andante, andantino, walking pace, walking tempo',
    { kind: 'tempo', name: 'andante', wish: { kind: 'range', low: 76, high: 105 } },
  ],
  ['moderato', { kind: 'tempo', name: 'moderato', wish: { kind: 'range', low: 100, high: 118 } }],
  ['allegretto', { kind: 'tempo', name: 'allegretto', wish: { kind: 'range', low: 110, high: 122 } }],
  ['allegro', { kind: 'tempo', name: 'allegro', wish: { kind: 'range', low: 120, high: 156 } }],
  ['vivace, vivo', { kind: 'tempo', name: 'vivace', wish: { kind: 'range', low: 150, high: 176 } }],
  ['presto', { kind: 'tempo', name: 'presto', wish: { kind: 'range', low: 168, high: 200 } }],
  ['prestissimo', { kind: 'tempo', name: 'prestissimo', wish: { kind: 'range', low: 196, high: 220 } }],
  [
    'very slow, really slow, super slow, extremely slow, dead slow, glacial, crawling, slow as possible',
    { kind: 'tempo', name: 'very slow', wish: { kind: 'feel', position: -1 } },
  ],
  [
    'slow, slowly, slower, slow tempo, slow paced, low tempo, downtempo feel, slow moving, unhurried pace, ballad, ballads, leisurely, slow motion, slow mo, slowed, slowed down, chopped and screwed',
    { kind: 'tempo', name: 'slow', wish: { kind: 'feel', position: -0.75 } },
  ],
  [
    'mid tempo, midtempo, medium tempo, moderate tempo, medium paced, moderately paced, medium speed, moderate pace, medium pace, moderate, medium, mid paced',
    { kind: 'tempo', name: 'mid-tempo', wish: { kind: 'feel', position: 0 } },
  ],
  [
    'uptempo, up tempo, brisk, briskly, quick, quickly, swift, fast moving, snappy tempo, lively tempo, nimble, zippy',
    { kind: 'tempo', name: 'uptempo', wish: { kind: 'feel', position: 0.6 } },
  ],
  [
    'fast, faster, fast paced, fast tempo, high tempo, speedy, rapid, quick tempo, sped up, speed',
    { kind: 'tempo', name: 'fast', wish: { kind: 'feel', position: 0.8 } },
  ],
  [
    'very fast, really fast, super fast, extremely fast, breakneck, lightning fast, blistering',
    { kind: 'tempo', name: 'very fast', wish: { kind: 'feel', position: 1 } },
  ],
  [
    'major key, major chords, major mode, in major, major scale, major tonality, ionian',
    { kind: 'mode', mode: 'major', near: null },
  ],
  [
    'minor key, minor chords, minor mode, in minor, minor scale, minor tonality, aeolian, natural minor, minor',
    { kind: 'mode', mode: 'minor', near: null },
  ],
  ['dorian, dorian mode', { kind: 'mode', mode: 'dorian', near: null }],
  ['phrygian, phrygian mode, phrygian dominant', { kind: 'mode', mode: 'phrygian', near: null }],
  ['lydian, lydian mode', { kind: 'mode', mode: 'lydian', near: null }],
  ['mixolydian, mixolydian mode', { kind: 'mode', mode: 'mixolydian', near: null }],
  ['harmonic minor', { kind: 'mode', mode: 'harmonic-minor', near: null }],
  ['melodic minor', { kind: 'mode', mode: 'minor', near: 'Written in natural minor, the nearest of the modes.' }],
  [
    'locrian',
    { kind: 'mode', mode: 'phrygian', near: 'Locrian has no stable home chord; Phrygian is the nearest mode that does.' },
  ],
  [
    'waltz, waltzes, viennese waltz, in three, three four time, three four, three quarter time, triple meter, triple metre, triple time, waltz time, waltz feel',
    { kind: 'meter', meter: '3/4', isWord: true, near: null },
  ],
  [
    'in six, six eight, six eight time, compound time, siciliana, barcarolle',
    { kind: 'meter', meter: '6/8', isWord: true, near: null },
  ],
  ['in five, five four, five four time, quintuple', { kind: 'meter', meter: '5/4', isWord: true, near: null }],
  [
    'in seven, seven eight, septuple, odd meter, odd metre, odd time, odd time signature, irregular meter, irregular metre',
    { kind: 'meter', meter: '7/8', isWord: true, near: null },
  ],
  ['in two, two four, two four time, duple meter', { kind: 'meter', meter: '2/4', isWord: true, near: null }],
  ['twelve eight, twelve eight time, slow blues shuffle', { kind: 'meter', meter: '12/8', isWord: true, near: null }],
  ['common time, four four, four four time, in four, quadruple meter', { kind: 'meter', meter: '4/4', isWord: true, near: null }],
  ['cut time, alla breve', { kind: 'meter', meter: '4/4', isWord: true, near: 'Cut time is written as 4/4.' }],
  ['very short, super short, micro', { kind: 'length-word', seconds: 8 }],
  ['short, brief, quick clip, snippet, teaser, shortish', { kind: 'length-word', seconds: 15 }],
  ['long, longer, extended, long form, lengthy', { kind: 'length-word', seconds: 120 }],
  ['full length, full song, full track, whole song, complete song', { kind: 'length-word', seconds: 150 }],
  [
    'loop, loops, loopable, looping, looped, seamless loop, seamless, seamlessly, seamlessly looping, perfect loop, endless, endless loop, infinite loop, can be looped, able to loop, loops seamlessly, for looping, on repeat, repeatable, gapless',
    { kind: 'loop' },
  ],
  [
    'fade out, fades out, fading out, fadeout, fade away, fades away, fading away, faded ending, fade at the end, fades at the end, fading ending, fades into silence, fade to silence, fade ending, ends with a fade, end with a fade, fades, fading',
    { kind: 'ending', ending: 'fade', event: null },
  ],
  [
    'ends abruptly, end abruptly, abrupt ending, abrupt end, abruptly, hard stop, hard cut, hard ending, sudden stop, sudden ending, ends suddenly, end suddenly, stops suddenly, stop suddenly, cold ending, cold end, stops dead, stop dead, cuts off, cut off, clean cut, button ending, button end, ends on a button, ends with a button, clean hit, on a clean hit, ends on a hit, end on a hit, ending on a hit, ends on a clean hit, end on a clean hit, ending on a clean hit, short ending, stinger ending, clean ending, tight ending, ends cleanly, end cleanly, ends clean, end clean, definite ending, definitive ending',
    { kind: 'ending', ending: 'button', event: null },
  ],
  [
    'big finish, grand finish, big ending, big finale, grand finale, grand ending, finale, strong ending, strong finish, epic ending, epic finish, dramatic ending, ends big, end big, ends with a bang, end with a bang, goes out with a bang, powerful ending, explosive ending, final hit, end on a big hit, ends on a big hit, ending on a big hit, big final hit, ends on a high, end on a high, triumphant ending, triumphant finish, ends strong, end strong, loud ending',
    { kind: 'ending', ending: 'button', event: 'end-strong' },
  ],
  [
    'ring out, ends with a soft ring, ends with a ring, soft ring, final ring, rings out, ringing out, let ring, let it ring, final chord rings, last chord rings, sustained ending, sustained last chord, held final chord, natural ending, natural decay, decays naturally, resolved ending, resolves, resolve at the end, proper ending, real ending, musical ending, with an ending',
    { kind: 'ending', ending: 'ring', event: null },
  ],
  [
    'ends softly, end softly, ends quietly, end quietly, soft ending, quiet ending, gentle ending, calm ending, ends calm, ends calmly, ends gently, end gently, soft finish, gentle finish, ends peacefully, ends soft, ends quiet, peaceful ending, delicate ending, end on a soft note, quiet finish, tender ending',
    { kind: 'ending', ending: 'ring', event: 'end-soft' },
  ],
  ['fade in, fades in, fading in, fade up, fades up', { kind: 'energy', event: 'fade-in', shape: null }],
  [
    'starts quiet, start quiet, starts quietly, start quietly, starts soft, start soft, starts softly, start softly, starts slow, start slow, starts slowly, start slowly, starts calm, start calm, starts gently, start gently, starts small, start small, starting quiet, starting soft, starting softly, starting slow, starting small, begins quiet, begins quietly, begins softly, begin softly, begins slow, begins slowly, begins gently, begins calmly, begin quietly, quiet start, quiet intro, quiet beginning, soft start, soft intro, soft opening, gentle start, gentle intro, slow start, slow intro, calm start, calm intro, opens quietly, opens softly, quiet opening, sparse intro, sparse start, starts sparse, starts minimal, minimal intro, starts mellow, starts peaceful, starts peacefully, opens gently, starts low, starts simple, atmospheric intro, ambient intro',
    { kind: 'energy', event: 'start-soft', shape: null },
  ],
  [
    'starts strong, start strong, starts big, starts loud, starts with a bang, start with a bang, start big, strong start, strong intro, big intro, explosive intro, loud intro, hits right away, straight in, no slow intro, immediate start, begins with a bang, energetic intro, energetic start, starts immediately, gets straight to it, strong opening, powerful intro, powerful opening',
    { kind: 'energy', event: 'start-strong', shape: null },
  ],
  [
    'build, builds, building, build up, builds up, buildup, buildups, build ups, building up, slow build, slowly builds, gradually builds, gradual build, builds slowly, builds gradually, slowly building, gradually building, crescendo, crescendos, grows, growing, grow, growing intensity, rising, rises, rise, swell, swells, swelling, gets louder, getting louder, gets bigger, getting bigger, intensifies, intensifying, ramps up, ramping up, escalates, escalating, climbs, climbing, ascending, gathers momentum, gains momentum, momentum, picks up, kicks in, gathering energy, increasing energy, increasing intensity, increasing tension, rising tension, builds tension, build tension, building tension, tension building, goes up, evolving, evolves, developing, develops, progressive',
    { kind: 'energy', event: 'build', shape: 'build' },
  ],
  [
    'drop, drops, the drop, beat drop, beat drops, bass drop, big drop, dropping, huge drop, massive drop, heavy drop, drop hits, hits hard, explodes, erupts, bursts, bursts out, full band enters, everything comes in',
    { kind: 'energy', event: 'drop', shape: 'drop' },
  ],
  [
    'climax, climaxes, climactic, climactic ending, peak, peaks, peaking, big chorus, huge chorus, soaring chorus, big moment, culminates, culminating, reaches a peak, high point, payoff',
    { kind: 'energy', event: 'peak', shape: 'build' },
  ],
  [
    'breakdown, break down, break, drops out, drop out, goes quiet, goes quiet again, gets quiet, becomes quiet, pulls back, breathes, quiet section, quiet part, soft section, calm section, calm part, softer part, dips, pause, stops and starts',
    { kind: 'energy', event: 'quiet', shape: null },
  ],
  [
    'calms down, calm down, calming down, winds down, wind down, winding down, dies down, dying down, dies away, settles, settles down, settle down, cools down, cool down, gets quieter, getting quieter, quiets down, gets softer, getting softer, diminuendo, decrescendo, fades to calm, slows down, slow down, slowing down, descends, descending, falling energy, decreasing energy, relaxes towards the end, tapers off, trails off',
    { kind: 'energy', event: 'fall', shape: 'fall' },
  ],
  [
    'steady, steadily, constant, constantly, even, evenly, consistent, consistently, stays the same, same throughout, unchanging, no dynamics, flat energy, static, uniform, monotone, level energy, steady energy, consistent energy, steady beat, steady rhythm, steady groove, continuous',
    { kind: 'energy', event: 'steady', shape: 'steady' },
  ],
  [
    'ups and downs, ebb and flow, ebbs and flows, ebbing and flowing, waves, wave, wavelike, undulating, comes and goes, rises and falls repeatedly, dynamic, dynamics, dynamic changes, contrasts, contrasting, varied, variation, changes, twists and turns',
    { kind: 'energy', event: 'wave', shape: 'wave' },
  ],
  [
    'rise and fall, rises and falls, arc, arcs, story arc, narrative arc, swell and fade, swells and fades, builds and fades, build and release, tension and release',
    { kind: 'energy', event: 'arc', shape: 'arc' },
  ],
  [
    'instrumental, instrumentals, instrumental only, purely instrumental, instrumental music, instrumental version, non vocal, vocal free, vocals free, lyric free, voiceless, wordless, vocalless',
    { kind: 'instrumental' },
  ],
  [
    'in spanish, in english, in french, in german, in japanese, in chinese, in hindi, in korean, in italian, in portuguese, vocals, vocal, voice, voices, vox, singing, singer, singers, sing, sings, sung, lead vocal, lead vocals, female vocals, male vocals, female vocal, male vocal, female voice, male voice, female singer, male singer, vocalist, vocalists, backing vocals, backup singers, harmonies, vocal harmonies, vocal melody, vocal hook, crooner, crooning, soprano, tenor, baritone, alto voice, a cappella, acapella, acappella, autotune, auto tune',
    { kind: 'vocals', what: 'a voice' },
  ],
  ['lyrics, lyric, words, verses about, song words, with words', { kind: 'vocals', what: 'lyrics' }],
  ['rap, rapper, rapping, raps, rap vocals, rap verse, mc, bars about', { kind: 'vocals', what: 'rapping' }],
  [
    'scream, screaming, screams, growl, growling, shouting, shouts, yelling, gang vocals, screamed vocals',
    { kind: 'vocals', what: 'a voice' },
  ],
  ['melody, melodies, main melody, tune line, topline, top line', { kind: 'melody' }],
  [
    'birdsong, bird song, birds, birds chirping, birds singing, chirping birds, crickets, city ambience, street noise, traffic noise, cafe ambience, cafe noise, crowd noise, applause, laughter, fire crackle, crackling fire, fireplace, nature sounds, forest sounds, ambience sounds, field recordings, field recording, foley, sirens, siren, air horn, airhorn, laser, lasers, gunshots, explosion sounds, footsteps, heartbeat, clock sound, car sounds, engine, engines, record scratch, scratching, turntablism',
    { kind: 'absent', note: 'There is no such sound here: only instruments, rain, vinyl and tape noise, risers and hits.' },
  ],
  [
    '432hz, 432 hz, 528hz, 528 hz, 440hz, 440 hz, solfeggio, hz, solfeggio frequencies, just intonation, microtonal, quarter tones',
    { kind: 'plain', note: 'Everything is tuned to A = 440 Hz in equal temperament.' },
  ],
  [
    'swing feel, swung, shuffle, shuffled, swing rhythm, triplet feel, triplets',
    { kind: 'plain', note: 'Swing belongs to the style’s groove here; name jazz, lo-fi or hip hop to hear it.' },
  ],
  [
    'half time, halftime, half time feel, half time drums, half time beat',
    {
      kind: 'colour',
      name: 'half-time',
      production: [],
      mood: null,
      nudges: [
        { field: 'density', amount: -0.15 },
        { field: 'energy', amount: -0.08 },
      ],
      instruments: [],
      votes: [],
      opposite: [],
      hue: null,
      near: 'The tempo stays; the writing is sparser, as half-time feels.',
    },
  ],
  [
    'double time, doubletime, double time feel',
    {
      kind: 'colour',
      name: 'double-time',
      production: [],
      mood: null,
      nudges: [
        { field: 'density', amount: 0.18 },
        { field: 'energy', amount: 0.1 },
      ],
      instruments: [],
      votes: [],
      opposite: [],
      hue: null,
      near: 'The tempo stays; the writing is busier, as double-time feels.',
    },
  ],
  [
    'pentatonic, blues scale, chromatic, whole tone, scale, scales, modal, atonal, tonal',
    { kind: 'plain', note: 'Scales are the style’s choice; name a key and a mode such as “D minor” or “Dorian” to fix them.' },
  ],
  [
    'tempo change, tempo changes, accelerando, ritardando, rubato, rallentando, speeds up, speed up',
    { kind: 'plain', note: 'One tempo is kept, apart from a natural slowing at the end.' },
  ],
  [
    'intro, verse, verses, chorus, choruses, bridge, pre chorus, interlude, middle eight, section, sections, coda, refrain, drop section',
    { kind: 'plain', note: 'Sections follow from style and length; say how the energy moves, and when, to shape them.' },
  ],
  [
    'stems, stem, midi, wav, mp3, file, mp4, flac, download, sheet music',
    { kind: 'plain', note: 'Files are chosen by options such as --out and --stems, not by the prompt.' },
  ],
  [
    'royalty free, royaltyfree, copyright free, no copyright, copyright, non copyrighted, license free, licence free, free to use, safe to use, content id, monetizable, dmca free, dmca safe, royalty',
    { kind: 'plain', note: 'Every track is yours to use; no recording of anyone else’s music is in it.' },
  ],
];
