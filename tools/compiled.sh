#!/bin/sh
# The parser compiled to C by mypyc, in .compiled/: a copy of the program, used only while its sources are these
# (docs/decisions/compiled.md). Nothing is ever compiled into generator/ itself.
#
#   tools/compiled.sh make PYTHON   compile, unless that is done; exit status 3 and one line where something is missing
#   tools/compiled.sh current       whether .compiled/ is of these very sources: exit status 0 or 1
set -eu
cd "$(dirname "$0")/.."

current() {
    [ -d .compiled ] && diff -rq -x '*.so' -x __pycache__ generator .compiled/generator >/dev/null 2>&1
}

missing() {
    "$1" - <<'END'
import os, pathlib, shutil, sys, sysconfig

compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
version = f"{sys.version_info.major}.{sys.version_info.minor}"
if shutil.which(compiler) is None:
    print(f"there is no {compiler}: compiling the parser needs a C compiler (apt-get install gcc libc6-dev)")
elif not pathlib.Path(sysconfig.get_path("include"), "Python.h").is_file():
    print(f"there is no Python.h: compiling the parser needs that of Python {version} (apt-get install python{version}-dev)")
END
}

make() {
    suffix=$("$1" -c 'import sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX"))')
    if current && [ -f ".compiled/generator/cables/parse$suffix" ] &&
        [ -f ".compiled/generator/output/search/postings$suffix" ]; then
        return
    fi
    lacking=$(missing "$1")
    if [ -n "$lacking" ]; then
        echo "$lacking" >&2
        exit 3
    fi
    echo 'Compiling the parser: a minute or two' >&2
    part=$(pwd)/.compiled.part
    rm -rf "$part"
    mkdir "$part"
    # The wheel is built from an unpacked copy, because mypyc writes what it makes beside the sources.
    "$1" -m hatchling build --target sdist --directory "$part" >"$part/log" 2>&1 || fail
    mkdir "$part/source"
    tar -xzf "$part"/*.tar.gz -C "$part/source" --strip-components=1
    (cd "$part/source" && HATCH_BUILD_HOOKS_ENABLE=1 "$1" -m hatchling build --target wheel --directory "$part") \
        >"$part/log" 2>&1 || fail
    "$1" -m zipfile -e "$part"/*.whl "$part/made"
    # As in a clone, templates are those of the top-level folder.
    rm -rf "$part"/made/*.dist-info "$part/made/generator/_templates"
    ln -s ../templates "$part/made/templates"
    rm -rf .compiled
    mv "$part/made" .compiled
    rm -rf "$part"
}

fail() {
    cat "$part/log" >&2
    echo 'The parser could not be compiled; the room is built without.' >&2
    exit 1
}

case "${1:-}" in
make) make "$2" ;;
current) current ;;
*) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
esac
