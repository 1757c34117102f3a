-- Versions of agents: what is published is a row of its own, and never changes. `agents.configuration` is the draft.

create table public.agent_versions (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  agent_id uuid not null,
  version_number integer not null,
  configuration jsonb not null,
  created_by uuid default private.current_user_id() references public.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint agent_versions_agent_fkey foreign key (client_id, agent_id)
    references public.agents (client_id, id) on delete cascade,
  constraint agent_versions_number_key unique (client_id, agent_id, version_number),
  constraint agent_versions_version_number_check check (version_number >= 1),
  constraint agent_versions_configuration_check check (jsonb_typeof(configuration) = 'object')
);
create index agent_versions_page_idx on public.agent_versions (client_id, agent_id, created_at desc, id desc);
create index agent_versions_created_by_idx on public.agent_versions (created_by);

-- 0 and null before the first is published. The latest is the highest number that was ever given.
alter table public.agents
  add column latest_version integer not null default 0,
  add column published_version integer,
  add constraint agents_published_version_fkey foreign key (client_id, id, published_version)
    references public.agent_versions (client_id, agent_id, version_number),
  add constraint agents_latest_version_check check (latest_version >= coalesce(published_version, 0));
grant update (latest_version, published_version) on public.agents to renum_tenant;

alter table public.agent_versions enable row level security, force row level security;
create policy agent_versions_select on public.agent_versions for select to renum_tenant
  using (client_id = (select private.current_client_id()));
create policy agent_versions_insert on public.agent_versions for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
revoke all on public.agent_versions from anon, authenticated;
grant select, insert (agent_id, version_number, configuration) on public.agent_versions to renum_tenant;

create trigger agents_audit after insert or update or delete on public.agents
  for each row execute function
    private.audit_change('agent', 'id', 'name', 'status', 'published_version', 'configuration!');
