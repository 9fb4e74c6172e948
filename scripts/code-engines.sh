#!/usr/bin/env bash
# What tests run exported code with: gcc, python3, node, PostgreSQL, MariaDB and LibreOffice Calc, from Debian's packages.
#   scripts/code-engines.sh                        installs what is missing (as root, or by sudo without a password)
#   scripts/code-engines.sh check                  only says what there is
#   scripts/code-engines.sh start postgres FOLDER  starts a server on loopback; prints the connection string
#   scripts/code-engines.sh start mariadb FOLDER
#   scripts/code-engines.sh stop postgres|mariadb FOLDER
# Ends with 0 where all of them are there, with 3 where one is missing: its tests then count as skipped.
set -euo pipefail

# PostgreSQL and MariaDB refuse to run as root; Debian's packages bring users of their own.
as_user() {
    local user=$1
    shift
    if ((EUID == 0)); then
        runuser -u "$user" -- "$@"
    else
        "$@"
    fi
}

postgres_binaries() {
    local folder
    for folder in /usr/lib/postgresql/*/bin; do
        if [[ -x $folder/initdb ]]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

# The Debian package of every engine that is missing.
missing() {
    command -v gcc >/dev/null || echo gcc
    command -v python3 >/dev/null || echo python3
    command -v node >/dev/null || echo nodejs
    postgres_binaries >/dev/null || echo postgresql
    [[ -x /usr/sbin/mariadbd ]] || echo mariadb-server
    command -v soffice >/dev/null || echo libreoffice-calc
}

report() {
    local packages
    packages=$(missing)
    if [[ -z $packages ]]; then
        echo "all engines are there"
        exit 0
    fi
    echo "missing: ${packages//$'\n'/ }"
}

own() {
    mkdir -p "$2"
    ((EUID != 0)) || chown "$1" "$2"
}

start_postgres() {
    local folder=$1 bin password port
    bin=$(postgres_binaries) || { echo "no PostgreSQL in /usr/lib/postgresql" >&2; exit 3; }
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    own postgres "$folder"
    (umask 077 && echo "$password" >"$folder/password")
    ((EUID != 0)) || chown postgres "$folder/password"
    as_user postgres "$bin/initdb" -D "$folder/data" -U pursuit --encoding=UTF8 --auth=scram-sha-256 --pwfile="$folder/password" --no-sync >"$folder/initdb.log"
    port=$((20000 + RANDOM % 20000))
    as_user postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -s \
        -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='$folder' -c fsync=off" start >/dev/null
    echo "Host=127.0.0.1;Port=$port;Database=postgres;Username=pursuit;Password=$password"
}

start_mariadb() {
    local folder=$1 password port try
    [[ -x /usr/sbin/mariadbd ]] || { echo "no MariaDB in /usr/sbin" >&2; exit 3; }
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    own mysql "$folder"
    as_user mysql mariadb-install-db --no-defaults --datadir="$folder/data" --auth-root-authentication-method=normal --skip-test-db >"$folder/install.log" 2>&1
    (umask 077 && printf "CREATE DATABASE pursuit CHARACTER SET utf8mb4;\nCREATE USER pursuit@'%%' IDENTIFIED BY '%s';\nGRANT ALL ON pursuit.* TO pursuit@'%%';\n" "$password" >"$folder/init.sql")
    ((EUID != 0)) || chown mysql "$folder/init.sql"
    port=$((20000 + RANDOM % 20000))
    as_user mysql /usr/sbin/mariadbd --no-defaults --datadir="$folder/data" --socket="$folder/socket" --pid-file="$folder/pid" \
        --port="$port" --bind-address=127.0.0.1 --init-file="$folder/init.sql" --innodb-flush-log-at-trx-commit=0 >"$folder/server.log" 2>&1 </dev/null &
    for ((try = 0; try < 120; try++)); do
        if mariadb --no-defaults -h 127.0.0.1 -P "$port" -u pursuit -p"$password" -e 'SELECT 1' pursuit >/dev/null 2>&1; then
            echo "Server=127.0.0.1;Port=$port;Database=pursuit;User ID=pursuit;Password=$password"
            return 0
        fi
        sleep 0.5
    done
    tail -n 5 "$folder/server.log" >&2
    exit 1
}

stop_postgres() {
    as_user postgres "$(postgres_binaries)/pg_ctl" -D "$1/data" -m immediate -s stop
    rm -rf "$1"
}

stop_mariadb() {
    local process
    process=$(cat "$1/pid")
    kill -9 "$process"
    rm -rf "$1"
}

case ${1:-install} in
    check)
        report
        exit 3
        ;;
    start | stop)
        [[ ${2:-} =~ ^(postgres|mariadb)$ && -n ${3:-} ]] || { echo "usage: $0 $1 postgres|mariadb FOLDER" >&2; exit 2; }
        "${1}_$2" "$3"
        exit 0
        ;;
    install) ;;
    *)
        echo "usage: $0 [check | start postgres|mariadb FOLDER | stop postgres|mariadb FOLDER]" >&2
        exit 2
        ;;
esac

report
command -v apt-get >/dev/null || { echo "no apt-get to install them with"; exit 3; }
root=()
if ((EUID != 0)); then
    sudo -n true 2>/dev/null || { echo "sudo would ask for a password"; exit 3; }
    root=(sudo -n)
fi

export DEBIAN_FRONTEND=noninteractive
mapfile -t packages < <(missing)
"${root[@]}" apt-get update -qq >/dev/null || true
for package in "${packages[@]}"; do
    "${root[@]}" apt-get install -y -qq --no-install-recommends "$package" >/dev/null || echo "apt-get could not install $package"
done
report
exit 3
