-- The ingestion of each document: its step, its progress, its attempts and its place among those that wait.
--
-- A row follows its document by triggers: a new document or version starts an ingestion, and the end of a document (ready,
-- failed, cancelled) deletes its drafts, in the same transaction and in whichever way it came.

-- Their values are how far each line has come: the turn of the newest document that was started (see `turn` below).
create sequence private.file_turn minvalue 0 start 0;
create sequence private.page_turn minvalue 0 start 0;
create sequence private.ingestion_revision;

create table public.ingestions (
  client_id uuid not null default private.current_client_id(),
  document_id uuid not null,
  collection_id uuid not null,
  version_number integer not null,
  step text not null default 'queued',
  -- What `done` and `total` count in this step.
  unit text,
  done bigint not null default 0,
  total bigint,
  -- What was done when this attempt came to this step: what an earlier one had left.
  done_before bigint not null default 0,
  -- How often this version was begun. Only the newest attempt may write: this fences off a worker that lost its job and
  -- does not know it yet.
  attempt integer not null default 0,
  -- Whether an attempt was begun and has not said how it ended.
  running boolean not null default false,
  -- Attempts in a row that ended in the same step without saying why: the file may crash every worker that reads it.
  crashes integer not null default 0,
  crashed_at text,
  -- The error of the last attempt that said how it ended, and the parameters of its text; null where it is not known.
  last_error_code text,
  last_error_params jsonb,
  -- The warnings of the version once it is ready, where its drafts were kept.
  warnings jsonb not null default '[]',
  -- How often a lost job was replaced.
  requeued integer not null default 0,
  -- The embedder asks for a pause until then.
  held_until timestamptz,
  -- Pages that are still to be fetched have a line of their own, and advance at their own speed: with one count for both,
  -- a thousand quick pages would put the next uploaded file behind a thousand slow files of another client.
  line text not null default 'files',
  -- Position among the documents of all clients in its line: each next document of a client comes one turn after its
  -- last, and none before those that have been started. A client with ten thousand waiting is at turn 10,000; the first
  -- document of another one is next.
  turn bigint not null default 0,
  started_at timestamptz,
  step_started_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  -- Larger with every change, of any client's document: the order in which changes are told. Never sent out as it is: the
  -- difference of two of them says how much all other clients did.
  revision bigint not null,
  -- Larger with every change of this document: what is sent out.
  document_revision bigint not null,
  primary key (client_id, document_id),
  constraint ingestions_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  constraint ingestions_step_check
    check (step in ('queued', 'fetching', 'parsing', 'splitting', 'embedding', 'storing', 'finished')),
  constraint ingestions_line_check check (line in ('files', 'pages')),
  constraint ingestions_unit_check check (unit in ('bytes', 'pages', 'slides', 'sheets', 'chunks')),
  constraint ingestions_done_check check (done >= 0 and done_before >= 0 and total >= 0),
  constraint ingestions_attempt_check check (attempt >= 0 and crashes >= 0 and requeued >= 0)
);
create index ingestions_collection_idx on public.ingestions (client_id, collection_id, revision);
create index ingestions_turn_idx on public.ingestions (client_id, line, turn);
create index ingestions_begun_idx on public.ingestions (client_id, line, turn) where attempt > 0;

alter table public.ingestions enable row level security, force row level security;

create policy ingestions_select on public.ingestions for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
-- A row begins with its document; from then on only the job writes it.
create policy ingestions_update on public.ingestions for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[])
    and (select private.claim('role')) = 'job')
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy ingestions_system on public.ingestions to renum_system using (true) with check (true);

revoke all on public.ingestions from anon, authenticated;
revoke all on sequence private.file_turn, private.page_turn, private.ingestion_revision from public;
grant select, update (step, unit, done, total, done_before, attempt, running, crashes, crashed_at, requeued, held_until,
  turn, last_error_code, last_error_params, warnings, started_at, step_started_at) on public.ingestions to renum_tenant;
grant select, insert, update on public.ingestions to renum_system;
grant select, usage, update on sequence private.file_turn, private.page_turn, private.ingestion_revision to renum_system;

-- The turn of the newest document of a line that was started.
create function private.turn_reached(line text) returns bigint
language sql volatile security definer
set search_path = ''
as $$
  select case line when 'pages' then (select t.last_value from private.page_turn t)
    else (select t.last_value from private.file_turn t) end
$$;

create function private.touch_ingestion() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  new.revision := nextval('private.ingestion_revision');
  new.document_revision := case tg_op when 'INSERT' then 1 else old.document_revision + 1 end;
  new.updated_at := clock_timestamp();
  if tg_op = 'UPDATE' and new.attempt > old.attempt and new.turn > private.turn_reached(new.line) then
    perform setval(case new.line when 'pages' then 'private.page_turn' else 'private.file_turn' end, new.turn);
  end if;
  return new;
