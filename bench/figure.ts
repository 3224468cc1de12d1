/** One measured number beside its target. */
export type Figure = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The target as written in the design, or null where there is none. */
  readonly bar: string | null;
  /** Whether the target is met, or null where there is none. */
  readonly isMet: boolean | null;
};

/** A figure that should be at most `bar`. */
export function atMost(what: string, value: number, unit: string, bar: number | null = null): Figure {
  return {
    what,
    value: rounded(value),
    unit,
    bar: bar === null ? null : `≤ ${bar} ${unit}`,
    isMet: bar === null ? null : value <= bar,
  };
}

/** A figure that should be at least `bar`. */
export function atLeast(what: string, value: number, unit: string, bar: number): Figure {
  return { what, value: rounded(value), unit, bar: `≥ ${bar} ${unit}`, isMet: value >= bar };
}

/** A figure without a target. */
export function plain(what: string, value: number, unit: string): Figure {
  return { what, value: rounded(value), unit, bar: null, isMet: null };
}

/** The figures as a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ what, value, unit, bar, isMet }) =>
      `| ${what} | ${value} ${unit} | ${bar ?? ''} | ${isMet === null ? '' : isMet ? 'met' : 'missed'} |`,
  );
  return ['| what | measured | bar | |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
