-- Who works here, and the secrets that prove it (kept as digests only).

create table accounts (
  id text primary key,
  -- The name on the wire: anon_… while and only while the account is anonymous.
  user_id text not null unique,
  -- The anonymous name that registration links carry (?bind=…); it stays after registration, so that old links say what happened.
  bind_id text unique,
  kind text not null check (kind in ('anonymous', 'registered', 'owner')),
  plan text not null check (plan in ('free', 'paid', 'unlimited')),
  client_digest text unique,
  email text unique check (email = lower(email)),
  password_hash text,
  created_at timestamptz not null,
  check ((kind = 'anonymous') = (user_id like 'anon\_%')),
  check ((kind = 'registered') = (email is not null)),
  check ((email is null) = (password_hash is null))
);

create unique index accounts_one_owner on accounts (kind) where kind = 'owner';

create table tokens (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  digest text not null unique,
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);

create index tokens_of_account on tokens (account_id);
