# Steps, their durations, and the counts at the end.

steps=0
passed=0
failed=0
table=""

# step TITLE COMMAND… runs the command, keeps its output, and counts the tests that it reports.
step() {
    local title=$1 began=$SECONDS
    shift
    steps=$((steps + 1))
    local log="$scratch/step-$steps.log"
    printf '\n=== %s\n' "$title"
    "$@" 2>&1 | tee "$log"
    local status=${PIPESTATUS[0]} good bad word=ok
    read -r good bad < <(counted "$log")
    if [ "$status" -ne 0 ]; then
        word=FAILED
        # A step that fails without a failed test, such as clippy, is one failure.
        [ "$bad" -gt 0 ] || bad=1
    elif [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then
        good=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    local row
    row=$(printf '%-6s %4ds  %s (%d passed, %d failed)' "$word" $((SECONDS - began)) "$title" "$good" "$bad")
    table+="$row"$'\n'
    printf -- '--- %s\n' "$row"
}

# Adds up what cargo's test binaries and the judge report in a log.
counted() {
    awk '
        /^test result: /                                 { good += $4; bad += $6 }
        /^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { good += $1; bad += $3 }
        END { print good + 0, bad + 0 }' "$1"
}

# How many passed tests carry a database in their path, such as `contract::postgres::people`.
tests_on() {
    cat "$scratch"/step-*.log | grep -cE "^test .*$1.* \.\.\. ok$"
}

# How many demands of the judge were kept on a database.
demands_on() {
    cat "$scratch/judge-$1"-*.txt 2>/dev/null |
        awk '/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { good += $1 } END { print good + 0 }'
}

# Fails unless tests and judge really ran on each database, as the databases themselves say.
both_used() {
    local database status=0
    for database in sqlite postgres; do
        if [ "$(tests_on $database)" -eq 0 ] || [ "$(demands_on $database)" -eq 0 ]; then
            echo "$database: $(tests_on $database) tests, $(demands_on $database) demands of the judge: it was not tested"
            status=1
        fi
    done
    if [ ! -s "$scratch/muster-sqlite/data/muster.db" ]; then
        echo "the judged server wrote no SQLite file"
        status=1
    fi
    local committed
    committed=$(postgres_committed muster_judged)
    echo "the judged servers committed ${committed:-0} transactions on PostgreSQL"
    [ "${committed:-0}" -gt 100 ] || status=1
    return $status
}

summary() {
    printf '\n=== summary after %d minutes\n%s\n' $((SECONDS / 60)) "$table"
    printf 'SQLite: %d tests, %d demands of the judge kept, %s\n' \
        "$(tests_on sqlite)" "$(demands_on sqlite)" "$(delivered_on sqlite)"
    printf '%s: %d tests, %d demands of the judge kept, %s\n' \
        "$(postgres_version)" "$(tests_on postgres)" "$(demands_on postgres)" "$(delivered_on postgres)"
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}
