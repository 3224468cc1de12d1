-- The ledger: credits move from pot to pot and are never made or lost on the way.
-- granted -> available -> frozen -> spent, and frozen -> available when work failed.

create table credit_balances (
  account_id text primary key references accounts on delete cascade,
  available integer not null default 0 check (available >= 0),
  frozen integer not null default 0 check (frozen >= 0)
);

create table credit_holds (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  amount integer not null check (amount >= 0),
  spent integer check (spent between 0 and amount),
  created_at timestamptz not null,
  closed_at timestamptz,
  -- Open until it is settled or refunded, which happens once.
  check ((spent is null) = (closed_at is null))
);

create index credit_holds_open on credit_holds (account_id) where closed_at is null;

create table credit_entries (
  id bigint generated always as identity primary key,
  account_id text not null references accounts on delete cascade,
  hold_id text references credit_holds,
  kind text not null check (kind in ('grant', 'freeze', 'settle', 'refund')),
  from_pot text not null check (from_pot in ('granted', 'available', 'frozen')),
  to_pot text not null check (to_pot in ('available', 'frozen', 'spent')),
  amount integer not null check (amount > 0),
  -- Why; of a grant also the reference that makes it happen once.
  reason text not null,
  created_at timestamptz not null,
  check ((kind, from_pot, to_pot) in (
    ('grant', 'granted', 'available'),
    ('freeze', 'available', 'frozen'),
    ('settle', 'frozen', 'spent'),
    ('refund', 'frozen', 'available')
  ))
);

create unique index credit_entries_one_grant on credit_entries (account_id, reason) where kind = 'grant';
create index credit_entries_of_account on credit_entries (account_id, id);

create table redeem_codes (
  digest text primary key,
  credits integer not null check (credits >= 0),
  plan text check (plan in ('free', 'paid', 'unlimited')),
  uses_left integer not null check (uses_left >= 0),
  expires_at timestamptz,
  created_at timestamptz not null
);

create table redemptions (
  digest text not null references redeem_codes on delete cascade,
  account_id text not null references accounts on delete cascade,
  redeemed_at timestamptz not null,
  primary key (digest, account_id)
);
