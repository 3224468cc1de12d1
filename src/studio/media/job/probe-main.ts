import { Log } from 'node-av/lib';
import { AV_LOG_QUIET } from 'node-av/constants';
import { StudioError } from '../../../engine/kernel/index.ts';
import { PROBE_READY } from './probe-answer.ts';
import { probeFile } from './probe-file.ts';
import { sayAnswer } from './say-answer.ts';

// One file, one process, started by probe-process.ts with few rights. The answer is one JSON text on the standard output.
Log.setLevel(AV_LOG_QUIET);
sayAnswer(PROBE_READY);
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

sayAnswer(Buffer.from(answer));
// What FFmpeg still holds dies with the process, faster and safer than by tidying up after a hostile file.
process.exit(0);
