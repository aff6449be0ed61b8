# Sourced by run.sh and test.sh: installs what a fresh machine lacks, and finds out whether its NuGet feed carries Aspire.
# Settings: ASPIRE=packages|standin forces the choice that is otherwise made once and recorded in Aspire.local.props.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off
ASPIRE_VERSION=$(sed -n 's:.*<AspireVersion>\(.*\)</AspireVersion>.*:\1:p' Directory.Packages.props)

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# need PROGRAM-TEST PACKAGE...: installs Debian packages unless the test holds.
need() {
  local test=$1; shift
  eval "$test" >/dev/null 2>&1 && return
  command -v apt-get >/dev/null || fail "Missing: $*. Install it with this system's package manager, or start a container runtime and use --Fleet:Servers=Containers."
  say "Installing $*"
  local log; log=$(mktemp)
  # A broker or database that the package starts by itself would only take memory: ours are processes of the AppHost.
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 ||
    { tail -n 5 "$log" >&2; fail "Could not install $*: run 'apt-get install $*' as root, then start this again."; }
  rm -f "$log"
}

require_dotnet() {
  command -v dotnet >/dev/null && dotnet --version >/dev/null 2>&1 ||
    fail "Missing: the .NET 10 SDK (global.json). Get it with this system's package manager (dotnet-sdk-10.0) or from https://dotnet.microsoft.com/download."
}

container_runtime_answers() { timeout 5 docker ps -q >/dev/null 2>&1 || timeout 5 podman ps -q >/dev/null 2>&1; }

# Servers come from containers where a runtime answers; here they are processes and their programs have to be installed.
require_servers() {
  case " $* " in *Fleet:Servers=Containers*) return ;; esac
  container_runtime_answers && [ "$(aspire)" = packages ] && return
  need 'ls /usr/lib/postgresql/*/bin/postgres || command -v postgres' postgresql
  need 'PATH=$PATH:/usr/sbin command -v pgbouncer' pgbouncer
  need 'ls /usr/lib/rabbitmq/bin/rabbitmq-server || command -v rabbitmq-server' rabbitmq-server
}

# aspire: prints packages or standin. The feed is asked once.
aspire() {
  local recorded=
  [ -f Aspire.local.props ] && recorded=$(sed -n 's:.*<UseAspireStandIn>\(.*\)</UseAspireStandIn>.*:\1:p' Aspire.local.props)
  case "${ASPIRE:-}" in
    packages) record_aspire false ;;
    standin) record_aspire true ;;
    '') [ -n "$recorded" ] || record_aspire "$(feed_lacks_aspire)" ;;
    *) fail "ASPIRE is '$ASPIRE'; valid are packages, standin." ;;
  esac
  grep -q '<UseAspireStandIn>true' Aspire.local.props && echo standin || echo packages
}

record_aspire() {
  local line="<Project><PropertyGroup><UseAspireStandIn>$1</UseAspireStandIn></PropertyGroup></Project>"
  [ "$(cat Aspire.local.props 2>/dev/null)" = "$line" ] || echo "$line" > Aspire.local.props
}

# A project of nothing but the packages, restored outside the repository: the feed either has them all or says so. The brackets ask for just
# this version: without them NuGet takes the next higher one and the build, where that is an error, is the first to notice.
feed_lacks_aspire() {
  local probe packages; probe=$(mktemp -d)
  packages=$(sed -nE 's:.*<PackageVersion Include="(Aspire\.[^"]*)".*:\1:p' Directory.Packages.props | paste -sd';')
  cat > "$probe/probe.csproj" <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="Aspire.AppHost.Sdk;$packages" Version="[$ASPIRE_VERSION]" /></ItemGroup>
</Project>
EOF
  if dotnet restore "$probe" >"$probe/log" 2>&1; then echo false
  elif grep -qE 'NU110[123]' "$probe/log"; then echo true
  else cat "$probe/log" >&2; rm -rf "$probe"; fail "The NuGet feed does not answer; force the choice with ASPIRE=packages or ASPIRE=standin."
  fi
  rm -rf "$probe"
}

# The genuine packages bring the dashboard along; the stand-in starts the one of Aspire's own command line, from npm.
require_dashboard() {
  [ "$(aspire)" = standin ] || return 0
  local home="artifacts/dashboard" package="@microsoft/aspire-cli-linux-x64"
  if [ ! -x "$home/node_modules/$package/bin/aspire" ]; then
    [ "$(uname -sm)" = "Linux x86_64" ] || { say "No dashboard: without the Aspire packages it is only to be had for Linux on x64."; return 0; }
    need 'command -v npm' npm
    say "Installing the Aspire dashboard $ASPIRE_VERSION"
    mkdir -p "$home"
    npm install --silent --no-fund --no-audit --no-save --prefix "$home" "$package@$ASPIRE_VERSION" >"$home/npm.log" 2>&1 ||
      { say "No dashboard: npm could not install $package ($(tail -n 1 "$home/npm.log"))."; return 0; }
  fi
  export STANDIN_DASHBOARD="$PWD/$home/node_modules/$package/bin/aspire"
}
