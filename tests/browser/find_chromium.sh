#!/bin/sh
# Finds a Chromium for the browser tests; installs the system's own when it may, and says plainly when it may not.
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium, and none was found on this machine." >&2
echo "Install it (Debian and Ubuntu: sudo apt-get install chromium) and run make test again." >&2
exit 1
