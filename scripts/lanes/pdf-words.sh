#!/usr/bin/env bash
# Has other programs make some 80 PDFs of this repository's texts (LaTeX, LibreOffice, Chromium, groff, reportlab), and
# compares what is read of them with pdftotext, word by word, and the figures of tables with their source. Takes three
# minutes and 2 GB of Debian's packages. Ends with one line that says how it went; exit 0 where this machine cannot.
lane=pdf-words
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
root=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../..")
began=$EPOCHSECONDS
node=$root/node_modules/.bin/node

# In a shell of its own, so that its reason is the last line here.
install_programs() {
  check_machine
  prepare_lanes_dir start
  need_packages poppler-utils pandoc groff chromium fonts-liberation hyphen-pt-br python3-reportlab \
    libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui \
    texlive-latex-recommended texlive-fonts-recommended texlive-lang-portuguese lmodern
}

code=0
said=$( (install_programs) 2>&1) || code=$?
[ -z "$said" ] || printf '%s\n' "$said" >&2
if [ "$code" = "$EX_TEMPFAIL" ]; then
  printf '\n!!! this lane did NOT run !!!\nlane %s: skipped: %s\n' "$lane" "${said##*cannot run here: }"
  exit 0
fi
trap - ERR
cd -- "$root"
files=$lanes/pdf-words
rm -rf -- "$files"
words= figures=
if [ "$code" = 0 ]; then
  "$node" bench/pdf-words/make-files.ts "$files" || code=$?
fi
if [ "$code" = 0 ]; then
  words=$("$node" bench/pdf-words/compare-words.ts "$files" "$@") || code=$?
  figures=$("$node" bench/pdf-words/compare-tables.ts "$files" "$@") || code=$?
fi
if [ "$code" = 0 ]; then
  printf 'lane %s: passed in %s s: %s; %s\n' "$lane" "$((EPOCHSECONDS - began))" "$words" "$figures"
else
  printf 'lane %s: FAILED: %s; %s\n' "$lane" "$words" "$figures"
fi
exit "$code"
