-- What executions used, by day, agent, person and key. It stays when executions, conversations, agents or keys are deleted:
-- what was spent was spent, and the ids then name nobody any more.

create table public.agent_usage (
  client_id uuid not null references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  -- In UTC, of the end of an execution.
  day date not null,
  agent_id uuid not null,
  user_id uuid,
  api_key_id uuid,
  executions integer not null default 0,
  failed integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_usd double precision not null default 0,
  -- Executions whose cost nobody knows; it is not in cost_usd.
  unpriced integer not null default 0,
  primary key (client_id, id),
  constraint agent_usage_key unique nulls not distinct (client_id, day, agent_id, user_id, api_key_id),
  constraint agent_usage_counts_check check (executions >= 0 and failed >= 0 and input_tokens >= 0 and output_tokens >= 0
    and cost_usd >= 0 and unpriced >= 0)
);
alter table public.agent_usage enable row level security, force row level security;
create policy agent_usage_select on public.agent_usage for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and ((select private.has_role('admin')) or user_id = (select private.current_user_id())
      or api_key_id = (select private.current_api_key_id())));
create policy agent_usage_system on public.agent_usage for all to renum_system using (true) with check (true);
revoke all on public.agent_usage from anon, authenticated;
grant select on public.agent_usage to renum_tenant;
grant select, insert, update on public.agent_usage to renum_system;

-- Once for each execution: one that has ended does not end again.
create function private.count_execution() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.agent_usage as u
    (client_id, day, agent_id, user_id, api_key_id, executions, failed, input_tokens, output_tokens, cost_usd, unpriced)
  values (new.client_id, (coalesce(new.completed_at, now()) at time zone 'UTC')::date, new.agent_id, new.user_id,
    new.api_key_id, 1, (new.status in ('failed', 'timed_out'))::integer, new.input_tokens, new.output_tokens,
    coalesce(new.cost_usd, 0), (new.cost_usd is null)::integer)
  on conflict on constraint agent_usage_key do update
    set executions = u.executions + 1, failed = u.failed + excluded.failed,
        input_tokens = u.input_tokens + excluded.input_tokens, output_tokens = u.output_tokens + excluded.output_tokens,
        cost_usd = u.cost_usd + excluded.cost_usd, unpriced = u.unpriced + excluded.unpriced;
  return null;
end
$$;
revoke execute on function private.count_execution() from public;
create trigger agent_executions_count after update of status on public.agent_executions
  for each row when (old.status in ('queued', 'running') and new.status not in ('queued', 'running'))
  execute function private.count_execution();
-- At the end: whoever migrates may run it no more.
alter function private.count_execution() owner to renum_system;
