-- A webhook is told when an execution of an agent has ended: how, and never what was asked or answered.

alter table public.webhook_endpoints drop constraint webhook_endpoints_events_check;
alter table public.webhook_endpoints add constraint webhook_endpoints_events_check
  check (events <@ array['document.ready', 'document.embedded', 'document.failed', 'execution.ended']
    and cardinality(events) between 1 and 4);
alter table public.webhook_deliveries drop constraint webhook_deliveries_event_check;
alter table public.webhook_deliveries add constraint webhook_deliveries_event_check
  check (event in ('document.ready', 'document.embedded', 'document.failed', 'execution.ended', 'webhook.test'));

create function private.tell_execution_ended() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.webhook_deliveries (client_id, webhook_endpoint_id, event, payload)
  select e.client_id, e.id, 'execution.ended', jsonb_build_object(
      'execution_id', new.id, 'agent_id', new.agent_id, 'status', new.status,
      'error_code', new.error_code, 'error_params', new.error_params)
    from public.webhook_endpoints e
   where e.client_id = new.client_id and e.enabled and 'execution.ended' = any (e.events)
     -- Waits for an endpoint that is being deleted, and then skips it, instead of failing.
     for key share;
  return null;
end
$$;
create trigger agent_executions_tell_ended after update of status on public.agent_executions
  for each row when (old.status in ('queued', 'running') and new.status not in ('queued', 'running'))
  execute function private.tell_execution_ended();
revoke execute on function private.tell_execution_ended() from public;
alter function private.tell_execution_ended() owner to renum_system;
