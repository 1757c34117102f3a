-- Credentials for outside services: sealed by the server under a key that is registered here, bound to their row, and
-- given out only together with the entry in the log that says so.

-- Which keys there are, by their ids; a key itself is never here. The canary tells whether somebody has it.
create table private.encryption_keys (
  key_id text primary key,
  canary text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- Given up by whoever runs the install: what is under it has to be entered again.
  lost_at timestamptz,
  constraint encryption_keys_key_id_check check (key_id ~ '^[0-9a-f]{8}$')
);
alter table private.encryption_keys enable row level security, force row level security;
create policy encryption_keys_system on private.encryption_keys to renum_system using (true) with check (true);
grant select, insert, update, delete on private.encryption_keys to renum_system;

-- Replaced, and of no use any more, perhaps because somebody else has them: no process writes under one again.
create table private.retired_encryption_keys (
  key_id text primary key,
  retired_at timestamptz not null default clock_timestamp()
);
alter table private.retired_encryption_keys enable row level security, force row level security;
create policy retired_encryption_keys_system on private.retired_encryption_keys to renum_system
  using (true) with check (true);
grant select, insert on private.retired_encryption_keys to renum_system;

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
revoke execute on function private.guard_encryption_key() from public;

alter table public.api_credentials
  add column name text not null,
  add column settings jsonb not null,
  -- Of values that are long enough not to be given away by it.
  add column last_four text,
  add column key_id text not null,
  add column created_by uuid default private.current_user_id(),
  -- Since when the value cannot be decrypted; null while it can.
  add column unreadable_at timestamptz,
  -- So that nothing is written under a key that is not known, or not any more.
  add constraint api_credentials_encryption_key_fkey foreign key (key_id) references private.encryption_keys (key_id),
  add constraint api_credentials_created_by_fkey foreign key (created_by) references public.users (id) on delete set null,
  add constraint api_credentials_name_check check (char_length(btrim(name)) between 1 and 200),
  add constraint api_credentials_settings_check check (
    jsonb_typeof(settings) = 'object' and settings ->> 'base_url' ~ '^https?://'
    and (credential_type <> 'http_header' or settings ->> 'header_name' is not null)),
  add constraint api_credentials_last_four_check check (char_length(last_four) = 4),
  drop constraint api_credentials_credential_type_check,
  add constraint api_credentials_credential_type_check check (credential_type in ('openai_compatible', 'http_header'));

drop index public.api_credentials_service_idx;
create index api_credentials_page_idx on public.api_credentials (client_id, created_at desc, id desc);
-- In the order in which keys are replaced.
create index api_credentials_key_idx on public.api_credentials (key_id, client_id, id);
create index api_credentials_created_by_idx on public.api_credentials (created_by);

create policy api_credentials_system on public.api_credentials for all to renum_system using (true) with check (true);
revoke all on public.api_credentials from anon, authenticated;
grant select (name, settings, last_four, key_id, created_by, unreadable_at),
  insert (id, name, settings, last_four, key_id),
  update (name, settings, last_four, key_id, unreadable_at)
  on public.api_credentials to renum_tenant;
grant select (client_id, id, service_name, credential_type, settings, encrypted_value, key_id, unreadable_at),
  update (encrypted_value, key_id, unreadable_at, last_used_at)
  on public.api_credentials to renum_system;

-- Neither use nor another key is a change of the credential.
drop trigger api_credentials_touch on public.api_credentials;
create trigger api_credentials_touch before update of name, settings, last_four on public.api_credentials
  for each row execute function private.touch_updated_at();

-- Of a new value it is only told that there is one.
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
    -- Under another key it is the same value: no change of the client's.
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

drop trigger api_credentials_audit on public.api_credentials;
create trigger api_credentials_audit
  after insert or delete or update of name, settings, encrypted_value on public.api_credentials
  for each row execute function private.audit_credential();

-- The only way to a sealed value: whoever takes it is in the log by then, in the same transaction. No row where the
-- client has no such credential.
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

-- What came of opening a value: `unreadable` under every key there is, `swapped` (it belongs to another row), or null
-- where it opened. Counts only for the value that was tried: it may have been replaced since.
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
  -- Each try with a value of another row; of one that cannot be read, the first.
  if $3 = 'swapped' or ($3 = 'unreadable' and not before) then
    perform private.audit(mine, 'credential.' || $3, 'credential', judged.id,
      jsonb_build_object('service_name', judged.service_name, 'key_id', judged.key_id),
      private.current_principal(), private.current_user_id());
  end if;
end
$$;

-- The secrets of webhooks are kept in the same way.
alter table public.webhook_endpoints
  drop constraint webhook_endpoints_secret_check,
  add column key_id text not null,
  add column previous_key_id text,
  add constraint webhook_endpoints_encryption_key_fkey
    foreign key (key_id) references private.encryption_keys (key_id),
  add constraint webhook_endpoints_previous_encryption_key_fkey
    foreign key (previous_key_id) references private.encryption_keys (key_id),
  add constraint webhook_endpoints_previous_key_id_check check ((previous_secret is null) = (previous_key_id is null));
create index webhook_endpoints_key_idx on public.webhook_endpoints (key_id, client_id, id);
create index webhook_endpoints_previous_key_idx on public.webhook_endpoints (previous_key_id, client_id, id);
grant insert (id, key_id), update (key_id) on public.webhook_endpoints to renum_tenant;
grant update (secret, key_id, previous_key_id) on public.webhook_endpoints to renum_system;

-- As it was, with the key that goes where its secret goes. The same secret under another key is no change.
create or replace function private.change_webhook_endpoint() returns trigger
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
drop trigger webhook_endpoints_audit on public.webhook_endpoints;
create trigger webhook_endpoints_audit after insert or delete on public.webhook_endpoints
  for each row execute function
    private.audit_change('webhook_endpoint', 'id', 'url', 'description', 'events', 'enabled', 'secret!');
create trigger webhook_endpoints_audit_change after update on public.webhook_endpoints
  for each row when (new.key_id = old.key_id or private.current_principal() is not null) execute function
    private.audit_change('webhook_endpoint', 'id', 'url', 'description', 'events', 'enabled', 'secret!');

revoke execute on function
  private.audit_credential(), private.use_credential(uuid, text), private.judge_credential(uuid, text, text)
from public;
grant execute on function private.use_credential(uuid, text), private.judge_credential(uuid, text, text)
  to renum_tenant;
alter function private.audit_credential() owner to renum_system;
alter function private.use_credential(uuid, text) owner to renum_system;
alter function private.judge_credential(uuid, text, text) owner to renum_system;
