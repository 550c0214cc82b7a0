#!/usr/bin/env bash
# Prints the interpreter that can run Linekeeper, or says in one sentence what to do and fails.
# pjsua2, the SIP stack, has wheels for CPython 3.11 and 3.12 on x86-64 Linux with glibc alone: hence every check here.
# PYTHON=/path/to/python names one; otherwise python3.11, python3.12 and python3 are tried in this order.
set -euo pipefail

fail() {
  echo "$1" >&2
  exit 1
}

# ok, old (another version), foreign (another machine) or bare (no venv module); nothing when it does not start.
judge() {
  "$1" -c '
import platform, sys, sysconfig
version = sys.implementation.name == "cpython" and sys.version_info[:2] in ((3, 11), (3, 12))
machine = sysconfig.get_platform() == "linux-x86_64" and platform.libc_ver()[0] == "glibc"
try:
    import ensurepip, venv
    tools = True
except ImportError:
    tools = False
print("old" if not version else "foreign" if not machine else "ok" if tools else "bare")' 2>/dev/null || true
}

[[ $(uname -s) == Linux && $(uname -m) == x86_64 ]] ||
  fail "Linekeeper runs on x86-64 Linux, where its SIP stack (pjsua2) has wheels, and this is $(uname -sm): run it there, or in a linux/amd64 container."

bare='' foreign=''
for candidate in ${PYTHON:-python3.11 python3.12 python3}; do
  path=$(command -v "$candidate") || continue
  case $(judge "$path") in
    ok) echo "$path" && exit 0 ;;
    bare) bare=$candidate ;;
    foreign) foreign=$candidate ;;
  esac
done
[[ -z $bare ]] || fail "$bare has no venv module: install it (apt install $("$bare" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')) and repeat."
[[ -z $foreign ]] || fail "$foreign is not a glibc build for x86-64, which pjsua2 has wheels for: install Debian's or python.org's and repeat."
[[ -z ${PYTHON:-} ]] || fail "PYTHON=$PYTHON is not Python 3.11 or 3.12, the two that pjsua2 has wheels for: name one of these, or leave PYTHON out."
fail "No Python 3.11 or 3.12 here, the two that pjsua2 has wheels for: install one (Debian 12: apt install python3 python3-venv) or name it (make demo PYTHON=/path/to/python3.12)."
