-- What each client uses and may use, who may sign up, and what only whoever runs the install does.

create table public.client_usage (
  client_id uuid not null references public.clients (id) on delete cascade,
  documents bigint not null default 0,
  -- Of all originals that are kept: each version's, once.
  bytes bigint not null default 0,
  -- Null for no limit. One below what is used takes nothing away: it lets nothing more in.
  max_documents bigint,
  max_bytes bigint,
  primary key (client_id),
  constraint client_usage_documents_check check (documents >= 0 and bytes >= 0),
  constraint client_usage_max_documents_check check (max_documents >= 0),
  constraint client_usage_max_bytes_check check (max_bytes >= 0)
);
alter table public.client_usage enable row level security;
alter table public.client_usage force row level security;
-- Totals tell of what is hidden too: they are for whoever sees everything, and for a key that an admin gave for the
-- client as a whole.
create policy client_usage_select on public.client_usage for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (
    (select private.has_role('admin'))
    or (select private.current_api_key_id()) is not null and not (select private.is_limited())));
create policy client_usage_system on public.client_usage for all to renum_system using (true) with check (true);
revoke all on public.client_usage from anon, authenticated;
grant select on public.client_usage to renum_tenant;
grant select, insert (client_id, documents, bytes, max_documents, max_bytes),
  update (documents, bytes, max_documents, max_bytes) on public.client_usage to renum_system;

-- What of a client's bytes is this document's: known in the statement that deletes it, when its versions are gone.
alter table public.documents add column stored_bytes bigint not null default 0;
-- Counting is no change of the document.
drop trigger documents_touch on public.documents;
create trigger documents_touch before update on public.documents for each row
  when (old.* is distinct from new.* and old.stored_bytes = new.stored_bytes)
  execute function private.touch_updated_at();
create policy documents_system_update on public.documents for update to renum_system using (true) with check (true);
create policy document_versions_system on public.document_versions for select to renum_system using (true);
grant select (stored_bytes, name, source_type, file_type, file_size, created_by, created_at), update (stored_bytes)
  on public.documents to renum_system;
grant select (client_id, id, document_id, collection_id, version_number, change_type, changed_by, file_size, created_at)
  on public.document_versions to renum_system;

-- The row is locked until the transaction ends: two uploads at once do not pass a limit together. It is the last of a
-- client's rows that anybody locks, after documents and collections, so that nobody waits in a circle.
--
-- Errors: RN040 over a limit; its detail says of which, documents or bytes. Not how much is used: whoever adds may not be
-- of those who see that.
create function private.use_quota(client_id uuid, documents bigint, bytes bigint) returns void
language plpgsql security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  now_used record;
begin
  update public.client_usage u
     set documents = greatest(u.documents + $2, 0), bytes = greatest(u.bytes + $3, 0)
   where u.client_id = $1
  returning u.documents, u.bytes, u.max_documents, u.max_bytes into now_used;
  if $2 > 0 and now_used.documents > now_used.max_documents then
    raise exception 'over the quota of documents' using errcode = 'RN040', detail = 'documents';
  elsif $3 > 0 and now_used.bytes > now_used.max_bytes then
    raise exception 'over the quota of bytes' using errcode = 'RN040', detail = 'bytes';
  end if;
end
$$;

-- Asks whether so much more fits the client of this transaction, and uses nothing. For whom the row is not to be seen.
--
-- Errors: RN040, as above.
create function private.require_room(documents bigint, bytes bigint) returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  short text;
begin
  select case when $1 > 0 and u.documents + $1 > u.max_documents then 'documents'
              when $2 > 0 and u.bytes + $2 > u.max_bytes then 'bytes' end
    into short from public.client_usage u where u.client_id = private.current_client_id();
  if short is not null then
    raise exception 'over the quota of %', short using errcode = 'RN040', detail = short;
  end if;
end
$$;

-- Once for each statement, however many documents it makes or deletes.
create function private.count_documents() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.use_quota(c.client_id, c.documents, c.bytes)
     from (select n.client_id, case tg_op when 'INSERT' then 1 else -1 end * count(*) as documents,
                  case tg_op when 'INSERT' then 0 else -1 end * sum(n.stored_bytes)::bigint as bytes
             from counted n group by n.client_id order by n.client_id) c;
  return null;
end
$$;
create trigger documents_count_new after insert on public.documents
  referencing new table as counted for each statement execute function private.count_documents();
create trigger documents_count_gone after delete on public.documents
  referencing old table as counted for each statement execute function private.count_documents();

