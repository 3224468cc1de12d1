import fc from 'fast-check';

// The same cases in every run, so that a red run means that the change is bad. `TEST_SEED=random` (or a number) looks for new ones.
const wish = process.env['TEST_SEED'] ?? '20261122';
if (wish !== 'random') {
  fc.configureGlobal({ seed: Number(wish) });
}
