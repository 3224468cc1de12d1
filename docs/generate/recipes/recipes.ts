/** A recipe of the cookbook: commands that `npm run docs:recipes` really runs, in a folder of their own. */
export type Recipe = {
  /** Names its picture and its sound. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** As they are typed; all in the same folder, one after the other. */
  readonly commands: readonly string[];
  /** The file that is shown; null: what the last command says is. */
  readonly shows: string | null;
  /** Whether the page plays it. */
  readonly isHeard: boolean;
};

/** Footage that recipes for films need, made before them. */
export const FOOTAGE = 'cuesmith "slow ambient landscape" --duration 12 --seed 3 -o beach.mp4';

/** Every recipe, in the order of the page. */
export const RECIPES: readonly Recipe[] = [
  {
    id: 'first-video',
    title: 'A first video',
    about: 'Words are enough. The picture is drawn from the music: its colours from the mood, its motion from the beat.',
    commands: ['cuesmith "upbeat acoustic background music" --duration 20 -o first.mp4'],
    shows: 'first.mp4',
    isHeard: true,
  },
  {
    id: 'study',
    title: 'Music to study by',
    about: 'Say what you do not want as well. Without drums the groove moves into the other players’ hands.',
    commands: ['cuesmith "calm lo-fi for studying, no drums" --duration 30 -o study.wav'],
    shows: 'study.wav',
    isHeard: false,
  },
  {
    id: 'reel',
    title: 'A vertical reel with a title',
    about: 'A drop at a time of the prompt lands on the bar line next to it. The title is shown for the first seconds.',
    commands: [
      'cuesmith "epic trailer, starts quiet, drops at 0:10" --duration 20 --aspect 9:16 --title "Urban Dreams" -o reel.mp4',
    ],
    shows: 'reel.mp4',
    isHeard: true,
  },
  {
    id: 'exact',
    title: 'Exactly this key and tempo',
    about: 'What is stated is what is written. Another `--seed` is another take; the same one gives the same bytes.',
    commands: ['cuesmith "jazz trio in Bb at 140 bpm" --duration 24 --seed 7 -o take.mp3 -o take.mid'],
    shows: 'take.mp3',
    isHeard: true,
  },
  {
    id: 'band',
    title: 'Choose the band',
    about: '`--with` and `--without` take instruments and families, as `cuesmith instruments` lists them.',
    commands: ['cuesmith "warm strings" --duration 24 --key "D minor" --without drums,choir --with cello -o strings.flac'],
    shows: 'strings.flac',
    isHeard: false,
  },
  {
    id: 'loop',
    title: 'A loop for a game or a menu',
    about: 'The end runs into the beginning to the sample: the tails of the last bar already ring under the first one.',
    commands: ['cuesmith "house loop, 124 bpm" --duration 16 --loop -o loop.wav'],
    shows: 'loop.wav',
    isHeard: true,
  },
  {
    id: 'cuts',
    title: 'One idea at three lengths',
    about: 'For an ad that runs at 6, 15 and 30 seconds: the same key, tune and band, each with a real ending. Shown is the 15.',
    commands: ['cuesmith "upbeat pop ad" --cuts 6,15,30 -o ad.wav'],
    shows: 'ad-15s.wav',
    isHeard: false,
  },
  {
    id: 'takes',
    title: 'Three takes to choose from',
    about: 'They differ in tune, groove and colour. Each can be had again by its seed, which `--json` tells.',
    commands: ['cuesmith "funky groove for a tech review" --duration 12 --variations 3 -o groove.wav'],
    shows: 'groove-1.wav',
    isHeard: false,
  },
  {
    id: 'stems',
    title: 'Stems and the written music',
    about: 'One WAV per part for your own mix, and the score as JSON for your own program.',
    commands: ['cuesmith "indie rock" --duration 20 --stems stems --score take.json -o take.wav'],
    shows: 'take.wav',
    isHeard: false,
  },
  {
    id: 'podcast',
    title: 'A podcast intro',
    about: 'Short pieces begin with the hook. A button ending is one last hit, and then your voice.',
    commands: ['cuesmith "podcast intro, confident, button ending" --duration 8 -o intro.wav'],
    shows: 'intro.wav',
    isHeard: true,
  },
  {
    id: 'chords',
    title: 'Your own chords',
    about: 'Name them in the prompt; tune, bass and voicings are written over them.',
    commands: ['cuesmith "slow soul, progression of Bm, Cmaj7, Gmaj7" --duration 24 -o chords.wav'],
    shows: 'chords.wav',
    isHeard: false,
  },
  {
    id: 'chinese',
    title: '中文也可以',
    about:
      'Prompts may be Chinese in full (this one: “lively ukulele for a cooking video”), and use common words of six other languages.',
    commands: ['cuesmith "轻快的尤克里里，适合美食视频" --duration 16 -o food.wav'],
    shows: 'food.wav',
    isHeard: false,
  },
  {
    id: 'blend',
    title: 'Two styles at once',
    about: 'The one named first leads; the other lends players, harmony or sound.',
    commands: ['cuesmith "lo-fi boom bap meets orchestral strings" --duration 24 -o blend.wav'],
    shows: 'blend.wav',
    isHeard: false,
  },
  {
    id: 'metre',
    title: 'Seven eighths',
    about: 'Odd bars are grouped as players group them: 2 + 2 + 3.',
    commands: ['cuesmith "post-rock in 7/8" --duration 24 -o seven.wav'],
    shows: 'seven.wav',
    isHeard: false,
  },
  {
    id: 'lift',
    title: 'A change of key',
    about: 'The last refrain is prepared by its dominant and goes up.',
    commands: ['cuesmith "gospel, modulate up a half step at 0:20" --duration 32 -o lift.wav'],
    shows: 'lift.wav',
    isHeard: false,
  },
  {
    id: 'calm',
    title: 'A minute of calm',
    about: 'Drones and meditations have no beat to keep: they swell, and fade out where you say so.',
    commands: ['cuesmith "meditation drone, fade out" --duration 60 -o calm.m4a'],
    shows: 'calm.m4a',
    isHeard: false,
  },
  {
    id: 'film',
    title: 'Music for a film',
    about:
      'As long as the footage, with an accent on the moment you name. The picture is copied as it was filmed, not encoded again.',
    commands: ['cuesmith score beach.mp4 "warm folk guitar" --hit 0:06 -o beach-scored.mp4'],
    shows: 'beach-scored.mp4',
    isHeard: false,
  },
  {
    id: 'post',
    title: 'A post for a phone',
    about: '`--preset` sets size and rate for where it goes; `--fit fill` crops footage of another shape.',
    commands: ['cuesmith make "upbeat pop" --video beach.mp4 --mute --preset tiktok --fit fill --title "Out there" -o post.mp4'],
    shows: 'post.mp4',
    isHeard: false,
  },
  {
    id: 'words',
    title: 'Change it by words',
    about:
      'A project keeps its timeline. Each message is one step that `--undo` takes back, and says what changed from what to what.',
    commands: [
      'cuesmith make "calm piano" --video beach.mp4 --project summer --data studio -o summer.mp4',
      'cuesmith timeline edit summer "music at 40%, title Our Summer for the first three seconds" --data studio',
      'cuesmith timeline export summer --data studio -o summer-2.mp4',
    ],
    shows: 'summer-2.mp4',
    isHeard: false,
  },
  {
    id: 'radio',
    title: 'An hour of radio',
    about: 'New tunes, related keys, one piece laid beat on beat into the next. Here it plays a minute and a half.',
    commands: ['cuesmith radio "lofi for studying" --for 90s --seed 5 -o radio.mp3'],
    shows: 'radio.mp3',
    isHeard: false,
  },
  {
    id: 'explain',
    title: 'Ask what was understood',
    about: 'Without making a sound: which words were honoured, approximated or refused, and what is done instead.',
    commands: ['cuesmith explain "fast slow waltz in 4/4 with vocals"'],
    shows: null,
    isHeard: false,
  },
];
