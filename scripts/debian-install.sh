#!/usr/bin/env bash
# As root: installs the packages named, without starting a service of theirs now or at the next boot. Called by debian.sh.
set -euo pipefail

policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.conf undo=()
finish() { for step in "${undo[@]}"; do eval "$step"; done; }
trap finish EXIT

# invoke-rc.d(8): status 101 forbids every action, so no daemon starts while packages are set up.
if [[ ! -e $policy ]]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
  undo+=("rm -f $policy")
fi
# The server package would make a cluster of its own. Afterwards the package's own file takes this one's place.
if [[ ! -e $cluster ]]; then
  mkdir -p "${cluster%/*}" && echo 'create_main_cluster = false' >"$cluster"
  undo+=("if [[ -e $cluster.ucf-dist ]]; then mv $cluster.ucf-dist $cluster; else rm -f $cluster; fi")
fi

install() {
  apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold install --no-install-recommends "$@"
}
# The lists of packages may be absent or old: fetched only then.
install "$@" || { apt-get -q update && install "$@"; }

# Units are enabled when first set up, so those of packages new here would start at the next boot.
if command -v systemctl >/dev/null; then
  for unit in kamailio postgresql rtpengine-daemon; do
    if [[ " $* " == *" $unit "* ]]; then systemctl --quiet disable "$unit.service" || true; fi
  done
fi
