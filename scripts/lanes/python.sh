#!/usr/bin/env bash
# Python's `cryptography`, with which the tests of Fernet exchange tokens: Debian's package, where it is not there yet.
# The tests themselves are part of `npm test`; with CI set they fail without it. Ends with one line that says how it went.
lane=python
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
trap - ERR

version() { # python
  "$1" -c 'import cryptography; print(cryptography.__version__)' 2>/dev/null
}

found() {
  local python
  for python in python3 /usr/bin/python3; do
    if version=$(version "$python"); then
      printf 'lane python: passed: cryptography %s (%s)\n' "$version" "$python"
      exit 0
    fi
  done
}

found
(check_machine) || exit 1
scrub_environment
prepare_lanes_dir start
(need_packages python3 python3-cryptography) || exit 1
found
die "python3-cryptography is installed, and no python3 finds it"
