export {
  Brief,
  type BriefHints,
  Ending,
  Energy,
  EnergyShape,
  Feeling,
  Hue,
  Key,
  Meter,
  Mode,
  Production,
  ReceiptLine,
  STYLE_IDS,
  StyleId,
  TONICS,
} from './brief.ts';
export {
  findInstrument,
  instrumentById,
  INSTRUMENTS,
  isExcluded,
  type Instrument,
  type InstrumentFamily,
  type Sustain,
} from './catalogue/instruments.ts';
export { INSTRUMENT_FAMILIES, instrumentWords, STAND_INS } from './instrument-names.ts';
export { LONGEST_READ, type ReadBrief, readBrief } from './read-brief.ts';
export { type MoodInfo, MOODS } from './vocabulary/moods.ts';
export { type StyleInfo, styleInfo, STYLES } from './vocabulary/styles.ts';
export { USES } from './vocabulary/uses.ts';
