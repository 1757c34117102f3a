-- Invitations: an email address may become a member of a client.

create table public.invitations (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  email text not null,
  role text not null,
  -- SHA-256 of the token, lower-case hex: only the invited person has the token itself.
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
  -- Of accepting and revoking at the same moment, the first one counts.
  constraint invitations_end_check check (accepted_at is null or revoked_at is null)
);
create index invitations_page_idx on public.invitations (client_id, created_at desc, id desc);
create index invitations_open_idx on public.invitations (client_id, lower(email))
  where accepted_at is null and revoked_at is null;
create index invitations_open_email_idx on public.invitations (lower(email))
  where accepted_at is null and revoked_at is null;
create index invitations_invited_by_idx on public.invitations (invited_by);
create index invitations_accepted_by_idx on public.invitations (accepted_by);

alter table public.invitations enable row level security, force row level security;

-- No invitation gives a role above that of its author; one that has ended stays as it is.
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

revoke all on public.invitations from anon, authenticated;
grant select (client_id, id, email, role, invited_by, created_at, expires_at, accepted_at, accepted_by, revoked_at),
  insert (email, role, token_hash, expires_at), update (revoked_at)
  on public.invitations to renum_tenant;
-- The address where a person is erased.
grant select, update (accepted_at, accepted_by, revoked_at, email) on public.invitations to renum_system;

-- pending, accepted, revoked or expired. An invitation is valid for as long as its author may give that role.
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

-- Makes the caller a member of the client that invited them, and lets them act for it. Returns the client's id.
--
-- Errors: RN020 no such token, RN021 it is for another address, RN022 used, RN023 revoked, RN024 expired, RN002 the
-- client is suspended. Which of the last four is told only to the invited person.
create function private.accept_invitation(token_hash text) returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare
  person constant uuid := private.current_user_id();
  invitation public.invitations;
  state text;
begin
  -- By this lock, accepting and revoking at the same moment wait for each other.
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
  -- The author of the invitation is neither demoted nor removed before this transaction ends.
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

-- A removed member does not come back by an invitation that was still open. Invitations whose author may no longer give
-- their role are revoked for good, even if the author may give it again later.
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
     -- Where the whole client is deleted, they are deleted with it.
     and exists (select from public.clients c where c.id = old.client_id);
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

create trigger client_members_end_invitations after delete or update of role on public.client_members
  for each row execute function private.end_invitations();
create trigger invitations_audit after insert or update of accepted_at, revoked_at on public.invitations
  for each row execute function private.audit_invitation();

revoke execute on function
  private.invitation_state(uuid, uuid, text, timestamptz, timestamptz, timestamptz),
  private.accept_invitation(text), private.end_invitations(), private.audit_invitation()
from public;
grant execute on function private.invitation_state(uuid, uuid, text, timestamptz, timestamptz, timestamptz)
  to renum_tenant, renum_system;
grant execute on function private.accept_invitation(text) to renum_tenant;
alter function private.accept_invitation(text) owner to renum_system;
alter function private.end_invitations() owner to renum_system;
alter function private.audit_invitation() owner to renum_system;
