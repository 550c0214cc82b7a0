#!/usr/bin/env bash
# Writes both lock files from pyproject.toml, with hashes and without a registry's address:  locks.sh [--upgrade]
# The development lock is constrained by the other, so that both name the same versions.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--quiet --generate-hashes --universal --python-version 3.11 "$@")
export UV_CUSTOM_COMPILE_COMMAND="make locks"
.venv/bin/uv pip compile pyproject.toml "${options[@]}" -o requirements.lock
.venv/bin/uv pip compile pyproject.toml --group dev -c requirements.lock "${options[@]}" -o requirements-dev.lock
