export { createMediaExporter, type MediaExporterOptions } from './media-exporter.ts';
