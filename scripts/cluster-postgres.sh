#!/usr/bin/env bash
# A cluster whose list of silos is kept by PostgreSQL.
#   scripts/cluster-postgres.sh               installs Debian's PostgreSQL where it is missing (as root), and runs the test
#   scripts/cluster-postgres.sh start FOLDER  starts one on loopback with the tables made; prints the connection string
#   scripts/cluster-postgres.sh stop FOLDER   stops it and removes the folder
# Exit code 3: there is no PostgreSQL and it cannot be installed.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

binaries() {
    local folder
    for folder in /usr/lib/postgresql/*/bin; do
        if [[ -x $folder/initdb ]]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}

# PostgreSQL refuses to run as root; Debian's package brings a user of its own.
as_user() {
    if ((EUID == 0)); then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

start() {
    local folder=$1 bin password port
    bin=$(binaries) || { echo "no PostgreSQL in /usr/lib/postgresql" >&2; exit 3; }
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    mkdir -p "$folder"
    ((EUID != 0)) || chown postgres "$folder"
    (umask 077 && echo "$password" >"$folder/password")
    ((EUID != 0)) || chown postgres "$folder/password"
    as_user "$bin/initdb" -D "$folder/data" -U orleans --auth=scram-sha-256 --pwfile="$folder/password" --no-sync >"$folder/initdb.log"
    port=$((20000 + RANDOM % 20000))
    as_user "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -s \
        -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='$folder' -c fsync=off" start >/dev/null
    PGPASSWORD=$password "$bin/createdb" -h 127.0.0.1 -p "$port" -U orleans pursuit
    PGPASSWORD=$password "$bin/psql" -h 127.0.0.1 -p "$port" -U orleans -d pursuit -q -v ON_ERROR_STOP=1 \
        -f "$repository/samples/Cluster/membership.sql" >/dev/null
    echo "Host=127.0.0.1;Port=$port;Database=pursuit;Username=orleans;Password=$password"
}

stop() {
    local folder=$1
    as_user "$(binaries)/pg_ctl" -D "$folder/data" -m immediate -s stop
    rm -rf "$folder"
}

case ${1:-} in
    start) start "$2" ;;
    stop) stop "$2" ;;
    '')
        if ! binaries >/dev/null; then
            ((EUID == 0)) || { echo "no PostgreSQL, and only root can install it" >&2; exit 3; }
            apt-get update -qq || exit 3
            apt-get install -y --no-install-recommends postgresql || exit 3
        fi
        cd "$repository"
        dotnet test --project tests/NeuronPursuit.Orleans.Tests -c Release --filter-class '*PostgresMembershipTests'
        ;;
    *)
        echo "usage: $0 [start FOLDER | stop FOLDER]" >&2
        exit 2
        ;;
esac
