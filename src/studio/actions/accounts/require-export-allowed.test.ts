import { describe, expect, it } from 'vitest';
import { TEST_SETTINGS } from '../../../../test/service-fixture.ts';
import type { Account } from '../../store/records/accounts.ts';
import { requireExportAllowed } from './require-export-allowed.ts';

const account: Account = {
  id: 'acc_1',
  userId: 'anon_1',
  bindId: 'anon_1',
  kind: 'anonymous',
  plan: 'free',
  email: null,
  createdAt: new Date('2026-11-22T12:00:00Z'),
};

describe('exports by plan', () => {
  it.each([
    ['anonymous', 'free', true, true, true],
    ['anonymous', 'free', false, true, false],
    ['anonymous', 'free', true, false, false],
    ['registered', 'free', true, true, true],
    ['registered', 'free', false, true, false],
    ['registered', 'free', true, false, false],
    ['registered', 'paid', false, false, true],
    ['anonymous', 'paid', false, false, true],
    ['anonymous', 'unlimited', false, false, true],
    ['owner', 'unlimited', false, false, true],
    ['owner', 'free', false, false, true],
  ] as const)(
    '%s on the plan %s, attribution %s, free exports %s: %s',
    (kind, plan, hasAttribution, allowsFreeExport, isAllowed) => {
      const caller = { account: { ...account, kind, plan }, scopes: ['*'] as const, tokenId: null };
      const attempt = (): void =>
        requireExportAllowed({ settings: { ...TEST_SETTINGS, allowsFreeExport } }, caller, { hasAttribution });
      if (isAllowed) {
        expect(attempt).not.toThrow();
      } else {
        expect(attempt).toThrow(/about the plan, not about credits/);
        expect(attempt).toThrow(expect.objectContaining({ refusal: 'export-blocked', number: 402 }));
      }
    },
  );
});
