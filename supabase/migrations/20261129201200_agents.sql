-- Agents, their executions, and how often documents and chunks were used.

create table public.agents (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null,
  description text,
  configuration jsonb not null default '{}',
  status text not null default 'active',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint agents_name_check check (char_length(btrim(name)) between 1 and 200),
  constraint agents_description_check check (char_length(description) <= 2000),
  constraint agents_configuration_check check (jsonb_typeof(configuration) = 'object'),
  constraint agents_status_check check (status in ('active', 'inactive'))
);
create index agents_page_idx on public.agents (client_id, created_at desc, id desc);

create table public.agent_executions (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  agent_id uuid not null,
  user_id uuid references public.users (id) on delete set null,
  status text not null default 'pending',
  input jsonb not null,
  output jsonb,
  error_code text,
  error_params jsonb,
  tokens_used integer not null default 0,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  primary key (client_id, id),
  constraint agent_executions_agent_fkey foreign key (client_id, agent_id)
    references public.agents (client_id, id) on delete cascade,
  constraint agent_executions_status_check
    check (status in ('pending', 'running', 'completed', 'failed', 'cancelled')),
  constraint agent_executions_error_check check ((status = 'failed') = (error_code is not null)),
  constraint agent_executions_tokens_used_check check (tokens_used >= 0),
  constraint agent_executions_completed_at_check check (completed_at >= started_at)
);
create index agent_executions_page_idx on public.agent_executions (client_id, agent_id, created_at desc, id desc);
create index agent_executions_user_id_idx on public.agent_executions (user_id);
create index agent_executions_created_at_idx on public.agent_executions (created_at);

create table public.document_usage_stats (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  document_id uuid not null,
  collection_id uuid not null,
  chunk_id uuid,
  agent_id uuid,
  usage_count integer not null default 1,
  created_at timestamptz not null default now(),
  first_used_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint document_usage_stats_key unique nulls not distinct (client_id, document_id, chunk_id, agent_id),
  constraint document_usage_stats_document_fkey foreign key (client_id, document_id, collection_id)
    references public.documents (client_id, id, collection_id) on update cascade on delete cascade,
  -- A row without a chunk is the document's total: it outlives the chunks that a next version replaces.
  constraint document_usage_stats_chunk_fkey foreign key (client_id, chunk_id)
    references public.document_chunks (client_id, id) on delete cascade,
  constraint document_usage_stats_agent_fkey foreign key (client_id, agent_id)
    references public.agents (client_id, id) on delete cascade,
  constraint document_usage_stats_usage_count_check check (usage_count >= 1)
);
create index document_usage_stats_chunk_idx on public.document_usage_stats (client_id, chunk_id);
create index document_usage_stats_agent_idx on public.document_usage_stats (client_id, agent_id);

alter table public.agents enable row level security, force row level security;
alter table public.agent_executions enable row level security, force row level security;
alter table public.document_usage_stats enable row level security, force row level security;

create policy agents_select on public.agents for select to renum_tenant
  using (client_id = (select private.current_client_id()));
create policy agents_insert on public.agents for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy agents_update on public.agents for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')))
  with check (client_id = (select private.current_client_id()));
create policy agents_delete on public.agents for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));

create policy agent_executions_select on public.agent_executions for select to renum_tenant
  using (client_id = (select private.current_client_id()));
create policy agent_executions_insert on public.agent_executions for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('user'))
    and (user_id is null or user_id = (select private.current_user_id())));
create policy agent_executions_update on public.agent_executions for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('user')))
  with check (client_id = (select private.current_client_id()));
create policy agent_executions_delete on public.agent_executions for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy agent_executions_system on public.agent_executions for select to renum_system using (true);
create policy agent_executions_system_delete on public.agent_executions for delete to renum_system
  using ((select private.claim('task')) = 'retention');

-- Every caller who may search, a viewer too, adds to the counts of what was found.
create policy document_usage_stats_select on public.document_usage_stats for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_usage_stats_insert on public.document_usage_stats for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_usage_stats_update on public.document_usage_stats for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]))
  with check (client_id = (select private.current_client_id())
    and collection_id <> all ((select private.hidden_collections())::uuid[]));
create policy document_usage_stats_delete on public.document_usage_stats for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));

revoke all on public.agents, public.agent_executions, public.document_usage_stats from anon, authenticated;
grant select, insert, delete, update (name, description, configuration, status) on public.agents to renum_tenant;
grant select, insert, delete,
  update (status, output, error_code, error_params, tokens_used, started_at, completed_at)
  on public.agent_executions to renum_tenant;
grant select, insert, delete, update (usage_count, last_used_at) on public.document_usage_stats to renum_tenant;
grant select, delete on public.agent_executions to renum_system;

create trigger agents_touch before update on public.agents
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();

-- Deletes at most `most` executions older than `before`; returns how many there were.
create function private.forget_executions(before timestamptz, most integer) returns bigint
language plpgsql security definer
set search_path = ''
as $$
declare
  gone bigint;
begin
  perform set_config('request.jwt.claims', '{"renum": {"task": "retention"}}', true);
  -- A running execution ends first.
  delete from public.agent_executions a using (
    select e.client_id, e.id from public.agent_executions e
     where e.created_at < $1 and e.status in ('completed', 'failed', 'cancelled')
     order by e.created_at limit $2) old
   where a.client_id = old.client_id and a.id = old.id;
  get diagnostics gone = row_count;
  perform set_config('request.jwt.claims', '', true);
  return gone;
end
$$;
revoke execute on function private.forget_executions(timestamptz, integer) from public;
grant execute on function private.forget_executions(timestamptz, integer) to renum_system;
alter function private.forget_executions(timestamptz, integer) owner to renum_system;
