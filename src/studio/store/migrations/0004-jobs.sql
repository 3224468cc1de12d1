-- Durable work. The row is the truth; the queue only rings the bell.

create table jobs (
  id text primary key,
  kind text not null check (kind in ('generate', 'export')),
  account_id text not null references accounts on delete cascade,
  session_id text references sessions on delete set null,
  hold_id text,
  request json not null,
  -- Tells an identical request from another one under the same id.
  request_digest text not null,
  -- What the result depends on, nothing else: equal content needs no second export. Null: never to be shared.
  content_digest text,
  status text not null check (status in ('pending', 'processing', 'completed', 'failed', 'cancelled')),
  progress integer not null default 0 check (progress between 0 and 100),
  -- Counts up whenever a process takes the job: what an earlier one still says is ignored.
  attempt integer not null default 0,
  tries integer not null default 0,
  process_id text,
  beat integer not null default 0,
  result json,
  blob_hash text,
  error_code text,
  error_message text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  check (status <> 'completed' or (progress = 100 and result is not null)),
  check ((status in ('completed', 'failed', 'cancelled')) = (finished_at is not null)),
  check ((status = 'failed') = (error_code is not null))
);

create index jobs_unfinished on jobs (created_at) where status in ('pending', 'processing');
create index jobs_of_account on jobs (account_id, created_at);
create index jobs_by_content on jobs (account_id, content_digest) where status = 'completed';
create index jobs_by_blob on jobs (blob_hash);

-- Progress that goes back is the fault people remember: no statement can write it.
create function keep_progress() returns trigger language plpgsql as $$
begin
  new.progress := greatest(new.progress, old.progress);
  return new;
end
$$;

create trigger jobs_keep_progress before update on jobs for each row execute function keep_progress();
