-- Buckets that fill up by the second; whoever finds theirs empty waits.

create table rate_buckets (
  key text primary key,
  level double precision not null,
  is_granted boolean not null,
  updated_at timestamptz not null
);

create index rate_buckets_by_age on rate_buckets (updated_at);

-- What is in a bucket now. A clock that jumped back fills nothing and takes nothing.
create function bucket_level(level double precision, since timestamptz, at timestamptz, capacity double precision, per_second double precision)
returns double precision language sql immutable as $$
  select least(capacity, level + greatest(0, extract(epoch from at - since)) * per_second)
$$;
