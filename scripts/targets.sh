#!/bin/sh
# Install real hosts, and run the tests of deployment on all of them. As root, on Debian. The tests
# start each host on a free port of the loopback interface and stop it afterwards.
set -eu
cd "$(dirname "$0")/.."

packages="openssh-server nginx libnginx-mod-http-dav-ext radosgw ceph-mon ceph-osd ceph-common faketime"
absent=""
for package in $packages; do
  dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
    absent="$absent $package"
done
if [ -n "$absent" ]; then
  export DEBIAN_FRONTEND=noninteractive
  # what is installed is started by the tests alone
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  apt-get -qq update
  # shellcheck disable=SC2086 # one word a package
  apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends $absent >/dev/null
fi
if ! command -v npm >/dev/null; then
  echo "npm is not here: the tests on Azurite, which stands in for Azure, are skipped"
elif [ -z "${AUDIOPUB_NODE:-}" ]; then
  AUDIOPUB_NODE="$PWD/.venv/node"
  export AUDIOPUB_NODE
  npm install --silent --no-audit --no-fund --prefix "$AUDIOPUB_NODE" azurite
fi
.venv/bin/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,targets]'
# Flask-WebSub brings its own tests as a package of this name: processes that tests start would find
# it in place of ours
rm -rf "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tests"

AUDIOPUB_TARGETS=all .venv/bin/python -m pytest -q tests/deploy tests/notify "$@"
