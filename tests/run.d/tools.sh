# What a fresh Debian machine lacks.

venv=$target/test-venv

tools_install() {
    command -v cargo >/dev/null || {
        echo "no cargo: install Rust as https://rustup.rs says"
        return 1
    }
    local missing=()
    command -v cc >/dev/null || missing+=(gcc libc6-dev)
    postgres_binaries >/dev/null || missing+=(postgresql)
    command -v node >/dev/null || missing+=(nodejs)
    python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
    if [ ${#missing[@]} -gt 0 ]; then
        echo "installing ${missing[*]}"
        apt_get update && apt_get install "${missing[@]}" || return 1
    fi
    "$venv/bin/python" -c 'import standardwebhooks, jwt, cryptography' 2>/dev/null || {
        python3 -m venv "$venv" && "$venv/bin/pip" install --quiet standardwebhooks 'pyjwt[crypto]' || return 1
    }
    cargo --version && "$venv/bin/python" --version && "$(postgres_binaries)/postgres" --version
}

apt_get() {
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@"
}
