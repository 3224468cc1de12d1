export { createMediaExporter, type MediaExporterOptions } from './media-exporter.ts';
export { createMediaProbe, type MediaProbeOptions } from './media-probe.ts';
