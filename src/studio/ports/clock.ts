/** Time as the shell sees it. */
export interface Clock {
  /** Milliseconds from an arbitrary start, never going back. */
  elapsedMs(): number;
}
