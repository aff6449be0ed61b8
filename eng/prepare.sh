# Sourced by run.sh, test.sh and .ci/run: installs what a fresh machine lacks, or says in one sentence what is missing.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# need TEST PACKAGE...: installs Debian packages unless the test holds.
need() {
  local test=$1; shift
  eval "$test" >/dev/null 2>&1 && return
  command -v apt-get >/dev/null ||
    fail "Missing: $*. Install it with this system's package manager," \
      "or start a container runtime and use --Fleet:Servers=Containers."
  say "Installing $*"
  local log; log=$(mktemp)
  # A broker or database that the package starts by itself would only take memory: ours are processes of the AppHost.
  {
    { [ -n "${updated:-}" ] || as_root apt-get update -qq; } && updated=yes &&
      as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$@"
  } >"$log" 2>&1 ||
    { tail -n 5 "$log" >&2; fail "Could not install $*: run 'apt-get install $*' as root, then start this again."; }
  rm -f "$log"
}

require_dotnet() {
  command -v dotnet >/dev/null && dotnet --version >/dev/null 2>&1 ||
    fail "Missing: the .NET 10 SDK (global.json). Get it with this system's package manager (dotnet-sdk-10.0)" \
      "or from https://dotnet.microsoft.com/download."
}

require_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    fail "Missing: Node.js with npm, which check the types of the pages' scripts." \
      "Get them with this system's package manager (nodejs, npm) or from https://nodejs.org."
}

container_runtime_answers() { timeout 5 docker ps -q >/dev/null 2>&1 || timeout 5 podman ps -q >/dev/null 2>&1; }

# The programs of the servers that run as processes of this machine.
require_servers() {
  need 'ls /usr/lib/postgresql/*/bin/postgres || command -v postgres' postgresql
  need 'PATH=$PATH:/usr/sbin command -v pgbouncer' pgbouncer
  need 'ls /usr/lib/rabbitmq/bin/rabbitmq-server || command -v rabbitmq-server' rabbitmq-server
}

# build PROJECT: builds it in Release, showing progress, and sets program to the path of what it has built.
build() {
  say "Building $1"
  # One compiler for all projects, which loads the analyzers once; it is not left behind.
  dotnet build "$1" -c Release -v minimal --nologo -p:UseSharedCompilation=true >&2 || fail "$1 does not build."
  dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1
  program=$(dotnet msbuild "$1" -p:Configuration=Release -getProperty:TargetPath)
}
