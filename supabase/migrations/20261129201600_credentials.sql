-- Credentials of external services: encrypted by the server under a key that is registered here, bound to their row, and
-- read only together with an entry in the audit log.

-- The ids of the encryption keys; a key itself is never stored here. Decrypting the canary shows that a process has the
-- key.
create table private.encryption_keys (
  key_id text primary key,
  canary text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- Given up by the operator: values under it have to be entered again.
  lost_at timestamptz,
  constraint encryption_keys_key_id_check check (key_id ~ '^[0-9a-f]{8}$')
);

-- Keys that were replaced, perhaps because they leaked: no process writes under one again.
create table private.retired_encryption_keys (
  key_id text primary key,
  retired_at timestamptz not null default clock_timestamp()
);

create table public.api_credentials (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null,
  service_name text not null,
  credential_type text not null,
  settings jsonb not null,
  encrypted_value text not null,
  -- Only of values long enough not to be given away by it.
  last_four text,
  key_id text not null,
  created_by uuid default private.current_user_id(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_used_at timestamptz,
  -- Since when the value cannot be decrypted; null while it can.
  unreadable_at timestamptz,
  primary key (client_id, id),
  -- So that no value is written under an unknown or retired key.
  constraint api_credentials_encryption_key_fkey foreign key (key_id) references private.encryption_keys (key_id),
  constraint api_credentials_created_by_fkey foreign key (created_by) references public.users (id) on delete set null,
  constraint api_credentials_name_check check (char_length(btrim(name)) between 1 and 200),
  constraint api_credentials_service_name_check check (char_length(btrim(service_name)) between 1 and 100),
  constraint api_credentials_credential_type_check check (credential_type in ('openai_compatible', 'http_header')),
  constraint api_credentials_settings_check check (
    jsonb_typeof(settings) = 'object' and settings ->> 'base_url' ~ '^https?://'
    and (credential_type <> 'http_header' or settings ->> 'header_name' is not null)),
  constraint api_credentials_last_four_check check (char_length(last_four) = 4)
);
create index api_credentials_page_idx on public.api_credentials (client_id, created_at desc, id desc);
-- In the order in which keys are rotated.
create index api_credentials_key_idx on public.api_credentials (key_id, client_id, id);
create index api_credentials_created_by_idx on public.api_credentials (created_by);

alter table private.encryption_keys enable row level security, force row level security;
alter table private.retired_encryption_keys enable row level security, force row level security;
alter table public.api_credentials enable row level security, force row level security;

create policy encryption_keys_system on private.encryption_keys to renum_system using (true) with check (true);
create policy retired_encryption_keys_system on private.retired_encryption_keys to renum_system
  using (true) with check (true);
create policy api_credentials_select on public.api_credentials for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_credentials_insert on public.api_credentials for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_credentials_update on public.api_credentials for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')))
  with check (client_id = (select private.current_client_id()));
create policy api_credentials_delete on public.api_credentials for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_credentials_system on public.api_credentials for all to renum_system using (true) with check (true);

revoke all on public.api_credentials from anon, authenticated;
grant select, insert, update, delete on private.encryption_keys to renum_system;
grant select, insert on private.retired_encryption_keys to renum_system;
-- A tenant transaction writes encrypted_value and never reads it.
grant select (client_id, id, name, service_name, credential_type, settings, last_four, key_id, created_by, created_at,
    updated_at, last_used_at, unreadable_at),
  insert (id, name, service_name, credential_type, settings, encrypted_value, last_four, key_id),
  update (name, settings, encrypted_value, last_four, key_id, unreadable_at),
  delete on public.api_credentials to renum_tenant;
-- For rotation, and all but the value itself for an export.
grant select (client_id, id, name, service_name, credential_type, settings, encrypted_value, last_four, key_id,
    created_by, created_at, updated_at, last_used_at, unreadable_at),
  update (encrypted_value, key_id, unreadable_at, last_used_at)
  on public.api_credentials to renum_system;

create function private.guard_encryption_key() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if exists (select from private.retired_encryption_keys r where r.key_id = new.key_id) then
    raise exception 'the encryption key % is retired', new.key_id using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger encryption_keys_guard before insert on private.encryption_keys
  for each row execute function private.guard_encryption_key();

-- Neither use nor another key is a change of the credential.
create trigger api_credentials_touch before update of name, settings, last_four on public.api_credentials
  for each row execute function private.touch_updated_at();

-- A new value is recorded without the value itself.
create function private.audit_credential() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  this public.api_credentials := coalesce(new, old);
  action text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end;
  details jsonb := jsonb_build_object(
    'name', this.name, 'service_name', this.service_name, 'credential_type', this.credential_type,
    'base_url', this.settings ->> 'base_url');
begin
  if tg_op = 'UPDATE' then
    -- The same value under another key: no change by the client.
    if new.key_id <> old.key_id and private.current_principal() is null then
      return null;
    end if;
    if new.encrypted_value <> old.encrypted_value then
      action := 'value_replaced';
    elsif (new.name, new.settings) is not distinct from (old.name, old.settings) then
      return null;
    end if;
    if new.settings <> old.settings then
      details := details || jsonb_build_object('base_url_before', old.settings ->> 'base_url');
    end if;
  end if;
  perform private.audit(this.client_id, 'credential.' || action, 'credential', this.id, details,
    private.current_principal(), private.current_user_id());
  return null;
end
$$;
create trigger api_credentials_audit
  after insert or delete or update of name, settings, encrypted_value on public.api_credentials
  for each row execute function private.audit_credential();

-- The only way to read an encrypted value, for admins and jobs: the same transaction writes the entry in the audit log.
-- No row where the client has no such credential.
create function private.use_credential(id uuid, purpose text)
returns table (
  client_id uuid, credential_type text, settings jsonb, encrypted_value text, unreadable boolean
)
language plpgsql security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  mine constant uuid := private.current_client_id();
  used record;
begin
  if $2 is null or $2 !~ '^[a-z_]{1,50}$' then
    raise exception 'a purpose is one word' using errcode = '23514';
  end if;
  -- Row security does not bind the owner of this function: what its policies would ask is asked here.
  if not private.has_role('admin') and private.claim('role') is distinct from 'job' then
    raise exception 'only admins and jobs use a credential' using errcode = '42501';
  end if;
  update public.api_credentials c set last_used_at = clock_timestamp()
   where c.client_id = mine and c.id = $1
  returning c.client_id, c.id, c.service_name, c.credential_type, c.settings, c.encrypted_value, c.key_id,
    c.unreadable_at into used;
  if not found then
    return;
  end if;
  perform private.audit(mine, 'credential.used', 'credential', used.id,
    jsonb_build_object('purpose', $2, 'service_name', used.service_name, 'key_id', used.key_id),
    private.current_principal(), private.current_user_id());
  return query select used.client_id::uuid, used.credential_type::text, used.settings::jsonb,
    used.encrypted_value::text, used.unreadable_at is not null;
end
$$;

-- Records the result of decrypting a value: `unreadable` under every known key, `swapped` (it belongs to another row), or
-- null where it was decrypted. Counts only for the value that was tried: it may have been replaced since.
create function private.judge_credential(id uuid, tried text, fault text) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  mine constant uuid := private.current_client_id();
  judged record;
  before boolean;
begin
  if $3 not in ('unreadable', 'swapped') then
    raise exception 'no such fault' using errcode = '23514';
  end if;
  if not private.has_role('admin') and private.claim('role') is distinct from 'job' then
    raise exception 'only admins and jobs judge a credential' using errcode = '42501';
  end if;
  select c.id, c.service_name, c.key_id, c.unreadable_at into judged from public.api_credentials c
   where c.client_id = mine and c.id = $1 and c.encrypted_value = $2 for update;
  if not found then
    return;
  end if;
  before := judged.unreadable_at is not null;
  if before <> ($3 is not null) then
    update public.api_credentials c
       set unreadable_at = case when $3 is not null then clock_timestamp() end
     where c.client_id = mine and c.id = $1;
  end if;
  -- Every attempt with a value of another row; of a value that cannot be read, the first attempt.
  if $3 = 'swapped' or ($3 = 'unreadable' and not before) then
    perform private.audit(mine, 'credential.' || $3, 'credential', judged.id,
      jsonb_build_object('service_name', judged.service_name, 'key_id', judged.key_id),
      private.current_principal(), private.current_user_id());
  end if;
end
$$;

revoke execute on function
  private.guard_encryption_key(), private.audit_credential(), private.use_credential(uuid, text),
  private.judge_credential(uuid, text, text)
from public;
grant execute on function private.use_credential(uuid, text), private.judge_credential(uuid, text, text)
  to renum_tenant;
alter function private.audit_credential() owner to renum_system;
alter function private.use_credential(uuid, text) owner to renum_system;
alter function private.judge_credential(uuid, text, text) owner to renum_system;
