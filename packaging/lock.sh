#!/bin/sh
# Work out the lock files again. Run by `make lock`; `make lock UPGRADE=1` also takes newer versions.
# uv lives in a throw-away environment: nobody who only runs the program needs it. What it works out is held to hashes,
# and so is uv itself, by a lock that it made before.
set -eu

uv_lock=packaging/locks/requirements-uv.lock
uv_version=$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' "$uv_lock")
venv=build/lock-venv

python=$(sh packaging/find_python.sh)
if ! "$venv/bin/uv" --version 2>/dev/null | grep -q "^uv $uv_version\>"; then
    "$python" -m venv --clear "$venv"
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet \
        --only-binary=:all: --require-hashes -r "$uv_lock"
fi

compile() { # FILE TITLE SOURCE [OPTION...]
    file=$1
    title=$2
    source=$3
    shift 3
    # --no-config and no --emit-* option: the lock names no host, no index and no path of this machine.
    # fewest: one version for every Python, so that the same data gives the same verdict on all of them.
    "$venv/bin/uv" pip compile --quiet --no-config --no-header --universal --python-version 3.11 \
        --fork-strategy fewest --generate-hashes --constraint packaging/locks/constraints.txt \
        ${UPGRADE:+--upgrade} "$@" --output-file "$file" "$source"
    {
        printf '# %s, for Python 3.11 to 3.13 on Linux, macOS and Windows.\n' "$title"
        printf '# Made from %s and packaging/locks/constraints.txt by "make lock"; do not edit it by hand.\n' "$source"
        cat "$file"
    } >"$file.new"
    mv "$file.new" "$file"
}

compile packaging/locks/requirements.lock "What the program needs to run" pyproject.toml
# The run-time lock constrains this one: tests see exactly the versions that people get.
compile packaging/locks/requirements-dev.lock "What the program and its development need" pyproject.toml \
    --extra dev --constraint packaging/locks/requirements.lock
# On top of the development's: what it brings besides can be added to the same environment.
compile packaging/locks/requirements-bench.lock "What the program and its benchmarks need" pyproject.toml \
    --extra bench --constraint packaging/locks/requirements-dev.lock
# What freezes the program stands beside what the program needs, in an environment of its own.
compile packaging/locks/requirements-freeze.lock "What freezes the program" packaging/locks/freeze.in \
    --constraint packaging/locks/requirements.lock
# Tools that live in environments of their own.
compile packaging/locks/requirements-release.lock "What lists the parts of a release" packaging/locks/release.in
compile "$uv_lock" "What works out these locks" packaging/locks/uv.in
compile packaging/locks/requirements-audit.lock "What \"make audit ONLINE=1\" asks with" packaging/locks/audit.in
