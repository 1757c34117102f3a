#!/usr/bin/env bash
# Runs the pgTAP tests of supabase/tests on a native Postgres 17, as `supabase test db` would: the intended policies of
# every table, asked in SQL. Ends with one line that says how it went.
lane=pgtap
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=migrated.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/migrated.sh"

# In the chroot of the server, beside it.
if ! [ -e "$chroot_dir/usr/share/postgresql/17/extension/pgtap.control" ]; then
  prepare_lanes_dir start
  say 'installing postgresql-17-pgtap'
  from=$(($(log_lines) + 1))
  for attempt in have-lists update; do
    if [ "$attempt" = update ]; then chroot "$chroot_dir" apt-get -q update >>"$log" 2>&1 9>&- </dev/null || true; fi
    if DEBIAN_FRONTEND=noninteractive chroot "$chroot_dir" apt-get -q -y --no-install-recommends \
      -o Acquire::Retries=1 -o Acquire::http::Timeout=30 install postgresql-17-pgtap >>"$log" 2>&1 9>&- </dev/null; then
      break
    elif [ "$attempt" = update ]; then
      finish "skipped: Debian's packages do not answer (apt-get: $(reason_in "$log" "$from"))"
    fi
  done
  exec 9>&-
fi

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
tests=0 failures=0
for file in "$root"/supabase/tests/*.test.sql; do
  code=0
  # A superuser, to become everybody in turn; nothing of it stays.
  lane_psql postgres "$admin_password" "$pg_port" renum -At <"$file" >"$work/tap" || code=$?
  planned=$(sed -nE 's/^1\.\.([0-9]+)$/\1/p' "$work/tap")
  good=$(grep -c '^ok ' "$work/tap" || true)
  bad=$(grep -c '^not ok ' "$work/tap" || true)
  printf '%s: %s planned, %s ok, %s not ok\n' "${file##*/}" "${planned:-none}" "$good" "$bad"
  if [ "$bad" != 0 ]; then grep -A 4 '^not ok ' "$work/tap"; fi
  if [ "$code" != 0 ] || [ "$bad" != 0 ] || [ "$good" != "$planned" ]; then failures=$((failures + 1)); fi
  tests=$((tests + good))
done
[ "$failures" = 0 ] && [ "$tests" -gt 0 ] || exit 1
finish "passed: $tests assertions on Postgres 17"
