/** What is looked for in a file: the cuts of its film, or the words that are said in it. */
export type AnalysisKind = 'cuts' | 'speech';

/** A film or a sound of a person's. */
export type AnalysedFile = {
  readonly path: string;
  /** The MIME type that its content was found to have. */
  readonly contentType: string;
  readonly durationMs: number;
};

/** What was found; null where it was not looked for. */
export type MediaAnalysis = {
  /** The first picture of each shot after the first, in milliseconds of the file. */
  readonly cuts: readonly number[] | null;
  /** Where somebody speaks, in order, in milliseconds of the file. */
  readonly speech: readonly { readonly fromMs: number; readonly toMs: number }[] | null;
};

/** Looks through films and listens to sounds that strangers sent, in a process of its own with little rights, memory and time. */
export interface MediaAnalyser {
  /** Throws `media.damaged`, `media.unsupported` and `media.too-slow`, as a probe does. */
  analyse(file: AnalysedFile, options: { readonly kind: AnalysisKind; readonly signal: AbortSignal }): Promise<MediaAnalysis>;
}
