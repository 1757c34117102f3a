#!/usr/bin/env bash
# Whether a real install does what /openapi.json says: the description is validated, every operation is fuzzed. In a browser the
# reference page is opened, an invitation accepted and a password reset, in both languages. Ends with one line that says how it went.
#   openapi.sh [schemathesis' options, as -n 500]
# Needs curl, Python 3.10 or newer and PyPI; without them it is skipped, loudly, with exit 0. Without Chromium, which is
# installed (Debian's package `chromium`), the pages are not opened, and the last line says so.
# shellcheck disable=SC2317 # the functions that traps call
lane=openapi
scripts=$(dirname -- "${BASH_SOURCE[0]}")
# shellcheck source=common.sh
. "$scripts/common.sh"
trap - ERR # every way out of here is the closing line's
exec 6>&1  # which goes where this script writes, also when a signal comes inside a redirection

root=$(realpath -- "$scripts/../..")
scripts=$root/scripts/lanes
venv=$lanes/openapi-venv
PATH=$root/node_modules/.bin:$PATH # the Node that the project brings

began=$EPOCHSECONDS
outcome=FAILED
reason=
result=
work=
server=
child=
closed=

close() {
  local code=$?
  [ "$BASHPID" = "$$" ] || exit "$code"
  trap '' INT TERM HUP
  [ -z "$closed" ] || exit "$code"
  closed=1
  if [ -n "$child" ]; then end_group "$child"; fi
  if [ -n "$server" ]; then end_group "$server"; fi
  if [ "$outcome" = FAILED ] && [ -s "$work/renum.log" ]; then tail -n 30 -- "$work/renum.log" >&6; fi
  if [ -n "$work" ]; then rm -rf -- "$work" || say "cannot remove $work"; fi
  case $outcome in
    passed) printf >&6 'lane openapi: passed in %s s: %s\n' "$((EPOCHSECONDS - began))" "$result" ;;
    skipped) printf >&6 '\n!!! the checks of this lane did NOT run !!!\nlane openapi: skipped: %s\n' "$reason" ;;
    *) printf >&6 'lane openapi: FAILED%s\n' "${reason:+: $reason}" ;;
  esac
  exit "$code"
}
trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# What was started with setsid, and all that it started: asked first, then ended.
end_group() { # process group
  local i
  kill -TERM -- "-$1" 2>/dev/null || return 0
  for ((i = 0; i < 150; i++)); do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
  sleep 0.5
}

# In a process group of its own, so that a signal to this script is heard at once and leaves nothing behind.
run() { # command…
  local code=0
  setsid -- "$@" 6>&- &
  child=$!
  wait "$child" || code=$?
  child=
  return "$code"
}

skip() {
  outcome=skipped
  reason=$*
  exit 0
}

failed() {
  reason=$*
  exit 1
}

python_fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in python3 /usr/bin/python3; do
    if python_fits "$candidate"; then
      printf '%s' "$candidate"
      return
    fi
  done
  return 1
}

# The tools, once per list of them. Another run that makes them at the same time is waited for.
install_tools() {
  local wanted=$scripts/openapi/requirements.txt python from
  mkdir -p -- "$lanes" 2>/dev/null || failed "cannot create $lanes; set RENUM_LANES_DIR"
  prepare_lanes_dir start
  if ! cmp -s -- "$wanted" "$venv/installed.txt"; then
    if ! python=$(find_python); then
      if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then skip 'no Python 3.10 or newer with venv'; fi
      (need_packages python3 python3-venv) || true
      python=$(find_python) || skip 'no Python 3.10 or newer with venv, and Debian does not give one'
    fi
    say "installing schemathesis and openapi-spec-validator into $venv"
    rm -rf -- "$venv"
    from=$(($(log_lines) + 1))
    "$python" -m venv "$venv" >>"$log" 2>&1 9>&- || skip "python3 -m venv fails ($(reason_in "$log" "$from"))"
    if ! run "$venv/bin/pip" --disable-pip-version-check --retries 1 --timeout 20 install --quiet -r "$wanted" \
      >>"$log" 2>&1 9>&- </dev/null; then
      skip "PyPI does not give the tools ($(reason_in "$log" "$from"))"
    fi
    cp -- "$wanted" "$venv/installed.txt"
  fi
  if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (need_packages chromium) || true
  fi
  exec 9>&-
}

# The whole of Renum on a fresh embedded stack, with nothing of this environment but what it needs.
start_renum() {
  local deadline=$((SECONDS + 120))
  setsid -- env -i PATH="$PATH" HOME="$work" LANG=en_US.UTF-8 LOG_LEVEL=error EMBEDDINGS_PROVIDER=lexical \
    RENUM_DATA_DIR="$work/data" PORT=0 RENUM_SUPABASE_PORT=0 RENUM_DB_PORT=0 RENUM_RATE_LIMITS=0 RENUM_WEB_APP=0 \
    "$root/cli/bin/renum.mjs" start >"$work/renum.log" 2>&1 6>&- </dev/null &
  server=$!
  until url=$(sed -nE 's/^Renum is running: ([^ ]+).*/\1/p' "$work/renum.log") && [ -n "$url" ]; do
    if ! kill -0 "$server" 2>/dev/null || ((SECONDS > deadline)); then
      failed 'renum start does not start'
    fi
    sleep 0.2
  done
}

cases=0
fuzz() { # schemathesis' options
  local code=0 count
  PEOPLE=$work/people.json HOOKS=$scripts/openapi/hooks.py PYTHONDONTWRITEBYTECODE=1 \
    run "$venv/bin/st" --config-file "$scripts/openapi/schemathesis.toml" run "$work/openapi.json" --url "$url" \
    --checks all --no-color "$@" >"$work/fuzz.log" 2>&1 </dev/null || code=$?
  cat -- "$work/fuzz.log"
  [ "$code" = 0 ] || failed "schemathesis found what is above (exit code $code)"
  count=$(sed -nE 's/^ *([0-9]+) generated.*/\1/p' "$work/fuzz.log")
  [ -n "$count" ] || failed 'schemathesis made no case'
  cases=$((cases + count))
}

command -v curl >/dev/null || skip 'no curl'
install_tools
work=$(mktemp -d)
cd -- "$work" || exit 1
start_renum

curl -sS --fail --max-time 30 -o "$work/openapi.json" "$url/openapi.json" || failed '/openapi.json does not answer'
run "$venv/bin/openapi-spec-validator" --schema 3.1 "$work/openapi.json" || failed '/openapi.json is no valid OpenAPI 3.1'

if chromium=$(command -v chromium); then
  run node "$scripts/openapi/page.ts" "$url" "$chromium" "$work/browser" >"$work/page.txt" ||
    failed "the reference page: $(<"$work/page.txt")"
  run node "$scripts/openapi/account-pages.ts" "$url" "$chromium" "$work/renum.log" >"$work/accounts.txt" ||
    failed "the pages of an account: $(<"$work/accounts.txt")"
  page="$(<"$work/page.txt"), $(<"$work/accounts.txt")"
else
  page='pages NOT opened: no chromium here'
fi

run node "$scripts/openapi/people.ts" "$url" "$work/people.json" || failed 'nobody can sign up'
# Whoever creates a client acts for it from then on, and loses sight of everything else: somebody else does it.
fuzz --exclude-operation-id createClient "$@"
fuzz --include-operation-id createClient --auth-wfc-user carla "$@"
curl -sS --fail --max-time 30 -o /dev/null "$url/readyz" || failed 'the install did not survive it'

outcome=passed
result="spec valid, $page, $cases cases, 0 failures"
