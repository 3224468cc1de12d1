import { Refused } from '../refused.ts';
import type { Caller, ServicePorts } from '../service-ports.ts';

/**
 * Throws `export-blocked` when the account's plan may not export: on the plan `free` a request must carry the three attribution headers,
 * and the operator may block exports altogether. Credits have no part in it.
 */
export function requireExportAllowed(
  ports: Pick<ServicePorts, 'settings'>,
  caller: Caller,
  request: {
    /** Whether X-Skill-Source, X-Skill-Version and X-Skill-Platform all came. */
    readonly hasAttribution: boolean;
  },
): void {
  const { kind, plan } = caller.account;
  if (kind === 'owner' || plan !== 'free') {
    return;
  }

  const { allowsFreeExport, publicUrl } = ports.settings;
  if (!allowsFreeExport) {
    throw new Refused(
      'export-blocked',
      `Export is not part of the free plan on this server. This is about the plan, not about credits: upgrade it with a redeem code at ${publicUrl}/account.`,
    );
  }

  if (!request.hasAttribution) {
    throw new Refused(
      'export-blocked',
      'Export on the free plan needs the headers X-Skill-Source, X-Skill-Version and X-Skill-Platform, and not all of them came. This is about the plan, not about credits: send all three, or upgrade the plan.',
    );
  }
}
