#!/bin/sh
# Make the disk image of the frozen app: sh packaging/macos/make_dmg.sh VERSION ARCH
# From build/frozen/Unwrapped.app to dist/unwrapped-desktop-VERSION-macos-ARCH.dmg; ARCH is arm64 or x86_64.
#
# MACOS_SIGNING_IDENTITY       signs app and image, such as "Developer ID Application: NAME (TEAM)"
# MACOS_NOTARY_KEY             with the two below has Apple notarise the image: the file of an App Store Connect key,
# MACOS_NOTARY_KEY_ID          its number,
# MACOS_NOTARY_ISSUER          and who issued it
# Where a variable is empty, its step is left out, and that is said.
set -eu

if [ $# -ne 2 ]; then
    echo 'Give it a version and an architecture: make_dmg.sh 1.2.3 arm64' >&2
    exit 2
fi
version=$1
architecture=$2

root=$(cd -- "$(dirname -- "$0")/../.." && pwd)
cd -- "$root"
app=build/frozen/Unwrapped.app
entitlements=packaging/macos/entitlements.plist
folder=build/dmg
image=dist/unwrapped-desktop-$version-macos-$architecture.dmg

if [ ! -d "$app" ]; then
    echo "There is no $app: run packaging/freeze/freeze.py first." >&2
    exit 1
fi

sign() { # FILE [OPTION...]
    signed=$1
    shift
    codesign --force --timestamp --sign "$MACOS_SIGNING_IDENTITY" "$@" "$signed"
}

is_machine_code() { # FILE: by its first four bytes
    case $(head -c 4 "$1" | od -An -tx1 | tr -d ' \n') in
    cffaedfe | cafebabe) return 0 ;;
    *) return 1 ;;
    esac
}

# What lies deeper is signed first: a signature covers those inside it.
sign_app() {
    program=$app/Contents/MacOS/unwrapped-desktop
    find "$app/Contents" -type f ! -path "$program" -print >"$folder.files"
    while IFS= read -r file; do
        if is_machine_code "$file"; then
            sign "$file" --options runtime
        fi
    done <"$folder.files"
    find "$app/Contents" -depth -type d -name '*.framework' -print >"$folder.files"
    while IFS= read -r framework; do
        sign "$framework" --options runtime
    done <"$folder.files"
    rm -f "$folder.files"
    sign "$app" --options runtime --entitlements "$entitlements"
    codesign --verify --deep --strict "$app"
}

mkdir -p build dist
if [ -n "${MACOS_SIGNING_IDENTITY:-}" ]; then
    sign_app
else
    echo 'NOT SIGNED: MACOS_SIGNING_IDENTITY is not set, so macOS will warn whoever opens this app.' >&2
fi

rm -rf "$folder"
mkdir "$folder"
# ditto keeps links and signatures as they are.
ditto "$app" "$folder/Unwrapped.app"
ln -s /Applications "$folder/Applications"
rm -f "$image"
hdiutil create -volname Unwrapped -srcfolder "$folder" -fs HFS+ -format UDZO "$image"
rm -rf "$folder"

if [ -z "${MACOS_SIGNING_IDENTITY:-}" ]; then
    echo "Made: $image"
    exit 0
fi
sign "$image"

if [ -n "${MACOS_NOTARY_KEY:-}" ] && [ -n "${MACOS_NOTARY_KEY_ID:-}" ] && [ -n "${MACOS_NOTARY_ISSUER:-}" ]; then
    xcrun notarytool submit "$image" --wait \
        --key "$MACOS_NOTARY_KEY" --key-id "$MACOS_NOTARY_KEY_ID" --issuer "$MACOS_NOTARY_ISSUER"
    xcrun stapler staple "$image"
    xcrun stapler validate "$image"
else
    echo 'NOT NOTARISED: MACOS_NOTARY_KEY, _KEY_ID and _ISSUER are not all set, so macOS will warn whoever opens this app.' >&2
fi
echo "Made: $image"
