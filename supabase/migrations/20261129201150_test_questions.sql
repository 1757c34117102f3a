-- Test questions: what a client asks its own search to measure it, each with the document that is right.
--
-- A question names its document, and a passage of it by its words: ids of chunks change with every version of a document,
-- and where one chunk ends is a matter of how texts are split. What is right is neither.

create table public.test_questions (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  document_id uuid not null,
  -- That of its document, and follows when it changes: whoever may not see the collection sees none of its questions.
  collection_id uuid not null,
  question text not null,
  -- What of the document is right, in its words; null where any of it is.
  passage text,
  -- Where it came from: written, imported, or a search that somebody marked.
  source text not null default 'manual',
  created_by uuid default private.current_user_id() references public.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint test_questions_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  constraint test_questions_question_check check (char_length(question) <= 2000 and btrim(question) <> ''),
  constraint test_questions_passage_check check (char_length(passage) <= 20000 and btrim(passage) <> ''),
  constraint test_questions_source_check check (source in ('manual', 'import', 'search'))
);
create index test_questions_page_idx on public.test_questions (client_id, created_at desc, id desc);
create index test_questions_document_idx on public.test_questions (client_id, document_id, created_at desc, id desc);
create index test_questions_collection_idx on public.test_questions (client_id, collection_id, created_at desc, id desc);
create index test_questions_created_by_idx on public.test_questions (created_by);

alter table public.test_questions enable row level security, force row level security;

create policy test_questions_select on public.test_questions for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy test_questions_insert on public.test_questions for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy test_questions_update on public.test_questions for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')))
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy test_questions_delete on public.test_questions for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy test_questions_system on public.test_questions for select to renum_system using (true);

revoke all on public.test_questions from anon, authenticated;
-- Who made it the database says, and where it came from does not change.
grant select, insert (id, document_id, collection_id, question, passage, source),
  update (document_id, collection_id, question, passage), delete on public.test_questions to renum_tenant;
-- To count them, and for what a person is told of themselves.
grant select (client_id, id, document_id, source, created_by, created_at) on public.test_questions to renum_system;

create trigger test_questions_touch before update on public.test_questions
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();

-- Each is a search in every mode whenever they are asked. Counted once for a statement, however many it brings.
--
-- Errors: RN046 the client has as many as it may; the detail is that number.
create function private.guard_new_test_questions() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  most constant integer := 10000;
begin
  -- By this lock, two requests at once wait for each other.
  perform from public.clients c where c.id in (select n.client_id from added n) order by c.id for no key update;
  if exists (select from public.test_questions q where q.client_id in (select n.client_id from added n)
              group by q.client_id having count(*) > most) then
    raise exception 'as many test questions as a client may have' using errcode = 'RN046', detail = most;
  end if;
  return null;
end
$$;
create trigger test_questions_guard_new after insert on public.test_questions
  referencing new table as added for each statement execute function private.guard_new_test_questions();
revoke execute on function private.guard_new_test_questions() from public;
alter function private.guard_new_test_questions() owner to renum_system;

-- Who made one, its row says; what figures were measured on before, only the log. A question that goes with its document is
-- no decision of its own.
create trigger test_questions_audit_change after update on public.test_questions
  for each row execute function
    private.audit_change('test_question', 'id', 'document_id', 'question', 'passage!');
create trigger test_questions_audit_delete after delete on public.test_questions
  for each row when (pg_trigger_depth() = 0) execute function
    private.audit_change('test_question', 'id', 'document_id', 'question', 'source');
