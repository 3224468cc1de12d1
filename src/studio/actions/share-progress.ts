/** Joins the progress of several jobs of equal weight into one that never goes back; gives each job, by place, what it reports to. */
export function shareProgress(jobs: number, onProgress: (done: number) => void): (place: number) => (done: number) => void {
  const parts = new Array<number>(jobs).fill(0);
  return (place) => (done) => {
    parts[place] = Math.max(parts[place] ?? 0, Math.min(1, done));
    onProgress(parts.reduce((sum, part) => sum + part, 0) / jobs);
  };
}
