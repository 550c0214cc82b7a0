#!/usr/bin/env bash
# Installs Kamailio (Debian, as root or by sudo without a password) and starts the SIP server beside the demo that runs,
# with a new demo where none does, or for the settings of .env where they name SIP_LISTEN. It ends with the demo.
set -euo pipefail
cd "$(dirname "$0")/.."
packages=(kamailio kamailio-sqlite-modules kamailio-postgres-modules kamailio-tls-modules rtpengine-daemon)
demo=var/demo/pbx.env

installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }
refuse() { echo "$1" >&2 && exit 1; }

missing=()
if command -v apt-get >/dev/null; then
  for package in "${packages[@]}"; do installed "$package" || missing+=("$package"); done
fi
if ((${#missing[@]})); then
  root=()
  if ((EUID)); then
    sudo -n true 2>/dev/null || refuse "Neither root nor sudo without a password. Run once: sudo apt-get install --no-install-recommends ${missing[*]}"
    root=(sudo -n)
  fi
  echo "Installing the Debian packages ${missing[*]} (this once)"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive bash scripts/debian-install.sh "${missing[@]}" >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    refuse "apt-get failed: install ${missing[*]} by hand"
  fi
fi

pid=$(sed -n 's/^DEMO_PID=//p' "$demo" 2>/dev/null || true)
if [[ -n $pid ]] && kill -0 "$pid" 2>/dev/null; then
  # Settings of the shell must not speak for those of the demo.
  exec env -i PATH="$PATH" HOME="${HOME:-/}" .venv/bin/python -m bot pbx --env "$demo" --folder var/demo/pbx --beside "$pid"
fi
if grep -qs '^SIP_LISTEN=.' .env; then exec .venv/bin/python -m bot pbx; fi
exec .venv/bin/python -m bot sandbox --pbx "$@"
