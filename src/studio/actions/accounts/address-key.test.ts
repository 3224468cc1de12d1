import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKey } from './address-key.ts';

describe('the name under which an address is counted', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::1', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
    ['203.0.113.7, 10.0.0.1', 'unknown'],
  ])('of %j is %j', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('is one for a whole /64 and another for the next', () => {
    const part = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(part, { minLength: 12, maxLength: 12 }), (parts) => {
        const text = (numbers: readonly number[]): string => numbers.map((number) => number.toString(16)).join(':');
        const network = [0x2001, ...parts.slice(1, 4)];
        const next = [...network.slice(0, 3), ((network[3] ?? 0) + 1) & 0xffff];
        const key = addressKey(text([...network, ...parts.slice(4, 8)]));
        expect(addressKey(text([...network, ...parts.slice(8, 12)]))).toBe(key);
        expect(addressKey(text([...next, ...parts.slice(4, 8)]))).not.toBe(key);
      }),
    );
  });
});
