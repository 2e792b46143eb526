# What the scripts share. Sourced, so it keeps to functions and the repository's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# A digest of the contents of files, in a stable order.
digest() {
    sha256sum "$@" | sha256sum | cut -c1-32
}
