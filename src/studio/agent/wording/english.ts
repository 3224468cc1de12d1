import { styleInfo } from '../../../engine/brief/index.ts';
import { tellEdit, tellNotice, tellState } from './english-edits.ts';
import { tellEnglishDucking as tellDucking } from './tell-ducking.ts';
import { tellRevision } from './english-music.ts';
import { clockOf, percentOf, secondsOf } from './told-numbers.ts';
import type { MusicFacts, ToldChange, Wording } from './wording.ts';

/** Changes that are named one by one when many are taken back. */
const MOST_LABELS = 5;

/** The agent in English. KEEP IN STEP with `chinese.ts`. */
export const english: Wording = {
  language: 'en',

  making(music, change) {
    if (change === null) {
      return `I'm making ${describe(music)}.`;
    }

    const differences = differencesOf(change.from, music);
    if (change.isAnother && differences.length === 0) {
      return `I'm making another take of the same idea: ${describe(music)}.`;
    }

    return `I'm making a new take${differences.length === 0 ? '' : ` with ${differences.join(', ')}`}: ${describe(music)}.`;
  },
  notUsed: (words) => `I could not use ${words.map((word) => `"${word}"`).join(', ')}.`,
  made({ title, music, replaced, footage }) {
    const before = replaced === title ? 'the take before it' : `"${replaced}"`;
    const place = replaced === null ? 'is on the timeline' : `replaces ${before} on the timeline`;
    const shown = footage === 0 ? '' : ` It plays under your ${footage === 1 ? 'upload' : `${footage} uploads`}.`;
    return `Done: "${title}", ${describe(music)}, ${place}.${shown}`;
  },
  revising({ title, refitMs, price }) {
    const cost = price === null ? '' : ` (${price} credits, as for a take)`;
    return refitMs === null
      ? `I'm changing "${title}"${cost}.`
      : `The picture is ${secondsOf(refitMs)} s long now: I'm fitting "${title}" to it${cost}.`;
  },
  revised: tellRevision,
  notRefitted: (reason) =>
    reason === 'kept'
      ? 'The music stays as it is.'
      : 'The music was not fitted to the new length: there are not enough credits. Say "fit the music to the picture" when there are.',
  timeline: (summary) => summary,
  afterMusic: () => ['Export it as an MP4', '"music at 35%"', '"another one" or "calmer" for a new take'],
  keptAside: ({ title, number, durationMs }) =>
    `Number ${number} is kept among the media: "${title}", ${secondsOf(durationMs)} s.`,
  afterTakes: () => ['"use the second one" to hear another on the timeline', 'Export it as an MP4', '"music at 35%"'],
  cutting: ({ title, seconds, price }) =>
    `I'm making a cut of "${title}", ${secondsOf(seconds * 1000)} s${price === null ? '' : ` (${price} credits, as for a take)`}.`,
  usedMusic: ({ title, replaced }) =>
    replaced === null || replaced === title
      ? `Done: "${title}" is on the timeline${replaced === null ? '' : ', another one than before'}.`
      : `Done: "${title}" replaces "${replaced}" on the timeline.`,
  changed: (changes) => `Done. ${changes.map(told).join(' ')}`,
  unchanged: (states) => `Already so: ${states.map(({ what, after }) => `${CHANGED[what].toLowerCase()} ${after}`).join(', ')}.`,
  edited: (edits, isFirst) => `${isFirst ? 'Done. ' : ''}${edits.map(tellEdit).join(' ')}`,
  alreadySo: (edits) => `Already so: ${edits.map(tellState).join(', ')}.`,
  notices: (notices) => notices.map(tellNotice).join(' '),
  heldBack: () => 'So I changed nothing else of this message either.',
  none(what) {
    const lines = {
      music: 'There is no music on the timeline yet. Tell me what it should be like, such as "30 seconds of calm piano".',
      title: 'There is no title on the timeline. Say title "Urban Dreams" to add one.',
      footage: 'There is nothing on the timeline yet.',
      undo: 'There is nothing to undo: the timeline is as it was at first.',
      cuts: 'There are no cuts on the timeline that music could land on.',
      redo: 'There is nothing to do again: nothing was undone since the last change.',
    };
    return lines[what];
  },
  undone: (label) => `Undone: ${lowered(label)}.`,
  undoneSteps: (labels) => `Undone: ${many(labels)}.`,
  redoneSteps: (labels) => `Done again: ${many(labels)}.`,
  length: (milliseconds) => `It is ${secondsOf(milliseconds)} s long (${clockOf(milliseconds)}).`,
  aboutMusic: (music) => `"${music.title}" is ${describe(music)}.`,
  aboutClips({ shown, unplaced }) {
    const clips = shown.map(
      ({ name, fromMs, toMs }, place) => `${place + 1}. ${name} (${secondsOf(fromMs)}-${secondsOf(toMs)}s)`,
    );
    const there = clips.length === 0 ? 'There are no clips on the timeline.' : `On the timeline: ${clips.join(', ')}.`;
    return unplaced.length === 0 ? there : `${there} Uploaded and not on it yet: ${unplaced.join(', ')}.`;
  },
  aboutLevels: (levels) =>
    levels.length === 0
      ? 'Nothing on the timeline has sound yet.'
      : `${levels.map(({ name, gainDb, isShaped, ducking }) => `${name ?? 'The music'} is at ${percentOf(gainDb)}%${isShaped ? ', with changes over time' : ''}${ducking === null ? '' : `, and ${tellDucking(ducking)}`}`).join('. ')}.`,
  ducked: (ducking) => `The music ${tellDucking(ducking)}.`,
  underSpeech: (percent, ducking) => `Somebody speaks here, so the music is at ${percent}% and ${tellDucking(ducking)}.`,
  afterEdit: () => ['Export it as an MP4', '"undo" takes this back', '"what is on the timeline?"'],
  credits({ available, frozen, price, isUnlimited }) {
    if (isUnlimited) {
      return 'You have unlimited credits. Questions and exports are free.';
    }

    const reserved = frozen === 0 ? '' : ` ${frozen} more are reserved for work that is running.`;
    return `You have ${available} credits.${reserved} A piece of music costs ${price}; questions and exports are free.`;
  },
  stillMaking: (percent) => `Music is being made right now (${percent}%); it appears on the timeline by itself.`,
  explain(topic, { hasDraft, words }) {
    const lines = {
      notices: '',
      export: hasDraft
        ? 'Click Export to get the video: 1080p MP4 with the sound in it, or choose WAV, MP3, M4A, FLAC, GIF or MIDI there. Exports are free.'
        : 'There is nothing to export yet. Tell me what music you want, such as "30 seconds of upbeat acoustic background music"; then click Export.',
      help: 'I make royalty-free music and put it on your timeline. Tell me a mood, a style, instruments, a length, a tempo or a key, such as "upbeat acoustic background music, 30 seconds". I also edit: try "cut the first 2 seconds of the second clip", "crossfade between all clips", "music at 35%", "title ‘Hello’ for 3 seconds", "make it vertical" or "undo".',
      hello: 'Hello! Tell me what music you need, such as "30 seconds of lo-fi for a city video", or upload a clip first.',
      thanks: 'You are welcome!',
      'never-mind': 'All right, everything stays as it is.',
      upload:
        'Click Upload, or drag files onto the timeline: mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a or aac, up to 200 MB each. Then tell me what music goes with them.',
      attachment:
        'I cannot take files in a message. Click Upload to add it to the project; then tell me what music goes with it.',
      rights:
        'Music made here is yours: royalty-free, composed anew, with no recording of anyone else’s music in it. You may use it in videos and sell them, without credit.',
      'which-title': 'What should the title say? For example: title "Urban Dreams".',
      same: 'The music is like that already, so nothing was made or charged. Say "another one" for a different take.',
      unclear:
        words === ''
          ? 'What should the music be like? A mood, a style or a length is enough, such as "calm piano, 30 seconds".'
          : `I did not understand "${words}". Say what should change, such as "music at 35%", or what music you want, such as "calm piano, 30 seconds".`,
      'nothing-yet':
        'There is no music here yet to make another take of. What should it be like? A mood, a style or a length is enough.',
      'not-yet': `I cannot do that to the timeline yet ("${words}"), and nothing was changed. I can cut, move, order, crop and speed up clips, set transitions, sound, titles and captions, change the music, and undo.`,
    };
    return lines[topic];
  },
  cannotMake: (reason) => `I cannot make that. ${reason} Nothing was charged.`,
  failed: (reason) => `The music could not be made. ${withStop(reason)}${/charged/.test(reason) ? '' : ' Nothing was charged.'}`,
  cancelled: () => 'The making of the music was cancelled. Nothing was charged.',
  stopping(music) {
    const lines = {
      none: 'The server is restarting before this was done. Nothing was charged. Send the message again in a moment.',
      running:
        'The server is restarting. Your music goes on being made and appears on the timeline by itself; nothing is charged twice.',
      done: 'The server is restarting, but your music was finished: it is on the timeline, and it was charged once.',
      failed:
        'The server is restarting, and the music could not be made. Nothing was charged. Send the message again in a moment.',
    };
    return lines[music];
  },
  fault(music) {
    const lines = {
      none: 'Something went wrong here. Nothing was changed or charged. Send the message again.',
      running:
        'Something went wrong here. Your music goes on being made and appears on the timeline by itself; nothing is charged twice.',
      done: 'Something went wrong here, but your music was finished: it is on the timeline, and it was charged once.',
      failed: 'Something went wrong here, and the music could not be made. Nothing was charged. Send the message again.',
    };
    return lines[music];
  },
  ended: () => 'This turn was ended from outside. Look at the timeline for how it stands.',
  interrupted(music) {
    const lines = {
      none: 'The server stopped while it worked on this. Nothing was changed or charged. Send the message again.',
      running:
        'The server stopped meanwhile. Your music is still being made and appears on the timeline by itself; nothing is charged twice.',
      done: 'The server stopped meanwhile, but your music was finished: it is on the timeline, and it was charged once.',
      failed: 'The server stopped meanwhile, and the music could not be made. Nothing was charged. Send the message again.',
    };
    return lines[music];
  },
  nextSteps: (steps) => `Next: ${steps.join('; ')}.`,
};

