# An environment of Python with packages in it; sourced, not run.
# shellcheck shell=bash disable=SC2034

# Makes one, or takes the one that is there, and sets `environment` to its whole path. FOLDER, the seconds that installing may
# take, then what pip installs. Fails where that cannot be had.
make_environment() {
    local folder=$1 seconds=$2
    shift 2
    if ! { [ -x "$folder/bin/pip" ] || python3 -m venv "$folder"; } ||
        ! timeout "$seconds" "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"; then
        echo "pip cannot install: $*" >&2
        return 1
    fi
    environment=$(cd "$folder" && pwd)
}
