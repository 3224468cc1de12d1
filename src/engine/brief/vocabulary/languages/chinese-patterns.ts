import { chineseNumber } from './chinese-number.ts';
import type { LanguagePattern } from './language.ts';

const NUMBER = '(?:\\d{1,6}(?:\\.\\d{1,3})?|[零〇一二两三四五六七八九十百]{1,7}|半)';
const tonicOf = (sign: string, tonic: string): string =>
  `${tonic.toUpperCase()}${/[升#♯]/u.test(sign) ? '#' : /[降b♭]/u.test(sign) ? 'b' : ''}`;

/** Lengths, moments, tempi, keys and metres as Chinese writes them. */
export const CHINESE_PATTERNS: readonly LanguagePattern[] = [
  {
    expression:
      /(?:在|到)?(?:最后(?:一[段次个])?|结尾)?(?:的)?(?:副歌)?(?:处|时|部分)?(?:转调|升调|升key|变调)(?:升高?)?(?:(一个全音|全音|一个半音|半音|小三度))?/uy,
    english: ([, size = '']) =>
      `key change up a ${size.includes('半') ? 'half step' : size.includes('三') ? 'minor third' : 'whole step'}`,
  },
  { expression: /每分钟\s*(\d{2,3})\s*[拍下]/uy, english: ([, bpm = '']) => `${bpm} bpm` },
  {
    expression: /(?:速度|节奏|节拍|拍速)\s*(?:为|是|在|[:：])?\s*(\d{2,3})(?!\d|\s*秒)/uy,
    english: ([, bpm = '']) => `tempo ${bpm}`,
  },
  { expression: /(\d{2,3})\s*拍(?:每分钟|\/分钟?)?/uy, english: ([, bpm = '']) => `${bpm} bpm` },
  {
    expression: new RegExp(`(?:在|到|于)?\\s*第\\s*(${NUMBER})\\s*秒钟?(?:处|时|的时候|左右|开始)?`, 'uy'),
    english: ([, seconds = '']) => `at ${chineseNumber(seconds)} seconds`,
  },
  {
    expression: new RegExp(`(?:在|到|于)?\\s*(${NUMBER})\\s*秒钟?(?:处|时|的时候|的地方)`, 'uy'),
    english: ([, seconds = '']) => `at ${chineseNumber(seconds)} seconds`,
  },
  { expression: /(?:在|到|于)\s*(\d{1,2}:\d{2})(?:处|时|的时候)?/uy, english: ([, clock = '']) => `at ${clock}` },
  {
    expression: new RegExp(`(${NUMBER})\\s*分钟?半钟?|(${NUMBER})\\s*个?半分钟`, 'uy'),
    english: ([, minutes = '', halves = '']) => `${chineseNumber(minutes === '' ? halves : minutes) * 60 + 30} seconds`,
  },
  { expression: /半\s*分钟/uy, english: () => '30 seconds' },
  {
    expression: new RegExp(`(${NUMBER})\\s*分钟?\\s*(${NUMBER})\\s*秒钟?`, 'uy'),
    english: ([, minutes = '', seconds = '']) => `${chineseNumber(minutes) * 60 + chineseNumber(seconds)} seconds`,
  },
  {
    expression: new RegExp(`(${NUMBER})\\s*分钟`, 'uy'),
    english: ([, minutes = '']) => `${chineseNumber(minutes) * 60} seconds`,
  },
  { expression: new RegExp(`(${NUMBER})\\s*秒钟?`, 'uy'), english: ([, seconds = '']) => `${chineseNumber(seconds)} seconds` },
  { expression: new RegExp(`(${NUMBER})\\s*个?小节`, 'uy'), english: ([, bars = '']) => `${chineseNumber(bars)} bars` },
  {
    expression: /([升降])?\s*([A-Ga-g])\s*([升降#♯♭b])?\s*(大|小)调/uy,
    english: ([, before = '', tonic = 'C', after = '', mode = '']) =>
      `${tonicOf(before + after, tonic)} ${mode === '大' ? 'major' : 'minor'}`,
  },
  { expression: /(\d)\s*\/\s*(\d)\s*拍子?/uy, english: ([, beats = '4', unit = '4']) => `${beats}/${unit}` },
  {
    expression: /([四八])([二三四五六七])拍子?/uy,
    english: ([, unit = '', beats = '']) => `${chineseNumber(beats)}/${chineseNumber(unit)}`,
  },
  {
    expression: new RegExp(`([一二三四五六七八九])成(?=[\\p{Script=Han}])`, 'uy'),
    english: ([, tenths = '']) => `${chineseNumber(tenths)}0%`,
  },
  { expression: /百分之\s*(\d{1,3})(?:的)?/uy, english: ([, share = '']) => `${share}%` },
];
