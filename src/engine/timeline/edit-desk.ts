import { StudioError } from '../kernel/index.ts';
import { inOrder, noSuchClip, noSuchTrack } from './find-clip.ts';
import type { Clip, Timeline, Track } from './timeline.ts';

type OpenTrack = { track: Track; readonly clips: Map<string, Clip>; isTouched: boolean };

/** A timeline taken apart, so that each step of a long edit finds its clip at once; put in order again when all of them are done. */
export class EditDesk {
  #timeline: Timeline;
  readonly #tracks: OpenTrack[];
  readonly #homes = new Map<string, OpenTrack>();

  /** Throws `timeline.invalid` when two clips share an id. */
  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#tracks = timeline.tracks.map((track) => this.#opened(track));
  }

  /** The timeline without its tracks' newest clips: what is said of the whole. */
  get whole(): Timeline {
    return this.#timeline;
  }

  /** Throws `timeline.no-such-track`. */
  trackFacts(trackId: string): Track {
    return this.#open(trackId).track;
  }

  /** Throws `timeline.no-such-clip`. */
  clip(clipId: string): { readonly clip: Clip; readonly trackId: string } {
    const home = this.#homes.get(clipId);
    const clip = home?.clips.get(clipId);
    if (home === undefined || clip === undefined) {
      throw noSuchClip(clipId);
    }

    return { clip, trackId: home.track.id };
  }

  changeWhole(changes: Partial<Timeline>): void {
    this.#timeline = { ...this.#timeline, ...changes };
  }

  insertTrack(place: number, track: Track): void {
    this.#tracks.splice(Math.min(place, this.#tracks.length), 0, this.#opened(track));
  }

  /** Gives the track as it was last, and its place. Throws `timeline.no-such-track`. */
  removeTrack(trackId: string): { readonly track: Track; readonly place: number } {
    const open = this.#open(trackId);
    const place = this.#tracks.indexOf(open);
    this.#tracks.splice(place, 1);
    for (const clipId of open.clips.keys()) {
      this.#homes.delete(clipId);
    }

    return { track: closed(open), place };
  }

  /** Throws `timeline.no-such-track`. */
  changeTrack(trackId: string, changes: Partial<Track>): void {
    const open = this.#open(trackId);
    open.track = { ...open.track, ...changes };
  }

  /** Throws `timeline.no-such-track`, and `timeline.invalid` where a clip has that id. */
  insertClip(trackId: string, clip: Clip): void {
    const open = this.#open(trackId);
    this.#settle(clip.id, open);
    open.clips.set(clip.id, clip);
    open.isTouched = true;
  }

  /** Throws `timeline.no-such-clip`. */
  removeClip(clipId: string): void {
    const open = this.#open(this.clip(clipId).trackId);
    open.clips.delete(clipId);
    open.isTouched = true;
    this.#homes.delete(clipId);
  }

  /** Throws `timeline.no-such-clip`. */
  changeClip(clipId: string, changes: Partial<Clip>): void {
    const { clip, trackId } = this.clip(clipId);
    const open = this.#open(trackId);
    open.clips.set(clipId, { ...clip, ...changes });
    open.isTouched = true;
  }

  /** The timeline with all that was done; tracks whose clips nobody touched keep theirs. */
  timeline(): Timeline {
    return { ...this.#timeline, tracks: this.#tracks.map(closed) };
  }

  #open(trackId: string): OpenTrack {
    const found = this.#tracks.find(({ track }) => track.id === trackId);
    if (found === undefined) {
      throw noSuchTrack(trackId);
    }

    return found;
  }

  #opened(track: Track): OpenTrack {
    const open = { track, clips: new Map<string, Clip>(), isTouched: false };
    for (const clip of track.clips) {
      this.#settle(clip.id, open);
      open.clips.set(clip.id, clip);
    }

    return open;
  }

  #settle(clipId: string, home: OpenTrack): void {
    if (this.#homes.has(clipId)) {
      throw new StudioError(
        'timeline.invalid',
        `Clip "${clipId}" on track "${home.track.id}" shares its id with another clip; give each clip an id of its own.`,
      );
    }

    this.#homes.set(clipId, home);
  }
}

function closed({ track, clips, isTouched }: OpenTrack): Track {
  return isTouched ? { ...track, clips: inOrder([...clips.values()]) } : track;
}
