-- What a client keeps as artifacts counts against its account's quota, like its uploads. What is made here does not: 0.

alter table artifacts add column bytes double precision not null default 0 check (bytes >= 0);
