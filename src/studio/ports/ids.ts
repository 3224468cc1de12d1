/**
 * What ids are made for, and how they look:
 *
 * - `account` acc_…, `anonymous-user` anon_<hex>, `registered-user` user_<hex> (the public name of an account, see `Account`)
 * - `token` tok_… names a token; `token-secret` nmv_usr_… is the secret itself, as are `claim-secret` clm_… and `redeem-code` (XXXX-XXXX-XXXX-XXXX)
 * - `task` task_…, `session` a 19-digit number, `turn` turn_…, `invocation` e-<uuid>, `event` 8 letters and digits
 * - `track` trk_…, `segment` seg_…, `media` med_…, `job` job_…, `hold` hld_…, `request` req_…, `process` prc_…
 */
export type IdKind =
  | 'account'
  | 'anonymous-user'
  | 'registered-user'
  | 'token'
  | 'token-secret'
  | 'claim-secret'
  | 'redeem-code'
  | 'task'
  | 'session'
  | 'turn'
  | 'invocation'
  | 'event'
  | 'track'
  | 'segment'
  | 'media'
  | 'job'
  | 'hold'
  | 'request'
  | 'process';

/** Makes ids that no other process makes; always strings, since a session id is too big for a JSON number. */
export interface Ids {
  make(kind: IdKind): string;
}
