-- The model of a collection is changed behind its back: vectors of the next one are made beside those that searches go by, then
-- one transaction changes over; those of the one before are kept for a while, to go back to (docs/decisions/0030).

alter table public.knowledge_collections
  add column next_embedding_model text,
  add column next_embedding_dimensions integer,
  -- What it used before, and since when it does not; its vectors are still there.
  add column previous_embedding_model text,
  add column previous_embedding_dimensions integer,
  add column embedding_model_changed_at timestamptz,
  -- A person has gone back or called a change off: nothing is changed by itself any more.
  add column embedding_model_chosen boolean not null default false,
  add constraint knowledge_collections_next_embedding_model_check check (
    (next_embedding_model is null) = (next_embedding_dimensions is null) and next_embedding_model <> embedding_model),
  add constraint knowledge_collections_next_embedding_dimensions_check check (next_embedding_dimensions between 1 and 16000),
  add constraint knowledge_collections_previous_embedding_model_check check (
    (previous_embedding_model is null) = (previous_embedding_dimensions is null)
    and previous_embedding_model <> embedding_model
    and (previous_embedding_model is null or embedding_model_changed_at is not null));

-- Admins begin a change, call it off and go back; a job ends it.
grant update (embedding_model, embedding_dimensions, next_embedding_model, next_embedding_dimensions,
  previous_embedding_model, previous_embedding_dimensions, embedding_model_changed_at, embedding_model_chosen)
  on public.knowledge_collections to renum_tenant;
create function private.guard_collection_model() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if private.current_principal() is not null and not private.has_role('admin')
    and private.claim('role') is distinct from 'job' then
    raise exception 'only an admin changes the model of a collection' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger knowledge_collections_guard_model
  before update of embedding_model, embedding_dimensions, next_embedding_model, next_embedding_dimensions,
    previous_embedding_model, previous_embedding_dimensions, embedding_model_changed_at, embedding_model_chosen
  on public.knowledge_collections for each row when (old.* is distinct from new.*)
  execute function private.guard_collection_model();
create trigger knowledge_collections_audit_model
  after update of embedding_model, next_embedding_model on public.knowledge_collections for each row
  when (old.embedding_model <> new.embedding_model or old.next_embedding_model is distinct from new.next_embedding_model)
  execute function private.audit_change('collection', 'id', 'embedding_model', 'next_embedding_model');

-- What documents say of their vectors is of the model that their collection has now.
create function private.follow_collection_model() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.documents d
     set embedding_status = coalesce(p.status, 'ready'), unembedded_count = coalesce(p.missing_count, 0),
         embedding_error_code = p.error_code, embedding_error_params = p.error_params
    from public.documents x
    left join public.pending_embeddings p
      on p.client_id = x.client_id and p.document_id = x.id and p.embedding_model = new.embedding_model
   where x.client_id = new.client_id and x.collection_id = new.id and d.client_id = x.client_id and d.id = x.id
     and (d.embedding_status <> coalesce(p.status, 'ready') or d.unembedded_count <> coalesce(p.missing_count, 0)
       or d.embedding_error_code is distinct from p.error_code);
  return null;
end
$$;
create trigger knowledge_collections_then_documents after update of embedding_model on public.knowledge_collections
  for each row when (old.embedding_model <> new.embedding_model) execute function private.follow_collection_model();

-- A document that moves is to have vectors of another model, perhaps.
create function private.follow_document_move() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  pending record;
begin
  select p.status, p.missing_count, p.error_code, p.error_params into pending
    from public.knowledge_collections c
    left join public.pending_embeddings p
      on p.client_id = c.client_id and p.document_id = new.id and p.embedding_model = c.embedding_model
   where c.client_id = new.client_id and c.id = new.collection_id;
  new.embedding_status := coalesce(pending.status, 'ready');
  new.unembedded_count := coalesce(pending.missing_count, 0);
  new.embedding_error_code := pending.error_code;
  new.embedding_error_params := pending.error_params;
  return new;
end
$$;
create trigger documents_follow_move before update of collection_id on public.documents
  for each row when (old.collection_id <> new.collection_id) execute function private.follow_document_move();

-- Collections that a job has something to do for: whose next model has nothing waiting, whose previous one has been kept for long
-- enough, or which were made with `outgrown` and whose model nobody has chosen. In pages, each after the last row of the one before.
create function private.collections_to_align(
  outgrown text, kept_until timestamptz, after_client uuid, after_collection uuid, most integer)
returns table (client_id uuid, collection_id uuid)
language sql stable security definer
set search_path = ''
as $$
  select c.client_id, c.id
    from public.knowledge_collections c
   where (c.client_id, c.id) > (after_client, after_collection)
     and (c.embedding_model_changed_at < kept_until and c.previous_embedding_model is not null
       or c.embedding_model = outgrown and c.next_embedding_model is null and not c.embedding_model_chosen
       or c.next_embedding_model is not null and not exists (
         select from public.pending_embeddings p
          where p.client_id = c.client_id and p.collection_id = c.id and p.embedding_model = c.next_embedding_model))
   order by c.client_id, c.id limit most
$$;

grant select (next_embedding_model, previous_embedding_model, embedding_model_changed_at, embedding_model_chosen)
  on public.knowledge_collections to renum_system;
revoke execute on function private.guard_collection_model(), private.follow_collection_model(),
  private.follow_document_move(), private.collections_to_align(text, timestamptz, uuid, uuid, integer) from public;
grant execute on function private.collections_to_align(text, timestamptz, uuid, uuid, integer) to renum_system;
alter function private.follow_collection_model() owner to renum_system;
alter function private.follow_document_move() owner to renum_system;
alter function private.collections_to_align(text, timestamptz, uuid, uuid, integer) owner to renum_system;
