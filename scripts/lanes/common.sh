# shellcheck shell=bash
# What the lane scripts share. Sourced after `lane=<name>` is set. Settings, from the environment:
#   RENUM_LANES_DIR            what is installed and started lives here (/var/tmp/renum-lanes)
#   RENUM_LANE_PG_PORT         Postgres (55432); each port has a server of its own
#   RENUM_LANE_PGBOUNCER_PORT  PgBouncer (56432)
# Exit codes: 0, 1 (a fault), 64 (wrong call), 75 (this machine cannot run the lane).
set -Eeuo pipefail

: "${lane:?set before common.sh is sourced}"

readonly EX_USAGE=64 EX_TEMPFAIL=75
lanes=$(realpath -m -- "${RENUM_LANES_DIR:-/var/tmp/renum-lanes}")
log=/dev/null # until prepare_lanes_dir
pg_port=${RENUM_LANE_PG_PORT:-55432}
bouncer_port=${RENUM_LANE_PGBOUNCER_PORT:-56432}
chroot_dir=$lanes/trixie
pg_bin=/usr/lib/postgresql/17/bin # inside the chroot

trap 'say "failed at ${BASH_SOURCE[0]##*/}:$LINENO ($(log_hint))"' ERR

say() { printf 'lane %s: %s\n' "$lane" "$*" >&2; }

log_hint() {
  if [ "$log" = /dev/null ]; then echo 'no log yet'; else echo "log: $log"; fi
}

# A fault of the scripts, the settings or the component.
die() {
  say "$*"
  exit 1
}

# The machine cannot give this lane what it needs. Not a fault of Renum.
cannot_run() {
  say "cannot run here: $*"
  exit "$EX_TEMPFAIL"
}

usage() {
  printf 'usage: %s\n' "$*" >&2
  exit "$EX_USAGE"
}

check_port() { # variable, value
  if ! [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || ((10#$2 > 65535)); then
    die "$1 must be a port number, not '$2'"
  fi
}

check_ports() {
  check_port RENUM_LANE_PG_PORT "$pg_port"
  check_port RENUM_LANE_PGBOUNCER_PORT "$bouncer_port"
  [ "$pg_port" != "$bouncer_port" ] || die "RENUM_LANE_PG_PORT and RENUM_LANE_PGBOUNCER_PORT are both $pg_port"
}

# The caller's Postgres settings, locale, preloads and umask are nothing to the components.
scrub_environment() {
  export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # a list of variable names
  unset ${!PG@} LANGUAGE LD_PRELOAD LD_LIBRARY_PATH TMPDIR
  umask 022
  export PATH="$PATH:/usr/sbin:/sbin:/usr/bin:/bin"
}

check_machine() {
  scrub_environment
  [ "$(id -u)" = 0 ] || cannot_run 'not root'
  local id=unknown
  if [ -r /etc/os-release ]; then id=$(. /etc/os-release && echo "${ID:-unknown}"); fi
  [ "$id" = debian ] || cannot_run "not Debian ($id)"
}

# The lanes folder, this lane's log in it, and the lock that every start and stop holds: descriptor 9. Their helpers
# hold it too (an orphaned debootstrap must not meet a second one); a daemon never does.
prepare_lanes_dir() {
  mkdir -p -- "$lanes" 2>/dev/null || die "cannot create $lanes; set RENUM_LANES_DIR"
  log=$lanes/$lane.log
  # Whatever is here already was not necessarily made with this mode.
  (umask 077 && : >>"$log")
  printf '\n== %s, %s\n' "$(date -u +%FT%TZ)" "$*" >>"$log"
  exec 9>>"$lanes/lock"
  if ! flock -n 9; then
    say 'waiting for another lane script'
    flock -w 1800 9 || die "another lane script holds $lanes/lock for more than half an hour"
  fi
}

# The line of a log that says why: apt's and debootstrap's errors begin with "E:"; what is indented is only a hint.
reason_in() { # file, first line to look at
  local reason
  reason=$(tail -n +"$2" -- "$1" | tr '\r' '\n' | grep -E '^ *E: ' | tail -n 1 || true)
  [ -n "$reason" ] || reason=$(tail -n +"$2" -- "$1" | tr '\r' '\n' | grep -E '^[^[:space:]]' | tail -n 1 || true)
  # No password of a mirror's address in anybody's output.
  printf '%s' "${reason:-no reason given}" | sed -E 's/^ *E: //; s#//[^/@ ]*@#//#g' | cut -c 1-200
}

log_lines() { wc -l <"$log"; }

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' -- "$1" 2>/dev/null)" = installed ]; }

# Debian packages on the machine itself, where they are missing.
need_packages() {
  local package missing=() from
  for package; do installed "$package" || missing+=("$package"); done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "installing ${missing[*]}"
  local apt=(timeout -k 10 900 apt-get -q -y -o Acquire::Retries=1 -o Acquire::http::Timeout=30
    -o Acquire::https::Timeout=30 -o DPkg::Lock::Timeout=300)
  from=$(($(log_lines) + 1))
  # One dead source among several must not stop us: whether the package can be had is what counts.
  "${apt[@]}" update >>"$log" 2>&1 9>&- </dev/null || true
  if ! "${apt[@]}" install --no-install-recommends "${missing[@]}" >>"$log" 2>&1 9>&- </dev/null; then
    cannot_run "Debian's packages do not answer (apt-get: $(reason_in "$log" "$from"))"
  fi
}

# shellcheck disable=SC2034 # the scripts that source this use them
# Passwords of the test roles: made once per lanes folder, so that printed addresses stay right after a restart.
load_passwords() {
  local file=$lanes/passwords
  if ! [ -s "$file" ]; then
    rm -f -- "$file"
    (
      umask 077
      printf 'admin_password=%s\nowner_password=%s\n' "$(random_hex)" "$(random_hex)" >"$file.new"
    )
    mv -- "$file.new" "$file"
  fi
  admin_password=$(sed -n 's/^admin_password=//p' "$file")
  owner_password=$(sed -n 's/^owner_password=//p' "$file")
}

random_hex() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# psql of the chroot; the password goes through the environment, never through the arguments.
lane_psql() { # user, password, port, database, psql's arguments
  local user=$1 port=$3 database=$4
  PGPASSWORD=$2 PGCONNECT_TIMEOUT=10 chroot "$chroot_dir" "$pg_bin/psql" -X -q -v ON_ERROR_STOP=1 \
    -h 127.0.0.1 -p "$port" -U "$user" -d "$database" "${@:5}"
}

port_is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Waits for processes to end: gone 30 <pid>… says whether they are, after 30 s at most.
gone() { # seconds, pids
  local deadline=$((SECONDS + $1)) pid alive
  shift
  while :; do
    alive=
    for pid; do if [ -e "/proc/$pid/exe" ] && readlink "/proc/$pid/exe" >/dev/null 2>&1; then alive=1; fi; done
    [ -n "$alive" ] || return 0
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}
