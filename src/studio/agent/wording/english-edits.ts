import { assertNever } from '../../../engine/kernel/index.ts';
import type { Notice } from './notice.ts';
import type { ToldEdit, ToldValue, TOLD_THINGS, TOLD_WORDS } from './told-edit.ts';
import { clockOf, colourWord, percentOf, rounded, secondsOf } from './told-numbers.ts';

/** What changed, at the beginning of a sentence; `of` is the name of the clip, null for the music or the whole timeline. */
const THINGS: { readonly [what in (typeof TOLD_THINGS)[number]]: (of: string | null) => string } = {
  level: (of) => (of === null ? 'Music level' : `Level of ${of}`),
  fades: (of) => (of === null ? 'Fades' : `Fades of ${of}`),
  ducking: (of) => (of === null ? 'Ducking of the music' : `Ducking of ${of}`),
  clip: (of) => of ?? 'Clip',
  everything: () => 'Things on the timeline',
  place: (of) => `Place of ${of ?? 'the clip'}`,
  length: (of) => (of === null ? 'Length' : `Length of ${of}`),
  'cut-out': () => 'Length of the timeline',
  split: (of) => `Split ${of ?? 'the clip'}`,
  order: () => 'Order',
  speed: (of) => `Speed of ${of ?? 'the clip'}`,
  fit: (of) => `Picture of ${of ?? 'the clip'}`,
  crop: (of) => `Crop of ${of ?? 'the clip'}`,
  motion: (of) => `Camera move on ${of ?? 'the clip'}`,
  transition: (of) => (of === null ? 'Transitions' : `Transition into ${of}`),
  title: () => 'Title',
  caption: () => 'Caption',
  captions: () => 'Captions',
  'text-style': (of) => `Style of ${textOf(of)}`,
  'text-colour': (of) => `Colour of ${textOf(of)}`,
  'text-place': (of) => `Place of ${textOf(of)}`,
  'text-size': (of) => `Size of ${textOf(of)}`,
  'text-time': (of) => `Time of ${textOf(of)}`,
  frame: () => 'Picture',
  'frame-rate': () => 'Frame rate',
  name: () => 'Project',
  marker: () => 'Markers',
};

const WORDS: { readonly [word in (typeof TOLD_WORDS)[number]]: string } = {
  on: 'on',
  off: 'off',
  added: 'added',
  removed: 'removed',
  whole: 'whole picture',
  still: 'still',
  moving: 'slow move',
  automatic: 'automatic',
  'under-speech': 'under speech',
  'under-sound': 'under sound',
  blur: 'whole, over a blurred copy',
  fit: 'whole, over black',
  fill: 'fills the frame',
  crossfade: 'crossfade',
  'dip-to-black': 'from black',
  'dip-to-white': 'from white',
  wipe: 'wipe',
  slide: 'slide',
  rise: 'rise',
  fade: 'fade',
  typewriter: 'typewriter',
  pop: 'pop',
  cinematic: 'cinematic',
  'lower-third': 'lower third',
  caption: 'caption',
};

/** One change in a sentence: `Length of harbour: 8 s → 6 s.` */
export function tellEdit({ what, of, before, after }: ToldEdit): string {
  return `${THINGS[what](of)}: ${tellValue(before)} → ${tellValue(after)}.`;
}

/** How something stands, for the middle of a sentence: `music level 40%`. */
export function tellState({ what, of, after }: ToldEdit): string {
  const thing = THINGS[what](of);
  const isName = thing === of;
  return `${isName ? thing : `${thing.charAt(0).toLowerCase()}${thing.slice(1)}`} ${tellValue(after)}`;
}