-- One that was restored or processed again has the file of the version that it repeats.
create function private.count_versions() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.documents d set stored_bytes = d.stored_bytes + v.bytes
    from (select n.client_id, n.document_id, sum(n.file_size)::bigint as bytes from counted n
           where n.change_type in ('created', 'updated') group by n.client_id, n.document_id) v
   where d.client_id = v.client_id and d.id = v.document_id;
  perform private.use_quota(c.client_id, 0, c.bytes)
     from (select n.client_id, sum(n.file_size)::bigint as bytes from counted n
            where n.change_type in ('created', 'updated') group by n.client_id order by n.client_id) c;
  return null;
end
$$;
create trigger document_versions_count after insert on public.document_versions
  referencing new table as counted for each statement execute function private.count_versions();

-- With the limits of new clients: whoever founds another client gets no more by it than these.
create function private.begin_usage() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.client_usage (client_id, max_documents, max_bytes)
  select new.id, s.max_documents, s.max_bytes from private.install_settings s on conflict do nothing;
  return null;
end
$$;
create trigger clients_begin_usage after insert on public.clients
  for each row execute function private.begin_usage();

-- Counts anew what the rows say. For what was there before, and for whoever doubts.
create function private.recount_usage() returns void
language sql security definer
set search_path = ''
as $$
  update public.documents d set stored_bytes = v.bytes
    from (select n.client_id, n.document_id, sum(n.file_size)::bigint as bytes from public.document_versions n
           where n.change_type in ('created', 'updated') group by n.client_id, n.document_id) v
   where d.client_id = v.client_id and d.id = v.document_id and d.stored_bytes <> v.bytes;
  insert into public.client_usage (client_id, documents, bytes)
  select c.id, count(d.id), coalesce(sum(d.stored_bytes), 0)::bigint
    from public.clients c left join public.documents d on d.client_id = c.id group by c.id
  on conflict (client_id) do update set documents = excluded.documents, bytes = excluded.bytes;
$$;

-- Of the install as a whole. `open`: whoever wants. `invite`: only whom a client has invited, and nobody founds a client.
-- `closed`: only who is a member already.
create table private.install_settings (
  one boolean primary key default true check (one),
  sign_up text not null default 'open',
  -- Seals the ids of events, for all processes alike. 122 of its bits are random.
  event_key bytea not null default uuid_send(gen_random_uuid()),
  -- Of each client that is founded from now on; null for no limit.
  max_documents bigint,
  max_bytes bigint,
  -- That one person may own; null for no limit.
  max_owned_clients integer default 20,
  constraint install_settings_sign_up_check check (sign_up in ('open', 'invite', 'closed')),
  constraint install_settings_max_documents_check check (max_documents >= 0),
  constraint install_settings_max_bytes_check check (max_bytes >= 0),
  constraint install_settings_max_owned_clients_check check (max_owned_clients >= 1)
);
insert into private.install_settings default values;
alter table private.install_settings enable row level security, force row level security;
create policy install_settings_system on private.install_settings to renum_system using (true) with check (true);
grant select, update (sign_up, max_documents, max_bytes, max_owned_clients) on private.install_settings to renum_system;

-- What whoever runs the install has done. A client's own log goes with the client; this stays.
create table private.operator_log (
  id uuid primary key default gen_random_uuid(),
  action text not null,
  subject_type text not null,
  subject_id uuid,
  details jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  constraint operator_log_action_check check (action ~ '^[a-z_]+\.[a-z_]+$')
);
alter table private.operator_log enable row level security, force row level security;
create policy operator_log_system on private.operator_log for select to renum_system using (true);
create policy operator_log_system_insert on private.operator_log for insert to renum_system with check (true);
grant select, insert on private.operator_log to renum_system;
create index operator_log_created_at_idx on private.operator_log (created_at);

create index invitations_open_email_idx on public.invitations (lower(email))
  where accepted_at is null and revoked_at is null;

-- Errors: RN041 nobody signs up here, RN042 only whom somebody has invited.
create function private.guard_sign_up() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  allowed constant text := (select s.sign_up from private.install_settings s);
begin
  if allowed = 'closed' then
    raise exception 'sign_up_closed: nobody signs up at this install' using errcode = 'RN041';
  elsif allowed = 'invite' and not exists (
    select from public.invitations i join public.clients c on c.id = i.client_id and c.status = 'active'
     where lower(i.email) = lower(new.email) and i.accepted_at is null and i.revoked_at is null
       and private.invitation_state(i.client_id, i.invited_by, i.role, i.expires_at, i.accepted_at, i.revoked_at)
         = 'pending'
  ) then
    raise exception 'sign_up_by_invitation: only an address that was invited signs up' using errcode = 'RN042';
  end if;
  return new;