/** Half a minute of calm lo-fi, for the middle of a sentence: `30 s of calm Lo-fi in D major at 80 BPM with piano`. */
function describe(music: MusicFacts): string {
  const moods = music.moods.slice(0, 2).join(', ');
  const instruments = music.instruments.slice(0, 4).map(plain);
  return [
    `${seconds(music)} of`,
    moods,
    `${styleInfo(music.style).name}${music.loop ? ' loop' : ''}`,
    `in ${keyOf(music)} at ${tempoOf(music)}`,
    instruments.length === 0 ? '' : `with ${instruments.join(', ')}`,
    music.without.length === 0 ? '' : `without ${music.without.slice(0, 4).map(plain).join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function differencesOf(from: MusicFacts, to: MusicFacts): readonly string[] {
  const rows: readonly (readonly [string, string, string])[] = [
    ['length', seconds(from), seconds(to)],
    ['tempo', tempoOf(from), tempoOf(to)],
    ['key', keyOf(from), keyOf(to)],
    ['style', styleInfo(from.style).name, styleInfo(to.style).name],
    ['mood', from.moods.join(', ') || 'open', to.moods.join(', ') || 'open'],
    ['instruments', from.instruments.map(plain).join(', ') || 'my choice', to.instruments.map(plain).join(', ') || 'my choice'],
    ['left out', from.without.map(plain).join(', ') || 'nothing', to.without.map(plain).join(', ') || 'nothing'],
  ];
  return rows.filter(([, before, after]) => before !== after).map(([name, before, after]) => `${name} ${before} → ${after}`);
}

/** What edits change, at the beginning of a sentence. */
const CHANGED = { volume: 'Music level', title: 'Title', frame: 'Picture', fade: 'Fades' } as const;

function told({ what, before, after }: ToldChange): string {
  return `${CHANGED[what]}: ${before || 'none'} → ${after || 'none'}.`;
}

function seconds(music: MusicFacts): string {
  return `${Math.round(music.durationSeconds * 10) / 10} s`;
}

function tempoOf(music: MusicFacts): string {
  return `${Math.round(music.tempoBpm)} BPM`;
}

function keyOf({ key }: MusicFacts): string {
  return `${key.tonic} ${plain(key.mode)}`;
}

function plain(id: string): string {
  return id.replaceAll('-', ' ');
}

/** Labels in a row; of many the first few. */
function many(labels: readonly string[]): string {
  const more = labels.length - MOST_LABELS;
  return `${labels.slice(0, MOST_LABELS).map(lowered).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function lowered(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
