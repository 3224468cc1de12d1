import type { MakeRequest } from '../../contract/index.ts';
import type { WishOptions } from './wish-options.ts';

/** The options that are wishes for the music, as the brief takes them. */
export function hintsOf(options: WishOptions): MakeRequest['hints'] {
  return {
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.duration === undefined ? {} : { durationSeconds: options.duration }),
    ...(options.bpm === undefined ? {} : { tempoBpm: options.bpm }),
    ...(options.key === undefined ? {} : { key: options.key }),
    ...(options.style === undefined ? {} : { style: options.style }),
    ...(options.with === undefined ? {} : { with: options.with }),
    ...(options.without === undefined ? {} : { without: options.without }),
    ...(options.loop === undefined ? {} : { loop: options.loop }),
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.learned === false ? { learned: false } : {}),
  };
}
