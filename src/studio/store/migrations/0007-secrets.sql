-- Secrets of the install itself that its machines share: the key that signs links to files.
create table install_secrets (
  name text primary key,
  secret text not null
);
