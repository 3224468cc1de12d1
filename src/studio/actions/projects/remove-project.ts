import { deleteSession } from '../../store/records/sessions.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';
import { cancelWork } from './wait-for-work.ts';

/** Stops all that is being made for a project and deletes it. */
export async function removeProject(
  ports: Pick<ServicePorts, 'database' | 'queue' | 'wallClock'>,
  caller: Caller,
  sessionId: string,
): Promise<void> {
  await cancelWork(ports, caller, sessionId);
  await deleteSession(ports.database, { id: sessionId, accountId: caller.account.id, now: ports.wallClock.now() });
}
