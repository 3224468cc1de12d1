import { describe, expect, it } from 'vitest';
import { createTurnstile } from './turnstile.ts';

describe('a turnstile', () => {
  const never = new AbortController().signal;

  it('lets so many in at once, the others one by one as these leave, in their order', async () => {
    const turnstile = createTurnstile(2);
    const leave = await turnstile.enter(never);
    await turnstile.enter(never);
    const order: number[] = [];
    const third = turnstile.enter(never).then((go) => (order.push(3), go));
    const fourth = turnstile.enter(never).then((go) => (order.push(4), go));
    await Promise.resolve();
    expect(order).toEqual([]);
    leave();
    (await third)();
    await fourth;
    expect(order).toEqual([3, 4]);
  });

  it('forgets who gives up waiting', async () => {
    const turnstile = createTurnstile(1);
    const leave = await turnstile.enter(never);
    const stop = new AbortController();
    const second = turnstile.enter(stop.signal);
    const third = turnstile.enter(never);
    stop.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    leave();
    (await third)();
    await turnstile.enter(never);
    await expect(turnstile.enter(AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
  });
});
