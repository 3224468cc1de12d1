import { at } from '../../kernel/index.ts';
import type { FormStyle } from '../styles/style.ts';
import type { Draft } from './draft.ts';
import type { GridCost } from './grid-cost.ts';

/** Material of the first eight bars of a lone chorus, and of its last four, which are also introduction and tag. */
const HEAD = 'H';
const TURN = 'T';
/** Bars before the last line of a chorus as a share of it: eight of twelve. */
const HEAD_SHARE = 2 / 3;

/** How awkward a number of bars is for a form of whole choruses: four bars more are an introduction, two a vamp, the rest limps. */
export function chorusCost(chorusBars: number, otherwise: GridCost): GridCost {
  return (bars, phraseBars) => {
    const rest = bars % chorusBars;
    return bars < chorusBars
      ? otherwise(bars, phraseBars)
      : rest === 0
        ? 0.1
        : rest === 4
          ? 0
          : rest === 2
            ? 0.5
            : rest === 8
              ? 0.6
              : rest === 3
                ? 0.9
                : 2;
  };
}

/**
 * Sections of a style that is played in choruses, with their bars: whole choruses, what is left over as introduction and tag; null
 * where not one chorus fits. A lone chorus is told in two parts, so that its last line answers the first two.
 */
export function chooseChoruses(form: FormStyle, bodyBars: number, isLoop: boolean): Draft[] | null {
  const { chorusBars } = form;
  if (chorusBars === undefined || bodyBars < chorusBars) {
    return null;
  }

  const count = Math.floor(bodyBars / chorusBars);
  const rest = bodyBars - count * chorusBars;
  const introBars = isLoop || rest < 2 ? 0 : Math.min(4, rest);
  const tagBars = rest - introBars;
  const edge = (kind: 'intro' | 'outro', bars: number): Draft[] => {
    const entry = form.journey.find((one) => one.kind === kind);
    return bars === 0 ? [] : [{ kind, material: TURN, keep: 0.3, energy: entry?.energy ?? 0.5, usual: bars, bars }];
  };
  const body = count === 1 ? loneChorus(form, chorusBars) : manyChoruses(form, chorusBars, count);
  return [...edge('intro', introBars), ...body, ...edge('outro', tagBars)];
}

function loneChorus(form: FormStyle, chorusBars: number): Draft[] {
  const [first, arrival] = [wholeChoruses(form, chorusBars), form.journey.filter((entry) => entry.kind === 'chorus')].map(
    (entries) => entries[0],
  );
  const head = Math.round(chorusBars * HEAD_SHARE);
  return [
    { kind: 'verse', material: HEAD, keep: 1, energy: first?.energy ?? 0.55, usual: head, bars: head },
    {
      kind: 'chorus',
      material: TURN,
      keep: 1,
      energy: arrival?.energy ?? 0.75,
      usual: chorusBars - head,
      bars: chorusBars - head,
    },
  ];
}

/** The journey's choruses, least needed dropped first; a long piece goes round them again after the first. */
function manyChoruses(form: FormStyle, chorusBars: number, count: number): Draft[] {
  const whole = wholeChoruses(form, chorusBars);
  const round = whole.slice(1);
  const order = Array.from({ length: count }, (_, index) =>
    index < whole.length ? at(whole, index) : at(round, (index - 1) % round.length),
  );
  if (count < whole.length) {
    const kept = [...whole]
      .sort((left, right) => right.keep - left.keep || whole.indexOf(left) - whole.indexOf(right))
      .slice(0, count);
    return whole.filter((entry) => kept.includes(entry));
  }

  return order;
}

function wholeChoruses(form: FormStyle, chorusBars: number): Draft[] {
  return form.journey.filter((entry) => entry.bars === chorusBars).map((entry) => ({ ...entry, usual: entry.bars }));
}
