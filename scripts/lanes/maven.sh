#!/usr/bin/env bash
# Lays an artifact of Maven's repositories into a folder, by Maven itself: its settings say which repository, mirror and
# proxy this machine uses.
#   maven.sh GROUP:ARTIFACT:VERSION:jar FOLDER
# Installs Debian's Maven where there is none. Exit code 75 where it cannot be had, or does not find the artifact.
lane=model
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
[ $# = 2 ] || usage "$0 GROUP:ARTIFACT:VERSION:jar FOLDER"

if ! command -v mvn >/dev/null; then
  # What apt is told stays in this shell's child: Maven reads the caller's own settings.
  (
    check_machine
    prepare_lanes_dir start
    need_packages maven
  )
fi
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.6.1
output=$(timeout 300 mvn --batch-mode --errors --quiet "$plugin:copy" "-Dartifact=$1" "-DoutputDirectory=$2" 2>&1) ||
  cannot_run "Maven does not give $1 ($(grep -m 1 -F '[ERROR]' <<<"$output" | cut -c 1-300))"
