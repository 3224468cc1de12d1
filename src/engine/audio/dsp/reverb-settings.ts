/** A room as an engineer describes it. */
export type ReverbSettings = {
  /** A room of air, or the springs of a guitar amplifier, which chirp: highs of every bounce come later. */
  readonly kind: 'room' | 'spring';
  /** 0 a booth, 0.5 a chamber, 1 a cathedral: how far the walls are. */
  readonly size: number;
  /** Seconds until the middle has fallen by 60 dB. */
  readonly decaySeconds: number;
  /** The same for the top, as a part of the middle's (0.1–1): soft walls swallow highs. */
  readonly highDecay: number;
  /** Where highs begin to decay faster. */
  readonly dampingHz: number;
  readonly preDelayMs: number;
  /** Nothing below enters the room: mud is made of reverberated bass. */
  readonly lowCutHz: number;
  /** Highs above this do not enter. */
  readonly highCutHz: number;
  /** Early reflections against what was sent, dB. */
  readonly earlyDb: number;
};
