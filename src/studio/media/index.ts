export { createMediaAnalyser, type MediaAnalyserOptions } from './media-analyser.ts';
export { createMediaExporter, type MediaExporterOptions } from './media-exporter.ts';
export { soundStreams } from './sound-streams.ts';
export { createMediaProbe, type MediaProbeOptions } from './media-probe.ts';
