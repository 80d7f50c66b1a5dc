#!/bin/sh
# Print a Python that can run the program: $PYTHON if it is given, else the newest of 3.13, 3.12, 3.11.
# "Fits" is tried, not read from the name: a name on the PATH may be a stub, and Debian's python3
# cannot make a virtual environment before python3-venv is installed.
set -eu

fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
        >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ]; then
    if fits "$PYTHON"; then
        printf '%s\n' "$PYTHON"
        exit 0
    fi
    printf '%s\n' "PYTHON=$PYTHON is not a working Python 3.11, 3.12 or 3.13 with venv: name another one." >&2
    exit 1
fi

for candidate in python3.13 python3.12 python3.11 python3 python; do
    if fits "$candidate"; then
        printf '%s\n' "$candidate"
        exit 0
    fi
done

cat >&2 <<'END'
No Python 3.11, 3.12 or 3.13 that can make a virtual environment was found.
Install one (Debian and Ubuntu: sudo apt install python3 python3-venv), or name it: make setup PYTHON=/path/to/python3
END
exit 1
