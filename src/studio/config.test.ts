import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('has defaults for everything', () => {
  expect(readConfig({})).toEqual({ workers: null, isDebugging: false, allowsColour: true });
});

it('reads each variable', () => {
  expect(readConfig({ CUESMITH_WORKERS: '3', CUESMITH_DEBUG: '1', NO_COLOR: '1' })).toEqual({
    workers: 3,
    isDebugging: true,
    allowsColour: false,
  });
});

it.each(['0', '65', '1.5', 'many', '-2'])('counts %s workers as unset', (workers) => {
  expect(readConfig({ CUESMITH_WORKERS: workers }).workers).toBeNull();
});
