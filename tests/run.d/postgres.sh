# A PostgreSQL cluster of this run's own: below the scratch folder, on a free port of 127.0.0.1.

# The folder that holds the newest server's binaries.
postgres_binaries() {
    local found
    found=$(find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null | sort -V | tail -n 1)
    [ -n "$found" ] || found=$(command -v initdb) || return 1
    dirname "$(readlink -f "$found")"
}

# PostgreSQL refuses to run as root, so root lends the run of it to the user `postgres`.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

postgres_start() {
    local binaries port cluster=$scratch/cluster
    binaries=$(postgres_binaries) || {
        echo "no PostgreSQL server binaries"
        return 1
    }
    mkdir -p "$cluster" || return 1
    [ "$(id -u)" -ne 0 ] || chown postgres "$cluster" || return 1
    as_postgres "$binaries/initdb" -D "$cluster/data" -U postgres -A trust --no-sync \
        --encoding=UTF8 --locale=C >"$scratch/initdb.log" 2>&1 || {
        cat "$scratch/initdb.log"
        return 1
    }
    # Another program may take the port between the asking and the start: then another is tried.
    for _ in 1 2 3; do
        port=$(free_port) || return 1
        if as_postgres "$binaries/pg_ctl" -D "$cluster/data" -w -t 60 -l "$cluster/log" start >/dev/null -o "\
            -p $port -k $cluster -c listen_addresses=127.0.0.1 -c max_connections=200 \
            -c fsync=off -c full_page_writes=off"; then
            echo "$port" >"$scratch/postgres.port"
            postgres_version
            return 0
        fi
    done
    cat "$cluster/log"
    return 1
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

postgres_stop() {
    [ -f "$scratch/cluster/data/postmaster.pid" ] || return 0
    as_postgres "$(postgres_binaries)/pg_ctl" -D "$scratch/cluster/data" -m immediate stop >/dev/null
}

# The URL of one of the cluster's databases.
postgres_url() {
    echo "postgres://postgres@127.0.0.1:$(cat "$scratch/postgres.port" 2>/dev/null)/${1:-postgres}"
}

postgres_asks() {
    "$(postgres_binaries)/psql" -X -q -t -A -v ON_ERROR_STOP=1 -c "$1" "$(postgres_url)"
}

postgres_version() {
    echo "PostgreSQL $(postgres_asks 'show server_version' 2>/dev/null || echo '(not running)')"
}

# How many transactions were committed in one database of the cluster.
postgres_committed() {
    postgres_asks "select xact_commit from pg_stat_database where datname = '$1'"
}
