import type { CutsRequest, MadeMusic, MakeRequest } from '../../contract/index.ts';
import { readBrief } from '../../engine/brief/index.ts';
import { composeCuts } from '../../engine/score/index.ts';
import { checkOutputs } from './check-outputs.ts';
import { cutPath } from './cut-path.ts';
import { makeMusic, type MakePorts, type MakeRun } from './make-music.ts';

/** Makes one idea at several lengths: composed once, cut, and every file asked for made of each cut; all of them or none. */
export async function makeCuts(
  ports: MakePorts,
  { make, cutsSeconds }: CutsRequest,
  run: MakeRun,
): Promise<readonly MadeMusic[]> {
  const requests = cutsSeconds.map((seconds) => requestFor(make, seconds));
  for (const request of requests) {
    await checkOutputs(ports.files, request);
  }

  ports.audioRenderer.warmUp().catch(() => undefined);
  const { brief, receipt } = readBrief(make.prompt, make.hints);
  const pieces = composeCuts(brief, cutsSeconds, make.candidates === null ? {} : { candidates: make.candidates });
  const made: MadeMusic[] = [];
  const fresh: string[] = [];
  try {
    for (const [place, piece] of pieces.entries()) {
      const request = requests[place] ?? make;
      const missing = await missingOf(ports, request);
      made.push(await makeMusic(ports, request, sharedRun(run, place, pieces.length), { ...piece, receipt }));
      fresh.push(...missing);
    }
  } catch (problem) {
    // What earlier cuts made is taken away again; files that were replaced stay replaced.
    for (const path of fresh) {
      await ports.files.remove(path);
    }

    throw problem;
  }

  return made;
}

function requestFor(make: MakeRequest, seconds: number): MakeRequest {
  return {
    ...make,
    outputs: make.outputs.map(({ path, kind }) => ({ path: cutPath(path, seconds), kind })),
    scorePath: make.scorePath === null ? null : cutPath(make.scorePath, seconds),
    stemsFolder: make.stemsFolder === null ? null : cutPath(make.stemsFolder, seconds),
  };
}

/** The files of a request that do not exist yet. */
async function missingOf({ files }: MakePorts, { outputs, scorePath }: MakeRequest): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const path of [...outputs.map((output) => output.path), ...(scorePath === null ? [] : [scorePath])]) {
    if (!(await files.exists(path))) {
      missing.push(path);
    }
  }

  return missing;
}

/** Progress of one cut as a share of every stage of all of them. */
function sharedRun(run: MakeRun, place: number, count: number): MakeRun {
  return { ...run, onProgress: ({ stage, done }) => run.onProgress({ stage, done: (place + done) / count }) };
}
