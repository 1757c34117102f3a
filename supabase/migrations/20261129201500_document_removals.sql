-- Documents that left their collection, kept for a day: a caller who follows the events of a collection learns that they
-- were deleted or moved, even after a disconnection.

create table public.document_removals (
  client_id uuid not null references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  document_id uuid not null,
  -- The collection that it left. No foreign key: the transaction that deletes a document would wait for the one that
  -- deletes its collection, which waits for the document.
  collection_id uuid not null,
  -- In one order with those of ingestions.
  revision bigint not null default nextval('private.ingestion_revision'),
  -- The one after the last of the document's own.
  document_revision bigint not null default 1,
  created_at timestamptz not null default now(),
  primary key (client_id, id)
);
create index document_removals_collection_idx on public.document_removals (client_id, collection_id, revision);
create index document_removals_document_idx on public.document_removals (client_id, document_id);
create index document_removals_created_at_idx on public.document_removals (client_id, created_at);

alter table public.document_removals enable row level security, force row level security;
create policy document_removals_select on public.document_removals for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_removals_system on public.document_removals for all to renum_system
  using (true) with check (true);
revoke all on public.document_removals from anon, authenticated;
grant select on public.document_removals to renum_tenant;
grant select, delete, insert (client_id, document_id, collection_id, document_revision)
  on public.document_removals to renum_system;

-- Before the deletion, which deletes the row of ingestions too.
create function private.remember_removal() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  -- None where the collection or the client is deleted: there are no events to follow any more.
  insert into public.document_removals (client_id, document_id, collection_id, document_revision)
  select old.client_id, old.id, old.collection_id, 1 + coalesce((
      select i.document_revision from public.ingestions i
       where i.client_id = old.client_id and i.document_id = old.id), 0)
    from public.knowledge_collections c where c.client_id = old.client_id and c.id = old.collection_id;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create function private.forget_removals() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  delete from public.document_removals r
   where r.client_id in (select g.client_id from gone g) and r.created_at < now() - interval '1 day';
  return null;
end
$$;
create trigger documents_remember_removal before delete on public.documents
  for each row execute function private.remember_removal();
create trigger documents_remember_move before update of collection_id on public.documents
  for each row when (old.collection_id <> new.collection_id) execute function private.remember_removal();
create trigger documents_forget_removals after delete on public.documents
  referencing old table as gone for each statement execute function private.forget_removals();

revoke execute on function private.remember_removal(), private.forget_removals() from public;
alter function private.remember_removal() owner to renum_system;
alter function private.forget_removals() owner to renum_system;
