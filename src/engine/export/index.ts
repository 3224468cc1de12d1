export type {
  AudioEncoding,
  ExportPlan,
  Shot,
  ShotSource,
  TitlePlan,
  VideoEncoding,
} from './export-plan.ts';
export {
  FRAME_FORMATS,
  FRAME_RATES,
  nearestFormat,
  safeAreaOf,
  sizeOf,
  type Area,
  type FrameFormat,
  type FrameRate,
} from './frame-format.ts';
export { mixPalette, PALETTE_RECIPES, type Palette } from './palettes.ts';
export type { PaletteRecipe } from './palettes/recipe.ts';
export { planDraftExport, type DraftExportRequest, type DrawnMusic } from './plan-draft-export.ts';
export { planExport, type ExportRequest } from './plan-export.ts';
export { planSound, SILENT_DB, type SoundPlanOptions } from './plan-sound.ts';
export { planVisual } from './plan-visual.ts';
export type { LoudnessWish, SoundClip, SoundFade, SoundPlan, SoundRole } from './sound-plan.ts';
export { MOTIFS, type Motif, type VisualMusic, type VisualNote, type VisualPlan } from './visual-plan.ts';
