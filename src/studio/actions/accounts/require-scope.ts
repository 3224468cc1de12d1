import type { Scope } from '../../store/records/tokens.ts';
import { Refused } from '../refused.ts';
import type { Caller } from '../service-ports.ts';

/** Throws `scope-missing` unless the caller's token allows `scope`; `*` asks for a token that allows everything. */
export function requireScope(caller: Caller, scope: Scope): void {
  if (!caller.scopes.includes('*') && !caller.scopes.includes(scope)) {
    throw new Refused(
      'scope-missing',
      `This needs a token with the scope "${scope}"; yours has ${caller.scopes.map((held) => `"${held}"`).join(', ')}. Use another token, or make one with that scope.`,
    );
  }
}
