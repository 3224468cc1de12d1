import type { ModalPartial, ModalPatch } from './modal-patch.ts';

function partial(ratio: number, level: number, seconds: number, beatCents = 0): ModalPartial {
  return { ratio, level, seconds, beatCents };
}

/** Struck bodies by their catalogue ids. */
export const MODAL: ReadonlyMap<string, ModalPatch> = new Map<string, ModalPatch>([
  [
    // A tone field is tuned to note, octave and twelfth; the shell's air answers far below.
    'handpan',
    {
      partials: [
        partial(1, 0.42, 2.6, 0.8),
        partial(2, 0.3, 1.9, 1.2),
        partial(3, 0.17, 1.3, 1.5),
        partial(4.02, 0.04, 0.6),
        partial(5.43, 0.03, 0.35),
        partial(0.5, 0.03, 0.25),
      ],
      keyScale: 0.82,
      softDb: 7,
      strike: { level: 0.1, seconds: 0.006, pull: 0.22 },
      attack: 0,
      releaseSeconds: null,
      width: 0.35,
    },
  ],
  [
    // Each mode of a hammered bowl is a pair: the slow beating is the sound of it.
    'singing-bowl',
    {
      partials: [
        partial(1, 0.4, 7, 3.2),
        partial(2.71, 0.24, 6, 2.2),
        partial(5.12, 0.1, 3.4, 1.8),
        partial(8.1, 0.04, 1.8, 1.5),
        partial(11.6, 0.015, 0.9),
      ],
      keyScale: 0.8,
      softDb: 5,
      strike: { level: 0.03, seconds: 0.012, pull: 0.08 },
      attack: 0.012,
      releaseSeconds: null,
      width: 0.45,
    },
  ],
  [
    // Stiff rods struck by plastic: a clamped bar's partials over a box that knocks.
    'toy-piano',
    {
      partials: [
        partial(1, 0.34, 1.7, 2),
        partial(2.0, 0.05, 0.6),
        partial(6.27, 0.2, 0.55),
        partial(10.2, 0.05, 0.2),
        partial(17.55, 0.045, 0.1),
      ],
      keyScale: 0.7,
      softDb: 3,
      strike: { level: 0.16, seconds: 0.007, pull: 0.35 },
      attack: 0,
      releaseSeconds: 0.5,
      width: 0.2,
    },
  ],
  [
    // Cast bells with a strong tierce, as ringers hold them.
    'hand-bells',
    {
      partials: [
        partial(1, 0.4, 4.5, 1),
        partial(2.0, 0.08, 2.2),
        partial(3.0, 0.2, 1.6, 1.4),
        partial(4.2, 0.04, 0.8),
        partial(5.93, 0.035, 0.5),
      ],
      keyScale: 0.75,
      softDb: 5,
      strike: { level: 0.05, seconds: 0.004, pull: 0.5 },
      attack: 0,
      releaseSeconds: 0.9,
      width: 0.3,
    },
  ],
]);
