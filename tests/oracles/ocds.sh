#!/bin/sh
# Holds our reading of the Open Contracting Data Standard against the tools of those who keep it: findings against
# libcoveocds, compiled releases against ocdskit, and what goes out against what came in. No network at run time.
#
#   tests/oracles/ocds.sh [SUNHALL]
#
# SUNHALL is the program; without it the workspace's own is built. The Python packages are installed once, beside cargo's
# target. SUNHALL_REAL_OCDS names a folder with further real files.
set -eu
cd "$(dirname "$0")/../.."
target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
sunhall=${1:-}
if [ -z "$sunhall" ]; then
    cargo build --quiet --package server
    sunhall=$target/debug/sunhall
fi
python=$target/oracles/ocds/bin/python
if ! "$python" -c 'import libcoveocds, ocdskit' 2>/dev/null; then
    echo "Installing libcoveocds and ocdskit into $target/oracles/ocds"
    python3 -m venv "$target/oracles/ocds" || { echo "Python 3 with venv is missing: install python3-venv" >&2; exit 1; }
    "$python" -m pip install --quiet --disable-pip-version-check libcoveocds==0.17.0 ocdskit==1.7.0 ocdsmerge==0.8.0
fi
exec "$python" tests/oracles/ocds.py "$sunhall"
