#!/usr/bin/env bash
# A native Postgres 17 with pgvector, for tests: in a Debian trixie chroot, beside the machine's own system.
#   postgres.sh start   a fresh, empty database `renum`; safe to run again
#   postgres.sh stop    stops the server, unmounts, keeps the chroot
#   postgres.sh env     prints RENUM_TEST_DIRECT_URL, RENUM_TEST_ADMIN_URL, the server's own pg_dump and the files of two
#                       certificate authorities, the server's own and another one, as shell lines
lane=postgres
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

recipe='trixie minbase postgresql-17 postgresql-17-pgvector'
marker=$chroot_dir/.renum-lane
cluster=/var/lib/renum-lanes/$pg_port # inside the chroot
server_log=$lanes/postgres-$pg_port.log
tls=$lanes/tls-$pg_port

# ---- the chroot ----

# Where the machine's own apt gets its packages, as apt reads its sources (.sources and .list).
mirrors() {
  local uri component
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --no-release-info --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' 2>>"$log" |
    while read -r uri component; do
      [ "$component" = main ] || continue
      case $uri in
        mirror+file:*) sed -nE 's#^(https?://[^[:space:]]+).*#\1#p' "${uri#mirror+file:}" 2>/dev/null || true ;;
        http://* | https://*) printf '%s\n' "$uri" ;;
        *) ;;
      esac
    done | awk '!seen[$0]++' || true
}

# debootstrap and wget do not read apt's proxy setting.
use_apts_proxy() {
  local proxy
  proxy=$(apt-config shell value Acquire::http::Proxy | sed -n "s/^value='\(.*\)'$/\1/p")
  case $proxy in '' | DIRECT) ;; *) export http_proxy=${http_proxy:-$proxy} ;; esac
  proxy=$(apt-config shell value Acquire::https::Proxy | sed -n "s/^value='\(.*\)'$/\1/p")
  case $proxy in '' | DIRECT) ;; *) export https_proxy=${https_proxy:-$proxy} ;; esac
}

chroot_is_complete() { [ -f "$marker" ] && [ "$(cat -- "$marker")" = "$recipe" ]; }

