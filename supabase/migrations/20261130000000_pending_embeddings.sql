-- Words at once, meaning after: a version is published with its words, and its chunks are embedded behind it. What is still to be
-- embedded is a row of its own, for each document and model; a document without one has all of its vectors (docs/decisions/0030).

create table public.pending_embeddings (
  client_id uuid not null default private.current_client_id(),
  document_id uuid not null,
  collection_id uuid not null,
  embedding_model text not null,
  -- Failed: an embedder refused it, and is asked again once `held_until` has passed, or a user says so.
  status text not null default 'pending',
  -- Chunks without a vector of the model.
  missing_count integer not null,
  -- Since when it is worked on, and how many were missing then: its speed. Null while it waits for its turn.
  begun_at timestamptz,
  missing_at_begin integer,
  -- Not before: the embedder asks for a break, does not answer, or has refused it.
  held_until timestamptz,
  error_code text,
  error_params jsonb,
  -- Documents of one client whose vectors are made at the same time, by different processes: one of four, by their id.
  shard smallint generated always as (get_byte(uuid_send(document_id), 15) % 4) stored,
  -- The order within a client.
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (client_id, document_id, embedding_model),
  constraint pending_embeddings_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  constraint pending_embeddings_status_check check (status in ('pending', 'failed')),
  -- A failed one says why; a pending one may say why it waits.
  constraint pending_embeddings_error_code_check check (status <> 'failed' or error_code is not null),
  constraint pending_embeddings_missing_count_check check (missing_count > 0),
  constraint pending_embeddings_missing_at_begin_check check ((begun_at is null) = (missing_at_begin is null))
);
create index pending_embeddings_shard_idx on public.pending_embeddings (client_id, shard, created_at, document_id);
create index pending_embeddings_collection_idx
  on public.pending_embeddings (client_id, collection_id, embedding_model, document_id);

alter table public.pending_embeddings enable row level security, force row level security;

create policy pending_embeddings_select on public.pending_embeddings for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy pending_embeddings_insert on public.pending_embeddings for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy pending_embeddings_update on public.pending_embeddings for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')))
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy pending_embeddings_delete on public.pending_embeddings for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
-- For the task that looks whether all that waits has a job, and for the trigger below.
create policy pending_embeddings_system on public.pending_embeddings for select to renum_system using (true);

revoke all on public.pending_embeddings from anon, authenticated;
grant select, delete, insert (document_id, collection_id, embedding_model, missing_count),
  update (status, missing_count, begun_at, missing_at_begin, held_until, error_code, error_params, updated_at)
  on public.pending_embeddings to renum_tenant;
grant select on public.pending_embeddings to renum_system;

-- The same at the document, of its collection's model: what a caller sees. The defaults are right for what is there: until now a
-- version was published with its vectors.
alter table public.documents
  add column embedding_status text not null default 'ready',
  add column unembedded_count integer not null default 0,
  add column embedding_error_code text,
  add column embedding_error_params jsonb,
  add constraint documents_embedding_status_check check (embedding_status in ('pending', 'ready', 'failed')),
  add constraint documents_unembedded_count_check check ((unembedded_count = 0) = (embedding_status = 'ready'));

grant select (embedding_status, unembedded_count, embedding_error_code),
  update (embedding_status, unembedded_count, embedding_error_code, embedding_error_params)
  on public.documents to renum_system;
grant select (embedding_model) on public.knowledge_collections to renum_system;

-- Counting what is embedded is no change of the document, as counting its bytes is none.
drop trigger documents_touch on public.documents;
create trigger documents_touch before update on public.documents for each row
  when (old.* is distinct from new.* and old.stored_bytes = new.stored_bytes
    and old.embedding_status = new.embedding_status and old.unembedded_count = new.unembedded_count
    and old.embedding_error_code is not distinct from new.embedding_error_code)
  execute function private.touch_updated_at();

-- The document says what its row says, and who follows its events is told. Whoever writes here has locked the document before.
create function private.follow_pending_embeddings() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  of_client uuid := coalesce(new.client_id, old.client_id);
  of_document uuid := coalesce(new.document_id, old.document_id);
  model text := coalesce(new.embedding_model, old.embedding_model);
begin
  update public.documents d
     set embedding_status = coalesce(new.status, 'ready'), unembedded_count = coalesce(new.missing_count, 0),
         embedding_error_code = new.error_code, embedding_error_params = new.error_params
    from public.knowledge_collections c
   where d.client_id = of_client and d.id = of_document and c.client_id = of_client and c.id = d.collection_id
     and c.embedding_model = model;
  if found then
    update public.ingestions i set revision = i.revision where i.client_id = of_client and i.document_id = of_document;
  end if;
  return null;
end
$$;
create trigger pending_embeddings_then_document after insert or update or delete on public.pending_embeddings
  for each row execute function private.follow_pending_embeddings();

revoke execute on function private.follow_pending_embeddings() from public;

-- An attempt leaves nothing but recognised pages: what it publishes is its words.
set local role renum_system;
create or replace function private.begin_ingestion() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  its_line text := case when new.content_hash is null then 'pages' else 'files' end;
  next_turn bigint := 1 + greatest(
    private.turn_reached(its_line),
    (select max(i.turn) from public.ingestions i where i.client_id = new.client_id and i.line = its_line));
begin
  delete from public.ingestion_pages p where p.client_id = new.client_id and p.document_id = new.id;
  insert into public.ingestions as i (client_id, document_id, collection_id, version_number, line, turn)
  values (new.client_id, new.id, new.collection_id, new.latest_version, its_line, next_turn)
  on conflict (client_id, document_id) do update
    set version_number = excluded.version_number, step = 'queued', unit = null, done = 0, total = null, done_before = 0,
        attempt = case when i.version_number = excluded.version_number then i.attempt else 0 end,
        running = false, crashes = 0, crashed_at = null, requeued = 0, line = excluded.line,
        turn = excluded.turn, last_error_code = null, last_error_params = null,
        started_at = null, step_started_at = clock_timestamp();
  return null;
