#!/usr/bin/env bash
# Whether documents that other programs make are read as they are: each of a hundred is compared word by word with what a second,
# independent reader finds in it. At most 0.5 % of the words may be lost, and 0.5 % invented; no figure may stand below the
# name of another column. Ends with one line that says how it went.
# Needs Debian, as root (LibreOffice and pandoc), and PyPI; without them it is skipped, loudly, with exit 0.
lane=formats
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
trap - ERR

root=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../..")
scripts=$root/scripts/lanes/formats
venv=$lanes/formats-venv
PATH=$root/node_modules/.bin:$PATH # the Node that the project brings
began=$EPOCHSECONDS

skip() {
  printf '\n!!! the checks of this lane did NOT run !!!\nlane formats: skipped: %s\n' "$*"
  exit 0
}

(check_machine) || skip 'not Debian, or not root'
scrub_environment
prepare_lanes_dir start
(need_packages libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui pandoc python3-venv) ||
  skip 'Debian gives no LibreOffice or pandoc'
if ! [ -x "$venv/bin/python" ] || ! cmp -s -- "$scripts/requirements.txt" "$venv/requirements.txt"; then
  say 'fetching the Python packages that write documents'
  rm -rf -- "$venv"
  if ! { python3 -m venv "$venv" && timeout 300 "$venv/bin/pip" install -q -r "$scripts/requirements.txt"; } >>"$log" 2>&1; then
    rm -rf -- "$venv"
    skip "PyPI does not give them ($(log_hint))"
  fi
  cp -- "$scripts/requirements.txt" "$venv/requirements.txt"
fi

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
if ! "$venv/bin/python" "$scripts/make.py" "$work/files" >>"$log" 2>&1; then
  printf 'lane formats: FAILED: the documents could not be made (%s)\n' "$(log_hint)"
  exit 1
fi
code=0
node "$root/bench/formats/compare.ts" "$work/files" >"$work/said" || code=$?
cat -- "$work/said"
if [ "$code" = 0 ]; then
  printf 'lane formats: passed in %s s: %s\n' "$((EPOCHSECONDS - began))" "$(tail -n 1 -- "$work/said")"
else
  printf 'lane formats: FAILED: %s\n' "$(tail -n 1 -- "$work/said")"
fi
exit "$code"
