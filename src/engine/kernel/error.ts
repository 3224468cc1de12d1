/** A failure that a person can act on. `code` is stable and dotted (`brief.duration-too-long`); the message says what was expected, what came and what to do. */
export class StudioError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'StudioError';
    this.code = code;
  }
}
