-- Budgets: what the agents of a client, or one of them, may cost in a day or a month. What a call of a model may cost at most
-- is reserved before it and settled after it, so that executions at once do not pass a budget together.

create table public.agent_budgets (
  client_id uuid not null default private.current_client_id() references public.clients (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  -- Null for all agents of the client together.
  agent_id uuid,
  -- Of the calendar, in UTC.
  period text not null,
  limit_usd double precision not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint agent_budgets_key unique nulls not distinct (client_id, agent_id, period),
  constraint agent_budgets_agent_fkey foreign key (client_id, agent_id)
    references public.agents (client_id, id) on delete cascade,
  constraint agent_budgets_period_check check (period in ('day', 'month')),
  constraint agent_budgets_limit_check check (limit_usd >= 0 and limit_usd <= 1e9)
);
create index agent_budgets_page_idx on public.agent_budgets (client_id, created_at desc, id desc);
alter table public.agent_budgets enable row level security, force row level security;
create policy agent_budgets_select on public.agent_budgets for select to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy agent_budgets_insert on public.agent_budgets for insert to renum_tenant
  with check (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy agent_budgets_update on public.agent_budgets for update to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')))
  with check (client_id = (select private.current_client_id()));
create policy agent_budgets_delete on public.agent_budgets for delete to renum_tenant
  using (client_id = (select private.current_client_id()) and (select private.has_role('admin')));
create policy agent_budgets_system on public.agent_budgets for all to renum_system using (true) with check (true);
revoke all on public.agent_budgets from anon, authenticated;
grant select, insert (agent_id, period, limit_usd), update (limit_usd), delete on public.agent_budgets to renum_tenant;
-- Its rows are locked while it is looked whether there is room: that takes a right to change them.
grant select, update (limit_usd) on public.agent_budgets to renum_system;
create trigger agent_budgets_touch before update on public.agent_budgets
  for each row when (old.* is distinct from new.*) execute function private.touch_updated_at();
create trigger agent_budgets_audit after insert or update or delete on public.agent_budgets
  for each row execute function private.audit_change('budget', 'id', 'agent_id', 'period', 'limit_usd');

-- What the call that is under way may cost at most; and while an execution runs, `cost_usd` is what its calls before cost.
alter table public.agent_executions
  add column reserved_usd double precision not null default 0,
  add constraint agent_executions_reserved_check check (reserved_usd >= 0);
grant update (reserved_usd) on public.agent_executions to renum_tenant;
grant update (reserved_usd, cost_usd) on public.agent_executions to renum_system;
create policy agent_executions_system_update on public.agent_executions for update to renum_system
  using (true) with check (true);
create index agent_executions_running_idx on public.agent_executions (client_id, agent_id) where status = 'running';

-- What is left of a budget in its period.
create function private.budget_left(budget public.agent_budgets) returns double precision
language sql stable
set search_path = ''
as $$
  select budget.limit_usd
    - coalesce((select sum(u.cost_usd) from public.agent_usage u
        where u.client_id = budget.client_id and (budget.agent_id is null or u.agent_id = budget.agent_id)
          and u.day >= date_trunc(budget.period, now() at time zone 'UTC')::date), 0)
    - coalesce((select sum(coalesce(e.cost_usd, 0) + e.reserved_usd) from public.agent_executions e
        where e.client_id = budget.client_id and e.status = 'running'
          and (budget.agent_id is null or e.agent_id = budget.agent_id)), 0)
$$;
revoke execute on function private.budget_left(public.agent_budgets) from public;
grant execute on function private.budget_left(public.agent_budgets) to renum_tenant, renum_system;

-- Whether executions of the agent are under a budget: for those who may run it, and not read what it may cost.
create function private.is_budgeted(agent uuid) returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (select from public.agent_budgets b
    where b.client_id = private.current_client_id() and (b.agent_id is null or b.agent_id = $1))
$$;
revoke execute on function private.is_budgeted(uuid) from public;
grant execute on function private.is_budgeted(uuid) to renum_tenant;
alter function private.is_budgeted(uuid) owner to renum_system;

-- Reserves up to `wanted` for an execution that runs, and `at_least` so much, of all budgets that it is under; `spent` is what its
-- calls before cost, instead of what was reserved for them. Returns what was reserved; null where it does not run any more. The
-- budgets stay locked until the transaction ends, in the order of their ids.
--
-- Errors: RN047 where a budget has no room; its detail is the period.
create function private.reserve_budget(execution uuid, spent double precision, wanted double precision, at_least double precision)
returns double precision
language plpgsql security definer
set search_path = ''
as $$
declare
  client constant uuid := private.current_client_id();
  agent uuid;
  budget public.agent_budgets;
  granted double precision := $3;
begin
  select e.agent_id into agent from public.agent_executions e
   where e.client_id = client and e.id = $1 and e.status = 'running';
  if not found then
    return null;
  end if;
  update public.agent_executions e set cost_usd = $2, reserved_usd = 0 where e.client_id = client and e.id = $1;
  for budget in
    select b.* from public.agent_budgets b
     where b.client_id = client and (b.agent_id is null or b.agent_id = agent) order by b.id for update
  loop
    granted := least(granted, private.budget_left(budget));
    if granted < $4 then
      raise exception 'over a budget' using errcode = 'RN047', detail = budget.period;
    end if;
  end loop;
  update public.agent_executions e set reserved_usd = granted where e.client_id = client and e.id = $1;
  return granted;
end
$$;
revoke execute on function private.reserve_budget(uuid, double precision, double precision, double precision) from public;
grant execute on function private.reserve_budget(uuid, double precision, double precision, double precision) to renum_tenant;
alter function private.reserve_budget(uuid, double precision, double precision, double precision) owner to renum_system;
