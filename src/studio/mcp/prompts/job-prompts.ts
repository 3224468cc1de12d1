/** An argument of a prompt: what it is, whether it may be left out, and what completes it. */
export type PromptArgument = {
  readonly name: string;
  readonly description: string;
  readonly isOptional: boolean;
  readonly completes: 'styles' | 'moods' | 'uses' | null;
};

/** A common job, as a person would put it to a model that has our tools. */
export type JobPrompt = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** The words, with the arguments in braces; a line whose optional argument is left out goes with it. */
  readonly lines: readonly string[];
};

const style: PromptArgument = {
  name: 'style',
  description: 'A style, or any words for how it should sound',
  isOptional: true,
  completes: 'styles',
};
const video: PromptArgument = {
  name: 'video',
  description: 'The video: a path on this machine or an address',
  isOptional: false,
  completes: null,
};

/** Every prompt. */
export const JOB_PROMPTS: readonly JobPrompt[] = [
  {
    name: 'background_music',
    title: 'Background music',
    description: 'A royalty-free track for a use, of an exact length.',
    arguments: [
      { name: 'use', description: 'What it is for: "travel vlog", "cooking video"', isOptional: false, completes: 'uses' },
      style,
      { name: 'seconds', description: 'Length in seconds, 30 unless said', isOptional: true, completes: null },
    ],
    lines: [
      'Make background music for this with make_music: {use}.',
      'It should sound like this: {style}.',
      'It should be exactly {seconds} seconds long.',
      'Leave room for a voice. Give me the file, tell me in one sentence what you made, and offer two changes I could ask for.',
    ],
  },
  {
    name: 'score_my_video',
    title: 'Music for my video',
    description: 'Music under footage, as long as it, going down under speech.',
    arguments: [video, { name: 'feeling', description: 'How it should feel', isOptional: false, completes: 'moods' }, style],
    lines: [
      'Score this video with score_video: {video}',
      'The music should feel {feeling}.',
      'Style: {style}.',
      'Let the music land on the cuts (match_cuts) and keep the sound of the footage. Give me the finished video and say how it came out.',
    ],
  },
  {
    name: 'rescore_clip',
    title: 'Other music for a project',
    description: 'Replaces the music of a project and keeps everything else.',
    arguments: [
      { name: 'project', description: 'The name of the project', isOptional: false, completes: null },
      { name: 'feeling', description: 'How the new music should feel', isOptional: false, completes: 'moods' },
    ],
    lines: [
      'Look at the project "{project}" with get_timeline. Replace its music with edit_timeline by something that feels {feeling}, and keep all else as it is.',
      'Then export it as mp4. If I do not like it I will say so: undo takes it back.',
    ],
  },
  {
    name: 'podcast_intro',
    title: 'Podcast intro',
    description: 'A short, catchy opening with a clear end.',
    arguments: [
      { name: 'show', description: 'The name of the show, and what it is about', isOptional: false, completes: null },
      style,
      { name: 'seconds', description: 'Length in seconds, 12 unless said', isOptional: true, completes: null },
    ],
    lines: [
      'Make an intro for my podcast with make_music: {show}.',
      'Style: {style}.',
      'Length: {seconds} seconds (12 if I did not say), with a strong beginning and a button ending.',
      'Give me a wav. Then make a second take with another seed, so that I can choose.',
    ],
  },
  {
    name: 'ad_lengths',
    title: 'An ad in three lengths',
    description: 'One idea at 30, 15 and 6 seconds.',
    arguments: [{ name: 'product', description: 'What is advertised', isOptional: false, completes: null }, style],
    lines: [
      'Make music for an ad for {product} at 30, 15 and 6 seconds with make_music.',
      'Style: {style}.',
      'Use the same words, seed, key and tempo for all three, so that they are one idea, and put the length into duration_seconds. Give me three wav files.',
    ],
  },
  {
    name: 'stems_for_editing',
    title: 'Hand over to an editor',
    description: 'Stems, MIDI and the timeline of a project for other programs.',
    arguments: [{ name: 'project', description: 'The name of the project', isOptional: false, completes: null }],
    lines: [
      'Export the project "{project}" for editing elsewhere: stems, mid and otio with export_video. Tell me what each file is for.',
    ],
  },
];
