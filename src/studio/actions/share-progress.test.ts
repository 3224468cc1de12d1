import { expect, it } from 'vitest';
import { shareProgress } from './share-progress.ts';

it('averages the jobs and never goes back', () => {
  const seen: number[] = [];
  const progress = shareProgress(2, (done) => seen.push(done));
  progress(0)(0.5);
  progress(1)(1);
  progress(0)(0.2);
  progress(0)(1);
  expect(seen).toEqual([0.25, 0.75, 0.75, 1]);
});