end
$$;
create trigger renum_guard_sign_up before insert on auth.users
  for each row execute function private.guard_sign_up();

-- Whoever has an account already, and whatever the server forgot to ask.
create function private.guard_new_client() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if private.current_principal() is distinct from 'operator' and (select s.sign_up from private.install_settings s) <> 'open' then
    raise exception 'nobody founds a client at this install' using errcode = 'RN041';
  end if;
  return new;
end
$$;
create trigger clients_guard before insert on public.clients
  for each row execute function private.guard_new_client();

create function private.guard_new_member() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if private.current_principal() is distinct from 'operator' and (select s.sign_up from private.install_settings s) = 'closed'
    and not exists (select from public.client_members m where m.user_id = new.user_id) then
    raise exception 'nobody new gets in at this install' using errcode = 'RN041';
  end if;
  return new;
end
$$;
create trigger client_members_guard before insert on public.client_members
  for each row execute function private.guard_new_member();

-- Whichever way somebody becomes an owner: who is handed clients by another account of theirs has as many of them.
--
-- Errors: RN044 they own as many as anybody may; its detail says how many.
create function private.guard_new_owner() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  most constant integer := (select s.max_owned_clients from private.install_settings s);
begin
  if private.current_principal() is not distinct from 'operator' then
    return new;
  end if;
  -- Two at once wait for each other.
  perform from public.users u where u.id = new.user_id for no key update;
  if (select count(*) from public.client_members m
       where m.user_id = new.user_id and m.role = 'owner' and m.client_id <> new.client_id) >= most then
    raise exception 'owner of as many clients as anybody may be' using errcode = 'RN044', detail = most;
  end if;
  return new;
end
$$;
create trigger client_members_guard_new_owner before insert on public.client_members
  for each row when (new.role = 'owner') execute function private.guard_new_owner();
create trigger client_members_guard_promoted before update of role on public.client_members
  for each row when (new.role = 'owner' and old.role <> 'owner') execute function private.guard_new_owner();

-- The log stays unwritable, for the system too, but for these two tasks; each says which it is, for its transaction.
create policy audit_log_system_select on public.audit_log for select to renum_system using (true);
create policy audit_log_system_update on public.audit_log for update to renum_system
  using ((select private.claim('task')) = 'erase_person') with check ((select private.claim('task')) = 'erase_person');
create policy audit_log_system_delete on public.audit_log for delete to renum_system
  using ((select private.claim('task')) = 'retention' and created_at < now() - interval '1 day');
grant select, delete, update (details, ip, user_agent) on public.audit_log to renum_system;
create index audit_log_created_at_idx on public.audit_log (created_at);

create policy agent_executions_system on public.agent_executions for select to renum_system using (true);
create policy agent_executions_system_delete on public.agent_executions for delete to renum_system
  using ((select private.claim('task')) = 'retention');
grant select, delete on public.agent_executions to renum_system;
create index agent_executions_created_at_idx on public.agent_executions (created_at);

-- Deletes what is older, so many rows at most; gives how many there were.
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
create function private.forget_executions(before timestamptz, most integer) returns bigint
language plpgsql security definer
set search_path = ''
as $$
declare
  gone bigint;
begin
  perform set_config('request.jwt.claims', '{"renum": {"task": "retention"}}', true);
  -- One that still runs ends first.
  delete from public.agent_executions a using (
    select e.client_id, e.id from public.agent_executions e
     where e.created_at < $1 and e.status in ('completed', 'failed', 'cancelled')
     order by e.created_at limit $2) old
   where a.client_id = old.client_id and a.id = old.id;
  get diagnostics gone = row_count;
  perform set_config('request.jwt.claims', '', true);
  return gone;
end
$$;

-- Takes a person out of what stays when their account goes: their address and where they came from in every log, the
-- invitations for them, what they asked for. The account itself is Supabase Auth's to delete; run again, this does the
-- same. Each client that they belong to is told, without saying who it was.
--
-- Errors: RN001 no such person, RN043 a client would have no owner; its detail names them, ["…"].
create function private.erase_person(person uuid) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  address text;
  told constant text := 'erased-' || left(md5(person::text), 8) || '@erased.invalid';
  orphaned json;
  -- As it stands in JSON, to be taken literally.
  needle text;
