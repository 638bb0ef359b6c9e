# Whole days of directories against the built server (tests/days), each on a database of its own.

# days sqlite|postgres PROCESSES [--kill]
days() {
    local database=$1 processes=$2 at=() name
    shift 2
    if [ "$database" = postgres ]; then
        name=muster_days${1:+_killed}
        postgres_asks "create database $name" || return 1
        at=(--database "$(postgres_url "$name")")
    fi
    TMPDIR=$scratch python3 tests/days/run --binary "$muster" --python "$venv/bin/python" \
        --processes "$processes" "${at[@]}" "$@"
}
