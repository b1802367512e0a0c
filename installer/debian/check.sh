#!/bin/sh
# Installs both packages into a root that has nothing else, and uses them there as an office would: the centre under its own user,
# a desk enrolled at it, a letter with its number, the window without a screen.
# Usage: check.sh ROOT CENTRE.deb WORKSTATION.deb
set -eu

root=$1
centre=$2
workstation=$3
here() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/srv/check "$@"; }
as_centre() { here runuser -u tajemnik -- env TAJEMNIK_CENTRE=/var/lib/tajemnik centre "$@"; }
say() { echo "packages: $*"; }

mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
trap 'kill $(cat "$root/tmp/centre.pid" 2>/dev/null) 2>/dev/null || true; umount "$root/proc"' EXIT
# What a run before left, cut off perhaps, goes first.
here dpkg --purge tajemnik-centre tajemnik >/dev/null 2>&1 || true
rm -rf "$root/tmp/centre.pid" "$root/var/lib/tajemnik" "$root/var/log/tajemnik" "$root/srv/check"
mkdir -p "$root/srv/check"
cp "$centre" "$root/centre.deb"
cp "$workstation" "$root/workstation.deb"
# What a chroot has no service manager and no terminal for is said at length, and only worth reading when it fails.
quietly() { "$@" >"$root.log" 2>&1 || { tail -20 "$root.log"; exit 1; }; }
# Without a mirror of Debian nothing can be said of the packages: 77.
here apt-get -q update >"$root.log" 2>&1 && here apt-get -q -y --no-install-recommends install xvfb xauth >>"$root.log" 2>&1 || exit 77
quietly here apt-get -q -y --no-install-recommends install /centre.deb /workstation.deb
say "installed, with what they depend on"

test "$(here stat -c '%U %a' /var/lib/tajemnik)" = "tajemnik 700"
as_centre tenant add --tenant hlucin --name "Město Hlučín" --abbreviation HLUC --jid-prefix HLUC >/dev/null
as_centre unit add --tenant hlucin --code POD --name Podatelna >/dev/null
as_centre person add --tenant hlucin --name Jana --surname Nováková --unit POD --role filing_clerk >/dev/null
start=$(sed -n 's/^ExecStart=//p' "$root/lib/systemd/system/tajemnik-centre.service")
here runuser -u tajemnik -- sh -c "set -a; . /etc/default/tajemnik-centre; TAJEMNIK_CENTRE=/var/lib/tajemnik; echo \$\$ >/tmp/centre.pid; exec $start" >>"$root/var/log/tajemnik/centre.log" 2>&1 &
say "the centre serves by the line of its service, as its own user"

printf 'heslo je dlouhé\n' >"$root/srv/check/password"
clerk() { here tajemnik-clerk --data /srv/check/desk --password-file /srv/check/password "$@"; }
line=$(as_centre --json desk-code --tenant hlucin --person Nováková --address 127.0.0.1:8443 | sed -n 's/.*"line":"\([^"]*\)".*/\1/p')
until clerk enrol --line "$line" >/dev/null 2>&1; do [ ! -e "$root/tmp/centre.pid" ] || kill -0 "$(cat "$root/tmp/centre.pid")"; done
clerk register --subject "Žádost" --new-company "ČEZ, a.s." >/dev/null
clerk sync >/dev/null
clerk list | grep -q 'HLUC/'
# The helper that reads pages finds its libraries, and says what is no page.
here tajemnik-pages look </dev/null | grep -aq '"empty"'
say "a desk was enrolled, and its letter has its number"

if here timeout 20 xvfb-run -a tajemnik --data /srv/check/window; then exit 1; else test $? -eq 124; fi
say "the window stayed open until it was ended"

here logrotate -f /etc/logrotate.d/tajemnik-centre
test -e "$root/var/log/tajemnik/centre.log.1"
here apt-get -qq -y purge tajemnik-centre tajemnik >/dev/null 2>&1
test -d "$root/var/lib/tajemnik/tenants"
test ! -e "$root/usr/bin/centre"
say "the log is rotated; removed, the registries stay"
