-- Executions of agents: who asked, how far one is, what it says while it runs, and the conversation that it belongs to.

create table public.conversations (
  client_id uuid not null default private.current_client_id(),
  id uuid not null default gen_random_uuid(),
  agent_id uuid not null,
  user_id uuid default private.current_user_id() references public.users (id) on delete set null,
  api_key_id uuid default private.current_api_key_id(),
  title text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (client_id, id),
  constraint conversations_agent_fkey foreign key (client_id, agent_id)
    references public.agents (client_id, id) on delete cascade,
  constraint conversations_api_key_fkey foreign key (client_id, api_key_id)
    references public.api_keys (client_id, id) on delete set null (api_key_id),
  constraint conversations_title_check check (char_length(title) between 1 and 200)
);
create index conversations_page_idx on public.conversations (client_id, created_at desc, id desc);
create index conversations_agent_idx on public.conversations (client_id, agent_id, created_at desc, id desc);
create index conversations_user_id_idx on public.conversations (user_id);
create index conversations_api_key_idx on public.conversations (client_id, api_key_id);

alter table public.agent_executions
  drop constraint agent_executions_status_check,
  drop constraint agent_executions_error_check,
  alter column status set default 'queued',
  alter column user_id set default private.current_user_id(),
  add column api_key_id uuid default private.current_api_key_id(),
  add column conversation_id uuid,
  -- The version that runs; null where it is the draft, which is kept as it was.
  add column agent_version integer,
  add column draft jsonb,
  add column background boolean not null default false,
  -- The process that runs it says again and again that it is there; after this moment it is taken for dead.
  add column leased_until timestamptz,
  add column cancel_requested_at timestamptz,
  add column model text,
  add column input_tokens integer not null default 0,
  add column output_tokens integer not null default 0,
  -- In US dollars; null where no price is known, which is not the same as free.
  add column cost_usd double precision,
  -- Sentences of the answer, and those of them that what they cite does not support.
  add column sentences integer not null default 0,
  add column unsupported integer not null default 0,
  add column rating text,
  add column rating_comment text,
  add constraint agent_executions_status_check
    check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'timed_out')),
  add constraint agent_executions_error_check check ((status in ('failed', 'timed_out')) = (error_code is not null)),
  add constraint agent_executions_version_check check (agent_version is null or draft is null),
  add constraint agent_executions_counts_check
    check (input_tokens >= 0 and output_tokens >= 0 and cost_usd >= 0 and unsupported between 0 and sentences),
  add constraint agent_executions_rating_check check (rating in ('up', 'down')),
  add constraint agent_executions_rating_comment_check check (char_length(rating_comment) <= 2000),
  add constraint agent_executions_version_fkey foreign key (client_id, agent_id, agent_version)
    references public.agent_versions (client_id, agent_id, version_number) on delete cascade,
  add constraint agent_executions_conversation_fkey foreign key (client_id, conversation_id)
    references public.conversations (client_id, id) on delete cascade,
  add constraint agent_executions_api_key_fkey foreign key (client_id, api_key_id)
    references public.api_keys (client_id, id) on delete set null (api_key_id);
create index agent_executions_conversation_idx
  on public.agent_executions (client_id, conversation_id, created_at desc, id desc);
create index agent_executions_api_key_idx on public.agent_executions (client_id, api_key_id);
create index agent_executions_all_idx on public.agent_executions (client_id, created_at desc, id desc);
create index agent_executions_open_idx on public.agent_executions (leased_until, created_at)
  where status in ('queued', 'running');

-- What an execution says, in its order. `position` is how far its text and events have come with this one: an event counts as
-- one, a text as its UTF-16 code units, so that a reader who has half of a text gets the other half.
create table public.execution_events (
  client_id uuid not null default private.current_client_id(),
  execution_id uuid not null,
  position integer not null,
  event text not null,
  data jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (client_id, execution_id, position),
  constraint execution_events_execution_fkey foreign key (client_id, execution_id)
    references public.agent_executions (client_id, id) on delete cascade,
  constraint execution_events_position_check check (position >= 1),
  constraint execution_events_event_check
    check (event in ('start', 'step', 'text', 'citation', 'sentence', 'usage', 'end'))
);

alter table public.conversations enable row level security, force row level security;
alter table public.execution_events enable row level security, force row level security;

-- An answer quotes what its asker may see, and others may not: it is for who asked, and for admins, who see every collection.
-- A key that was made to run agents does so, whatever else it may.
create policy conversations_select on public.conversations for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and (user_id = (select private.current_user_id()) or api_key_id = (select private.current_api_key_id())
      or (select private.has_role('admin')) or (select private.claim('role')) = 'job'));
create policy conversations_insert on public.conversations for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and user_id is not distinct from (select private.current_user_id())
    and api_key_id is not distinct from (select private.current_api_key_id())
    and ((select private.has_role('user')) or 'agents' = any ((select private.current_scopes())::text[])));
