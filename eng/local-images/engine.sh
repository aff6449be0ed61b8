# Sourced by test.sh after eng/prepare.sh: a container engine, and the model's images in it.

# An engine that is started here listens where nobody else looks, so that no other application takes it for the machine's, and ends with
# whoever sourced this. Images stay on the disk for the next time.
require_engine() {
  need 'command -v docker' docker.io
  docker version >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] || fail "No container engine answers: start one, or start this as root, which starts one."
  need 'command -v dockerd' docker.io
  need 'command -v iptables' iptables
  say "Starting a container engine"
  engine=$(mktemp -d)
  export DOCKER_HOST="unix://$engine/socket"
  dockerd --host "$DOCKER_HOST" --exec-root "$engine/run" --pidfile "$engine/pid" >"$engine/log" 2>&1 &
  trap 'kill "$(cat "$engine/pid")"; wait; rm -rf "$engine"' EXIT
  until docker version >/dev/null 2>&1; do
    kill -0 $! 2>/dev/null || { tail -n 5 "$engine/log" >&2; fail "The container engine ended: its last words are above."; }
    sleep 0.2
  done
}

require_images() {
  need 'command -v mmdebstrap' mmdebstrap
  say "Building the images"
  eng/local-images/build.sh || exit 1
}
