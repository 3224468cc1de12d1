export { describeDraftDucking, type DraftDucking, type SpokenStretch } from './describe-draft-ducking.ts';
export type { AudioEncoding, ExportPlan, TitlePlan, VideoEncoding } from './export-plan.ts';
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
export { motionRectAt } from './motion-rect.ts';
export { mixPalette, PALETTE_RECIPES, type Palette } from './palettes.ts';
export type { PaletteRecipe } from './palettes/recipe.ts';
export { planDraftExport, type DraftExportRequest } from './plan-draft-export.ts';
export { planExport, type ExportRequest } from './plan-export.ts';
export type { DrawnMusic } from './plan-shots.ts';
export { planSound, SILENT_DB, type SoundPlanOptions } from './plan-sound.ts';
export { EXPORT_PRESETS, PRESET_IDS, presetNamed, presetWarnings, type ExportPreset, type PresetId } from './presets.ts';
export { planVisual } from './plan-visual.ts';
export { reusableGroups, type FrameRun } from './reusable-groups.ts';
export {
  transitionProgress,
  type Look,
  type Shot,
  type ShotFraming,
  type ShotMotion,
  type ShotSource,
  type ShotTransition,
} from './shot.ts';
export type { LoudnessWish, SoundClip, SoundFade, SoundPlan, SoundRole } from './sound-plan.ts';
export { titleSpan } from './title-span.ts';
export { MOTIFS, type Motif, type VisualMusic, type VisualNote, type VisualPlan } from './visual-plan.ts';
