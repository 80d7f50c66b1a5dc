#!/bin/sh
# Make .venv from the lock and put the project into it, editable. Run by `make setup` in the project's folder.
# Two stamps keep what was installed, by content and place: nothing to do is instant, a changed pyproject
# re-installs only the project, and a changed lock, a moved folder or another Python starts afresh.
# With "bench" it also adds what only `make bench` needs, which has a lock and a stamp of its own.
set -eu

lock=packaging/locks/requirements-dev.lock
env_stamp=.venv/.environment
project_stamp=.venv/.project
bench_lock=packaging/locks/requirements-bench.lock
bench_stamp=.venv/.bench

env_wanted="$(cksum "$lock") $(pwd)"
project_wanted="$(cksum pyproject.toml)"

holds() { # FILE TEXT
    [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

same_python() { # without PYTHON=... whatever .venv has is right, as long as it runs
    have=$(.venv/bin/python -V 2>/dev/null) || return 1
    [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -V 2>&1)" = "$have" ]
}

install() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet "$@"
}

if ! { holds "$env_stamp" "$env_wanted" && same_python; }; then
    python=$(sh packaging/find_python.sh)
    printf '%s\n' "Setting up .venv with $("$python" -V) (once; Qt and the rest are downloaded) ..."
    "$python" -m venv --clear .venv
    # Wheels only: a source package would run code that no hash covers.
    install --only-binary=:all: --require-hashes -r "$lock"
    printf '%s\n' "$env_wanted" >"$env_stamp"
fi

if ! holds "$project_stamp" "$project_wanted"; then
    install --no-deps --no-build-isolation --editable .
    for packages in .venv/lib/python*/site-packages; do
        # hatchling copies the resources into an editable install too; that copy would grow old unnoticed.
        rm -rf "$packages/unwrapped_desktop"
        # The way back to the project, relative: under LC_ALL=C Python cannot read an umlaut in this file.
        printf '../../../..\n' >"$packages/_editable_impl_unwrapped_desktop.pth"
    done
    printf '%s\n' "$project_wanted" >"$project_stamp"
    printf '%s\n' "Ready: .venv/bin/unwrapped-desktop"
fi

if [ "${1:-}" = bench ] && ! holds "$bench_stamp" "$(cksum "$bench_lock")"; then
    printf '%s\n' "Adding to .venv what the program is measured beside (once; some 20 MB are downloaded) ..."
    # A comparison less is no reason not to measure the program.
    if install --only-binary=:all: --require-hashes -r "$bench_lock"; then
        cksum "$bench_lock" >"$bench_stamp"
    else
        printf '%s\n' "That did not work: measuring without it." >&2
    fi
fi
