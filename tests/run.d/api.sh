# Schemathesis against the built server: the short form of tests/api/run.

# api sqlite|postgres
api() {
    local at=()
    if [ "$1" = postgres ]; then
        postgres_asks "create database muster_api" || return 1
        at=("MUSTER_DATABASE_URL=$(postgres_url muster_api)")
    fi
    env CARGO_TARGET_DIR="$target" TMPDIR="$scratch" "${at[@]}" tests/api/run 20
}
