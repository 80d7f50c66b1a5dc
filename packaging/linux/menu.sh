#!/bin/sh
# Put Unwrapped into the menu of whoever runs this, or take it out again: menu.sh add | menu.sh remove
# Nothing outside of the person's own folders is touched, and no verdict in either case.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
id=fm.unwrapped.Desktop
entry=$share/applications/$id.desktop

told() { # tell desktops that look only when they are told
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications"; fi
    if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
    if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf "$share/icons/hicolor"; fi
}

quoted() { # a path as a desktop entry wants it inside quotes, and as sed wants it in a replacement
    printf '%s' "$1" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g' -e 's/[\\&|]/\\&/g'
}

case ${1:-} in
add)
    (cd "$here/share" && find applications icons mime -type f) | while IFS= read -r file; do
        mkdir -p "$share/$(dirname "$file")"
        cp "$here/share/$file" "$share/$file"
    done
    program=$(quoted "$here/unwrapped-desktop")
    sed -i -e "s|^Exec=unwrapped-desktop|Exec=\"$program\"|" -e '/^TryExec=/d' "$entry"
    mkdir -p "$share/mime/packages"
    told
    printf '%s\n' "Unwrapped is in the menu. To take it out: $0 remove"
    ;;
remove)
    (cd "$here/share" && find applications icons mime -type f) | while IFS= read -r file; do
        rm -f "$share/$file"
    done
    mkdir -p "$share/applications" "$share/mime/packages"
    told
    printf '%s\n' "Unwrapped is out of the menu. What it keeps stays: Settings in the program says where, and deletes it."
    ;;
*)
    printf '%s\n' "Usage: $0 add | remove" >&2
    exit 2
    ;;
esac
