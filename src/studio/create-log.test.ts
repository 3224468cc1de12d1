import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { StudioError } from '../engine/kernel/index.ts';
import { createLog } from './create-log.ts';

it('logs what failed with its causes, and nothing of what the statement was given', () => {
  const lines: string[] = [];
  const log = createLog(
    'info',
    new Writable({
      write(chunk: Buffer, _, done) {
        lines.push(chunk.toString());
        done();
      },
    }),
  );
  const cause = Object.assign(new Error('no such function'), {
    code: '42883',
    params: ['someone@example.org'],
    detail: 'Key (x)=(y)',
  });
  log.error({ err: cause }, 'request failed');
  log.error({ err: new StudioError('database.refused', 'It does not take this.', { cause }) }, 'request failed');
  log.error({ err: { password: 'hunter22' } }, 'request failed');
  expect(lines[0]).toContain('"code":"42883"');
  expect(lines[1]).toContain('caused by: Error: no such function');
  expect(lines.join('')).not.toMatch(/someone@|Key \(x\)|hunter22/);
});
