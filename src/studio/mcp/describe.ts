import type { Brief, ReceiptLine } from '../../engine/brief/index.ts';
import { styleInfo } from '../../engine/brief/index.ts';
import type { Desk } from './door.ts';
import type { MusicAnswer, ReceiptAnswer } from './answers.ts';
import { readSessionState } from '../actions/sessions/read-session-state.ts';
import { summariseDraft } from '../../contract/service/index.ts';

/** A brief in a model's words. */
export function musicOf(brief: Brief): MusicAnswer {
  return {
    style: styleInfo(brief.style).name,
    tempo_bpm: brief.tempoBpm,
    key: `${brief.key.tonic} ${brief.key.mode}`,
    meter: brief.meter,
    duration_seconds: brief.durationSeconds,
    seed: brief.seed,
    moods: [...brief.moods],
    instruments: [...brief.instruments],
  };
}

/** What became of each word, without the places in the text. */
export function receiptOf(receipt: readonly ReceiptLine[]): ReceiptAnswer[] {
  return receipt.map(({ words, decision, status, note }) => ({ words, decision, status, note }));
}

/** What a person should hear of a receipt: words that were not taken as they were meant, one line each. */
export function caveatsOf(receipt: readonly ReceiptLine[]): string[] {
  return receipt
    .filter(({ status }) => status === 'refused' || status === 'approximated')
    .map(({ words, note }) => `"${words}": ${note}`);
}

/** "Indie Folk, 96 BPM, G major, 30 s" */
export function musicLine({ style, tempo_bpm: bpm, key, duration_seconds: seconds }: MusicAnswer): string {
  return `${style}, ${Math.round(bpm)} BPM, ${key}, ${secondsText(seconds)}`;
}

/** One line on what is on a project's timeline. */
export async function timelineLine({ ports, caller }: Desk, sessionId: string): Promise<string> {
  return summariseDraft((await readSessionState(ports, caller, sessionId)).state.draft);
}

export function secondsText(seconds: number): string {
  return `${Math.round(seconds * 10) / 10} s`;
}

export function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