end
$$;
create or replace function private.end_ingestion() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  delete from public.ingestion_pages p where p.client_id = new.client_id and p.document_id = new.id;
  -- The step where it stopped is kept. A document that was never started gives its turn to the client's others.
  update public.ingestions i
     set step = case when new.status = 'ready' then 'finished' else i.step end,
         done = case when new.status = 'ready' then new.chunk_count else i.done end,
         total = case when new.status = 'ready' then new.chunk_count else i.total end,
         unit = case when new.status = 'ready' then 'chunks' else i.unit end,
         step_started_at = case when new.status = 'ready' then clock_timestamp() else i.step_started_at end,
         running = false,
         turn = least(i.turn, private.turn_reached(i.line))
   where i.client_id = new.client_id and i.document_id = new.id;
  return null;
end
$$;
-- A version with all of its vectors is told of too, whether they came with it or behind it.
create or replace function private.tell_document_ended() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.webhook_deliveries (client_id, webhook_endpoint_id, event, document_id, payload)
  select e.client_id, e.id, t.event, new.id, jsonb_build_object(
      'document_id', new.id, 'collection_id', new.collection_id, 'name', new.name, 'status', new.status,
      'version_number', new.latest_version, 'error_code', new.error_code, 'error_params', new.error_params)
    from public.webhook_endpoints e
    cross join unnest(case tg_argv[0]
      when 'embedded' then array['document.embedded']
      else array['document.' || new.status] || case when new.status = 'ready' and new.embedding_status = 'ready'
        then array['document.embedded'] else '{}' end
      end) as t (event)
   where e.client_id = new.client_id and e.enabled and t.event = any (e.events)
     -- Waits for an endpoint that is being deleted, and then skips it, instead of failing.
     for key share of e;
  return null;
end
$$;
-- The role that migrates is a member of renum_login and creates a trigger of it; it cannot be called in any other way.
grant execute on function private.tell_document_ended() to renum_login;
reset role;
grant select (embedding_status) on public.documents to renum_system;
create trigger documents_tell_embedded after update of embedding_status on public.documents
  for each row when (new.embedding_status = 'ready' and old.embedding_status <> 'ready' and new.status = 'ready')
  execute function private.tell_document_ended('embedded');

alter table public.webhook_endpoints drop constraint webhook_endpoints_events_check;
alter table public.webhook_endpoints add constraint webhook_endpoints_events_check
  check (events <@ array['document.ready', 'document.embedded', 'document.failed'] and cardinality(events) between 1 and 3);
alter table public.webhook_deliveries drop constraint webhook_deliveries_event_check;
alter table public.webhook_deliveries add constraint webhook_deliveries_event_check
  check (event in ('document.ready', 'document.embedded', 'document.failed', 'webhook.test'));

drop table public.ingestion_drafts;
alter table public.ingestions drop column warnings, drop column held_until;

-- The search names the model that its query was embedded with: what a collection uses may be another one a moment later, and
-- vectors of two models are never compared.
drop function public.search_embeddings(extensions.vector, integer, uuid[], uuid[]);

-- Runs as its caller: row security decides which chunks can be found.
-- The `top_k` chunks nearest to `query_embedding` by cosine, of the given collections and documents (all of the client's
-- when null), as far as they have vectors of `model` (that of the collections when null). score: cosine similarity, -1 to 1; of
-- equal ones the older document comes first.
-- Errors where no model is given: RN010 the collections use several, RN011 the query has other dimensions than they have.
create function public.search_embeddings(
  query_embedding extensions.vector, top_k integer, collection_ids uuid[] default null, document_ids uuid[] default null,
  model text default null)
returns table (
  chunk_id uuid, document_id uuid, document_name text, collection_id uuid, version integer, content text,
  score double precision, metadata jsonb
)
language plpgsql stable security invoker
set search_path = ''
as $$
declare
  client uuid := private.current_client_id();
  models text[];
  dimensions integer;
begin
  if model is null then
    select array_agg(distinct c.embedding_model), max(c.embedding_dimensions)
      into models, dimensions
      from public.knowledge_collections c
     where c.client_id = client
       and (collection_ids is null or c.id = any (collection_ids));
    if cardinality(models) > 1 then
      raise exception 'the collections use different embedding models' using errcode = 'RN010';
    elsif dimensions <> extensions.vector_dims(query_embedding) then
      raise exception 'the query has % dimensions, the collections have %',
        extensions.vector_dims(query_embedding), dimensions using errcode = 'RN011';
    end if;
    model := models[1];
  end if;

  return query
    select k.chunk_id, h.document_id, d.name, h.collection_id, h.version_number, h.content,
           1 - k.distance, h.metadata
      from private.rank_embeddings(query_embedding, model, collection_ids, document_ids, top_k) k
      -- One by one, whatever the planner takes the client's chunks for: `offset 0` keeps it from reading all of them.
      cross join lateral (
        select * from public.document_chunks c where c.client_id = client and c.id = k.chunk_id offset 0) h
      cross join lateral (
        select x.name, x.created_at from public.documents x where x.client_id = client and x.id = h.document_id offset 0) d
     order by k.distance, d.created_at, h.chunk_index, k.chunk_id;
end
$$;
revoke all on function public.search_embeddings(extensions.vector, integer, uuid[], uuid[], text)
  from public, anon, authenticated;
grant execute on function public.search_embeddings(extensions.vector, integer, uuid[], uuid[], text) to renum_tenant;

alter function private.follow_pending_embeddings() owner to renum_system;
