import { describe, expect, it } from 'vitest';
import { readBrief } from './index.ts';

type Expected = { readonly [field: string]: unknown };

const has = (...ids: readonly string[]): unknown => expect.arrayContaining([...ids]);
const minor = expect.objectContaining({ mode: 'minor' });
const major = expect.objectContaining({ mode: 'major' });

/** What people type, and what a picky one of them would expect to see understood. */
const PROMPTS: readonly (readonly [prompt: string, expected: Expected])[] = [
  ['upbeat acoustic background music', { style: 'acoustic', moods: ['upbeat'], key: major, durationSeconds: 30 }],
  ['lofi', { style: 'lofi', durationSeconds: 30 }],
  ['lo-fi', { style: 'lofi' }],
  ['Lo Fi beats', { style: 'lofi' }],
  [
    'A quirky alternative pop ballad with the vibe of a long car journey, dreamy synths, fuzzy old VHS tape atmosphere, around 80bpm',
    {
      style: 'pop',
      tempoBpm: 80,
      tempoRange: [80, 80],
      moods: ['quirky', 'dreamy'],
      instruments: ['synth-lead', 'synth-pad'],
      production: has('vhs', 'gritty', 'vintage'),
    },
  ],
  [
    'chill lofi beat to study to, rainy window, vinyl crackle, no vocals',
    { style: 'lofi', moods: ['chill'], instruments: has('rain', 'vinyl'), without: ['vocals'] },
  ],
  [
    '30 second upbeat corporate ukulele whistling claps',
    { style: 'corporate', durationSeconds: 30, instruments: ['ukulele', 'whistling', 'claps'] },
  ],
  [
    'dark tense cinematic underscore for a true crime podcast, starts quiet and builds, 1:20, D minor',
    {
      style: 'cinematic',
      durationSeconds: 80,
      key: { tonic: 'D', mode: 'minor' },
      moods: ['dark', 'tense'],
      energy: expect.objectContaining({ shape: 'build', points: [{ atSeconds: 0, level: 0.18 }] }),
    },
  ],
  [
    'Calm ambient pads for a meditation app, no drums, 2 minutes',
    { style: 'ambient', moods: ['calm'], instruments: ['synth-pad'], without: ['drums'], durationSeconds: 120 },
  ],
  [
    'epic orchestral trailer with choir and taiko drums, builds to a huge climax, 60 seconds',
    {
      style: 'epic',
      instruments: has('choir', 'taiko'),
      durationSeconds: 60,
      energy: expect.objectContaining({ shape: 'build' }),
    },
  ],
  ['I need something chill and jazzy for a late-night coding stream', { style: 'jazz', moods: ['chill', 'late night'] }],
  [
    'happy ukulele song for kids with whistling and glockenspiel',
    { style: 'kids', moods: ['happy'], instruments: ['ukulele', 'whistling', 'glockenspiel'] },
  ],
  [
    'corporate tech explainer music, inspiring, clean, 110 BPM, 45 seconds',
    { style: 'corporate', tempoBpm: 110, durationSeconds: 45, production: ['clean'], moods: ['inspiring'] },
  ],
  [
    'sad piano with soft strings, slow, in C minor',
    { style: 'piano', key: { tonic: 'C', mode: 'minor' }, instruments: ['piano', 'string-section'], moods: has('sad') },
  ],
  [
    '80s synthwave with driving arpeggios and gated drums at 105 bpm',
    { style: 'synthwave', tempoBpm: 105, instruments: ['synth-pluck', 'kit-electronic'] },
  ],
  ['trap beat, dark, 140 bpm, 808s and rolling hi-hats', { style: 'trap', tempoBpm: 140, instruments: ['808-bass', 'kit-808'] }],
  ['funky bass groove with clavinet and horns', { style: 'funk', instruments: ['slap-bass', 'clavinet', 'brass-section'] }],
  [
    'bossa nova for a coffee shop scene, nylon guitar and soft brushes',
    { style: 'bossa', instruments: ['nylon-guitar', 'kit-brush'] },
  ],
  [
    'house track with piano stabs and claps, 124 bpm, F minor, drop at 0:30, 1 minute',
    {
      style: 'house',
      tempoBpm: 124,
      key: { tonic: 'F', mode: 'minor' },
      durationSeconds: 60,
      energy: expect.objectContaining({ shape: 'drop', points: [{ atSeconds: 30, level: 0.95 }] }),
    },
  ],
  [
    'cinematic ambient drone, ominous, very slow, no melody',
    { style: 'cinematic', instruments: ['drone'], without: ['melody'], blend: [expect.objectContaining({ style: 'ambient' })] },
  ],
  [
    'rock anthem with distorted guitars and big drums, high energy',
    { style: 'rock', instruments: has('crunch-guitar'), moods: has('energetic') },
  ],
  ['romantic jazz trio for a wedding dinner, 3/4, 100 bpm', { style: 'jazz', meter: '3/4', tempoBpm: 100, moods: ['romantic'] }],
  [
    'travel vlog music: uplifting indie folk with claps and stomps',
    { style: 'folk', moods: ['uplifting'], instruments: has('claps') },
  ],
  [
    'playful pizzicato strings, comedic sneaky vibe',
    { instruments: ['pizzicato-strings'], moods: ['playful', 'silly', 'sneaky'] },
  ],
  [
    'Halloween spooky music box waltz, 30 seconds, loopable',
    { meter: '3/4', loop: true, ending: 'loop', instruments: ['music-box'], moods: ['creepy'] },
  ],
  ['drum and bass, liquid, 174 bpm', { style: 'drum-and-bass', tempoBpm: 174 }],
  ['music for my podcast intro about true crime, 15 sec', { style: 'cinematic', durationSeconds: 15 }],
  ['background music for a cooking video, light, quirky, with accordion', { moods: ['quirky'], instruments: ['accordion'] }],
  [
    'nostalgic 90s hip-hop boom bap with vinyl crackle and jazzy piano',
    { style: 'boom-bap', durationSeconds: 30, instruments: has('vinyl', 'piano') },
  ],
  ['a 90s video', { durationSeconds: 30 }],
  ['90s long', { durationSeconds: 90 }],
  ['30s loop', { durationSeconds: 30, loop: true, stated: expect.objectContaining({ duration: true }) }],
  [
    '1920s swing jazz, muted trumpet, clarinet',
    { style: 'swing', durationSeconds: 30, instruments: has('muted-trumpet', 'clarinet'), production: ['vintage'] },
  ],
  ['workout mix, aggressive, fast, 150bpm, no vocals', { tempoBpm: 150, moods: ['aggressive'], without: ['vocals'] }],
  ['something relaxing but not sleepy', { moods: ['relaxing'] }],
  [
    'emotional cinematic piano, starts soft, builds up with strings, ends quietly',
    {
      style: 'cinematic',
      instruments: ['piano', 'string-section'],
      ending: 'ring',
      energy: expect.objectContaining({ shape: 'arc' }),
    },
  ],
  ['minimal techno for a product launch', { style: 'techno' }],
  [
    'slow blues in E with electric guitar and organ',
    { style: 'blues', meter: '12/8', key: { tonic: 'E', mode: 'major' }, instruments: has('electric-guitar', 'organ') },
  ],
  ['country road trip song, banjo and fiddle, 120 bpm', { style: 'country', tempoBpm: 120, instruments: has('banjo', 'violin') }],
  ['Celtic fantasy tavern music with flute', { style: 'celtic', instruments: has('flute') }],
  ['lullaby for a baby, music box, 60 bpm', { tempoBpm: 60, instruments: has('music-box') }],
  [
    'retro arcade chiptune loop 16 bars at 120 bpm',
    { loop: true, durationSeconds: expect.closeTo(32, 3), tempoRange: [120, 120] },
  ],
  ['tropical house with marimba plucks, summery', { style: 'house', instruments: has('marimba') }],
  [
    'motivational speech background, piano builds, hopeful strings, 2:30',
    { durationSeconds: 150, instruments: ['piano', 'string-section'], moods: ['motivational', 'hopeful'] },
  ],
  ['Spanish flamenco guitar, passionate, claps', { style: 'flamenco', instruments: has('nylon-guitar', 'claps') }],
  ['Japanese zen garden with koto and shakuhachi', { style: 'ambient', instruments: ['koto', 'shakuhachi'] }],
  [
    'gentle fingerpicked guitar, morning coffee, 40 sec, ends with a soft ring',
    { style: 'acoustic', durationSeconds: 40, ending: 'ring', instruments: ['acoustic-guitar'] },
  ],
  [
    'Energetic EDM for gaming montage, big drop at 0:20, 128bpm, supersaws',
    {
      style: 'edm',
      tempoBpm: 128,
      instruments: ['supersaw'],
      energy: expect.objectContaining({ points: [{ atSeconds: 20, level: 0.95 }] }),
    },
  ],
  ['vaporwave mall, slowed, reverb', { style: 'synthwave', production: has('reverb') }],
  ['indie rock, jangly guitars, carefree', { style: 'indie', instruments: ['electric-guitar'], moods: ['carefree'] }],
  ['gospel choir uplifting organ', { instruments: ['choir', 'organ'], moods: ['uplifting'] }],
  ['Parisian cafe accordion waltz', { meter: '3/4', instruments: ['accordion'] }],
  ['TikTok dance beat 15 seconds catchy', { durationSeconds: 15, moods: has('catchy') }],
  ['short logo sting, 5 seconds, bright', { durationSeconds: 5, production: ['bright'] }],
  ['logo sting', { durationSeconds: 6, stated: expect.objectContaining({ duration: false }) }],
  ['sleep music, 10 minutes, very soft, no beat', { style: 'ambient', durationSeconds: 600, without: ['drums'] }],
  ['uplifting trance 138bpm', { style: 'trance', tempoBpm: 138 }],
  ['minimalist piano and cello, thoughtful', { instruments: ['piano', 'cello'], moods: ['minimal', 'thoughtful'] }],
  ['rain on window, lo-fi piano, slow, cozy', { style: 'lofi', instruments: ['rain', 'piano'], moods: ['intimate'] }],
  [
    'please generate a funky track w/ slap bass & horns, ~110 bpm',
    { style: 'funk', tempoBpm: 110, instruments: ['slap-bass', 'brass-section'] },
  ],
  [
    'chord progression of Bm, Cmaj7, Gmaj7 with a laid-back groove',
    { chords: ['Bm', 'Cmaj7', 'Gmaj7'], key: { tonic: 'G', mode: 'major' } },
  ],
  ['progression of Am F C G', { chords: ['Am', 'F', 'C', 'G'], key: { tonic: 'A', mode: 'minor' } }],
  ['I-V-vi-IV in G', { chords: ['G', 'D', 'Em', 'C'] }],
  ['ii-V-I jazz in Bb major', { style: 'jazz', chords: ['Cm', 'F', 'Bb'] }],
  [
    'Make a beat in A minor at 95bpm with dusty drums, a warm bassline, electric piano chords and no melody',
    {
      tempoBpm: 95,
      key: { tonic: 'A', mode: 'minor' },
      instruments: ['kit-lofi', 'bass-guitar', 'electric-piano'],
      without: ['melody'],
    },
  ],
  [
    'a wedding film: heartfelt, acoustic guitar, strings, swelling to an emotional climax around 0:50, 75 seconds total',
    {
      durationSeconds: 75,
      instruments: ['acoustic-guitar', 'string-section'],
      energy: expect.objectContaining({ points: [{ atSeconds: 50, level: 0.95 }] }),
    },
  ],
  [
    '90 second corporate video, upbeat, builds to a big finish',
    { style: 'corporate', durationSeconds: 90, ending: 'button', moods: ['upbeat'] },
  ],
  [
    '6/8 folk ballad, 70 bpm, fingerpicked guitar + cello',
    { style: 'folk', meter: '6/8', tempoBpm: 70, instruments: ['acoustic-guitar', 'cello'] },
  ],
  ['drumless hip hop with strings', { style: 'hip-hop', without: ['drums'], instruments: ['string-section'] }],
  ['EDM but no drop', { style: 'edm', energy: expect.objectContaining({ shape: 'build' }) }],
  ['acoustic guitar only', { instruments: ['acoustic-guitar'], onlyInstruments: true }],
  ['just guitar and cello', { instruments: ['acoustic-guitar', 'cello'], onlyInstruments: true }],
  ['solo piano', { style: 'piano', instruments: ['piano'], onlyInstruments: true }],
  ['solo piano, rain on the window', { style: 'piano', instruments: ['piano', 'rain'], onlyInstruments: true }],
  ['piano', { style: 'piano', instruments: ['piano'] }],
  ['pop with piano', { style: 'pop', instruments: ['piano'] }],
  ['epic strings', { style: 'epic', instruments: ['string-section'] }],
  ['strings only, no brass', { style: 'strings', instruments: ['string-section'], onlyInstruments: true, without: ['brass'] }],
  ['no drums or bass, but soft piano', { without: ['drums', 'bass'], instruments: ['felt-piano'] }],
  ['no drums, piano and strings', { without: ['drums'], instruments: ['piano', 'string-section'] }],
  ['no drums, bass, or vocals', { without: ['drums', 'bass', 'vocals'], instruments: [] }],
  ['without drums, bass and guitar', { without: ['drums', 'bass', 'guitar'], instruments: [] }],
  ['no drums and soft piano', { without: ['drums'], instruments: ['felt-piano'] }],
  ['avoid strings, minus the bass, happy', { without: ['strings', 'bass'], moods: ['happy'] }],
  ['sad but not too sad piano', { moods: ['sad'], instruments: ['piano'] }],
  ['happy, not too fast', { moods: ['happy'] }],
  [
    'lo-fi boom bap meets orchestral strings',
    {
      style: 'lofi',
      instruments: ['string-section'],
      blend: has(expect.objectContaining({ style: 'strings' }), expect.objectContaining({ style: 'boom-bap' })),
    },
  ],
  ['jazz-influenced house', { style: 'house', blend: [expect.objectContaining({ style: 'jazz' })] }],
  ['techno with a hint of jazz', { style: 'techno', blend: [expect.objectContaining({ style: 'jazz' })] }],
  ['ambient mixed with orchestral', { style: 'ambient', blend: [expect.objectContaining({ style: 'orchestral' })] }],
  ['title "Urban Dreams" lofi', { style: 'lofi', title: 'Urban Dreams', moods: [] }],
  [
    'synthwave track titled “Dark Happy Piano”, 20 seconds',
    { style: 'synthwave', title: 'Dark Happy Piano', moods: [], instruments: [], durationSeconds: 20 },
  ],
  ['a folk tune called Midnight Run', { style: 'folk', title: 'Midnight Run' }],
  ['in a minor key', { key: minor, stated: expect.objectContaining({ key: false, mode: true }) }],
  ['pop song in A minor', { key: { tonic: 'A', mode: 'minor' } }],
  ['jazz in F#', { key: expect.objectContaining({ tonic: 'F#' }) }],
  ['C sharp minor etude', { key: { tonic: 'Db', mode: 'minor' } }],
  ['funk in E dorian', { key: { tonic: 'E', mode: 'dorian' } }],
  ['Gb major ballad', { key: { tonic: 'F#', mode: 'major' } }],
  ['B flat major march', { key: { tonic: 'Bb', mode: 'major' }, meter: '2/4' }],
  ['folk in five', { meter: '5/4' }],
  ['7/8 prog rock', { meter: '7/8', style: 'rock' }],
  ['a minute and a half of jazz', { durationSeconds: 90 }],
  ['half a minute, rock', { durationSeconds: 30, stated: expect.objectContaining({ duration: true }) }],
  ['two minutes of strings', { durationSeconds: 120, style: 'strings' }],
  ['1m30s house', { durationSeconds: 90 }],
  ['forty-five seconds of funk', { durationSeconds: 45 }],
  ['0:45 of ambient', { durationSeconds: 45 }],
  ['allegro orchestral', { style: 'orchestral', tempoRange: [120, 156] }],
  ['between 80 and 100 bpm funk', { tempoRange: [80, 100] }],
  ['80-100bpm', { tempoRange: [80, 100] }],
  ['at 90', { tempoBpm: 90 }],
  ['tempo: 96', { tempoBpm: 96 }],
  ['ends abruptly, rock', { ending: 'button' }],
  ['acoustic with a fade out', { ending: 'fade' }],
  ['seamless ambient loop', { loop: true, style: 'ambient' }],
  [
    'starts quiet, builds, drops at 0:15, ends softly, 30 seconds house',
    {
      energy: expect.objectContaining({
        shape: 'drop',
        points: [
          { atSeconds: 0, level: 0.18 },
          { atSeconds: 15, level: 0.95 },
          { atSeconds: 28.2, level: 0.18 },
        ],
      }),
    },
  ],
  [
    'calm in the first half, energetic in the second half, cinematic',
    {
      energy: expect.objectContaining({
        points: [
          { atSeconds: 6, level: 0.2 },
          { atSeconds: 18, level: 0.95 },
        ],
      }),
    },
  ],
  ['drops at 0:45 edm', { durationSeconds: 70 }],
  ['steady house', { energy: expect.objectContaining({ shape: 'steady' }) }],
  ['ambient that calms down', { energy: expect.objectContaining({ shape: 'fall' }) }],
  ['🎉🔥', { moods: ['party', 'energetic'] }],
  ['😢 🎹', { moods: ['sad'], instruments: ['piano'], style: 'piano' }],
  ['Instagram reel, trendy, punchy, 9:16', { durationSeconds: 20, production: ['punchy'] }],
  ['music for a 3 hour drive', { durationSeconds: 30 }],
  ['30-60 seconds of pop', { durationSeconds: 45 }],
  ['1 to 2 minutes of jazz', { durationSeconds: 90 }],
  ['no longer than 20 seconds, rock', { durationSeconds: 20 }],
  ['like a lullaby but creepy', { key: minor, moods: ['creepy'] }],
  ['upbeat but not too upbeat indie pop', { style: 'indie', moods: ['upbeat'] }],
  ['a track that feels energetic', { moods: ['energetic'] }],
  ['dark slow trap, 70 bpm half-time feel', { style: 'trap', tempoBpm: 70 }],
  ['no heavy drums, rock', { style: 'rock', without: has('kit-rock') }],
  ['house without hi hats', { without: [] }],
  ['synthpop like The Weeknd', { style: 'synthpop' }],
  ['game over sting', { moods: has('sad'), key: minor, durationSeconds: 4 }],
  ['notification sound', { moods: has('gentle'), durationSeconds: 2 }],
  ['短提示音', { moods: has('gentle'), durationSeconds: 2 }],
  ['片头 5秒', { moods: has('confident'), durationSeconds: 5 }],
  ['转场音效', { moods: has('confident'), durationSeconds: 8 }],
  ['游戏结束音效', { moods: has('sad') }],
  ['新闻片头 6秒', { moods: has('determined'), durationSeconds: 6 }],
];

