#!/bin/sh
# Work out the three lock files again. Run by `make lock`; `make lock UPGRADE=1` also takes newer versions.
# uv lives in a throw-away environment: nobody who only runs the program needs it.
set -eu

uv_version=0.13.9
venv=build/lock-venv

python=$(sh packaging/find_python.sh)
if ! "$venv/bin/uv" --version 2>/dev/null | grep -q "^uv $uv_version\>"; then
    "$python" -m venv --clear "$venv"
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet "uv==$uv_version"
fi

compile() { # FILE TITLE [OPTION...]
    file=$1
    title=$2
    shift 2
    # --no-config and no --emit-* option: the lock names no host, no index and no path of this machine.
    # fewest: one version for every Python, so that the same data gives the same verdict on all of them.
    "$venv/bin/uv" pip compile --quiet --no-config --no-header --universal --python-version 3.11 \
        --fork-strategy fewest --generate-hashes --constraint packaging/constraints.txt \
        ${UPGRADE:+--upgrade} "$@" --output-file "$file" pyproject.toml
    {
        printf '# %s, for Python 3.11 to 3.13 on Linux, macOS and Windows.\n' "$title"
        printf '# Made from pyproject.toml and packaging/constraints.txt by "make lock"; do not edit it by hand.\n'
        cat "$file"
    } >"$file.new"
    mv "$file.new" "$file"
}

compile packaging/requirements.lock "What the program needs to run"
# The run-time lock constrains this one: tests see exactly the versions that people get.
compile packaging/requirements-dev.lock "What the program and its development need" \
    --extra dev --constraint packaging/requirements.lock
# On top of the development's: what it brings besides can be added to the same environment.
compile packaging/requirements-bench.lock "What the program and its benchmarks need" \
    --extra bench --constraint packaging/requirements-dev.lock
