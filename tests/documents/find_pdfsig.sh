#!/bin/sh
# Finds poppler's pdfsig, which reads our signatures independently; installs it when it may, and says so when it may not.
if command -v pdfsig >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing poppler-utils for the tests of signatures …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq poppler-utils >/dev/null && exit 0
fi
echo "The tests read our signatures with another program, pdfsig, and none was found on this machine." >&2
echo "Install it (Debian and Ubuntu: sudo apt-get install poppler-utils) and run make test again." >&2
exit 1
