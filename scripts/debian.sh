#!/usr/bin/env bash
# Installs the Debian packages that tests and benchmarks run against: as root, or by sudo without a password.
# Where it may not, it says which tests will be skipped and how to mend that, and succeeds: pytest counts the skips by name.
# Nothing is started, no database cluster is made, and what was installed before stays as it is.
set -euo pipefail

# marker of the tests: the packages they need
needs=(
  "kamailio: kamailio kamailio-tls-modules kamailio-sqlite-modules kamailio-postgres-modules"
  "sipp: sip-tester"
  "postgres: postgresql"
  "nat: rtpengine-daemon iptables iproute2"
  "linphone: linphone-cli"
  "chromium: chromium fonts-noto-color-emoji libatomic1"
)

installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

missing=() markers=()
for row in "${needs[@]}"; do
  for package in ${row#*: }; do
    installed "$package" && continue
    missing+=("$package")
    [[ " ${markers[*]-} " == *" ${row%%:*} "* ]] || markers+=("${row%%:*}")
  done
done
((${#missing[@]})) || exit 0

# One place for what a reader must know when packages stay away.
without() {
  echo "$1: tests marked ${markers[*]} will be skipped and counted. To run them: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 0
}

command -v apt-get >/dev/null || without "This is not a Debian"
root=()
if ((EUID)); then
  sudo -n true 2>/dev/null || without "Neither root nor sudo without a password"
  root=(sudo -n)
fi

echo "Installing the Debian packages ${missing[*]} (this once)"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! "${root[@]}" env DEBIAN_FRONTEND=noninteractive bash "$(dirname "$0")/debian-install.sh" "${missing[@]}" >"$log" 2>&1; then
  tail -n 15 "$log" >&2
  without "apt-get failed"
fi
