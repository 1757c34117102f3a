-- Documents from a URL: known before they are fetched, and fetched again on a schedule.

-- Until its page was fetched nobody knows what it is. Versions stay what they are: written once, with their file.
alter table public.documents
  alter column file_type drop not null,
  alter column file_size drop not null,
  alter column content_hash drop not null,
  -- Hours between two fetches; null for never.
  add column refresh_interval_hours integer,
  add column next_refresh_at timestamptz,
  add column last_fetched_at timestamptz,
  -- Why the last fetch failed; null where it did not. What was published before stays.
  add column last_fetch_error_code text,
  -- What the page was when it was fetched last, which a restored or uploaded version does not change: SHA-256 in
  -- lower-case hex, and what its server calls it.
  add column fetched_hash text,
  add column source_etag text,
  add column source_last_modified text,
  add constraint documents_original_check check (
    num_nulls(file_type, file_size, content_hash) = 0
    or (source_type = 'url' and num_nonnulls(file_type, file_size, content_hash) = 0 and current_version is null)
  ),
  add constraint documents_source_url_length_check check (char_length(source_url) <= 2048),
  add constraint documents_refresh_interval_hours_check check (
    refresh_interval_hours is null or (refresh_interval_hours between 1 and 8760 and source_type = 'url')
  ),
  add constraint documents_next_refresh_at_check check (
    (refresh_interval_hours is null) = (next_refresh_at is null)
  ),
  add constraint documents_fetched_hash_check check (fetched_hash ~ '^[0-9a-f]{64}$'),
  add constraint documents_source_etag_check check (char_length(source_etag) <= 500),
  add constraint documents_source_last_modified_check check (char_length(source_last_modified) <= 500);

create index documents_due_idx on public.documents (next_refresh_at) where next_refresh_at is not null;

grant update (refresh_interval_hours, next_refresh_at, last_fetched_at, last_fetch_error_code,
  fetched_hash, source_etag, source_last_modified) on public.documents to renum_tenant;
-- Which documents are due is asked for all clients at once; each is then taken as its client's.
grant select (next_refresh_at) on public.documents to renum_system;
