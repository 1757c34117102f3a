-- What an invitation is for, for whoever holds its token and has not signed in yet. Of one that has ended nothing is told: what became
-- of it hears the invited person alone, by private.accept_invitation.

create function private.preview_invitation(token_hash text)
returns table (client_name text, email text, role text, expires_at timestamptz)
language sql stable security definer
set search_path = ''
as $$
  select c.name, i.email, i.role, i.expires_at
    from public.invitations i
    join public.clients c on c.id = i.client_id and c.status <> 'suspended'
   where i.token_hash = $1
     and private.invitation_state(i.client_id, i.invited_by, i.role, i.expires_at, i.accepted_at, i.revoked_at) = 'pending'
$$;

revoke execute on function private.preview_invitation(text) from public;
grant execute on function private.preview_invitation(text) to renum_system;
alter function private.preview_invitation(text) owner to renum_system;