begin
  select u.email into address from public.users u where u.id = person for update;
  if not found then
    raise exception 'unknown user' using errcode = 'RN001';
  end if;
  select json_agg(c.name order by c.name) into orphaned
    from public.client_members m join public.clients c on c.id = m.client_id
   where m.user_id = person and m.role = 'owner' and not exists (
     select from public.client_members o
      where o.client_id = m.client_id and o.role = 'owner' and o.user_id <> person);
  if orphaned is not null then
    raise exception 'a client would have no owner' using errcode = 'RN043', detail = orphaned;
  end if;

  perform private.audit(m.client_id, 'person.erased', 'user', person, '{}', 'operator', null)
     from public.client_members m where m.user_id = person;
  perform set_config('request.jwt.claims', '{"renum": {"task": "erase_person", "principal": "operator"}}', true);
  delete from public.idempotency_keys k where k.principal in ('user:' || person, 'mcp:' || person);
  update public.audit_log a set ip = null, user_agent = null
   where a.user_id = person and num_nonnulls(a.ip, a.user_agent) > 0;
  -- With their keys too. Of one that names nobody any more, for its maker left that client, the log still knows.
  update public.audit_log a set ip = null, user_agent = null
    from (with recursive theirs as (
            select k.client_id, k.id from public.api_keys k where k.created_by = person
             union
            select l.client_id, l.subject_id from public.audit_log l
             where l.user_id = person and l.action = 'api_key.created'
             union
            select k.client_id, k.id from public.api_keys k
              join theirs t on k.client_id = t.client_id and k.created_with = t.id)
          select t.client_id, 'api_key:' || t.id as actor from theirs t) k
   where a.client_id = k.client_id and a.actor = k.actor and num_nonnulls(a.ip, a.user_agent) > 0;
  -- What it was before it changed: wherever an entry is about them.
  update public.audit_log a set details = jsonb_set(a.details, '{email}', to_jsonb(told))
   where a.details ? 'email' and (
     a.subject_id = person or a.details ->> 'user_id' = person::text
     or a.subject_type = 'invitation' and exists (
       select from public.invitations i
        where i.client_id = a.client_id and i.id = a.subject_id and i.accepted_by = person));
  update public.invitations i set email = told where i.accepted_by = person;
  if address is not null then
    update public.invitations i set revoked_at = now()
     where lower(i.email) = lower(address) and i.accepted_at is null and i.revoked_at is null;
    update public.invitations i set email = told where lower(i.email) = lower(address);
    -- The whole address and no part of a longer one: a@b.c is not in maria@b.com.
    needle := '(?<![[:alnum:]._%+-])'
      || regexp_replace(substring(to_jsonb(address)::text from 2 for length(to_jsonb(address)::text) - 2),
           '([^[:alnum:]])', '\\\1', 'g') || '(?![[:alnum:]-]|\.[[:alnum:]])';
    delete from public.idempotency_keys k where k.response::text ~* needle;
    update public.audit_log a
       set details = regexp_replace(a.details::text, needle, told, 'gi')::jsonb
     where a.details::text ~* needle;
  end if;
  perform set_config('request.jwt.claims', '{"renum": {"principal": "operator"}}', true);
end
$$;
grant update (email) on public.invitations to renum_system;

-- What is handed over: of a credential all but the secret, and a client goes as a whole.
grant select (name, last_four, created_by, created_at, updated_at, last_used_at) on public.api_credentials to renum_system;
grant delete on public.clients to renum_system;

revoke execute on function
  private.use_quota(uuid, bigint, bigint), private.require_room(bigint, bigint), private.count_documents(),
  private.count_versions(), private.begin_usage(),
  private.recount_usage(), private.guard_sign_up(), private.guard_new_client(), private.guard_new_member(),
  private.guard_new_owner(),
  private.forget_audit(timestamptz, integer), private.forget_executions(timestamptz, integer),
  private.erase_person(uuid)
from public;
grant execute on function private.use_quota(uuid, bigint, bigint), private.forget_audit(timestamptz, integer),
  private.forget_executions(timestamptz, integer), private.erase_person(uuid) to renum_system;
grant execute on function private.require_room(bigint, bigint) to renum_tenant;
grant execute on function private.recount_usage() to renum_login;
alter function private.use_quota(uuid, bigint, bigint) owner to renum_system;
alter function private.require_room(bigint, bigint) owner to renum_system;
alter function private.count_documents() owner to renum_system;
alter function private.count_versions() owner to renum_system;
alter function private.begin_usage() owner to renum_system;
alter function private.recount_usage() owner to renum_system;
alter function private.guard_sign_up() owner to renum_system;
alter function private.guard_new_client() owner to renum_system;
alter function private.guard_new_member() owner to renum_system;
alter function private.guard_new_owner() owner to renum_system;
alter function private.forget_audit(timestamptz, integer) owner to renum_system;
alter function private.forget_executions(timestamptz, integer) owner to renum_system;
alter function private.erase_person(uuid) owner to renum_system;

select private.recount_usage();
