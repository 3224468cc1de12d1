import type { MediaProbe } from '../../ports/media-probe.ts';
import type { ServicePorts } from '../service-ports.ts';

/** What uploads need besides what every action may use. */
export type UploadPorts = ServicePorts & { readonly mediaProbe: MediaProbe };
