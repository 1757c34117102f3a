-- Original files: one private bucket, one folder per client, <client_id>/<document_id>/<file>.
--
-- No policy: Renum's servers read and write with the secret key after a tenant transaction has allowed it, and nobody's
-- own token opens anything. Whoever may read a file directly may sign a URL of it too, for as long as they like, which
-- outlives their membership.

-- The server's own limit (RENUM_MAX_FILE_MB) is what people meet; these are the last line behind it.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('documents', 'documents', false, 500 * 1024 * 1024, array[
  'text/plain', 'text/markdown', 'text/csv', 'text/html', 'application/json', 'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/png', 'image/jpeg'
])
on conflict (id) do update set public = false, file_size_limit = excluded.file_size_limit,
  allowed_mime_types = excluded.allowed_mime_types;

-- Clients that were deleted: what is left of their files may go, and a client of whom nothing is known is another
-- database's.
create table private.former_clients (
  client_id uuid primary key,
  deleted_at timestamptz not null default now()
);
alter table private.former_clients enable row level security, force row level security;
create policy former_clients_system on private.former_clients to renum_system using (true) with check (true);
grant select, insert on private.former_clients to renum_system;

create function private.remember_client() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into private.former_clients (client_id) values (old.id) on conflict do nothing;
  return null;
end
$$;
create trigger clients_remember after delete on public.clients
  for each row execute function private.remember_client();
revoke execute on function private.remember_client() from public;
alter function private.remember_client() owner to renum_system;
