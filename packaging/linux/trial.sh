#!/bin/sh
# Install the Debian package in a clean Debian of its own and use it there as a person would: start it from the menu, drop
# an export on it, look at it, upgrade it, remove it. Run by `make trial`, as root, after `make package`.
# Leaves pictures in build/trial; the clean system is kept in TRIAL_FOLDER, /var/tmp/unwrapped-trial, for the next time.
set -eu

suite=${SUITE:-bookworm}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
# debootstrap can do nothing in a folder with a space in its name, and the checkout may lie in one.
folder=${TRIAL_FOLDER:-/var/tmp/unwrapped-trial}
base=$folder/base-$suite
system=$folder/system
home=$system/home/person
kept_file=$home/.local/share/unwrapped-desktop/unwrapped.db
pictures=$root/build/trial

if [ "$(id -u)" -ne 0 ]; then
    printf '%s\n' "A clean system can only be set up by root." >&2
    exit 1
fi
if ! command -v debootstrap >/dev/null; then
    printf '%s\n' "debootstrap is missing. On Debian: apt install debootstrap" >&2
    exit 1
fi
package=$(find "$root/dist" -maxdepth 1 -name 'unwrapped-desktop_*.deb' | sort | tail -n 1)
if [ -z "$package" ]; then
    printf '%s\n' "There is no package in dist: run make package first." >&2
    exit 1
fi

say() {
    printf '%-58s %s\n' "$1" "${2:-yes}"
}

inside() { # as root, in the clean system
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$system" "$@"
}

install_there() {
    inside apt-get install -y -qq --no-install-recommends "$@" >>"$pictures/apt.log" 2>&1 ||
        { tail -n 20 "$pictures/apt.log" >&2; printf '%s\n' "apt refused: $*" >&2; exit 1; }
}

version() {
    inside dpkg-query --show unwrapped-desktop | cut -f 2
}

leave() {
    for place in dev/shm dev/pts dev proc; do
        umount -l "$system/$place" 2>/dev/null || true
    done
}
trap leave EXIT

# ---------------------------------------------------------------------------------------------- a clean system, a person
leave
rm -rf "$system" "$pictures"
mkdir -p "$pictures" "$folder"
if [ ! -e "$base/.done" ]; then
    printf '%s\n' "Setting up a clean Debian ($suite) ..."
    rm -rf "$base"
    debootstrap --variant=minbase "$suite" "$base" >"$pictures/debootstrap.log"
    touch "$base/.done"
fi
cp -a "$base" "$system"
mount -t proc proc "$system/proc"
mount --rbind /dev "$system/dev"
cp /etc/resolv.conf "$system/etc/resolv.conf"
inside apt-get update -qq
# A virtual screen, somebody who manages windows and files, and eyes. Nothing of it is asked for by the package.
install_there xvfb openbox pcmanfm dbus-x11 xdotool scrot libgtk-3-bin libglib2.0-bin gvfs shared-mime-info \
    desktop-file-utils hicolor-icon-theme sqlite3 fonts-dejavu-core procps
inside useradd --create-home --shell /bin/sh person
before=$(inside find /usr /etc /var/lib -xdev -name '*unwrapped*' | wc -l)

# The first version is an older one: the same, under another number.
rm -rf "$pictures/older"
dpkg-deb -R "$package" "$pictures/older"
sed -i 's/^Version: .*/Version: 0.0.1/' "$pictures/older/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$pictures/older" "$system/tmp/older.deb" >/dev/null
rm -rf "$pictures/older"
cp "$package" "$system/tmp/newer.deb"
chmod 644 "$system/tmp/older.deb" "$system/tmp/newer.deb"

# An export as Spotify writes it, and a friend's file.
"$root/.venv/bin/python" - "$pictures" <<'END'
import sys
from pathlib import Path

sys.path.insert(0, ".")
from tests import listeners

listeners.write_export(listeners.night_worker(4), Path(sys.argv[1]) / "export", zipped=True)
END
mkdir -p "$home/Downloads"
cp "$pictures/export/my_spotify_data.zip" "$home/Downloads/"
inside chown -R person:person /home/person

# ----------------------------------------------------------------------------------------------------------- first version
install_there /tmp/older.deb
say "installs into a clean system" "$(version)"
inside su person -c 'unwrapped-desktop --self-test' >"$pictures/self-test.txt" 2>&1 ||
    { cat "$pictures/self-test.txt" >&2; exit 1; }
say "its own test passes there, as a person without a screen"

cp "$root/packaging/linux/trial_steps.sh" "$system/tmp/trial_steps.sh"
person() { # run one step as the person, in a session with a screen
    inside su person -c "cd && XDG_RUNTIME_DIR=/tmp/runtime-person dbus-run-session -- sh /tmp/trial_steps.sh $1" \
        >>"$pictures/steps.log" 2>&1 || { tail -n 30 "$pictures/steps.log" >&2; printf '%s\n' "Failed: $1" >&2; exit 1; }
    find "$home/pictures" -name '*.png' -exec mv -t "$pictures" {} + 2>/dev/null || true
}

person drop
say "starts from its menu entry, and judges an export dropped on it"
kept=$(sha256sum "$kept_file")

person friend
say "saves a file for a friend, whose type is known, and opens it"

# ------------------------------------------------------------------------------------------------------ upgrade and removal
install_there /tmp/newer.deb
say "upgrades" "$(version)"
kept_after=$(sha256sum "$kept_file")
[ "$kept" = "$kept_after" ] || { printf '%s\n' "The upgrade touched somebody's verdicts." >&2; exit 1; }
person again
say "shows the kept verdict after the upgrade"

inside apt-get purge -y -qq unwrapped-desktop >>"$pictures/apt.log" 2>&1
after=$(inside find /usr /etc /var/lib -xdev -name '*unwrapped*' -not -path '*/home/*' | wc -l)
[ "$before" -eq "$after" ] || { inside find /usr /etc /var/lib -xdev -name '*unwrapped*' >&2; exit 1; }
[ -s "$kept_file" ]
say "is removed without a trace, and what the person keeps is still there"
leave
trap - EXIT
rm -rf "$system"
printf '%s\n' "Pictures: build/trial"
