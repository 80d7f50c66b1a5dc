#!/bin/sh
# What a person does with the installed program in trial.sh: one step on a virtual screen, named by the first argument.
set -eu

step=$1
pictures=$HOME/pictures
data=$HOME/.local/share/unwrapped-desktop/unwrapped.db
mkdir -p "$pictures" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
export DISPLAY=:99 LC_ALL=C.UTF-8
Xvfb :99 -screen 0 1500x950x24 -nolisten tcp &
screen=$!
trap 'kill $screen 2>/dev/null || true' EXIT
until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.2; done
openbox &

wait_for() { # SECONDS COMMAND...: until the command holds
    left=$1
    shift
    until "$@"; do
        left=$((left - 1))
        if [ "$left" -le 0 ]; then
            scrot -o "$pictures/failed-$step.png"
            printf '%s\n' "It never came true: $*" >&2
            exit 1
        fi
        sleep 1
    done
}

window_of() { # CLASS: the newest visible window
    xdotool search --onlyvisible --class "$1" 2>/dev/null | tail -n 1
}

is_open() {
    [ -n "$(window_of "$1")" ]
}

is_judged() {
    [ "$(sqlite3 "$data" "select count(*) from analysis where status = 'completed'" 2>/dev/null)" = 1 ]
}

from_menu() {
    # As a menu does: by the entry that the package put there.
    gtk-launch fm.unwrapped.Desktop
    wait_for 60 is_open fm.unwrapped.Desktop
    program=$(window_of fm.unwrapped.Desktop)
    xdotool windowsize "$program" 1000 880 windowmove "$program" 480 30
    sleep 2
}

quit_program() {
    pkill -TERM -u "$(id -u)" -x unwrapped-deskt
    wait_for 10 is_gone
}

is_gone() {
    ! pgrep -u "$(id -u)" -x unwrapped-deskt >/dev/null
}

case $step in
drop)
    pcmanfm "$HOME/Downloads" &
    wait_for 30 is_open pcmanfm
    files=$(window_of pcmanfm)
    xdotool windowsize "$files" 440 500 windowmove "$files" 10 30
    from_menu
    scrot -o "$pictures/1-before.png"
    # The one file in the folder is the first icon right of the side pane.
    xdotool windowactivate "$files" mousemove "${DROP_FROM_X:-212}" "${DROP_FROM_Y:-148}" mousedown 1
    for x in 260 320 400 520 700 850 900; do
        xdotool mousemove "$x" 300
        sleep 0.2
    done
    scrot -o "$pictures/2-over-the-window.png"
    xdotool mouseup 1
    wait_for 120 is_judged
    sleep 6
    xdotool windowactivate --sync "$program"
    sleep 1
    xdotool key Return
    sleep 3
    scrot -o "$pictures/3-judged.png"
    quit_program
    ;;
friend)
    unwrapped-desktop judge --sample --friend "$HOME/a-friend.unwrapped" >/dev/null
    XDG_CURRENT_DESKTOP=GNOME gio info -a standard::content-type "$HOME/a-friend.unwrapped" | grep -q application/vnd.unwrapped+json
    gio mime application/vnd.unwrapped+json | grep -q fm.unwrapped.Desktop
    # As a double click does: by the file's type.
    gio open "$HOME/a-friend.unwrapped"
    wait_for 60 is_open fm.unwrapped.Desktop
    sleep 5
    scrot -o "$pictures/4-a-friends-file.png"
    quit_program
    ;;
again)
    from_menu
    sleep 4
    scrot -o "$pictures/5-after-the-upgrade.png"
    quit_program
    ;;
*)
    printf '%s\n' "There is no step $step." >&2
    exit 2
    ;;
esac
