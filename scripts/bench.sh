#!/usr/bin/env bash
# Runs every benchmark (a file with a main of its own) and ends with their closing lines of key=value pairs together:  bench.sh [--quick]
set -euo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp) closing=()
trap 'rm -f "$log"' EXIT
for file in $(grep -l '^if __name__ == "__main__"' benchmarks/*.py); do
  name=$(basename "$file" .py)
  echo "benchmarks/$name.py $*"
  .venv/bin/python -m "benchmarks.$name" "$@" | tee "$log"
  closing+=("$name $(tail -n 1 "$log")")
done
echo
printf '%s\n' "${closing[@]-}"
