-- Where the text of a version stands on its pages, so that a citation can be shown on the original: of PDFs and images.

create table public.document_pages (
  client_id uuid not null default private.current_client_id(),
  document_id uuid not null,
  collection_id uuid not null,
  version_number integer not null,
  -- From 1.
  page integer not null,
  -- As the page is shown: in points of a PDF, in pixels of an image.
  width integer not null,
  height integer not null,
  -- The offsets in the version's text, in UTF-16 code units, between which the text of the page is.
  text_start integer not null,
  text_end integer not null,
  -- Each line as an array of whole numbers: see server/src/parsing/document/page-layout.ts.
  lines jsonb not null,
  primary key (client_id, document_id, version_number, page),
  constraint document_pages_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  constraint document_pages_version_fkey foreign key (client_id, document_id, version_number)
    references public.document_versions (client_id, document_id, version_number) on delete cascade,
  constraint document_pages_page_check check (page >= 1),
  constraint document_pages_size_check check (width >= 0 and height >= 0),
  constraint document_pages_text_check check (text_start >= 0 and text_end >= text_start),
  constraint document_pages_lines_check check (jsonb_typeof(lines) = 'array')
);

alter table public.document_pages enable row level security, force row level security;

-- Written once for each version, unless an interrupted attempt at it has to read it again.
create policy document_pages_select on public.document_pages for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_pages_insert on public.document_pages for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));
create policy document_pages_delete on public.document_pages for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]) and (select private.has_role('user')));

revoke all on public.document_pages from anon, authenticated;
grant select, insert, delete on public.document_pages to renum_tenant;
