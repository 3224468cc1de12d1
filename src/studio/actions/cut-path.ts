/** The name of a cut's file: `ad.wav` at 15 s is `ad-15s.wav`, a folder `stems` is `stems-15s`. */
export function cutPath(path: string, seconds: number): string {
  const [, stem = path, ending = ''] = /^(.*[^/\\])(\.[^./\\]+)$/.exec(path) ?? [];
  return `${stem.replace(/[/\\]+$/, '')}-${seconds}s${ending}`;
}
