#!/usr/bin/env bash
# The desk in a real browser. UDSAGN_BIN names the command to test, which must be built with the feature `desk`;
# UDSAGN_SCREENSHOTS a folder for pictures of every page. Where browser or packages cannot be had, nothing is tested.
set -euo pipefail
UDSAGN_BIN=$(realpath "${UDSAGN_BIN:?names the command}")
if [ -n "${UDSAGN_SCREENSHOTS:-}" ]; then
    mkdir -p "$UDSAGN_SCREENSHOTS"
    UDSAGN_SCREENSHOTS=$(realpath "$UDSAGN_SCREENSHOTS")
    export UDSAGN_SCREENSHOTS
fi
cd "$(dirname "$0")"
export UDSAGN_BIN

skip() {
    echo "skipped: $1"
    exit 0
}

command -v node > /dev/null && command -v npm > /dev/null || skip "the desk in a browser (node is not installed)"
find_browser() {
    type -P chromium || type -P chromium-browser || type -P google-chrome
}
if ! find_browser > /dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    (apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium) > /dev/null 2>&1 || true
fi
UDSAGN_CHROMIUM=${UDSAGN_CHROMIUM:-$(find_browser || true)}
[ -n "$UDSAGN_CHROMIUM" ] || skip "the desk in a browser (chromium is not installed)"
export UDSAGN_CHROMIUM
if [ ! -d node_modules/playwright-core ] || [ ! -d node_modules/axe-core ]; then
    timeout 300 npm ci --no-audit --no-fund --ignore-scripts > /dev/null 2>&1 ||
        skip "the desk in a browser (its packages cannot be installed)"
fi
node --test desk.test.mjs
