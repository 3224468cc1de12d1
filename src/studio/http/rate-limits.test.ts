import { describe, expect, it } from 'vitest';
import { handClock } from '../../../test/service-fixture.ts';
import { Refused } from '../actions/refused.ts';
import { RateLimits } from './rate-limits.ts';

/** How many of `tries` requests are let through, and what the first refusal says. */
function take(tries: number, once: () => void): { granted: number; refused: Refused | null } {
  let granted = 0;
  let refused: Refused | null = null;
  for (let count = 0; count < tries; count++) {
    try {
      once();
      granted += 1;
    } catch (problem) {
      expect(problem).toBeInstanceOf(Refused);
      refused ??= problem instanceof Refused ? problem : null;
    }
  }

  return { granted, refused };
}

describe('a budget', () => {
  it('is spent, refused with a time to wait, and fills again', () => {
    const clock = handClock();
    const limits = new RateLimits(clock);
    const first = take(70, () => limits.takeForToken('turn', 'tok_1'));
    expect(first.granted).toBe(60);
    expect(first.refused).toMatchObject({ refusal: 'rate-limited', retryAfterSeconds: 5 });
    expect(take(10, () => limits.takeForToken('turn', 'tok_2')).granted).toBe(10);
    clock.advance(10_000);
    expect(take(70, () => limits.takeForToken('turn', 'tok_1')).granted).toBe(10);
    clock.advance(3_600_000);
    expect(take(70, () => limits.takeForToken('turn', 'tok_1')).granted).toBe(60);
  });

  it('leaves room for a client that asks every second', () => {
    const clock = handClock();
    const limits = new RateLimits(clock);
    for (let second = 0; second < 600; second++) {
      limits.takeForToken('read', 'tok_1');
      limits.takeForAddress('read', '203.0.113.1');
      clock.advance(1000);
    }
  });

  it('is one for all addresses of a customer', () => {
    const limits = new RateLimits(handClock());
    let host = 0;
    const { granted } = take(200, () => limits.takeForAddress('auth', `2001:db8:1:2::${(host++).toString(16)}`));
    expect(granted).toBe(60);
  });

  it('is forgotten before it fills the memory', () => {
    const limits = new RateLimits(handClock(), { mostRemembered: 100 });
    for (let token = 0; token < 1000; token++) {
      limits.takeForToken('read', `tok_${token}`);
    }

    expect(limits.size).toBe(100);
  });
});
