-- The same bytes twice in one collection are recognised, and JSON Lines are a format.

-- By its hash, whether a collection has a document of these bytes.
create index documents_content_idx on public.documents (client_id, collection_id, content_hash);

update storage.buckets
set allowed_mime_types = array_append(allowed_mime_types, 'application/jsonl')
where id = 'documents' and not ('application/jsonl' = any (allowed_mime_types));
