import { z } from 'zod';
import { readCredits } from '../../actions/accounts/read-credits.ts';
import { deskTool } from '../tool.ts';

/** The balance of an account. */
export const getCredits = deskTool({
  name: 'get_credits',
  title: 'Credits',
  description:
    'Says how many credits the account has. Music costs credits; questions, edits of the timeline and exports are free.',
  input: z.object({}),
  output: z.object({
    available: z.number(),
    frozen: z.number().describe('Reserved for running work.'),
    total: z.number(),
    price_of_music: z.number(),
    plan: z.string(),
  }),
  annotations: { readOnlyHint: true, openWorldHint: false },
  scopes: ['read'],
  limit: 'read',
  async run(_, { desk }) {
    const { ports, caller } = desk;
    const { available, frozen, total } = await readCredits(ports, caller);
    const { generatePrice: price } = ports.settings;
    const { plan } = caller.account;
    return {
      data: { available, frozen, total, price_of_music: price, plan },
      text:
        plan === 'unlimited'
          ? 'This account has no limit.'
          : `${available} credits available${frozen === 0 ? '' : `, ${frozen} reserved for running work`}. A piece of music costs ${price}.`,
    };
  },
});
