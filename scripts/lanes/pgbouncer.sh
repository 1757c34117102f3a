#!/usr/bin/env bash
# Debian's PgBouncer in transaction mode, in front of the Postgres that postgres.sh started; its database renum_session
# is the same one in session mode.
#   pgbouncer.sh start   safe to run again
#   pgbouncer.sh stop
#   pgbouncer.sh env     prints RENUM_TEST_DB_URL as a shell line
# RENUM_LANE_POOL_SIZE: server connections of each role (10).
lane=pgbouncer
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

pool_size=${RENUM_LANE_POOL_SIZE:-10}
home=$lanes/pgbouncer-$bouncer_port
config=$home/pgbouncer.ini
user=postgres # Debian's package depends on the one that makes this user, and runs as it

bouncer_processes() {
  local process argument
  for process in /proc/[0-9]*; do
    case $(readlink -- "$process/exe" 2>/dev/null || true) in */pgbouncer | */'pgbouncer (deleted)') ;; *) continue ;; esac
    while IFS= read -r -d '' argument; do
      if [ "$argument" = "$config" ]; then echo "${process#/proc/}"; fi
    done < <(cat -- "$process/cmdline" 2>/dev/null || true)
  done
}

stop_bouncer() {
  local pids
  mapfile -t pids < <(bouncer_processes)
  if [ "${#pids[@]}" -gt 0 ]; then
    kill -TERM "${pids[@]}" 2>/dev/null || true
    if ! gone 10 "${pids[@]}"; then
      kill -KILL "${pids[@]}" 2>/dev/null || true
      gone 10 "${pids[@]}" || die "cannot end the processes ${pids[*]}"
    fi
  fi
  rm -f -- "$home/pgbouncer.pid" "$home/userlist.txt"
}

install_bouncer() {
  local was_installed=
  if installed pgbouncer; then was_installed=1; fi
  need_packages pgbouncer
  # The package starts a service of its own; nobody asked for that one.
  if [ -z "$was_installed" ]; then
    if [ -d /run/systemd/system ]; then
      systemctl disable --now pgbouncer >>"$log" 2>&1 9>&- || true
    else
      service pgbouncer stop >>"$log" 2>&1 9>&- || true
    fi
  fi
}

# Roles made later (by migrations and tests) log in too: what the list does not name is looked up in the database,
# and a SCRAM secret that matches is passed on. No startup parameter beyond the harmless one is ignored: a setting
# that a transaction pooler would lose has to fail loudly.
write_config() {
  mkdir -p -- "$home"
  (
    umask 077
    printf '"postgres" "%s"\n"renum_owner" "%s"\n' "$admin_password" "$owner_password" >"$home/userlist.txt"
    : >"$home/pgbouncer.log"
    cat >"$config" <<INI
[databases]
renum_session = host=127.0.0.1 port=$pg_port dbname=renum pool_mode=session
* = host=127.0.0.1 port=$pg_port

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $bouncer_port
unix_socket_dir =
pool_mode = transaction
server_tls_sslmode = disable
default_pool_size = $pool_size
max_client_conn = 500
query_wait_timeout = 60
ignore_startup_parameters = extra_float_digits
auth_type = scram-sha-256
auth_file = $home/userlist.txt
auth_user = postgres
admin_users = postgres
pidfile = $home/pgbouncer.pid
logfile = $home/pgbouncer.log
log_connections = 0
log_disconnections = 0
INI
  )
  chown -R -- "$user:" "$home"
}

as_bouncer() { setpriv --reuid="$user" --regid="$user" --init-groups "$@"; }

start() {
  check_ports
  [[ $pool_size =~ ^[1-9][0-9]{0,2}$ ]] || die "RENUM_LANE_POOL_SIZE must be a number from 1 to 999, not '$pool_size'"
  check_machine
  prepare_lanes_dir start
  SECONDS=0
  install_bouncer
  load_passwords
  if [ ! -d "$chroot_dir" ] || ! lane_psql renum_owner "$owner_password" "$pg_port" renum -At -c 'select 1' >>"$log" 2>&1; then
    die "no Postgres on port $pg_port; run postgres.sh start first"
  fi
  stop_bouncer
  write_config
  if port_is_open "$bouncer_port"; then die "port $bouncer_port is taken by another program; set RENUM_LANE_PGBOUNCER_PORT"; fi
  as_bouncer test -r "$config" || die "the user $user cannot reach $home; set RENUM_LANES_DIR to a folder open to all"
  local from
  from=$(($(log_lines) + 1))
  as_bouncer pgbouncer -q -d "$config" >>"$log" 2>&1 9>&- </dev/null ||
    die "pgbouncer does not start: $(reason_in "$log" "$from")"
  local deadline=$((SECONDS + 10))
  until lane_psql renum_owner "$owner_password" "$bouncer_port" renum -At -c 'select 1' >>"$log" 2>&1; do
    ((SECONDS < deadline)) || die "nobody can log in through pgbouncer (log: $home/pgbouncer.log)"
    sleep 0.1
  done
  say "PgBouncer $(version) in transaction mode listens on 127.0.0.1:$bouncer_port, $pool_size connections a role ($SECONDS s)"
}

version() { pgbouncer --version | sed -nE '1s/^PgBouncer ([0-9.]+).*/\1/p'; }

stop() {
  check_ports
  check_machine
  [ -d "$home" ] || return 0
  prepare_lanes_dir stop
  local was_running
  was_running=$(bouncer_processes)
  stop_bouncer
  [ -z "$was_running" ] || say 'stopped'
}

print_env() {
  check_ports
  check_machine
  if [ ! -s "$lanes/passwords" ] || [ -z "$(bouncer_processes)" ]; then
    die "nothing runs on port $bouncer_port; run '$0 start' first"
  fi
  load_passwords
  printf 'export RENUM_TEST_DB_URL=postgresql://renum_owner:%s@127.0.0.1:%s/renum\n' "$owner_password" "$bouncer_port"
}

[ $# = 1 ] || usage "$0 start|stop|env"
case $1 in
  start) start ;;
  stop) stop ;;
  env) print_env ;;
  *) usage "$0 start|stop|env" ;;
esac
