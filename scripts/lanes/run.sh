#!/usr/bin/env bash
# Runs a command beside a real database, and ends with one line that says how it went.
#   run.sh native|pgbouncer -- COMMAND…
# COMMAND finds RENUM_TEST_ENVIRONMENT, RENUM_TEST_DB_URL, RENUM_TEST_DIRECT_URL and RENUM_TEST_ADMIN_URL in its
# environment. Its exit code is passed on; a lane that cannot run on this machine is skipped, loudly, with exit 0.
# shellcheck disable=SC2317 # the functions that traps call
usage_line="$0 native|pgbouncer -- COMMAND…"
lane=${1:-}
case $lane in
  native | pgbouncer) ;;
  *)
    printf 'usage: %s\n' "$usage_line" >&2
    exit 64
    ;;
esac
scripts=$(dirname -- "${BASH_SOURCE[0]}")
# shellcheck source=common.sh
. "$scripts/common.sh"
trap - ERR # every way out of here is the closing line's

if [ $# -lt 3 ] || [ "$2" != -- ]; then usage "$usage_line"; fi
shift 2

components=(postgres)
if [ "$lane" = pgbouncer ]; then components+=(pgbouncer); fi

began=$EPOCHSECONDS
outcome=FAILED
reason=
child=
started=()
closed=
interrupted_with=

stop_everything() {
  local i
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    "$scripts/${started[i]}.sh" stop 8>&- || true # it says itself what is wrong
  done
}

close() {
  local code=$?
  [ "$BASHPID" = "$$" ] || exit "$code"
  trap '' INT TERM HUP
  [ -z "$closed" ] || exit "$code"
  closed=1
  stop_everything
  case $outcome in
    passed) printf 'lane %s: passed in %s s\n' "$lane" "$((EPOCHSECONDS - began))" ;;
    skipped) printf '\n!!! the tests of this lane did NOT run !!!\nlane %s: skipped: %s\n' "$lane" "$reason" ;;
    *) printf 'lane %s: FAILED\n' "$lane" ;;
  esac
  exit "$code"
}
trap close EXIT

# A signal ends the command, and all it started, before the database goes away under it.
interrupted() { # exit code
  interrupted_with=$1
  if [ -z "$child" ]; then exit "$1"; fi
  kill -TERM -- "-$child" 2>/dev/null || true
}
trap 'interrupted 130' INT
trap 'interrupted 143' TERM
trap 'interrupted 129' HUP

# Starts one component. Its lines pass through; the last one says why, if it cannot run.
start() { # component
  local line pid code=0
  exec 7< <("$scripts/$1.sh" start 2>&1 >/dev/null 8>&-)
  pid=$!
  while IFS= read -r line <&7; do
    printf '%s\n' "$line" >&2
    reason=${line#*cannot run here: }
  done
  exec 7<&-
  wait "$pid" || code=$?
  return "$code"
}

# One run at a time on a database: the next one waits its turn. (Descriptor 8, not left open in anything we start.)
take_turn() {
  # What is wrong with the folder, postgres.sh says.
  (umask 022 && mkdir -p -- "$lanes") 2>/dev/null || return 0
  [ -w "$lanes" ] || return 0
  exec 8>>"$lanes/run-$pg_port.lock"
  if ! flock -n 8; then
    say "waiting for another run on port $pg_port"
    flock 8
  fi
}

check_ports
take_turn
for component in "${components[@]}"; do
  code=0
  started+=("$component") # before it has: a start that is interrupted has to be cleaned up too
  start "$component" || code=$?
  if [ "$code" = "$EX_TEMPFAIL" ]; then
    unset 'started[-1]'
    outcome=skipped
    exit 0
  elif [ "$code" != 0 ]; then
    exit "$code"
  fi
done

for component in "${components[@]}"; do
  lines=$("$scripts/$component.sh" env 8>&-)
  eval "$lines"
done
if [ "$lane" = native ]; then export RENUM_TEST_DB_URL=$RENUM_TEST_DIRECT_URL; fi
export RENUM_TEST_ENVIRONMENT=$lane

# In a process group of its own, so that nothing of it is left behind.
setsid -- "$@" <&0 8>&- &
child=$!
code=0
wait "$child" || code=$?
if [ -n "$interrupted_with" ]; then # a signal to this script ends `wait` early
  for ((i = 0; i < 100; i++)); do
    kill -0 "$child" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$child" 2>/dev/null || true
fi
kill -TERM -- "-$child" 2>/dev/null || true # what the command left running
child=
if [ -n "$interrupted_with" ]; then exit "$interrupted_with"; fi
if [ "$code" = 0 ]; then outcome=passed; fi
exit "$code"
