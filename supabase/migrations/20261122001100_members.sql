-- Invitations, and the log of who changed whose access.

create table public.invitations (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  email text not null,
  role text not null,
  -- SHA-256 of the token, lower-case hex: the token itself is with whom it was given to.
  token_hash text not null,
  invited_by uuid default private.current_user_id() references public.users (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '168 hours',
  accepted_at timestamptz,
  accepted_by uuid references public.users (id) on delete set null,
  revoked_at timestamptz,
  primary key (client_id, id),
  constraint invitations_token_hash_key unique (token_hash),
  constraint invitations_token_hash_check check (token_hash ~ '^[0-9a-f]{64}$'),
  constraint invitations_email_check check (char_length(email) between 3 and 320 and email ~ '^[^@\s]+@[^@\s]+$'),
  constraint invitations_role_check check (role in ('owner', 'admin', 'user', 'viewer')),
  constraint invitations_expires_at_check
    check (expires_at > created_at and expires_at <= created_at + interval '720 hours'),
  -- Whoever comes first, the one who accepts or the one who revokes, has it.
  constraint invitations_end_check check (accepted_at is null or revoked_at is null)
);
create index invitations_page_idx on public.invitations (client_id, created_at desc, id desc);
create index invitations_open_idx on public.invitations (client_id, lower(email))
  where accepted_at is null and revoked_at is null;
create index invitations_invited_by_idx on public.invitations (invited_by);
create index invitations_accepted_by_idx on public.invitations (accepted_by);
create index client_members_page_idx on public.client_members (client_id, created_at desc, user_id desc);

-- Written by triggers alone, and gone only with its client: no role may change or delete a row.
create table public.audit_log (
  client_id uuid not null references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  action text not null,
  -- Who did it, as private.current_principal() names them; null for what nobody asked Renum for.
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

alter table public.invitations enable row level security;
alter table public.invitations force row level security;
alter table public.audit_log enable row level security;
alter table public.audit_log force row level security;

-- Nobody invites somebody above themselves; an invitation that has ended stays as it is.
create policy invitations_select on public.invitations for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy invitations_insert on public.invitations for insert to renum_tenant
  with check (
    client_id = (select private.current_client_id()) and (select private.has_role('admin'))
    and (role <> 'owner' or (select private.has_role('owner')))
    and invited_by = (select private.current_user_id())
  );
create policy invitations_update on public.invitations for update to renum_tenant
  using (
    client_id = (select private.current_client_id()) and (select private.has_role('admin'))
    and (role <> 'owner' or (select private.has_role('owner')))
    and accepted_at is null and revoked_at is null
  )
  with check (client_id = (select private.current_client_id()) and revoked_at is not null);
create policy invitations_system on public.invitations for all to renum_system using (true) with check (true);

create policy audit_log_select on public.audit_log for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy audit_log_system on public.audit_log for insert to renum_system with check (true);

revoke all on public.invitations, public.audit_log from anon, authenticated;
grant select (client_id, id, email, role, invited_by, created_at, expires_at, accepted_at, accepted_by, revoked_at)
  on public.invitations to renum_tenant;
grant insert (email, role, token_hash, expires_at), update (revoked_at) on public.invitations to renum_tenant;
grant select, update (accepted_at, accepted_by, revoked_at) on public.invitations to renum_system;
grant select on public.audit_log to renum_tenant;
grant insert on public.audit_log to renum_system;
-- A row lock wants the right to update.
grant update (updated_at) on public.client_members to renum_system;

-- pending, accepted, revoked or expired. An invitation is worth no more than whoever gave it: it ends with their role.
create function private.invitation_state(
  client_id uuid, invited_by uuid, role text, expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz
) returns text
language sql stable
set search_path = ''
as $$
  select case
    when $5 is not null then 'accepted'
    when $6 is not null or not exists (
      select from public.client_members m
       where m.client_id = $1 and m.user_id = $2 and (m.role = 'owner' or (m.role = 'admin' and $3 <> 'owner'))
    ) then 'revoked'
    when $4 <= now() then 'expired'
    else 'pending'
  end
$$;

-- Makes whoever asks a member of the client that invited them, and lets them act for it. Gives the client.
--
-- Errors: RN020 no such token, RN021 it is for another address, RN022 used, RN023 revoked, RN024 expired, RN002 the
-- client is suspended. Which of the last four is told only to whom it is for.
create function private.accept_invitation(token_hash text) returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare
  person constant uuid := private.current_user_id();
  invitation public.invitations;
  state text;
begin
  -- Two who accept, or one who accepts and one who revokes, wait for each other here.
  select i.* into invitation from public.invitations i where i.token_hash = $1 for update;
  if not found then
    raise exception 'unknown invitation' using errcode = 'RN020';
  end if;
  if not exists (select from public.users u where u.id = person and lower(u.email) = lower(invitation.email)) then
    raise exception 'an invitation for another address' using errcode = 'RN021';
  end if;
  if invitation.accepted_by = person and exists (
    select from public.client_members m where m.client_id = invitation.client_id and m.user_id = person
  ) then
    return invitation.client_id;
  end if;
  -- Whoever invited is neither demoted nor removed before this ends.
  perform 1 from public.client_members m
    where m.client_id = invitation.client_id and m.user_id = invitation.invited_by
    for share;
  state := private.invitation_state(invitation.client_id, invitation.invited_by, invitation.role,
    invitation.expires_at, invitation.accepted_at, invitation.revoked_at);
  if state <> 'pending' then
    raise exception 'the invitation is %', state
      using errcode = case state when 'accepted' then 'RN022' when 'revoked' then 'RN023' else 'RN024' end;
  end if;
  if exists (select from public.clients c where c.id = invitation.client_id and c.status = 'suspended') then
    raise exception 'client suspended' using errcode = 'RN002';
  end if;
  insert into public.client_members (client_id, user_id, role)
  values (invitation.client_id, person, invitation.role)
  on conflict do nothing;
  update public.invitations i set accepted_at = now(), accepted_by = person
   where i.client_id = invitation.client_id and i.id = invitation.id;
  update public.users u set client_id = invitation.client_id where u.id = person;
  return invitation.client_id;
end
$$;

-- Whoever was removed does not come back by an invitation that was still open. What somebody gave who may not give it any
-- more is over for good, also where they may again.
create function private.end_invitations() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.invitations i set revoked_at = now()
   where i.client_id = old.client_id and i.accepted_at is null and i.revoked_at is null
     and case tg_op
       when 'DELETE' then i.invited_by = old.user_id
         or lower(i.email) = (select lower(u.email) from public.users u where u.id = old.user_id)
       else i.invited_by = old.user_id and not (new.role = 'owner' or (new.role = 'admin' and i.role <> 'owner'))
     end
     -- With the whole client they go themselves.
     and exists (select from public.clients c where c.id = old.client_id);
  return null;
end
$$;

-- One row of the log; none for a client that is just going. `renum.origin` is where the request came from.
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

-- Arguments: what the row is called, the column that names it, and the columns that are told. Of one that ends in `!`
-- it is only told that it changed. An update of no such column is no event.
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

create function private.audit_invitation() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.audit(
    new.client_id,
    case when new.accepted_at is not null then 'invitation.accepted'
         when new.revoked_at is not null then 'invitation.revoked'
         else 'invitation.created' end,
    'invitation', new.id, jsonb_build_object('email', new.email, 'role', new.role),
    private.current_principal(), private.current_user_id());
  return null;
end
$$;

-- Told to the client that the person acts for: Supabase Auth does not say from where.
create function private.audit_sign_in() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform private.audit(new.client_id, 'user.signed_in', 'user', new.id, jsonb_build_object('email', new.email),
    'user:' || new.id, new.id);
  return null;
end
$$;

create trigger client_members_end_invitations after delete or update of role on public.client_members
  for each row execute function private.end_invitations();

create trigger clients_audit after insert or update on public.clients
  for each row execute function private.audit_change('client', 'id', 'name', 'status', 'settings!');
create trigger client_members_audit after insert or update or delete on public.client_members
  for each row execute function private.audit_change('member', 'user_id', 'role');
create trigger collection_grants_audit after insert or delete on public.collection_grants
  for each row execute function private.audit_change('grant', 'id', 'collection_id', 'user_id', 'role');
create trigger knowledge_collections_audit_restricted after insert on public.knowledge_collections
  for each row when (new.access <> 'open')
  execute function private.audit_change('collection', 'id', 'name', 'access');
create trigger knowledge_collections_audit after update of access on public.knowledge_collections
  for each row execute function private.audit_change('collection', 'id', 'access');
create trigger api_keys_audit after insert or update of name, scopes, expires_at or delete on public.api_keys
  for each row execute function private.audit_change('api_key', 'id', 'name', 'scopes', 'limited', 'expires_at');
create trigger api_credentials_audit after insert or update or delete on public.api_credentials
  for each row execute function
    private.audit_change('credential', 'id', 'service_name', 'credential_type', 'encrypted_value!');
create trigger invitations_audit after insert or update of accepted_at, revoked_at on public.invitations
  for each row execute function private.audit_invitation();
create trigger users_audit_sign_in after update of last_login on public.users
  for each row when (new.client_id is not null and new.last_login is distinct from old.last_login)
  execute function private.audit_sign_in();

revoke execute on function
  private.invitation_state(uuid, uuid, text, timestamptz, timestamptz, timestamptz),
  private.accept_invitation(text), private.end_invitations(),
  private.audit(uuid, text, text, uuid, jsonb, text, uuid),
  private.audit_change(), private.audit_invitation(), private.audit_sign_in()
from public;
grant execute on function private.invitation_state(uuid, uuid, text, timestamptz, timestamptz, timestamptz)
  to renum_tenant, renum_system;
grant execute on function private.accept_invitation(text) to renum_tenant;
grant execute on function private.audit(uuid, text, text, uuid, jsonb, text, uuid) to renum_system;
-- Whoever migrates is a member: later migrations hang it onto their tables. Nobody can call it otherwise.
grant execute on function private.audit_change() to renum_login;
alter function private.accept_invitation(text) owner to renum_system;
alter function private.end_invitations() owner to renum_system;
alter function private.audit_change() owner to renum_system;
alter function private.audit_invitation() owner to renum_system;
alter function private.audit_sign_in() owner to renum_system;
