#!/usr/bin/env bash
# The web app in Chromium, on a fresh embedded stack: the journey of somebody new in both languages, a stranger, a phone, lost connections,
# axe on every page, and how fast it is. Ends with one line that says how it went.
#   web.sh             the lane
# RENUM_LANE_WEB_PATIENCE=4 lets pages take four times as long, as on a machine that does other things too.
#   web.sh pictures    also renews web/screenshots, with the sentence model
# Without Chromium, which is installed where that is possible (Debian's package `chromium`), it is skipped, loudly, with exit 0.
# shellcheck disable=SC2317 # the functions that traps call
lane=web
scripts=$(dirname -- "${BASH_SOURCE[0]}")
# shellcheck source=common.sh
. "$scripts/common.sh"
trap - ERR # every way out of here is the closing line's
exec 6>&1

root=$(realpath -- "$scripts/../..")
PATH=$root/node_modules/.bin:$PATH # the Node that the project brings
began=$EPOCHSECONDS
outcome=FAILED
reason=
work=
server=
model=
closed=

close() {
  local code=$? i
  [ "$BASHPID" = "$$" ] || exit "$code"
  trap '' INT TERM HUP
  [ -z "$closed" ] || exit "$code"
  closed=1
  if [ -n "$server" ] && kill -TERM -- "-$server" 2>/dev/null; then
    for ((i = 0; i < 150; i++)); do
      kill -0 -- "-$server" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL -- "-$server" 2>/dev/null || true
  fi
  if [ -n "$model" ]; then kill -TERM -- "-$model" 2>/dev/null || true; fi
  if [ "$outcome" = FAILED ] && [ -s "$work/renum.log" ]; then tail -n 30 -- "$work/renum.log" >&6; fi
  if [ -n "$work" ]; then rm -rf -- "$work" || say "cannot remove $work"; fi
  case $outcome in
    passed) printf >&6 'lane web: passed in %s s: %s\n' "$((EPOCHSECONDS - began))" "$reason" ;;
    skipped) printf >&6 '\n!!! the checks of this lane did NOT run !!!\nlane web: skipped: %s\n' "$reason" ;;
    *) printf >&6 'lane web: FAILED%s\n' "${reason:+: $reason}" ;;
  esac
  exit "$code"
}
trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

skip() {
  outcome=skipped
  reason=$*
  exit 0
}

failed() {
  reason=$*
  exit 1
}

pictures=
provider=lexical
if [ "${1:-}" = pictures ]; then
  pictures=$root/web/screenshots
  provider=auto
fi

if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  mkdir -p -- "$lanes" 2>/dev/null || failed "cannot create $lanes; set RENUM_LANES_DIR"
  prepare_lanes_dir start
  (need_packages chromium) || true
  exec 9>&-
fi
chromium=$(command -v chromium) || skip 'no chromium here'
[ -e "$root/web/dist/index.html" ] || failed 'the web app is not built: npm run build:web'

work=$(mktemp -d)
setsid -- env -i PATH="$PATH" HOME="$work" LANG=en_US.UTF-8 LOG_LEVEL=error EMBEDDINGS_PROVIDER=$provider CI=true \
  RENUM_DATA_DIR="$work/data" PORT=0 RENUM_SUPABASE_PORT=0 RENUM_DB_PORT=0 RENUM_RATE_LIMITS=0 RENUM_FETCH_ALLOW=127.0.0.1 \
  "$root/cli/bin/renum.mjs" start >"$work/renum.log" 2>&1 6>&- </dev/null &
server=$!
# A language model's double: agents ask it over HTTP.
setsid -- env -i PATH="$PATH" node "$root/server/test/harness/model-process.ts" >"$work/model.txt" 2>&1 6>&- </dev/null &
model=$!
deadline=$((SECONDS + 120))
until url=$(sed -nE 's/^Renum is running: ([^ ]+).*/\1/p' "$work/renum.log") && [ -n "$url" ]; do
  if ! kill -0 "$server" 2>/dev/null || ((SECONDS > deadline)); then failed 'renum start does not start'; fi
  sleep 0.2
done
until [ -s "$work/model.txt" ]; do
  if ! kill -0 "$model" 2>/dev/null || ((SECONDS > deadline)); then failed 'the language model does not start'; fi
  sleep 0.2
done

cd -- "$root/web" || exit 1
if node test/browser/main.ts "$url" "$chromium" "$work/renum.log" "$(<"$work/model.txt")" ${pictures:+"$pictures"} >"$work/said.txt" 2>"$work/errors.txt"; then
  outcome=passed
  reason=$(<"$work/said.txt")
else
  cat -- "$work/said.txt" "$work/errors.txt"
  failed 'the pages do not do what they should; see above'
fi
