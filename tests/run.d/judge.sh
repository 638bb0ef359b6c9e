# The judge against the built server, while a receiver that is not ours verifies every webhook.

# Every profile that a connection can have; the judge lives that profile's day, and every day under lenient.
profiles='lenient rfc okta entra onelogin jumpcloud ping hr'

# What the judge may skip: what says the opposite of what Muster advertises, requests that are answered later
# (RFC 9967 2.5), which it does not offer, and what only the letter of the RFC asks.
may_be_skipped='rfc7644-3\.7-bulk-unsupported|rfc9967-2\.5\.1\.1-async-accepted|rfc-09-no-target'

# judge_database sqlite|postgres: one server on SQLite, two processes on PostgreSQL, every profile, all events.
judge_database() {
    local database=$1 processes=1 status=0 n
    if [ "$database" = postgres ]; then
        processes=2
        postgres_asks 'create database muster_judged' || return 1
    fi
    for n in $(seq "$processes"); do
        muster_start "$database" "$n" || return 1
    done
    receiver_start "$database" || return 1
    recipient_start "$database" "$processes" || return 1
    n=1
    for profile in $profiles; do
        judge_profile "$database" "$n" "$profile" || status=1
        n=$((n % processes + 1))
    done
    receiver_settles "$database" || status=1
    for n in $(seq "$processes"); do
        muster_stop "$database" "$n" || status=1
    done
    process_stop "receiver-$database"
    process_stop "recipient-$database"
    return $status
}

# judge_profile DATABASE N PROFILE judges the Nth server through a connection of that profile.
judge_profile() {
    local database=$1 profile=$3 url token report=$scratch/judge-$1-$3.txt status=0
    url=$(cat "$scratch/muster-$database-$2.url")/scim/v2
    token=$(muster_on "$database" connection create --account default \
        --name "judge $profile" --profile "$profile" --json | json_value token) || return 1
    SCIM_TOKEN=$token "${muster%/*}/muster-conformance" --url "$url" --profile "$profile" >"$report" || status=1
    if [ "$status" -ne 0 ]; then
        cat "$report"
    else
        echo "$database, profile $profile:"
        tail -n 1 "$report"
    fi
    if grep -E '^  skip' "$report" | grep -vE "^  skip  ($may_be_skipped)"; then
        echo "these demands were skipped, but Muster must meet them"
        status=1
    fi
    if grep -E '^left behind' "$report"; then
        status=1
    fi
    return $status
}

# Starts the receiver and subscribes it to everything.
receiver_start() {
    local folder=$scratch/receiver-$1 address
    mkdir -p "$folder" || return 1
    "$venv/bin/python" tests/receiver/receive.py --secret-file "$folder/secret" \
        --out "$folder/events.jsonl" >"$folder/log" 2>&1 &
    echo $! >"$scratch/receiver-$1.pid"
    address=$(address_in "$folder/log") || return 1
    muster_on "$1" webhook create --account default --url "$address" --events '*' --json |
        json_value secret >"$folder/secret" || return 1
    muster_on "$1" token create --account default --name "feed reader" --role owner --json |
        json_value token >"$folder/token"
}

# recipient_start DATABASE PROCESSES starts a recipient of security event tokens and subscribes it to everything.
# Each process has a port of its own and no public URL, so each is an issuer.
recipient_start() {
    local folder=$scratch/recipient-$1 address issuers=() n
    mkdir -p "$folder" || return 1
    for n in $(seq "$2"); do
        issuers+=(--issuer "$(cat "$scratch/muster-$1-$n.url")")
    done
    "$venv/bin/python" tests/receiver/receive_sets.py --endpoint-file "$folder/endpoint.json" \
        --out "$folder/tokens.jsonl" "${issuers[@]}" >"$folder/log" 2>&1 &
    echo $! >"$scratch/recipient-$1.pid"
    address=$(address_in "$folder/log") || return 1
    muster_on "$1" webhook create --account default --url "$address" --format scim-set --json >"$folder/endpoint.json"
}

# Waits for the address that a receiver prints in its log, and prints it.
address_in() {
    for _ in $(seq 100); do
        grep -o 'http://[^ ]*' "$1" && return 0
        sleep 0.1
    done
    cat "$1" >&2
    return 1
}

# Waits until the receiver has everything that the feed holds, and compares the two.
receiver_settles() {
    local folder=$scratch/receiver-$1
    MUSTER_TOKEN=$(cat "$folder/token") "$venv/bin/python" tests/receiver/compare.py \
        --url "$(cat "$scratch/muster-$1-1.url")" --received "$folder/events.jsonl" \
        --tokens "$scratch/recipient-$1/tokens.jsonl" | tee "$folder/verdict"
    return "${PIPESTATUS[0]}"
}

process_stop() {
    kill "$(cat "$scratch/$1.pid")"
    rm -f "$scratch/$1.pid"
}

# What the receiver got, for the summary.
delivered_on() {
    tail -n 1 "$scratch/receiver-$1/verdict" 2>/dev/null || echo "no events compared"
}