end
$$;
create trigger ingestions_touch before insert or update on public.ingestions
  for each row execute function private.touch_ingestion();

create function private.begin_ingestion() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  its_line text := case when new.content_hash is null then 'pages' else 'files' end;
  next_turn bigint := 1 + greatest(
    private.turn_reached(its_line),
    (select max(i.turn) from public.ingestions i where i.client_id = new.client_id and i.line = its_line));
begin
  delete from public.ingestion_drafts d where d.client_id = new.client_id and d.document_id = new.id;
  delete from public.ingestion_pages p where p.client_id = new.client_id and p.document_id = new.id;
  insert into public.ingestions as i (client_id, document_id, collection_id, version_number, line, turn)
  values (new.client_id, new.id, new.collection_id, new.latest_version, its_line, next_turn)
  on conflict (client_id, document_id) do update
    set version_number = excluded.version_number, step = 'queued', unit = null, done = 0, total = null, done_before = 0,
        attempt = case when i.version_number = excluded.version_number then i.attempt else 0 end,
        running = false, crashes = 0, crashed_at = null, requeued = 0, held_until = null, line = excluded.line,
        turn = excluded.turn, last_error_code = null, last_error_params = null, warnings = '[]',
        started_at = null, step_started_at = clock_timestamp();
  return null;
end
$$;
-- Their names come before those of the triggers that tell of a document: these read what is set here.
create trigger documents_begin_ingestion after insert on public.documents
  for each row when (new.status = 'pending') execute function private.begin_ingestion();
create trigger documents_begin_version after update of status, latest_version on public.documents
  for each row when (new.status = 'pending'
    and (old.status <> 'pending' or old.latest_version <> new.latest_version))
  execute function private.begin_ingestion();

create function private.end_ingestion() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  delete from public.ingestion_drafts d where d.client_id = new.client_id and d.document_id = new.id;
  delete from public.ingestion_pages p where p.client_id = new.client_id and p.document_id = new.id;
  -- The step where it stopped is kept. A document that was never started gives its turn to the client's others.
  update public.ingestions i
     set step = case when new.status = 'ready' then 'finished' else i.step end,
         done = case when new.status = 'ready' then new.chunk_count else i.done end,
         total = case when new.status = 'ready' then new.chunk_count else i.total end,
         unit = case when new.status = 'ready' then 'chunks' else i.unit end,
         step_started_at = case when new.status = 'ready' then clock_timestamp() else i.step_started_at end,
         running = false, held_until = null,
         turn = least(i.turn, private.turn_reached(i.line))
   where i.client_id = new.client_id and i.document_id = new.id;
  return null;
end
$$;
create trigger documents_end_ingestion after update of status on public.documents
  for each row when (new.status in ('ready', 'failed', 'cancelled') and old.status in ('pending', 'processing'))
  execute function private.end_ingestion();

-- The turn of a document that the calling client retries: one after those of its own that were begun, so that a client
-- all of whose documents fail is served no more often than any other; and not after those that were not begun.
create function private.retry_turn(its_line text) returns bigint
language sql volatile security definer
set search_path = ''
as $$
  select 1 + greatest(
    private.turn_reached(its_line),
    (select max(i.turn) from public.ingestions i
      where i.client_id = (select private.current_client_id()) and i.line = its_line and i.attempt > 0))
$$;

-- Documents of all clients that wait for their processing, or are in it, and were not updated since `quiet_since`: the
-- caller checks whether their job still exists. In pages, each after the last row of the one before.
create function private.quiet_ingestions(
  quiet_since timestamptz, after_client uuid, after_document uuid, most integer)
returns table (client_id uuid, document_id uuid, version_number integer)
language sql stable security definer
set search_path = ''
as $$
  select d.client_id, d.id, i.version_number
    from public.documents d
    join public.ingestions i on i.client_id = d.client_id and i.document_id = d.id
   where d.status in ('pending', 'processing') and i.updated_at < quiet_since
     and (d.client_id, d.id) > (after_client, after_document)
   order by d.client_id, d.id limit most
$$;

revoke execute on function private.touch_ingestion(), private.begin_ingestion(), private.end_ingestion(),
  private.turn_reached(text), private.retry_turn(text), private.quiet_ingestions(timestamptz, uuid, uuid, integer) from public;
grant execute on function private.retry_turn(text) to renum_tenant;
grant execute on function private.quiet_ingestions(timestamptz, uuid, uuid, integer) to renum_system;
alter function private.touch_ingestion() owner to renum_system;
alter function private.begin_ingestion() owner to renum_system;
alter function private.end_ingestion() owner to renum_system;
alter function private.turn_reached(text) owner to renum_system;
alter function private.retry_turn(text) owner to renum_system;
alter function private.quiet_ingestions(timestamptz, uuid, uuid, integer) owner to renum_system;
