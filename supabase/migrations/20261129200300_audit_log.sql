-- The audit log of each client, and the log of the operator of the install.

-- Written by triggers alone, and deleted only with its client, by retention or where a person is erased: no role of a
-- tenant may change or delete a row.
create table public.audit_log (
  client_id uuid not null references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  action text not null,
  -- The principal, as private.current_principal() names it; null for what was not a request to Renum.
  actor text,
  user_id uuid references public.users (id) on delete set null,
  subject_type text not null,
  subject_id uuid not null,
  details jsonb not null,
  ip text,
  user_agent text,
  request_id text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (client_id, id),
  constraint audit_log_action_check check (action ~ '^[a-z_]+\.[a-z_]+$')
);
create index audit_log_page_idx on public.audit_log (client_id, created_at desc, id desc);
create index audit_log_user_id_idx on public.audit_log (user_id);
create index audit_log_created_at_idx on public.audit_log (created_at);

-- What the operator of the install did. The log of a client is deleted with the client; this one stays.
create table private.operator_log (
  id uuid primary key default gen_random_uuid(),
  action text not null,
  subject_type text not null,
  subject_id uuid,
  details jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  constraint operator_log_action_check check (action ~ '^[a-z_]+\.[a-z_]+$')
);
create index operator_log_created_at_idx on private.operator_log (created_at);

alter table public.audit_log enable row level security, force row level security;
alter table private.operator_log enable row level security, force row level security;

create policy audit_log_select on public.audit_log for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy audit_log_system on public.audit_log for insert to renum_system with check (true);
create policy audit_log_system_select on public.audit_log for select to renum_system using (true);
-- The log is append-only for the system too, but for these two tasks; each sets its claim for its transaction.
create policy audit_log_system_update on public.audit_log for update to renum_system
  using ((select private.claim('task')) = 'erase_person') with check ((select private.claim('task')) = 'erase_person');
create policy audit_log_system_delete on public.audit_log for delete to renum_system
  using ((select private.claim('task')) = 'retention' and created_at < now() - interval '1 day');
create policy operator_log_system on private.operator_log for select to renum_system using (true);
create policy operator_log_system_insert on private.operator_log for insert to renum_system with check (true);

revoke all on public.audit_log from anon, authenticated;
grant select on public.audit_log to renum_tenant;
grant select, insert, delete, update (details, ip, user_agent) on public.audit_log to renum_system;
grant select, insert on private.operator_log to renum_system;

-- Adds one entry; none for a client that is being deleted. `renum.origin` is where the request came from.
create function private.audit(
  client_id uuid, action text, subject_type text, subject_id uuid, details jsonb, actor text, user_id uuid
) returns void
language plpgsql
set search_path = ''
as $$
declare
  origin constant jsonb := nullif(current_setting('renum.origin', true), '')::jsonb;
  -- Not every clock tells two events of one transaction apart; the log shows them in their order.
  earlier constant timestamptz := nullif(current_setting('renum.audited_at', true), '')::timestamptz;
  at constant timestamptz := greatest(clock_timestamp(), earlier + interval '1 microsecond');
begin
  insert into public.audit_log
    (client_id, action, subject_type, subject_id, details, actor, user_id, ip, user_agent, request_id, created_at)
  select c.id, $2, $3, $4, jsonb_strip_nulls($5), $6, $7, origin ->> 'ip', origin ->> 'user_agent',
         origin ->> 'request_id', at
    from public.clients c
   where c.id = $1;
  perform set_config('renum.audited_at', at::text, true);
end
$$;

-- Arguments: the type of the subject, the column with its id, and the columns that are recorded. Of a column that ends in
-- `!` it is only recorded that it changed. An update of none of these columns is not recorded.
create function private.audit_change() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  this constant jsonb := coalesce(after, before);
  details jsonb := '{}';
  told text;
  name text;
begin
  foreach told in array tg_argv[2:] loop
    name := rtrim(told, '!');
    if tg_op <> 'UPDATE' then
      if told = name then
        details := details || jsonb_build_object(name, this -> name);
      end if;
    elsif before -> name is distinct from after -> name then
      details := details || jsonb_build_object(name,
        case when told = name then jsonb_build_object('from', before -> name, 'to', after -> name) else 'true' end);
    end if;
  end loop;
  if tg_op = 'UPDATE' and details = '{}' then
    return null;
  end if;
  if this ? 'user_id' then
    details := details || jsonb_build_object('email',
      (select u.email from public.users u where u.id = (this ->> 'user_id')::uuid));
  end if;
  perform private.audit(
    coalesce(this ->> 'client_id', this ->> 'id')::uuid,
    tg_argv[0] || case tg_op when 'INSERT' then '.created' when 'UPDATE' then '.updated' else '.deleted' end,
    tg_argv[0], (this ->> tg_argv[1])::uuid, details, private.current_principal(), private.current_user_id());
  return null;
