import { createHash } from 'node:crypto'
import { askers, type Intended, intended, intendedWhereRestricted, verbs } from '../../supabase/tests/intended.ts'
import { attempt, isInside, type Place, principalOf, seedSql } from '../../supabase/tests/samples.ts'

/** The intended policies as a pgTAP test, for `supabase test db` and the lane: one assertion per asker and verb. */
export function policyTests(): [string, string][] {
  const matrices: [Place, Record<string, Intended>][] = [
    ['open', intended],
    ['restricted', intendedWhereRestricted],
  ]
  const checks = matrices.flatMap(([place, matrix]) =>
    (Object.keys(matrix) as (keyof typeof intended)[]).flatMap((table) =>
      verbs.map((verb) => {
        const allowed = matrix[table]?.[verb] ?? null
        const statements = (['inside', 'outside'] as const).map((from) => quote(attempt(table, verb, place, id, from)))
        const who = allowed === null ? 'null' : `'{${allowed.join(',')}}'`
        return `select pg_temp.check_policy('${table}, ${place}', '${verb}', ${who},\n  ${statements.join(',\n  ')});`
      }),
    ),
  )
  const principals = askers.map((asker) => {
    const principal = principalOf(asker, id)
    return `  ('${asker}', ${isInside(asker)}, ${principal ? quote(JSON.stringify(principal)) : 'null'})`
  })
  const text = `-- Generated from intended.ts by npm run generate. Who may do what, asked of the database in SQL.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;

${seedSql(id)}
select set_config('request.jwt.claims', '', true);

create temp table askers (asker text, inside boolean, principal jsonb) on commit drop;
insert into askers values
${principals.join(',\n')};

-- The number of rows a statement answers, or refused; what it changes is undone.
create function pg_temp.attempt(asker text, principal jsonb, statement text) returns text
language plpgsql
as $$
declare
  answered bigint;
begin
  if principal is null then
    perform set_config('role', asker, true);
  else
    perform set_config('request.jwt.claims', private.resolve_principal(principal), true),
      set_config('role', 'renum_tenant', true);
  end if;
  execute statement;
  get diagnostics answered = row_count;
  raise exception using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answered;
  when insufficient_privilege then return 'refused';
end
$$;

-- Refused without the right; otherwise a foreign row is not there, and a new one may not be.
create function pg_temp.check_policy(subject text, verb text, allowed text[], inside text, outside text)
returns setof text
language sql
as $$
  select is(
      pg_temp.attempt(a.asker, a.principal, case when a.inside then $4 else $5 end),
      case
        when a.asker = any ($3) then '1'
        when $3 is null or $2 = 'insert' or a.principal is null then 'refused'
        else '0'
      end,
      $1 || ': ' || $2 || ' as ' || a.asker)
    from askers a
$$;

select plan(${checks.length * askers.length + 1});

select set_eq(
  $$ select c.relname::text from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition $$,
  array['${Object.keys(intended).join(`', '`)}'],
  'every table has its intended policies in intended.ts');

${checks.join('\n')}

select * from finish();
rollback;
`
  return [['supabase/tests/policies.test.sql', text]]
}

/** The same id for the same name, in every run. */
function id(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
