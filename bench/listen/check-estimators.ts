import { loadSoundBank } from '../../src/engine/audio/index.ts';
import { DiskOneShots, readBank } from '../../src/studio/audio-worker/sample-files.ts';
import { estimateKey } from './estimate-key.ts';
import { agreesInTempo, estimatePulse } from './estimate-tempo.ts';
import { isForTuning, knownWorks, type KnownWork } from './known-works.ts';
import { onsetStrength } from './onset-strength.ts';
import { playPlainly } from './play-plainly.ts';

type Kinship = 'right' | 'relative' | 'fifth' | 'parallel' | 'other';
type Hearing = {
  readonly work: KnownWork;
  /** Null where the work's key is not known. */
  readonly key: Kinship | null;
  /** Null where the work's tempo is not known. */
  readonly isTempoFound: boolean | null;
};

/**
 * How often the estimators are right about music that people wrote, whose key or tempo is known, played plainly. The half for tuning
 * and the held-out half are told apart; nothing of ours is among them. Throws `listen.corpora-missing` where there are no corpora.
 */
export async function checkEstimators(folder: string, onWork: (done: number, of: number) => void): Promise<readonly string[]> {
  const works = await knownWorks(folder);
  const bank = await loadSoundBank({ soundfont: readBank(), oneShots: new DiskOneShots() });
  const hearings = works.map((work, i): Hearing => {
    const sound = playPlainly(work, bank);
    const { bpm } = work.bpm === null ? { bpm: null } : estimatePulse(onsetStrength(sound));
    onWork(i + 1, works.length);
    return {
      work,
      key: work.key === null ? null : kinship(work.key, estimateKey(sound)),
      isTempoFound: work.bpm === null ? null : bpm !== null && agreesInTempo(bpm, work.bpm),
    };
  });
  return [true, false].flatMap((isTuning) => {
    const half = hearings.filter(({ work }) => isForTuning(work) === isTuning);
    return [isTuning ? 'For tuning:' : 'Held out:', ...keyLines(half), ...tempoLines(half)];
  });
}

type Key = { readonly tonic: number; readonly isMinor: boolean };

/** How the key that was heard is related to the one that is written. */
function kinship(written: Key, heard: Key): Kinship {
  const up = (heard.tonic - written.tonic + 12) % 12;
  if (up === 0) {
    return heard.isMinor === written.isMinor ? 'right' : 'parallel';
  }

  if (heard.isMinor !== written.isMinor) {
    return up === (written.isMinor ? 3 : 9) ? 'relative' : 'other';
  }

  return up === 5 || up === 7 ? 'fifth' : 'other';
}

function keyLines(hearings: readonly Hearing[]): readonly string[] {
  const heard = hearings.filter(({ key }) => key !== null);
  const line = (name: string, own: readonly Hearing[]): string => {
    const shares = (['right', 'relative', 'fifth', 'parallel', 'other'] as const).map(
      (kind) => `${kind} ${percent(own, ({ key }) => key === kind)}`,
    );
    return `  key, ${name} (${own.length}): ${shares.join(', ')}`;
  };
  return [
    line('all', heard),
    line(
      'major',
      heard.filter(({ work }) => work.key?.isMinor === false),
    ),
    line(
      'minor',
      heard.filter(({ work }) => work.key?.isMinor === true),
    ),
    ...corporaOf(heard).map((corpus) =>
      line(
        corpus,
        heard.filter(({ work }) => work.corpus === corpus),
      ),
    ),
  ];
}

function tempoLines(hearings: readonly Hearing[]): readonly string[] {
  const heard = hearings.filter(({ isTempoFound }) => isTempoFound !== null);
  return corporaOf(heard).map((corpus) => {
    const own = heard.filter(({ work }) => work.corpus === corpus);
    return `  tempo, ${corpus} (${own.length}): found ${percent(own, ({ isTempoFound }) => isTempoFound === true)}`;
  });
}

function corporaOf(hearings: readonly Hearing[]): readonly string[] {
  return [...new Set(hearings.map(({ work }) => work.corpus))];
}

function percent(hearings: readonly Hearing[], is: (hearing: Hearing) => boolean): string {
  return `${Math.round((100 * hearings.filter(is).length) / Math.max(1, hearings.length))} %`;
}