create policy conversations_update on public.conversations for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and (user_id = (select private.current_user_id()) or api_key_id = (select private.current_api_key_id())
      or (select private.has_role('admin')))
    and ((select private.has_role('user')) or 'agents' = any ((select private.current_scopes())::text[])))
  with check (client_id = (select private.current_client_id()));
create policy conversations_delete on public.conversations for delete to renum_tenant
  using (client_id = (select private.current_client_id())
    and (user_id = (select private.current_user_id()) or api_key_id = (select private.current_api_key_id())
      or (select private.has_role('admin')))
    and ((select private.has_role('user')) or 'agents' = any ((select private.current_scopes())::text[])));

drop policy agent_executions_select on public.agent_executions;
drop policy agent_executions_insert on public.agent_executions;
drop policy agent_executions_update on public.agent_executions;
-- A job ends those whose process is gone.
create policy agent_executions_select on public.agent_executions for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and (user_id = (select private.current_user_id()) or api_key_id = (select private.current_api_key_id())
      or (select private.has_role('admin')) or (select private.claim('role')) = 'job'));
create policy agent_executions_insert on public.agent_executions for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and user_id is not distinct from (select private.current_user_id())
    and api_key_id is not distinct from (select private.current_api_key_id())
    and ((select private.has_role('user')) or 'agents' = any ((select private.current_scopes())::text[])));
create policy agent_executions_update on public.agent_executions for update to renum_tenant
  using (client_id = (select private.current_client_id())
    and (user_id = (select private.current_user_id()) or api_key_id = (select private.current_api_key_id())
      or (select private.has_role('admin')) or (select private.claim('role')) = 'job')
    and ((select private.has_role('user')) or 'agents' = any ((select private.current_scopes())::text[])))
  with check (client_id = (select private.current_client_id()));

create policy execution_events_select on public.execution_events for select to renum_tenant
  using (client_id = (select private.current_client_id())
    and exists (select from public.agent_executions e
      where e.client_id = execution_events.client_id and e.id = execution_events.execution_id));
create policy execution_events_insert on public.execution_events for insert to renum_tenant
  with check (client_id = (select private.current_client_id())
    and exists (select from public.agent_executions e
      where e.client_id = execution_events.client_id and e.id = execution_events.execution_id)
    and ((select private.has_role('user')) or 'agents' = any ((select private.current_scopes())::text[])));

create policy conversations_system on public.conversations for select to renum_system using (true);

revoke all on public.conversations, public.execution_events from anon, authenticated;
grant select on public.conversations to renum_system;
grant select, insert (agent_id, title), update (title, updated_at), delete on public.conversations to renum_tenant;
grant select, insert (execution_id, position, event, data) on public.execution_events to renum_tenant;
-- Of what is inserted, who asked is the database's to say.
revoke insert on public.agent_executions from renum_tenant;
grant insert (id, agent_id, agent_version, draft, conversation_id, input, status, background, leased_until, started_at,
    model),
  update (leased_until, cancel_requested_at, model, input_tokens, output_tokens, cost_usd, sentences, unsupported,
    rating, rating_comment)
  on public.agent_executions to renum_tenant;

-- What has ended stays as it ended: a process that was taken for dead, and was only slow, changes nothing any more.
create function private.guard_execution() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if old.status not in ('queued', 'running')
      and (new.status, new.output, new.error_code, new.tokens_used, new.cost_usd)
        is distinct from (old.status, old.output, old.error_code, old.tokens_used, old.cost_usd) then
    raise exception 'an execution that has ended' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger agent_executions_guard before update on public.agent_executions
  for each row execute function private.guard_execution();
revoke execute on function private.guard_execution() from public;

-- Those that wait or run and of which nobody has been heard since `before`: at most `most`.
create function private.silent_executions(before timestamptz, most integer)
returns table (client_id uuid, id uuid, status text, background boolean)
language sql stable security definer
set search_path = ''
as $$
  select e.client_id, e.id, e.status, e.background from public.agent_executions e
   where e.status = 'running' and coalesce(e.leased_until, e.created_at) < $1
      or e.status = 'queued' and e.created_at < $1 - interval '1 minute'
   order by coalesce(e.leased_until, e.created_at) limit $2
$$;
revoke execute on function private.silent_executions(timestamptz, integer) from public;
grant execute on function private.silent_executions(timestamptz, integer) to renum_system;
alter function private.silent_executions(timestamptz, integer) owner to renum_system;

set local role renum_system;
-- Deletes at most `most` executions older than `before`; returns how many there were.
create or replace function private.forget_executions(before timestamptz, most integer) returns bigint
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
     where e.created_at < $1 and e.status not in ('queued', 'running')
     order by e.created_at limit $2) old
   where a.client_id = old.client_id and a.id = old.id;
  get diagnostics gone = row_count;
  perform set_config('request.jwt.claims', '', true);
  return gone;
end
$$;
reset role;