build_chroot() {
  local mirror chosen='' from
  need_packages debootstrap debian-archive-keyring
  use_apts_proxy
  while read -r mirror; do
    if wget -q -O /dev/null --tries=2 --timeout=20 "${mirror%/}/dists/trixie/Release" 2>>"$log"; then
      chosen=$mirror
      break
    fi
  done < <(mirrors)
  [ -n "$chosen" ] || cannot_run "Debian's packages do not answer (debootstrap: no mirror in apt's sources offers trixie)"

  say 'building the trixie chroot (once, about a minute)'
  remove_chroot
  from=$(($(log_lines) + 1))
  if ! timeout -k 10 1500 debootstrap --force-check-gpg --variant=minbase \
    --include=postgresql-17,postgresql-17-pgvector trixie "$chroot_dir" "$chosen" >>"$log" 2>&1 </dev/null; then
    # debootstrap says why on its own lines, or in a log of its own when a package did not install.
    cannot_run "Debian's packages do not answer (debootstrap: $(reason_in "$log" "$from"))"
  fi
  [ -x "$chroot_dir$pg_bin/initdb" ] || die "the chroot has no Postgres 17 ($(log_hint))"
  rm -f -- "$chroot_dir"/var/cache/apt/archives/*.deb
  printf '%s\n' "$recipe" >"$marker"
}

# Deleting a folder with /dev bound inside would delete the machine's devices: unmount first, and stay on one file system.
remove_chroot() {
  [ -e "$chroot_dir" ] || return 0
  local pids
  mapfile -t pids < <(chroot_processes)
  [ "${#pids[@]}" = 0 ] || die "processes still run in $chroot_dir: ${pids[*]}"
  rm -f -- "$marker"
  unmount_chroot
  rm -rf --one-file-system -- "$chroot_dir"
}

chroot_processes() {
  local process
  for process in /proc/[0-9]*; do
    if [ "$(readlink -- "$process/root" 2>/dev/null || true)" = "$chroot_dir" ]; then echo "${process#/proc/}"; fi
  done
}

# Private, so that nothing mounted below comes out on the machine's own /dev.
mount_chroot() {
  mount_once proc -t proc proc &&
    mount_once dev --bind /dev &&
    mkdir -p -- "$chroot_dir/dev/shm" &&
    mount_once dev/shm -t tmpfs -o size=50%,mode=1777,nosuid,nodev tmpfs
}

mount_once() { # folder in the chroot, mount's arguments
  local target=$chroot_dir/$1
  shift
  mountpoint -q -- "$target" || mount "$@" "$target" >>"$log" 2>&1 || return 1
  mount --make-private "$target" >>"$log" 2>&1
}

mounts_in_chroot() { # the deepest first
  awk -v prefix="$chroot_dir/" '{ p = $5; gsub(/\\040/, " ", p); if (index(p, prefix) == 1) print p }' \
    /proc/self/mountinfo | sort -r
}

unmount_chroot() {
  local target
  while read -r target; do
    umount -- "$target" 2>>"$log" || umount -l -- "$target" 2>>"$log" || true
  done < <(mounts_in_chroot)
  [ -z "$(mounts_in_chroot)" ] || die "cannot unmount $(mounts_in_chroot | tr '\n' ' ')"
}

# ---- the server ----

as_postgres() {
  # Numbers, from the chroot's own list: the machine may have another postgres, or none.
  local ids
  ids=$(awk -F: '$1 == "postgres" { print $3 ":" $4 }' "$chroot_dir/etc/passwd")
  chroot --userspec="$ids" "$chroot_dir" "$@"
}

# Every process of this lane's server, its orphans too, and no other server's: they live in the data folder.
server_processes() {
  local process
  for process in /proc/[0-9]*; do
    case $(readlink -- "$process/exe" 2>/dev/null || true) in
      "$chroot_dir$pg_bin/postgres" | "$chroot_dir$pg_bin/postgres (deleted)") ;;
      *) continue ;;
    esac
    case $(readlink -- "$process/cwd" 2>/dev/null || true) in
      "$chroot_dir$cluster" | "$chroot_dir$cluster (deleted)") echo "${process#/proc/}" ;;
      *) ;;
    esac
  done
}

# The one with the server's command line; the others call themselves `postgres: …`. (Its pid file may be gone.)
postmaster_of() { # pids
  local pid first
  for pid; do
    IFS= read -r -d '' first 2>/dev/null <"/proc/$pid/cmdline" || continue
    if [ "$first" = "$pg_bin/postgres" ]; then
      echo "$pid"
      return 0
    fi
  done
}

stop_server() {
  local pids postmaster
  mapfile -t pids < <(server_processes)
  if [ "${#pids[@]}" -gt 0 ]; then
    postmaster=$(postmaster_of "${pids[@]}")
    if [ -n "$postmaster" ]; then
      kill -INT "$postmaster" 2>/dev/null || true # fast: rolls back and disconnects
      gone 30 "${pids[@]}" || kill -QUIT "$postmaster" 2>/dev/null || true
      gone 10 "${pids[@]}" || true
    fi
    mapfile -t pids < <(server_processes)
    if [ "${#pids[@]}" -gt 0 ]; then
      kill -KILL "${pids[@]}" 2>/dev/null || true
      gone 10 "${pids[@]}" || die "cannot end the server's processes ${pids[*]}"
    fi
  fi
  rm -rf --one-file-system -- "${chroot_dir:?}$cluster" "${chroot_dir:?}$cluster.password"
}

make_cluster() {
  local parent password_file=$chroot_dir$cluster.password
  parent=$(dirname -- "$chroot_dir$cluster")
  mkdir -p -- "$parent"
  chown --reference="$chroot_dir/var/lib/postgresql" -- "$parent"
  (umask 077 && printf '%s\n' "$admin_password" >"$password_file")
  chown --reference="$parent" -- "$password_file"
  # The folder is thrown away at the next start: only the server itself has to be careful with the disk.
  as_postgres "$pg_bin/initdb" -D "$cluster" -U postgres --pwfile="$cluster.password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions >>"$log" 2>&1 </dev/null ||
    die "initdb failed ($(log_hint))"
  rm -f -- "$password_file"
  cat >>"$chroot_dir$cluster/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $pg_port
unix_socket_directories = ''
max_connections = 200
password_encryption = 'scram-sha-256'
fsync = on
shared_buffers = '256MB'
maintenance_work_mem = '256MB'
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
ssl = on
CONF
  make_certificates
  # A role by this name gets in with TLS only.
  sed -i '1i hostnossl all renum_tls_only all reject' "$chroot_dir$cluster/pg_hba.conf"
}

# An authority, a certificate of it for localhost alone, and an authority that signed nothing here.
make_certificates() {
  local file
  rm -rf --one-file-system -- "$tls"
  mkdir -p -- "$tls"
  {
    for file in ca other-ca; do
      openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=renum lane $file" \
        -keyout "$tls/$file.key" -out "$tls/$file.pem"
    done
    openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout "$tls/server.key" -out "$tls/server.csr"
    openssl x509 -req -in "$tls/server.csr" -CA "$tls/ca.pem" -CAkey "$tls/ca.key" -CAcreateserial -days 30 \
      -extfile <(echo subjectAltName=DNS:localhost) -out "$tls/server.pem"
  } >>"$log" 2>&1 </dev/null || die "cannot make certificates ($(log_hint))"
  install -m 600 -- "$tls/server.key" "$chroot_dir$cluster/server.key"
  install -m 644 -- "$tls/server.pem" "$chroot_dir$cluster/server.crt"
  chown --reference="$chroot_dir$cluster" -- "$chroot_dir$cluster"/server.{key,crt}
  rm -f -- "$tls"/*.key "$tls"/server.*
}

start_server() {
  # pg_ctl gives the server its own session and this log; no lock may stay open in it.
  (umask 077 && : >"$server_log")
  if ! as_postgres "$pg_bin/pg_ctl" -D "$cluster" -w -t 60 start >>"$server_log" 2>&1 9>&- </dev/null; then
    if grep -q 'Address already in use' "$server_log"; then
      die "port $pg_port is taken by another program; set RENUM_LANE_PG_PORT"
    fi
    die "the server does not start (log: $server_log)"
  fi
}

# postgres stands for the Supabase platform, renum_owner for the owner of a hosted project's migrations, with less
# than hosted Supabase gives it: neither superuser nor BYPASSRLS. Debian does not mark pgvector as trusted: the
# platform creates it, in the schema `extensions`, as hosted Supabase does.
make_database() {
  lane_psql postgres "$admin_password" "$pg_port" postgres >>"$log" 2>&1 <<SQL || die "cannot make the database ($(log_hint))"
set log_statement = 'none';
create role renum_owner login createrole createdb nosuperuser nobypassrls noreplication password '$owner_password';
create database renum owner renum_owner;
\connect renum
create schema extensions authorization renum_owner;
create extension vector schema extensions;
SQL
}

version_line() {
  lane_psql postgres "$admin_password" "$pg_port" renum -At -c "select 'Postgres ' || split_part(current_setting('server_version'), ' ', 1)
    || ' with pgvector ' || extversion from pg_extension where extname = 'vector'" 2>>"$log"
}

# ---- commands ----

start() {
  check_ports
  check_machine
  prepare_lanes_dir start
  SECONDS=0
  need_packages openssl
  chroot_is_complete || build_chroot
  load_passwords
  stop_server
  local from
  from=$(($(log_lines) + 1))
  if ! mount_chroot; then
    local reason
    reason=$(reason_in "$log" "$from")
    [ -n "$(chroot_processes)" ] || unmount_chroot
    cannot_run "this machine does not allow mounts ($reason)"
  fi
  make_cluster
  start_server
  make_database
  say "$(version_line) listens on 127.0.0.1:$pg_port ($SECONDS s)"
}

stop() {
  check_ports
  check_machine
  [ -d "$chroot_dir" ] || return 0
  prepare_lanes_dir stop
  local was_running
  was_running=$(server_processes)
  stop_server
  # Another port's server may live in the same chroot.
  [ -n "$(chroot_processes)" ] || unmount_chroot
  [ -z "$was_running" ] || say 'stopped'
}

print_env() {
  check_ports
  check_machine
  if [ ! -s "$lanes/passwords" ] || [ -z "$(server_processes)" ]; then
    die "nothing runs on port $pg_port; run '$0 start' first"
  fi
  load_passwords
  printf 'export RENUM_TEST_DIRECT_URL=postgresql://renum_owner:%s@127.0.0.1:%s/renum\n' "$owner_password" "$pg_port"
  printf 'export RENUM_TEST_ADMIN_URL=postgresql://postgres:%s@127.0.0.1:%s/renum\n' "$admin_password" "$pg_port"
  printf 'export RENUM_TEST_PG_DUMP=%q\n' "chroot $chroot_dir $pg_bin/pg_dump"
  printf 'export RENUM_TEST_CA_FILE=%q RENUM_TEST_OTHER_CA_FILE=%q\n' "$tls/ca.pem" "$tls/other-ca.pem"
}

[ $# = 1 ] || usage "$0 start|stop|env"
case $1 in
  start) start ;;
  stop) stop ;;
  env) print_env ;;
  *) usage "$0 start|stop|env" ;;
esac
