-- Tasks hold sessions; a session holds a draft with its revisions, the events of its chat, and its turns.
-- json, not jsonb: it keeps the order of keys and takes every string, \u0000 too.

create table tasks (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  name text not null,
  created_at timestamptz not null
);

create index tasks_of_account on tasks (account_id);

create table sessions (
  id text primary key,
  task_id text not null references tasks on delete cascade,
  account_id text not null references accounts on delete cascade,
  app_name text not null,
  title text not null,
  language text,
  draft json not null,
  revision integer not null default 0 check (revision >= 0),
  state json not null,
  event_count integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index sessions_of_account on sessions (account_id, updated_at desc);
create index sessions_of_task on sessions (task_id);

create table revisions (
  session_id text not null references sessions on delete cascade,
  revision integer not null check (revision > 0),
  draft json not null,
  -- What was done and what undoes it; null when the draft was replaced as a whole.
  edit json,
  inverse json,
  label text not null,
  turn_id text,
  created_at timestamptz not null,
  primary key (session_id, revision)
);

create table events (
  session_id text not null references sessions on delete cascade,
  position integer not null,
  event json not null,
  created_at timestamptz not null,
  primary key (session_id, position)
);

create table turns (
  id text primary key,
  session_id text not null references sessions on delete cascade,
  account_id text not null references accounts on delete cascade,
  invocation_id text not null,
  status text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
  -- Whose turn it is, and its sign of life: a counter, since clocks of two machines cannot be compared.
  process_id text not null,
  beat integer not null default 0,
  hold_id text,
  error_code text,
  error_message text,
  started_at timestamptz not null,
  finished_at timestamptz,
  check ((status = 'running') = (finished_at is null))
);

create unique index turns_one_running on turns (session_id) where status = 'running';
create index turns_running on turns (started_at) where status = 'running';
create index turns_of_session on turns (session_id, started_at);

create table claims (
  digest text primary key,
  account_id text not null references accounts on delete cascade,
  task_id text not null references tasks on delete cascade,
  session_id text not null references sessions on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  claimed_at timestamptz,
  claimed_by text references accounts on delete cascade
);
