-- Files of a session: uploaded, or made here. The bytes are blobs.

create table media (
  id text primary key,
  account_id text not null references accounts on delete cascade,
  session_id text not null references sessions on delete cascade,
  origin text not null check (origin in ('uploaded', 'generated')),
  kind text not null check (kind in ('video', 'image', 'audio', 'music')),
  blob_hash text not null,
  bytes double precision not null check (bytes >= 0),
  content_type text not null,
  filename text not null,
  title text not null,
  -- Null for what was uploaded.
  prompt text,
  duration_ms integer check (duration_ms >= 0),
  width integer check (width > 0),
  height integer check (height > 0),
  frames_per_second double precision check (frames_per_second > 0),
  thumbnail_hash text,
  peaks_hash text,
  -- What else is known: codecs of an upload; brief, receipt, seed and loudness of music.
  details json not null,
  created_at timestamptz not null
);

create index media_of_session on media (session_id, created_at);
create index media_by_blob on media (blob_hash);
create index media_by_thumbnail on media (thumbnail_hash);
create index media_by_peaks on media (peaks_hash);

create table artifacts (
  session_id text not null references sessions on delete cascade,
  name text not null,
  version integer not null check (version >= 0),
  blob_hash text not null,
  content_type text not null,
  metadata json not null,
  created_at timestamptz not null,
  primary key (session_id, name, version)
);

create index artifacts_by_blob on artifacts (blob_hash);
