import { type Code, unsigned, type Variable } from './instructions.ts';

// Every runtime we know has it, but it stands in none of the language's own type libraries.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: { readonly run: Run; readonly memory: { readonly buffer: ArrayBuffer } };
  };
};

type Run = (from: number, to: number) => number;

const INTEGER = 0x7f;
const DOUBLE = 0x7c;
const PAIR = 0x7b;

/** Hands out the variables of a program; all begin as zero. */
export class Variables {
  readonly #kinds: number[] = [];

  integer(): Variable {
    return this.#add(INTEGER);
  }

  double(): Variable {
    return this.#add(DOUBLE);
  }

  pair(): Variable {
    return this.#add(PAIR);
  }

  get declarations(): Code {
    return [...unsigned(this.#kinds.length), ...this.#kinds.flatMap((kind) => [1, kind])];
  }

  #add(kind: number): Variable {
    // The two arguments come first.
    const index = unsigned(this.#kinds.push(kind) + 1);
    return { value: [0x20, ...index], set: (value) => [...value, 0x21, ...index] };
  }
}

/** A program's two arguments, as expressions. */
export type Range = { readonly from: Code; readonly to: Code };

/**
 * A loop over samples as a WebAssembly program: two doubles are worked on by one instruction, which rounds exactly as the plain
 * one does, so bytes are the same as of a loop in JavaScript; and it is fast from the first call, not once it has been watched.
 */
export class LaneProgram {
  readonly run: Run;
  readonly #memory: ArrayBuffer;

  /** `write` gives the instructions, which leave one double. Memory is `pages` × 64 KB, the program's own. */
  constructor(pages: number, write: (variables: Variables, range: Range) => Code) {
    const variables = new Variables();
    const code = write(variables, { from: [0x20, 0], to: [0x20, 1] });
    const { exports } = new WebAssembly.Instance(
      new WebAssembly.Module(moduleOf(pages, [...variables.declarations, ...code, 0x0b])),
    );
    this.run = exports.run;
    this.#memory = exports.memory.buffer;
  }

  floats(at: number, count: number): Float32Array {
    return new Float32Array(this.#memory, at, count);
  }

  integers(at: number, count: number): Int32Array {
    return new Int32Array(this.#memory, at, count);
  }

  doubles(at: number, count: number): Float64Array {
    return new Float64Array(this.#memory, at, count);
  }
}

/** A module with one function `run(from, to)`, which gives a double, and its memory: specification §5.5. */
function moduleOf(pages: number, body: Code): Uint8Array {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [0x60, 2, INTEGER, INTEGER, 1, DOUBLE]),
    ...section(3, [0]),
    ...section(5, [0, ...unsigned(pages)]),
    ...section(7, [3, ...bytesOf('run'), 0, 0], [6, ...bytesOf('memory'), 2, 0]),
    ...section(10, [...unsigned(body.length), ...body]),
  ]);
}

function section(id: number, ...entries: readonly Code[]): Code {
  const content = [...unsigned(entries.length), ...entries.flat()];
  return [id, ...unsigned(content.length), ...content];
}

function bytesOf(name: string): Code {
  return Array.from(name, (letter) => letter.charCodeAt(0));
}
