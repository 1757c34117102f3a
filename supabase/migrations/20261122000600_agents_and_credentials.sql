-- Agents, their executions, which knowledge they used, and the credentials they call services with.

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

create table public.api_credentials (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  service_name text not null,
  credential_type text not null,
  encrypted_value text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (client_id, id),
  constraint api_credentials_service_name_check check (char_length(btrim(service_name)) between 1 and 100),
  constraint api_credentials_credential_type_check check (char_length(btrim(credential_type)) between 1 and 50)
);
create index api_credentials_service_idx on public.api_credentials (client_id, service_name);

create trigger agents_touch before update on public.agents
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();
create trigger api_credentials_touch before update on public.api_credentials
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();

alter table public.agents enable row level security;
alter table public.agents force row level security;
alter table public.agent_executions enable row level security;
alter table public.agent_executions force row level security;
alter table public.document_usage_stats enable row level security;
alter table public.document_usage_stats force row level security;
alter table public.api_credentials enable row level security;
alter table public.api_credentials force row level security;

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

-- Whoever may search, a viewer too, leaves a trace of what was found.
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

create policy api_credentials_select on public.api_credentials for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_credentials_insert on public.api_credentials for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy api_credentials_update on public.api_credentials for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')))
  with check (client_id = (select private.current_client_id()));
create policy api_credentials_delete on public.api_credentials for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));

grant select, insert, delete on public.agents, public.agent_executions, public.document_usage_stats to renum_tenant;
grant update (name, description, configuration, status) on public.agents to renum_tenant;
grant update (status, output, error_code, error_params, tokens_used, started_at, completed_at)
  on public.agent_executions to renum_tenant;
grant update (usage_count, last_used_at) on public.document_usage_stats to renum_tenant;
-- encrypted_value goes in and does not come out through a tenant transaction.
grant select (client_id, id, service_name, credential_type, created_at, updated_at, last_used_at), delete
  on public.api_credentials to renum_tenant;
grant insert (service_name, credential_type, encrypted_value) on public.api_credentials to renum_tenant;
grant update (encrypted_value) on public.api_credentials to renum_tenant;
