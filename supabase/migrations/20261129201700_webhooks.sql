-- Webhooks: the endpoints that a client is notified at when a document is ready or has failed, and the deliveries to them.
--
-- The delivery is written by a trigger in the transaction that ends the document, so that there is one if, and only if,
-- the document has ended. A worker leases endpoints, not deliveries, and sends one delivery of each at a time: an endpoint
-- that never answers delays only itself.

create table public.webhook_endpoints (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  url text not null,
  description text,
  events text[] not null,
  enabled boolean not null default true,
  -- Why the system disabled it; null where a user of the client did.
  disabled_reason text,
  -- `whsec_` and base64, encrypted like the value of a credential. A tenant transaction writes it and never reads it.
  secret text not null,
  key_id text not null,
  -- Also signs, until it expires: the receiver has that time to learn the new one.
  previous_secret text,
  previous_key_id text,
  previous_secret_expires_at timestamptz,
  -- The first failure since the last success.
  failing_since timestamptz,
  -- A worker sends to it until then, or died while sending.
  leased_until timestamptz not null default now(),
  created_by uuid default private.current_user_id() references public.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint webhook_endpoints_encryption_key_fkey
    foreign key (key_id) references private.encryption_keys (key_id),
  constraint webhook_endpoints_previous_encryption_key_fkey
    foreign key (previous_key_id) references private.encryption_keys (key_id),
  constraint webhook_endpoints_url_check check (
    -- It is shown and logged: nothing in it may be a secret.
    char_length(url) between 1 and 2000 and url ~ '^https?://[^/?#@]+(/[^?#]*)?$'),
  constraint webhook_endpoints_description_check check (char_length(description) <= 2000),
  constraint webhook_endpoints_events_check
    check (events <@ array['document.ready', 'document.failed'] and cardinality(events) between 1 and 2),
  constraint webhook_endpoints_disabled_reason_check
    check (disabled_reason in ('gone', 'failing') and not enabled or disabled_reason is null),
  constraint webhook_endpoints_previous_secret_check
    check ((previous_secret is null) = (previous_secret_expires_at is null)),
  constraint webhook_endpoints_previous_key_id_check check ((previous_secret is null) = (previous_key_id is null))
);
create index webhook_endpoints_page_idx on public.webhook_endpoints (client_id, created_at desc, id desc);
create index webhook_endpoints_created_by_idx on public.webhook_endpoints (created_by);
create index webhook_endpoints_key_idx on public.webhook_endpoints (key_id, client_id, id);
create index webhook_endpoints_previous_key_idx on public.webhook_endpoints (previous_key_id, client_id, id);

create table public.webhook_deliveries (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  webhook_endpoint_id uuid not null,
  event text not null,
  document_id uuid,
  -- What the message says of its document, as it was then.
  payload jsonb not null default '{}',
  status text not null default 'pending',
  attempts integer not null default 0,
  last_status_code integer,
  last_error_code text,
  -- Null once nothing more is to be sent.
  next_attempt_at timestamptz default now(),
  created_at timestamptz not null default clock_timestamp(),
  delivered_at timestamptz,
  primary key (client_id, id),
  constraint webhook_deliveries_endpoint_fkey foreign key (client_id, webhook_endpoint_id)
    references public.webhook_endpoints (client_id, id) on delete cascade,
  -- The deliveries about a document are deleted with it.
  constraint webhook_deliveries_document_fkey foreign key (client_id, document_id)
    references public.documents (client_id, id) on delete cascade,
  constraint webhook_deliveries_event_check check (event in ('document.ready', 'document.failed', 'webhook.test')),
  constraint webhook_deliveries_status_check check (status in ('pending', 'delivered', 'failed')),
  constraint webhook_deliveries_next_attempt_at_check check ((status = 'pending') = (next_attempt_at is not null)),
  constraint webhook_deliveries_delivered_at_check check ((status = 'delivered') = (delivered_at is not null)),
  constraint webhook_deliveries_attempts_check check (attempts >= 0)
);
create index webhook_deliveries_page_idx on public.webhook_deliveries (client_id, created_at desc, id desc);
create index webhook_deliveries_endpoint_idx
  on public.webhook_deliveries (client_id, webhook_endpoint_id, created_at desc, id desc);
create index webhook_deliveries_document_idx on public.webhook_deliveries (client_id, document_id);
create index webhook_deliveries_due_idx on public.webhook_deliveries (client_id, webhook_endpoint_id, next_attempt_at)
  where status = 'pending';
create index webhook_deliveries_ended_idx on public.webhook_deliveries (created_at) where status <> 'pending';

alter table public.webhook_endpoints enable row level security, force row level security;
alter table public.webhook_deliveries enable row level security, force row level security;

-- Only admins see and decide where notifications go.
create policy webhook_endpoints_select on public.webhook_endpoints for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy webhook_endpoints_insert on public.webhook_endpoints for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy webhook_endpoints_update on public.webhook_endpoints for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')))
  with check (client_id = (select private.current_client_id()));