end
$$;

-- A sign-in is recorded for the client that the user acts for. Auth keeps the address of a session with the session, where
-- renum_audit_session follows it; without that it is known that there was one, and no more.
create function private.audit_sign_in() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if exists (select from pg_trigger t where t.tgname = 'renum_audit_session') then
    return null;
  end if;
  perform private.audit(new.client_id, 'user.signed_in', 'user', new.id, jsonb_build_object('email', new.email),
    'user:' || new.id, new.id);
  return null;
end
$$;

-- A new session, as JSON: Auth adds and changes columns. It is recorded when it is known where it came from, which one Auth
-- writes with it and another right behind it.
create function private.audit_session(session jsonb) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  before constant text := current_setting('renum.origin', true);
  -- Of one address the type inet writes no length.
  origin constant jsonb := jsonb_build_object(
    'ip', host((session ->> 'ip')::inet), 'user_agent', left(session ->> 'user_agent', 300));
begin
  perform set_config('renum.origin', origin::text, true);
  perform private.audit(u.client_id, 'user.signed_in', 'user', u.id, jsonb_build_object('email', u.email),
      'user:' || u.id, u.id)
    from public.users u
   where u.id = (session ->> 'user_id')::uuid and u.client_id is not null;
  perform set_config('renum.origin', coalesce(before, ''), true);
end
$$;

create function private.audit_auth_session() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  session constant jsonb := to_jsonb(new);
  before constant jsonb := case tg_op when 'UPDATE' then to_jsonb(old) end;
begin
  if coalesce(session ->> 'ip', session ->> 'user_agent') is not null
    and coalesce(before ->> 'ip', before ->> 'user_agent') is null then
    perform private.audit_session(session);
  end if;
  return null;
end
$$;

-- Follows the sessions, where this Auth keeps their addresses and lets the migrating login follow them. `renum migrate` asks each
-- time.
create function private.follow_sessions() returns void
language plpgsql
set search_path = ''
as $$
begin
  if not exists (
      select from pg_attribute a
       where a.attrelid = to_regclass('auth.sessions') and a.attname = 'ip' and not a.attisdropped)
    or exists (select from pg_trigger t where t.tgname = 'renum_audit_session')
  then
    return;
  end if;
  create trigger renum_audit_session after insert or update on auth.sessions
    for each row execute function private.audit_auth_session();
exception when insufficient_privilege then
  null;
end
$$;

-- Deletes at most `most` entries older than `before`; returns how many there were.
create function private.forget_audit(before timestamptz, most integer) returns bigint
language plpgsql security definer
set search_path = ''
as $$
declare
  gone bigint;
begin
  perform set_config('request.jwt.claims', '{"renum": {"task": "retention"}}', true);
  delete from public.audit_log a using (
    select l.client_id, l.id from public.audit_log l where l.created_at < $1 order by l.created_at limit $2) old
   where a.client_id = old.client_id and a.id = old.id;
  get diagnostics gone = row_count;
  perform set_config('request.jwt.claims', '', true);
  return gone;
end
$$;

create trigger clients_audit after insert or update on public.clients
  for each row execute function private.audit_change('client', 'id', 'name', 'status', 'settings!');
create trigger client_members_audit after insert or update or delete on public.client_members
  for each row execute function private.audit_change('member', 'user_id', 'role');
create trigger users_audit_sign_in after update of last_login on public.users
  for each row when (new.client_id is not null and new.last_login is distinct from old.last_login)
  execute function private.audit_sign_in();
select private.follow_sessions();

revoke execute on function
  private.audit(uuid, text, text, uuid, jsonb, text, uuid), private.audit_change(), private.audit_sign_in(),
  private.audit_session(jsonb), private.audit_auth_session(), private.follow_sessions(),
  private.forget_audit(timestamptz, integer)
from public;
grant execute on function
  private.audit(uuid, text, text, uuid, jsonb, text, uuid), private.forget_audit(timestamptz, integer)
to renum_system;
-- As private.access_changed(): the role that migrates creates triggers of it on later tables.
grant execute on function private.audit_change(), private.audit_auth_session() to renum_login;
alter function private.audit_change() owner to renum_system;
alter function private.audit_sign_in() owner to renum_system;
alter function private.audit_session(jsonb) owner to renum_system;
alter function private.audit_auth_session() owner to renum_system;
alter function private.forget_audit(timestamptz, integer) owner to renum_system;
