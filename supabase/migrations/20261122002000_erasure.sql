-- What is handed over, forgotten in time and erased.

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
grant select (name, source_type, file_type, file_size, created_by, created_at) on public.documents to renum_system;
grant select (id, collection_id, version_number, changed_by, created_at) on public.document_versions to renum_system;
grant delete on public.clients to renum_system;

revoke execute on function
  private.forget_audit(timestamptz, integer), private.forget_executions(timestamptz, integer),
  private.erase_person(uuid)
from public;
grant execute on function private.forget_audit(timestamptz, integer),
  private.forget_executions(timestamptz, integer), private.erase_person(uuid) to renum_system;
alter function private.forget_audit(timestamptz, integer) owner to renum_system;
alter function private.forget_executions(timestamptz, integer) owner to renum_system;
alter function private.erase_person(uuid) owner to renum_system;
