import { reusableGroups, type FrameRun } from '../../../engine/export/index.ts';
import { canonicalJson, StudioError } from '../../../engine/kernel/index.ts';
import type { Score } from '../../../engine/score/index.ts';
import type { LocalBlob } from '../../ports/blobs.ts';
import type { JobInHand } from '../../ports/queue.ts';
import type { FormerExport } from '../../ports/timeline-exporter.ts';
import { listFormerVideos } from '../../store/records/exports.ts';
import type { ServicePorts } from '../service-ports.ts';
import { EXPORT_VERSION, jsonOf, withContents } from './digest-export.ts';
import { ExportRequest, ExportResult } from './export-request.ts';
import { planRequest, readScores, type RequestPlan } from './plan-request.ts';

/** Former exports that are compared with a new one; more would seldom have more of it. */
const MOST_COMPARED = 6;

type Candidate = {
  readonly blobHash: string;
  readonly runs: readonly FrameRun[];
  readonly isSoundEqual: boolean;
  readonly encoder: string;
};

/** The account's finished export that has the most of this one, held here until `release`; null when none has anything of it, or none is left. */
export async function findFormerExport(
  ports: Pick<ServicePorts, 'database' | 'blobs'>,
  job: Pick<JobInHand, 'accountId' | 'sessionId'>,
  request: ExportRequest,
): Promise<(FormerExport & Pick<LocalBlob, 'release'>) | null> {
  const formers = await listFormerVideos(ports.database, {
    ...job,
    version: EXPORT_VERSION,
    output: jsonOf(request.output),
    limit: MOST_COMPARED,
  });
  if (formers.length === 0) {
    return null;
  }

  const known = new Map<string, Score>();
  const planned = async (each: ExportRequest): Promise<RequestPlan> => {
    const named = withContents(each);
    return planRequest(named, await readScores(ports.blobs, named.media, known));
  };
  const plan = await planned(request);
  const candidates: Candidate[] = [];
  for (const former of formers) {
    const before = await planned(ExportRequest.parse(former.request));
    if (former.blobHash !== null && plan.picture !== null && before.picture !== null) {
      const runs = reusableGroups(before.picture, plan.picture);
      const isSoundEqual = canonicalJson(before.sound) === canonicalJson(plan.sound);
      const encoder = ExportResult.parse(former.result).made?.encoder ?? '';
      candidates.push({ blobHash: former.blobHash, runs, isSoundEqual, encoder });
    }
  }

  const useful = candidates.filter((each) => worthOf(each) > 0).sort((left, right) => worthOf(right) - worthOf(left));
  for (const { blobHash, ...former } of useful) {
    const local = await localOrNull(ports, blobHash);
    if (local !== null) {
      return { ...former, path: local.path, release: async () => local.release() };
    }
  }

  return null;
}

/** Pictures cost more than sound. */
function worthOf({ runs, isSoundEqual }: Candidate): number {
  const frames = runs.reduce((sum, { startFrame, endFrame }) => sum + endFrame - startFrame, 0);
  return frames + (isSoundEqual ? 0.5 : 0);
}

/** Null for what was swept meanwhile. */
async function localOrNull({ blobs }: Pick<ServicePorts, 'blobs'>, hash: string): Promise<LocalBlob | null> {
  try {
    return await blobs.local(hash);
  } catch (cause) {
    if (cause instanceof StudioError && cause.code === 'blobs.missing') {
      return null;
    }

    throw cause;
  }
}
