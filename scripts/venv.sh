#!/usr/bin/env bash
# Makes .venv hold exactly what a lock file names:  venv.sh requirements.lock | requirements-dev.lock
# The stamp is a copy of the lock inside .venv, written last, so a second run is instant and a broken one is repeated.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1

# Says how far pip is, in one line on a terminal and in a few elsewhere, instead of two lines a package.
progress() {
  local total seen=0 line
  total=$(grep -c '^[a-z0-9].*==' "$lock")
  while IFS= read -r line; do
    case $line in
      Collecting*)
        seen=$((seen + 1))
        if [[ -t 1 ]]; then printf '\r  fetched %d of at most %d' "$seen" "$total"; elif ((seen % 20 == 0)); then echo "  fetched $seen of at most $total"; fi
        ;;
      "Installing collected packages"*)
        [[ ! -t 1 ]] || echo
        echo "  unpacking $seen packages"
        ;;
    esac
  done
}

usable() { .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null; }
same() { [[ -z ${PYTHON:-} || $("$PYTHON" -c "$1" 2>/dev/null) == $(.venv/bin/python -c "$1") ]]; }

if ! usable || ! same 'import sys; print(sys.version_info[:2])'; then
  python=$(scripts/python.sh)
  echo "Making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
fi
if cmp -s "$lock" ".venv/$lock"; then exit 0; fi
echo "Installing what $lock names (this once)"
PYTHONUNBUFFERED=1 .venv/bin/python -m pip install --require-hashes --only-binary :all: --progress-bar off \
  --disable-pip-version-check --no-input -r "$lock" | progress
cp "$lock" ".venv/$lock"
