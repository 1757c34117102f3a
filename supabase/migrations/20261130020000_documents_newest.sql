-- The documents of all collections of a client, newest first: without this every row of the client is read and sorted.
create index documents_newest_idx on public.documents (client_id, created_at desc, id desc);