create policy webhook_endpoints_delete on public.webhook_endpoints for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy webhook_endpoints_system on public.webhook_endpoints for all to renum_system
  using (true) with check (true);

-- A tenant inserts tests only; the trigger inserts the deliveries about documents.
create policy webhook_deliveries_select on public.webhook_deliveries for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy webhook_deliveries_insert on public.webhook_deliveries for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin'))
    and event = 'webhook.test');
create policy webhook_deliveries_update on public.webhook_deliveries for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')))
  with check (client_id = (select private.current_client_id()) and status = 'pending');
create policy webhook_deliveries_system on public.webhook_deliveries for all to renum_system
  using (true) with check (true);

revoke all on public.webhook_endpoints, public.webhook_deliveries from anon, authenticated;
grant select (client_id, id, url, description, events, enabled, disabled_reason, previous_secret_expires_at,
    failing_since, created_by, created_at, updated_at),
  insert (id, url, description, events, enabled, secret, key_id),
  update (url, description, events, enabled, secret, key_id),
  delete on public.webhook_endpoints to renum_tenant;
grant select, insert (webhook_endpoint_id, event), update (status, attempts, next_attempt_at, delivered_at)
  on public.webhook_deliveries to renum_tenant;
grant select, update (enabled, disabled_reason, failing_since, leased_until, secret, key_id, previous_secret,
    previous_key_id, previous_secret_expires_at)
  on public.webhook_endpoints to renum_system;
grant select, delete, insert (client_id, webhook_endpoint_id, event, document_id, payload),
  update (status, attempts, last_status_code, last_error_code, next_attempt_at, delivered_at)
  on public.webhook_deliveries to renum_system;

-- Each is sent to on its own: a client has ten at most.
--
-- Errors: RN045 the client has as many as it may; the detail is that number.
create function private.guard_new_webhook_endpoint() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  most constant integer := 10;
begin
  -- By this lock, two requests at once wait for each other.
  perform from public.clients c where c.id = new.client_id for no key update;
  if (select count(*) from public.webhook_endpoints e where e.client_id = new.client_id) >= most then
    raise exception 'as many webhook endpoints as a client may have' using errcode = 'RN045', detail = most;
  end if;
  return new;
end
$$;
create trigger webhook_endpoints_guard_new before insert on public.webhook_endpoints
  for each row execute function private.guard_new_webhook_endpoint();
revoke execute on function private.guard_new_webhook_endpoint() from public;
alter function private.guard_new_webhook_endpoint() owner to renum_system;

-- The previous secret signs for another day. Enabling an endpoint, or changing its URL, resets its failures. The same
-- secret under another encryption key is no change.
create function private.change_webhook_endpoint() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if new.key_id <> old.key_id and private.current_principal() is null then
    return new;
  end if;
  if new.secret <> old.secret then
    new.previous_secret := old.secret;
    new.previous_key_id := old.key_id;
    new.previous_secret_expires_at := now() + interval '24 hours';
  end if;
  if new.enabled and not old.enabled or new.url <> old.url then
    new.failing_since := null;
  end if;
  if new.enabled then
    new.disabled_reason := null;
  end if;
  new.updated_at := clock_timestamp();
  return new;
end
$$;
create trigger webhook_endpoints_change before update of url, description, events, enabled, secret
  on public.webhook_endpoints for each row when (old.* is distinct from new.*)
  execute function private.change_webhook_endpoint();
create trigger webhook_endpoints_audit after insert or delete on public.webhook_endpoints
  for each row execute function
    private.audit_change('webhook_endpoint', 'id', 'url', 'description', 'events', 'enabled', 'secret!');
create trigger webhook_endpoints_audit_change after update on public.webhook_endpoints
  for each row when (new.key_id = old.key_id or private.current_principal() is not null) execute function
    private.audit_change('webhook_endpoint', 'id', 'url', 'description', 'events', 'enabled', 'secret!');

create function private.tell_document_ended() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.webhook_deliveries (client_id, webhook_endpoint_id, event, document_id, payload)
  select e.client_id, e.id, 'document.' || new.status, new.id, jsonb_build_object(
      'document_id', new.id, 'collection_id', new.collection_id, 'name', new.name, 'status', new.status,
      'version_number', new.latest_version, 'error_code', new.error_code, 'error_params', new.error_params)
    from public.webhook_endpoints e
   where e.client_id = new.client_id and e.enabled and 'document.' || new.status = any (e.events)
     -- Waits for an endpoint that is being deleted, and then skips it, instead of failing.
     for key share;
  return null;
end
$$;
create trigger documents_tell_begun_ended after insert on public.documents
  for each row when (new.status in ('ready', 'failed')) execute function private.tell_document_ended();
create trigger documents_tell_ended after update of status on public.documents
  for each row when (new.status in ('ready', 'failed') and old.status <> new.status)
  execute function private.tell_document_ended();

revoke execute on function private.change_webhook_endpoint(), private.tell_document_ended() from public;
alter function private.tell_document_ended() owner to renum_system;
