/** What an export does, as data; carried out by `studio/media`. */
export type ExportPlan = {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: 24 | 25 | 30 | 60;
  readonly frames: number;
  readonly durationSeconds: number;
};
