/** Where the command line writes. */
export interface Terminal {
  /** To stdout: answers only (paths, tables, one JSON object). */
  out(text: string): void;
  /** To stderr: progress, summaries, errors. */
  err(text: string): void;
  readonly isOutTerminal: boolean;
  readonly isErrTerminal: boolean;
  /** Width of the window in columns. */
  readonly columns: number;
  readonly hasColour: boolean;
}

export type Paint = { readonly [name in 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan']: (text: string) => string };

/** Colours for a terminal that has them, plain text otherwise. */
export function paintFor(hasColour: boolean): Paint {
  const wrap = (open: number, close: number) => (text: string) => (hasColour ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    red: wrap(31, 39),
    green: wrap(32, 39),
    yellow: wrap(33, 39),
    cyan: wrap(36, 39),
  };
}
