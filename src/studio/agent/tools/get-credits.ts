import { z } from 'zod';
import { readCredits } from '../../actions/accounts/read-credits.ts';
import { answered, tool } from './tool.ts';

/** Says how many credits there are. Free. */
export const getCredits = tool({
  name: 'get_credits',
  description: 'Says how many credits are available and reserved, and what music costs.',
  schema: z.object({}),
  isShown: false,
  async start({ ports, caller, wording }) {
    const { available, frozen } = await readCredits(ports, caller);
    const isUnlimited = caller.account.plan === 'unlimited';
    return answered(wording.credits({ available, frozen, price: ports.settings.generatePrice, isUnlimited }), {
      response: { status: 'ok', available, frozen },
    });
  },
});
