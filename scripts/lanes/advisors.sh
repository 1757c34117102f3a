#!/usr/bin/env bash
# Asks Supabase's own advisors (`supabase db advisors`, the lints of its dashboard) about a migrated database: no ERROR
# and no WARN. Ends with one line that says how it went. Its command line comes from npm, for this lane alone.
lane=advisors
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=migrated.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/migrated.sh"

version=3.1.0
tool=$lanes/supabase-cli-$version
if ! [ -x "$tool/node_modules/.bin/supabase" ]; then
  say "fetching supabase $version"
  mkdir -p -- "$tool.new"
  # The binary comes as a package of its own: nothing needs to be run to install it.
  if ! timeout 120 npm install --prefix "$tool.new" --ignore-scripts --no-audit --no-fund --loglevel error \
    "supabase@$version" >"$tool.log" 2>&1; then
    finish "skipped: npm does not give supabase@$version ($(reason_in "$tool.log" 1))"
  fi
  rm -rf -- "$tool"
  mv -- "$tool.new" "$tool"
fi

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
advise() { # json's file
  # It leaves a folder of its own where it is called.
  env -i -C "$work" PATH="$PATH" HOME="$work" "$tool/node_modules/.bin/supabase" db advisors --remote="$RENUM_TEST_ADMIN_URL" \
    --type all --level info --fail-on none --agent no --output-format json >"$1" 2>"$work/error" || {
    cat -- "$1" "$work/error"
    finish "skipped: supabase $version does not run here ($(tail -n 1 "$work/error" | cut -c 1-160))"
  }
}
as_admin() { lane_psql postgres "$admin_password" "$pg_port" renum "$@"; }

# Some lints ask PostgREST which schemas it serves; where nobody answers they find nothing, whatever is there.
as_admin -c "alter database renum set pgrst.db_schemas = 'public'"

# What is planted has to be found.
as_admin <<'SQL'
create table public.planted (id uuid primary key);
grant select on public.planted to anon;
create table public.planted_policies (id uuid primary key);
alter table public.planted_policies enable row level security;
create policy one on public.planted_policies for select using (id = auth.uid());
create policy other on public.planted_policies for select using (true);
create function public.planted_function() returns integer language sql as 'select 1';
SQL
advise "$work/planted.json"
as_admin -c 'drop table public.planted, public.planted_policies; drop function public.planted_function()'
advise "$work/found.json"
node "$root/scripts/lanes/advisors.ts" "$work/planted.json" "$work/found.json" >"$work/sentence" || exit 1
finish "$(<"$work/sentence")"
