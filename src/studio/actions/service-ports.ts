import type { BlobLinks } from '../ports/blob-links.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { Ids } from '../ports/ids.ts';
import type { Queue } from '../ports/queue.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { WallClock } from '../ports/wall-clock.ts';
import type { Account } from '../store/records/accounts.ts';
import type { Scope } from '../store/records/tokens.ts';

/** What the operator decides. */
export type ServiceSettings = {
  /** Where people reach the service, without a slash at the end: `http://127.0.0.1:8787`. Links begin with it. */
  readonly publicUrl: string;
  /** Open mode: whoever comes from this machine without a token is its owner, without limits. */
  readonly isOpen: boolean;
  /** Credits an anonymous account begins with, and how long its token lives. */
  readonly starterCredits: number;
  readonly tokenDays: number;
  /** New anonymous accounts per address within `tokenDays`. */
  readonly accountsPerAddress: number;
  /** Credits of one piece of music. Questions and exports are free. */
  readonly generatePrice: number;
  /** Whether accounts on the free plan may export (they must send the attribution headers). */
  readonly allowsFreeExport: boolean;
  /** Largest uploaded file, and all uploads of one account together, in bytes. */
  readonly uploadLimitBytes: number;
  readonly uploadQuotaBytes: number;
  /** How long a link to a file works. */
  readonly linkHours: number;
};

/** What every action of the service may use. */
export type ServicePorts = {
  readonly database: Database;
  readonly queue: Queue;
  readonly blobs: Blobs;
  readonly blobLinks: BlobLinks;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly wallClock: WallClock;
  readonly settings: ServiceSettings;
};

/** Who asks. */
export type Caller = {
  readonly account: Account;
  /** What the token allows; the owner without a token may do everything (`*`). */
  readonly scopes: readonly Scope[];
  /** Null for the owner without a token. */
  readonly tokenId: string | null;
};
