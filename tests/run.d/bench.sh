# The benchmark (tests/bench): what a request costs when little is stored and when much is.

# The empty databases of one kind for three sizes; `scratch` is the folder of the run.
bench_databases() {
    local size
    for size in small medium large; do
        case $1 in
        sqlite) echo "sqlite://$scratch/bench-$size.db" ;;
        postgres)
            postgres_asks "create database bench_$size" >/dev/null || return 1
            postgres_url "bench_$size"
            ;;
        esac
    done
}

# Where cargo puts what it builds.
bench_target() { echo "${CARGO_TARGET_DIR:-target}"; }

# Statements and rows must be equal at every size; times on a busy machine say nothing.
bench_short() {
    local databases
    mapfile -t databases < <(bench_databases "$1")
    echo "## $1"
    cargo build --locked --quiet --workspace --examples && "$(bench_target)/debug/examples/bench" \
        --databases "${databases[@]}" --users 100,1000,4000 --members 10,1000,2000 \
        --people 600 --requests 10 --counts-only
}

# The real figures: needs a release build.
bench_whole() {
    local databases
    mapfile -t databases < <(bench_databases "$1")
    echo "## $1"
    "$(bench_target)/release/examples/bench" --databases "${databases[@]}"
}
