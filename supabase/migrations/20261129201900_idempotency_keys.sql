-- The response to each creating request with an Idempotency-Key: a retry gets the same response, and creates nothing.
-- Written in the transaction that creates, so that the constraint, not the server, tells the first request from a retry.

create table public.idempotency_keys (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  -- The caller: two callers of a client may use the same key.
  principal text not null default private.current_principal(),
  key text not null,
  -- SHA-256 over the operation and its input, lower-case hex.
  request_hash text not null,
  -- Null only within the transaction that creates.
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint idempotency_keys_key unique (client_id, principal, key),
  constraint idempotency_keys_key_check check (char_length(key) between 1 and 255),
  constraint idempotency_keys_request_hash_check check (request_hash ~ '^[0-9a-f]{64}$')
);
-- For a worker that deletes old rows, of all clients.
create index idempotency_keys_created_at_idx on public.idempotency_keys (created_at);
-- A caller's rows of all their clients: the request that creates a client comes before the client.
create index idempotency_keys_principal_idx on public.idempotency_keys (principal, key);

alter table public.idempotency_keys enable row level security, force row level security;

create policy idempotency_keys_select on public.idempotency_keys for select to renum_tenant
  using (client_id = (select private.current_client_id()) and principal = (select private.current_principal()));
create policy idempotency_keys_insert on public.idempotency_keys for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and principal = (select private.current_principal()));
create policy idempotency_keys_update on public.idempotency_keys for update to renum_tenant
  using (client_id = (select private.current_client_id()) and principal = (select private.current_principal()))
  with check (client_id = (select private.current_client_id()) and principal = (select private.current_principal()));
create policy idempotency_keys_delete on public.idempotency_keys for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and principal = (select private.current_principal()));
create policy idempotency_keys_system on public.idempotency_keys for all to renum_system
  using (true) with check (true);

revoke all on public.idempotency_keys from anon, authenticated;
grant select, delete, insert (key, request_hash), update (response) on public.idempotency_keys to renum_tenant;
grant select, delete, insert (client_id, principal, key, request_hash, response) on public.idempotency_keys to renum_system;
