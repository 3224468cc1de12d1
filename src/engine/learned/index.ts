export { DRUM_VOICES, DRUMMER_GENRES, DRUMMERS, type DrummerGenre, type DrumVoice, type GridHit } from './drum-grid.ts';
export { playGrid, type HitChance, type HumanHit } from './drummer.ts';
export {
  pianoFigures,
  type FigureShape,
  type FigureStroke,
  type FigureTable,
  type HandFigure,
  type LeftFigure,
} from './piano-figures.ts';
