-- Older Supabase projects grant new tables and functions of `public` to anon and authenticated by default.
-- Renum's rules live in its own API: nobody reaches its tables with the publishable key. Only what is Renum's is
-- closed; a project may hold tables of somebody else's.
do $$
declare
  ours regclass;
begin
  for ours in
    select c.oid
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and exists (select from pg_policy p
                    where p.polroles @> array['renum_tenant'::regrole::oid]
                      and p.polrelid in (c.oid, (select i.inhparent from pg_inherits i where i.inhrelid = c.oid)))
  loop
    execute format('revoke all on table %s from anon, authenticated', ours);
  end loop;
end $$;
revoke all on function public.search_embeddings(extensions.vector, integer, uuid[], uuid[]) from public, anon, authenticated;
