# shellcheck shell=bash
# For a lane whose database is migrated and then looked at. Sourced after common.sh, it starts the calling script again
# within `run.sh native`, where it goes on here; and it ends with one line of the lane's own, which the inner script
# gives by `finish 'passed: …'` or `finish 'skipped: …'`.
: "${lane:?set before migrated.sh is sourced}"
trap - ERR
root=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../..")
export PATH=$root/node_modules/.bin:$PATH

finish() { # sentence
  printf '%s\n' "$1" >"$RENUM_LANE_RESULT"
  exit 0
}

if [ -z "${RENUM_LANE_RESULT:-}" ]; then
  work=$(mktemp -d)
  trap 'rm -rf -- "$work"' EXIT
  code=0
  RENUM_LANE_RESULT=$work/result "$root/scripts/lanes/run.sh" native -- "$(realpath -- "$0")" 2>&1 |
    tee "$work/log" || code=$?
  if [ "$code" != 0 ]; then
    printf 'lane %s: FAILED\n' "$lane"
    exit "$code"
  fi
  # Without a result the database could not be had, and the lane's last line says why.
  sentence=$(cat -- "$work/result" 2>/dev/null || tail -n 1 -- "$work/log" | sed 's/^lane native: //')
  case $sentence in
    skipped:*) printf '\n!!! the checks of this lane did NOT run !!!\nlane %s: %s\n' "$lane" "$sentence" ;;
    passed:*) printf 'lane %s: %s\n' "$lane" "$sentence" ;;
    *)
      printf 'lane %s: FAILED: no result\n' "$lane"
      exit 1
      ;;
  esac
  exit 0
fi

load_passwords

# By the product's own command, as a plain owner.
env -i PATH="$PATH" HOME="${TMPDIR:-/tmp}" LANG=en_US.UTF-8 SUPABASE_URL=http://127.0.0.1:9 SUPABASE_KEY=none \
  SUPABASE_SERVICE_KEY=none SUPABASE_DB_URL="$RENUM_TEST_DIRECT_URL" "$root/cli/bin/renum.mjs" migrate
