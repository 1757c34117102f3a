-- Original files: one private bucket, one folder per client, <client_id>/<document_id>/<file>.
--
-- Renum's servers write with the secret key after a tenant transaction has allowed it. A person's own token may only
-- read, and only what the person may read in the database; anon gets no policy at all.

-- The server's own limit (RENUM_MAX_FILE_MB) is what people meet; these are the last line behind it.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('documents', 'documents', false, 500 * 1024 * 1024, array[
  'text/plain', 'text/markdown', 'text/csv', 'text/html', 'application/json', 'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'image/png', 'image/jpeg'
])
on conflict (id) do update set public = false, file_size_limit = excluded.file_size_limit,
  allowed_mime_types = excluded.allowed_mime_types;

create policy documents_system on public.documents for select to renum_system using (true);
grant select (client_id, id, collection_id) on public.documents to renum_system;

create function private.can_read_file(reader uuid, object_name text) returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
declare
  parts text[] := string_to_array(object_name, '/');
begin
  if reader is null or object_name !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$' then
    return false;
  end if;
  return exists (
    select 1
      from public.client_members m
      join public.clients c on c.id = m.client_id and c.status = 'active'
      join public.documents d on d.client_id = m.client_id
      join public.knowledge_collections k on k.client_id = d.client_id and k.id = d.collection_id
     where m.client_id = parts[1]::uuid and m.user_id = reader and d.id = parts[2]::uuid
       and (
         k.access = 'open' or m.role in ('owner', 'admin')
         or exists (
           select from public.collection_grants g
            where g.client_id = k.client_id and g.collection_id = k.id
              and (g.user_id = reader or g.role in ('viewer', m.role)))
       )
  );
end
$$;
revoke execute on function private.can_read_file(uuid, text) from public;
grant usage on schema private to authenticated;
grant execute on function private.can_read_file(uuid, text) to authenticated;

create policy renum_documents_read on storage.objects for select to authenticated
  using (bucket_id = 'documents' and private.can_read_file((select auth.uid()), name));

-- Last, as in principals: afterwards its rights cannot be changed by a plain owner.
alter function private.can_read_file(uuid, text) owner to renum_system;
