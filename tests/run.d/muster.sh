# The built server, started in an empty folder as a person would start it.

muster=$target/debug/muster

# Goes where a database's server lives, and sets what names that database.
muster_enter() {
    cd "$scratch/muster-$1" || return 1
    [ "$1" = sqlite ] || export MUSTER_DATABASE_URL
    [ "$1" = sqlite ] || MUSTER_DATABASE_URL=$(postgres_url muster_judged)
    export MUSTER_LISTEN=127.0.0.1:0
}

# muster_on DATABASE COMMAND… runs a command of the binary on a database.
muster_on() {
    (muster_enter "$1" && shift && exec "$muster" "$@")
}

# muster_start DATABASE N starts the Nth server on a database and waits until it says where it listens.
muster_start() {
    local database=$1 name=muster-$1-$2 pid
    local log=$scratch/$name.log
    mkdir -p "$scratch/muster-$database" || return 1
    (muster_enter "$database" && exec "$muster" serve) >"$log" 2>&1 &
    pid=$!
    echo "$pid" >"$scratch/$name.pid"
    for _ in $(seq 300); do
        if grep -o 'listening on http://[^ "]*' "$log" | sed 's/^listening on //; s:/*$::; q' >"$scratch/$name.url" &&
            [ -s "$scratch/$name.url" ]; then
            return 0
        fi
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.2
    done
    echo "the server did not start on $database:"
    cat "$log"
    return 1
}

# Asks a server to end, and demands that it ends well: exit 0 within a minute, and no panic in its log.
muster_stop() {
    local pid log=$scratch/muster-$1-$2.log status=0
    pid=$(cat "$scratch/muster-$1-$2.pid")
    rm -f "$scratch/muster-$1-$2.pid"
    kill -TERM "$pid" || return 1
    for _ in $(seq 300); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.2
    done
    if kill -0 "$pid" 2>/dev/null; then
        echo "the server did not end within a minute of SIGTERM"
        kill -KILL "$pid"
        return 1
    fi
    wait "$pid" || {
        status=$?
        echo "the server ended with status $status"
    }
    if grep -q "panicked at" "$log"; then
        grep -A 5 "panicked at" "$log"
        status=1
    fi
    return "$status"
}

# Ends whatever this run left running.
muster_stop_all() {
    local file
    for file in "$scratch"/*.pid; do
        [ -f "$file" ] || continue
        kill -TERM "$(cat "$file")" 2>/dev/null
        rm -f "$file"
    done
}

# The value of one key of a JSON object on stdin.
json_value() {
    python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"
}