function tellValue(value: ToldValue): string {
  switch (value.kind) {
    case 'none':
      return 'none';
    case 'word':
      return WORDS[value.word];
    case 'level': {
      const { stretch } = value;
      return `${percentOf(value.gainDb)}%${stretch === null ? '' : ` (${clockOf(stretch.fromMs)}–${clockOf(stretch.toMs)})`}`;
    }
    case 'fades':
      return `${secondsOf(value.inMs)} s in, ${secondsOf(value.outMs)} s out`;
    case 'ducking':
      return `${rounded(value.depthDb)} dB ${WORDS[value.under === 'speech' ? 'under-speech' : 'under-sound']}`;
    case 'length':
      return `${secondsOf(value.ms)} s`;
    case 'moment':
      return clockOf(value.ms);
    case 'stretch':
      return `${clockOf(value.fromMs)}–${clockOf(value.toMs)}`;
    case 'text':
      return `"${value.text}"`;
    case 'names':
      return value.names.join(', ');
    case 'transition':
      return `${WORDS[value.transition]}, ${secondsOf(value.ms)} s`;
    case 'text-place':
      return value.at === 'middle' && value.align === 'center'
        ? 'centre'
        : `${value.at} ${value.align === 'center' ? 'centre' : value.align}`;
    case 'colour':
      return colourWord(value.rgb);
    case 'frame':
      return `${value.width}×${value.height}`;
    case 'frame-rate':
      return `${rounded(value.framesPerSecond)} fps`;
    case 'times':
      return `${rounded(value.factor)}×`;
    case 'part':
      return `${rounded(value.width * 100)}% × ${rounded(value.height * 100)}% of the picture`;
    case 'count':
      return String(value.count);
    default:
      return assertNever(value);
  }
}

const NOTHING_THERE = {
  music: 'There is no music on the timeline yet. Tell me what it should be like, such as "30 seconds of calm piano".',
  title: 'There is no title on the timeline. Say title "Urban Dreams" to add one.',
  caption: 'There are no captions on the timeline.',
  clip: 'There are no clips on the timeline yet. Upload some and say "put them on the timeline".',
  voice: 'There is no voice-over here. Upload a sound file first.',
  media: 'No file of that name was uploaded. Click Upload to add one.',
} as const;
const HOW_MUCH = {
  level: 'How loud should it be? For example "35%" or "3 dB quieter".',
  speed: 'How fast should it be? For example "twice as fast" or "1.5×".',
  trim: 'How much should be cut off, and where? For example "cut the first 2 seconds of the second clip".',
  when: 'When should that be? For example "from 0:10 to 0:15".',
} as const;
const LIMITED = { level: 'level', speed: 'speed', size: 'size' } as const;

/** What was not done and why, or one short question. */
export function tellNotice(notice: Notice): string {
  switch (notice.kind) {
    case 'not-understood':
      return `I did not understand "${notice.words}", so I left that out.`;
    case 'which':
      return `Which one do you mean by "${notice.words}": ${listed(notice.choices)}?`;
    case 'no-such-clip':
      return `There is no "${notice.words}" on the timeline. It has ${counted(notice.clips.length)}${notice.clips.length === 0 ? '' : `: ${notice.clips.join(', ')}`}.`;
    case 'nothing-there':
      return NOTHING_THERE[notice.what];
    case 'trim-too-long':
      return `I left ${notice.name} as it is: it is ${secondsOf(notice.lengthMs)} s long, and ${secondsOf(notice.askedMs)} s cannot be cut off it.`;
    case 'after-the-end':
      return `I left that out: ${clockOf(notice.askedMs)} is behind the end, which is at ${clockOf(notice.endMs)}.`;
    case 'limited':
      return `The ${LIMITED[notice.what]} goes no further than ${notice.used}, so I used that in place of ${notice.asked}.`;
    case 'contradiction':
      return `"${notice.words}" says two opposite things, so I left it as it is. Which of them should it be?`;
    case 'not-possible':
      return `I cannot do that to the timeline ("${notice.words}"), so I left that out.`;
    case 'refused':
      return `I left out "${notice.words}": ${notice.reason}`;
    case 'which-words':
      return `What should the ${notice.what} say? For example: ${notice.what} "Urban Dreams".`;
    case 'how-much':
      return HOW_MUCH[notice.what];
    case 'nothing-before':
      return 'I do not know what that refers to. Say what should change, such as "music at 35%".';
    default:
      return assertNever(notice);
  }
}

function textOf(of: string | null): string {
  return of === null ? 'the title' : `"${of}"`;
}

function counted(clips: number): string {
  return clips === 0 ? 'no clips' : clips === 1 ? '1 clip' : `${clips} clips`;
}

function listed(choices: readonly string[]): string {
  const last = choices.at(-1) ?? '';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}
