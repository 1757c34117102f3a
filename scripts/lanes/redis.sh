#!/usr/bin/env bash
# Runs the tests of the limits over Debian's Redis, which they start and end themselves. Ends with one line that says how
# it went; exit 0 where this machine cannot.
lane=redis
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
root=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../..")
began=$EPOCHSECONDS
reason=

# In a shell of its own, so that its reason is the last line here.
install_redis() {
  check_machine
  prepare_lanes_dir start
  local was_installed=
  if installed redis-server; then was_installed=1; fi
  need_packages redis-server
  # The package starts a service of its own; nobody asked for that one.
  if [ -z "$was_installed" ]; then
    if [ -d /run/systemd/system ]; then
      systemctl disable --now redis-server >>"$log" 2>&1 9>&- || true
    else
      service redis-server stop >>"$log" 2>&1 9>&- || true
    fi
  fi
}

code=0
said=$( (install_redis) 2>&1) || code=$?
[ -z "$said" ] || printf '%s\n' "$said" >&2
if [ "$code" = "$EX_TEMPFAIL" ]; then
  reason=${said##*cannot run here: }
  printf '\n!!! the tests of this lane did NOT run !!!\nlane %s: skipped: %s\n' "$lane" "$reason"
  exit 0
fi
trap - ERR
cd -- "$root"
[ "$code" = 0 ] && RENUM_TEST_REDIS=1 npx vitest run --project server server/test/integration/http/redis.test.ts || code=$?
if [ "$code" = 0 ]; then
  printf 'lane %s: passed in %s s\n' "$lane" "$((EPOCHSECONDS - began))"
else
  printf 'lane %s: FAILED\n' "$lane"
fi
exit "$code"
