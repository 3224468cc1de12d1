import type { Refusal } from '../../contract/service/index.ts';

/** What each refusal means and what a client does about it, for the reference. */
export const REFUSAL_MEANINGS: { readonly [Name in Refusal]: string } = {
  'client-id-missing': 'The header X-Client-Id is missing, blank or too long. Generate one and try again.',
  'export-blocked': 'The plan does not allow this export. Explain the plan; credits have no part in it.',
  'not-found': 'There is no such thing.',
  'invalid-body': 'The request is not as expected. The message names the field and what was expected there.',
  'rate-limited': 'Too many requests. Wait for Retry-After seconds and try again once.',
  'token-invalid': 'The token is missing, expired, revoked or unknown. Get another one and try again once.',
  'session-not-found': 'There is no such session of yours. Create a new one.',
  'scope-missing': 'The token does not allow this. Use one that does.',
  'export-not-found': 'There is no export of that id of yours.',
  'out-of-credits': 'Not enough credits. Show the registration link, or the page to top up.',
  'file-unsupported': 'The file is none of the formats that are taken, or is damaged. Show the formats.',
  'file-too-large': 'The body or the file is too large. Compress or trim it.',
  conflict: 'Something else has that id, or is running already.',
  fault: 'Something went wrong in the service, and has been logged.',
  unavailable: 'The service cannot work right now. Wait for Retry-After seconds and try again.',
};
