import { parentPort } from 'node:worker_threads';
import {
  finishStem,
  loadSoundBank,
  master,
  MixBus,
  processStrip,
  renderStem,
  soundRoom,
  type SoundBank,
  type Stem,
  type StemSettings,
  type Stereo,
  type StripOutput,
} from '../../engine/audio/index.ts';
import { assert, StudioError } from '../../engine/kernel/index.ts';
import { memoryOf, type NumberedTask, type WorkerAnswer, type WorkerResult, type WorkerTask } from './messages.ts';
import { checkBank, DiskOneShots, readBank } from './sample-files.ts';

/** The quietest stem that counts as sounding: −100 dB. */
const SILENT = 0.00001;

assert(parentPort !== null, 'the audio worker runs as a worker thread');
const port = parentPort;
let bank: Promise<SoundBank> | null = null;
let bus: MixBus | null = null;
let mix: Stereo | null = null;
/** Strips of former mixes, by the names they were given. */
const kept = new Map<string, StripOutput>();
// Tasks are done one after another in the order they came: a bus is begun before strips are added to it.
let queue: Promise<void> = Promise.resolve();

port.on('message', (message: NumberedTask) => {
  queue = queue.then(async () => answer(message));
});

async function answer({ number, task }: NumberedTask): Promise<void> {
  let reply: WorkerAnswer;
  let memory: ArrayBuffer[] = [];
  try {
    const result = await run(task);
    reply = { number, isOk: true, result };
    memory = memoryIn(result);
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    reply = { number, isOk: false, code: problem instanceof StudioError ? problem.code : null, message };
  }

  port.postMessage(reply, memory);
}

async function run(task: WorkerTask): Promise<WorkerResult> {
  switch (task.kind) {
    case 'load':
      await soundBank(task.isChecking);
      return { kind: 'done' };
    case 'stem': {
      const stem = renderStem(task.part, await soundBank(), task.context.renderSamples);
      // A kit's pieces are played only while they are mixed: it is judged by what they sum up to.
      if (stem.sound.kind === 'whole') {
        assertSounds(stem, stem.sound.audio);
      }

      const strip = processStrip(stem, task.strip, task.context);
      if (stem.sound.kind === 'kit') {
        assertSounds(stem, strip.audio);
      }

      return { kind: 'strip', strip };
    }

    case 'begin-mix':
      bus = new MixBus(task.plan);
      mix = null;
      return { kind: 'done' };
    case 'add-strip':
      task.keeping?.forget.forEach((key) => kept.delete(key));
      if (task.keeping !== null) {
        kept.set(task.keeping.key, task.strip);
      }

      return added(task.strip, task.stem);
    case 'add-kept-strip': {
      const strip = kept.get(task.key);
      assert(strip !== undefined, 'the mixer holds what it was told to keep');
      return added(strip, task.stem);
    }

    case 'skip-strip':
      currentBus().skipStrip(task.partId);
      return { kind: 'done' };
    case 'take-room':
      return { kind: 'audio', audio: currentBus().takeRoom() };
    case 'sound-room':
      return { kind: 'audio', audio: soundRoom(task.send, task.plan) };
    case 'sound-echoes':
      currentBus().soundEchoes();
      return { kind: 'done' };
    case 'finish-mix':
      mix = currentBus().finish(task.room);
      bus = null;
      return { kind: 'done' };
    case 'finish-returns': {
      const returned = currentBus().finishReturns();
      bus = null;
      return { kind: 'audio', audio: finishStem(returned, task.stem) };
    }

    case 'master': {
      assert(mix !== null, 'the mix is finished before it is mastered');
      const mastered = master(mix, task.settings);
      mix = null;
      return { kind: 'mastered', ...mastered };
    }
  }
}

/** Adds a strip, which is only read, to the mix. */
function added(strip: StripOutput, stem: StemSettings | null): WorkerResult {
  currentBus().addStrip(strip);
  return { kind: 'audio', audio: stem === null ? null : finishStem(strip.audio, stem) };
}

async function soundBank(isChecking = false): Promise<SoundBank> {
  bank ??= readSoundBank(isChecking);
  return bank;
}

async function readSoundBank(isChecking: boolean): Promise<SoundBank> {
  const soundfont = readBank();
  if (isChecking) {
    checkBank(soundfont);
  }

  return loadSoundBank({ soundfont, oneShots: new DiskOneShots() });
}

function currentBus(): MixBus {
  assert(bus !== null, 'a mix has begun');
  return bus;
}

function memoryIn(result: WorkerResult): ArrayBuffer[] {
  switch (result.kind) {
    case 'strip':
      return memoryOf(result.strip.audio, result.strip.sendAudio);
    case 'audio':
    case 'mastered':
      return memoryOf(result.audio);
    case 'done':
      return [];
  }
}

/** A part that is written must be heard: silence here is a fault of ours that would otherwise be found by a listener. */
function assertSounds(stem: Stem, audio: Stereo): void {
  const sounds = [audio.left, audio.right].some((channel) => channel.some((x) => x > SILENT || x < -SILENT));
  if (!sounds) {
    throw new StudioError(
      'audio.stem-silent',
      `Expected to hear the part "${stem.partId}" (${stem.instrument}), got silence. Try another seed, or leave that instrument out, and report this.`,
    );
  }
}
