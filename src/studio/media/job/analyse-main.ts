import { Log } from 'node-av/lib';
import { AV_LOG_QUIET } from 'node-av/constants';
import { StudioError } from '../../../engine/kernel/index.ts';
import { analyseMedia } from './analyse-media.ts';
import { PROBE_READY } from './probe-answer.ts';
import { sayAnswer } from './say-answer.ts';

// One file, one process, started by probe-process.ts with few rights; the answer is one JSON text, as a probe's.
Log.setLevel(AV_LOG_QUIET);
sayAnswer(PROBE_READY);
const [path = '', kind = '', contentType = '', durationMs = '0'] = process.argv.slice(2);
let answer: string;
try {
  const facts = await analyseMedia(
    { path, name: 'the file', contentType },
    { kind: kind === 'cuts' ? 'cuts' : 'speech', durationMs: Number(durationMs) },
  );
  answer = JSON.stringify({ ok: true, facts });
} catch (cause) {
  answer = JSON.stringify({
    ok: false,
    code: cause instanceof StudioError ? cause.code : 'media.probe-failed',
    message: cause instanceof Error ? cause.message : String(cause),
  });
}

sayAnswer(Buffer.from(answer));
process.exit(0);
