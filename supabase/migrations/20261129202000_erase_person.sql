-- Removes a person from the rows that outlive their account: their address and the origin of their requests in every
-- audit log, the invitations for them, the responses to their requests. The account itself is deleted by Supabase Auth;
-- run again, this does the same. Each client that they belong to is told, without saying who it was.
--
-- Errors: RN001 no such user, RN043 a client would have no owner; its detail names them, ["…"].
create function private.erase_person(person uuid) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  address text;
  told constant text := 'erased-' || left(md5(person::text), 8) || '@erased.invalid';
  orphaned json;
  -- The address as it is written in JSON, escaped for a regular expression.
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
  -- Requests with their keys too. A key of a client that they left no longer names them; the log still does.
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
  -- Also an earlier address: in every entry that is about this user.
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
revoke execute on function private.erase_person(uuid) from public;
grant execute on function private.erase_person(uuid) to renum_system;
alter function private.erase_person(uuid) owner to renum_system;
