# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# What run, test and .ci/run share. Sourced from the root of the repository.

say() { printf '\n== %s\n' "$*"; }
die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# packages build|ci: names out of tools/packages.txt; those for building and testing, or these and those for CI.
packages() {
  sed -e 's/#.*//' -e '/^[[:space:]]*$/d' tools/packages.txt |
    if [ "$1" = ci ]; then grep -v '^\['; else sed '/^\[ci\]/,$d'; fi
}

# install_packages build|ci: installs what is missing; needs no network when nothing is.
install_packages() {
  command -v dpkg-query >/dev/null || {
    echo "This is no Debian: nothing is installed. Wanted are: $(packages "$1" | tr '\n' ' ')"
    return
  }
  local missing=() name as_root=()
  while read -r name; do
    # Node.js from elsewhere will do.
    case $name in nodejs | npm) ! command -v "${name/nodejs/node}" >/dev/null || continue ;; esac
    dpkg-query -W -f='${Status}\n' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done < <(packages "$1")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "missing packages: ${missing[*]}; run as root, or install sudo"
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get -qq update || die "the package lists cannot be renewed (apt-get update); is there a network?"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    -o Dpkg::Use-Pty=0 "${missing[@]}" >build/install.log 2>&1 ||
    { tail -n 20 build/install.log >&2; die "apt-get could not install: ${missing[*]}"; }
}

# build PRESET [TARGET…]: configures once (the build renews it when a file changed), then builds.
build() {
  local preset=$1 options=()
  shift
  if [ ! -e "build/$preset/build.ninja" ]; then
    command -v ccache >/dev/null && options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    command -v mold >/dev/null && options+=(-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=mold)
    cmake --preset "$preset" "${options[@]}" >"build/$preset.log" 2>&1 ||
      { tail -n 30 "build/$preset.log" >&2; die "cmake could not set up build/$preset"; }
  fi
  local status=0
  cmake --build "build/$preset" ${1:+--target "$@"} >"build/$preset.log" 2>&1 || status=$?
  [ "$status" = 0 ] || { grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking)' "build/$preset.log" | head -n 60 >&2; die "the build of build/$preset failed"; }
}

# took: the time since $began in words.
took() { printf '%d min %d s' $(((SECONDS - began) / 60)) $(((SECONDS - began) % 60)); }
began=$SECONDS