describe('real prompts', () => {
  it.each(PROMPTS)('%j', (prompt, expected) => {
    expect(readBrief(prompt).brief).toMatchObject(expected);
  });

  it('slows and speeds with the words', () => {
    for (const style of ['jazz', 'rock', 'lofi', 'house', 'orchestral']) {
      const [slow, usual, fast] = [`slow ${style}`, style, `fast ${style}`].map(
        (prompt) => readBrief(prompt, { seed: 5 }).brief.tempoBpm,
      );
      expect(slow).toBeLessThan(usual ?? 0);
      expect(usual).toBeLessThan(fast ?? 0);
    }
  });

  it('moves feeling with “very”, “slightly” and “not”', () => {
    const valence = (prompt: string): number => readBrief(prompt, { seed: 5, style: 'pop' }).brief.feeling.valence;
    expect(valence('very sad')).toBeLessThan(valence('sad'));
    expect(valence('sad')).toBeLessThan(valence('slightly sad'));
    expect(valence('slightly sad')).toBeLessThan(valence('not sad'));
  });

  it('leans sad music to minor and happy music to major', () => {
    const modes = (prompt: string): readonly string[] =>
      Array.from({ length: 60 }, (_, seed) => readBrief(prompt, { seed }).brief.key.mode);
    expect(modes('sad piano').filter((mode) => mode === 'minor').length).toBeGreaterThan(56);
    expect(modes('happy pop').filter((mode) => mode === 'major').length).toBeGreaterThan(56);
    expect(modes('ominous ambient').filter((mode) => mode === 'lydian' || mode === 'major')).toEqual([]);
  });

  it('answers 100 prompts and more', () => {
    expect(PROMPTS.length).toBeGreaterThanOrEqual(100);
  });
});
