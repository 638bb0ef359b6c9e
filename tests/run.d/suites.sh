# Suites that others wrote, against the built server: scim2-tester, scim-sanity and Microsoft's
# collection for Postman. Each gets a database of its own, and each failure that its file in
# tests/suites does not allow fails the run.

suites_venv=$target/suites-venv
suites_node=$target/suites-node
# Microsoft's collection is not ours to ship: it lies beside the checkout, or is left out.
microsoft=../shared/suites/microsoft-postman/PostmanCollection.json

suites_install() {
    "$suites_venv/bin/python" -c 'import scim2_cli, scim2_tester, scim_sanity' 2>/dev/null || {
        python3 -m venv "$suites_venv" &&
            "$suites_venv/bin/pip" install --quiet --requirement tests/suites/requirements.txt || return 1
    }
    if [ ! -f "$microsoft" ]; then
        echo "no ${microsoft%/*} beside the checkout: Microsoft's collection is left out"
        return 0
    fi
    command -v npm >/dev/null || {
        apt_get update && apt_get install nodejs npm || return 1
    }
    [ -x "$suites_node/node_modules/.bin/newman" ] || {
        mkdir -p "$suites_node" && cp tests/suites/package.json "$suites_node" &&
            (cd "$suites_node" && npm install --silent --no-fund --no-audit) || return 1
    }
}

# suites sqlite|postgres
suites() {
    local status=0
    suite_on "$1" tester plain || status=1
    suite_on "$1" tester custom || status=1
    suite_on "$1" sanity plain || status=1
    [ ! -f "$microsoft" ] || suite_on "$1" microsoft plain || status=1
    return $status
}

# suite_on sqlite|postgres SUITE plain|custom: on an empty database, with custom attributes or not.
suite_on() {
    local database=$1 suite=$2 attributes=$3 status=0 url token
    local folder=$scratch/suite-$1-$2-$3
    mkdir -p "$folder" || return 1
    (
        cd "$folder" || exit 1
        export MUSTER_LISTEN=127.0.0.1:0
        if [ "$database" = postgres ]; then
            postgres_asks "create database muster_${suite}_$attributes" || exit 1
            MUSTER_DATABASE_URL=$(postgres_url "muster_${suite}_$attributes")
            export MUSTER_DATABASE_URL
        fi
        "$muster" serve >log 2>&1 &
        echo $! >"$scratch/suite.pid"
        for _ in $(seq 300); do
            grep -o 'listening on http://[^ "]*' log | sed 's/^listening on //; s:/*$::; q' >url
            [ ! -s url ] || break
            sleep 0.2
        done
        [ -s url ] || {
            cat log
            exit 1
        }
        "$muster" connection create --account default --name suite --profile lenient --json |
            json_value token >token || exit 1
        [ "$attributes" = plain ] ||
            "$muster" schema apply --account default --file "$OLDPWD/tests/suites/schema.toml" >/dev/null || exit 1
    ) || status=1
    if [ $status -eq 0 ]; then
        url=$(cat "$folder/url") token=$(cat "$folder/token")
        "suite_$suite" "$url" "$token" "$folder" || status=1
        echo "$suite on $database, $attributes schemas: $([ $status -eq 0 ] && echo held || echo FAILED)"
    fi
    kill -TERM "$(cat "$scratch/suite.pid")" 2>/dev/null
    rm -f "$scratch/suite.pid"
    return $status
}

# It walks every attribute that /Schemas advertises.
suite_tester() {
    SCIM_CLI_HEADERS="Authorization: Bearer $2" "$suites_venv/bin/scim2" --url "$1/scim/v2" test \
        >"$3/report" 2>&1
    python3 tests/suites/verdict.py tester "$3/report" /dev/null
}

suite_sanity() {
    "$suites_venv/bin/scim-sanity" probe "$1/scim/v2" --token "$2" --i-accept-side-effects --json-output \
        >"$3/report" 2>"$3/complaints"
    python3 tests/suites/verdict.py sanity "$3/report" /dev/null
}

suite_microsoft() {
    python3 tests/suites/collection.py "$microsoft" >"$3/collection.json" || return 1
    "$suites_node/node_modules/.bin/newman" run "$3/collection.json" --reporters json \
        --reporter-json-export "$3/report" --env-var Protocol=http --env-var Server=127.0.0.1 \
        --env-var "Port=:${1##*:}" --env-var Api=scim/v2 --env-var "token=$2" >"$3/complaints" 2>&1
    python3 tests/suites/verdict.py microsoft "$3/report" tests/suites/microsoft.allowed
}
