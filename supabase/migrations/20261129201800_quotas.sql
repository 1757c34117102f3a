-- Quotas: how many documents and bytes each client uses, and how many it may use.

create table public.client_usage (
  client_id uuid not null references public.clients (id) on delete cascade,
  documents bigint not null default 0,
  -- Of all originals that are kept: each version's, once.
  bytes bigint not null default 0,
  -- Null for no limit. A limit below the usage deletes nothing: it refuses anything more.
  max_documents bigint,
  max_bytes bigint,
  primary key (client_id),
  constraint client_usage_documents_check check (documents >= 0 and bytes >= 0),
  constraint client_usage_max_documents_check check (max_documents >= 0),
  constraint client_usage_max_bytes_check check (max_bytes >= 0)
);
alter table public.client_usage enable row level security, force row level security;
-- Totals include hidden collections: only callers who see every collection read them, and keys that an admin created for
-- the client as a whole.
create policy client_usage_select on public.client_usage for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (
    (select private.has_role('admin'))
    or (select private.current_api_key_id()) is not null and not (select private.is_limited())));
create policy client_usage_system on public.client_usage for all to renum_system using (true) with check (true);
revoke all on public.client_usage from anon, authenticated;
grant select on public.client_usage to renum_tenant;
grant select, insert (client_id, documents, bytes, max_documents, max_bytes),
  update (documents, bytes, max_documents, max_bytes) on public.client_usage to renum_system;

-- The row stays locked until the transaction ends: two uploads at once do not pass a limit together. It is the last of a
-- client's rows to be locked, after documents and collections, so that no two transactions wait for each other.
--
-- Errors: RN040 over a limit; its detail says of which, documents or bytes. Not how much is used: the caller may not be
-- allowed to read that.
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

-- Checks whether that much more fits the client of this transaction, and uses nothing. For callers who may not read the
-- row.
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

-- Once for each statement, however many documents it creates or deletes.
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

-- A restored or reprocessed version shares the file of the version that it repeats.
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

-- With the limits of new clients.
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

-- Counts anew from the rows, where the totals are in doubt.
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

revoke execute on function
  private.use_quota(uuid, bigint, bigint), private.require_room(bigint, bigint), private.count_documents(),
  private.count_versions(), private.begin_usage(), private.recount_usage()
from public;
grant execute on function private.use_quota(uuid, bigint, bigint) to renum_system;
grant execute on function private.require_room(bigint, bigint) to renum_tenant;
grant execute on function private.recount_usage() to renum_login;
alter function private.use_quota(uuid, bigint, bigint) owner to renum_system;
alter function private.require_room(bigint, bigint) owner to renum_system;
alter function private.count_documents() owner to renum_system;
alter function private.count_versions() owner to renum_system;
alter function private.begin_usage() owner to renum_system;
alter function private.recount_usage() owner to renum_system;
