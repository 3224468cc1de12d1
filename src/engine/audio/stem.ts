import type { Role } from '../score/index.ts';
import type { Stereo } from './stereo.ts';

/** The microphones of a drum kit, each mixed on a channel of its own. `percussion` takes claps, shakers and bells played from the kit. */
export type KitPiece = 'kick' | 'snare' | 'hats' | 'toms' | 'cymbals' | 'percussion';

/** Every kit piece in the fixed order in which pieces are summed. */
export const KIT_PIECES: readonly KitPiece[] = ['kick', 'snare', 'hats', 'toms', 'cymbals', 'percussion'];

/**
 * One part as sound: dry, before the mix, level-normalised so that one recipe level suits every instrument of a role.
 * A kit comes in pieces (only those that are hit, in the order of `KIT_PIECES`), each sounded when it is played, so that they
 * need not all lie in memory; their sum is the kit. Every `Stereo`
 * has exactly the asked number of frames.
 */
export type Stem = {
  readonly partId: string;
  readonly role: Role;
  readonly instrument: string;
  readonly sound:
    | { readonly kind: 'whole'; readonly audio: Stereo }
    | { readonly kind: 'kit'; readonly pieces: readonly { readonly piece: KitPiece; readonly play: () => Stereo }[] };
};
