import { writeSync } from 'node:fs';
import { Log } from 'node-av/lib';
import { AV_LOG_QUIET } from 'node-av/constants';
import { StudioError } from '../../../engine/kernel/index.ts';
import { PROBE_READY } from './probe-answer.ts';
import { probeFile } from './probe-file.ts';

// One file, one process, started by probe-process.ts with few rights. The answer is one JSON text on the standard output: nothing but
// plain text, of a length that the parent bounds, crosses the border to the process that we trust.
Log.setLevel(AV_LOG_QUIET);
say(PROBE_READY);
const path = process.argv[2] ?? '';
let answer: string;
try {
  const { thumbnail, ...facts } = await probeFile(path);
  answer = JSON.stringify({
    ok: true,
    facts: { ...facts, thumbnail: thumbnail === null ? null : Buffer.from(thumbnail).toString('base64') },
  });
} catch (cause) {
  answer = JSON.stringify({
    ok: false,
    code: cause instanceof StudioError ? cause.code : 'media.probe-failed',
    message: cause instanceof Error ? cause.message : String(cause),
  });
}

say(Buffer.from(answer));
// What FFmpeg still holds dies with the process, faster and safer than by tidying up after a hostile file.
process.exit(0);

function say(bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(1, bytes, written);
  }
}
