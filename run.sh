#!/usr/bin/env bash
# Runs the whole system, or a command of it: see eng/usage.txt, which ./run.sh --help prints.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

case " $* " in
  " help "* | *" --help "* | *" -h "*) exec cat eng/usage.txt ;;
esac

. eng/prepare.sh
require_dotnet

case "${1:-}" in
  drill | bench)
    require_servers
    build RoadmapAgent.Benchmarks
    exec dotnet "$program" "$@"
    ;;
  status | pause | resume | requeue | stop)
    # Not built if it has been: replacing the files of a running fleet would break it.
    program=artifacts/bin/RoadmapAgent.AppHost/release/RoadmapAgent.AppHost.dll
    [ -f "$program" ] || build RoadmapAgent.AppHost
    program=$(realpath "$program")
    ;;
  "" | [-/]* | *=*)
    case " $* " in
      *Fleet:Servers=Containers*) ;;
      *Fleet:Servers=Processes*) require_servers ;;
      *) container_runtime_answers || require_servers ;;
    esac
    build RoadmapAgent.AppHost
    say "Starting the fleet"
    ;;
  *) build RoadmapAgent.AppHost ;;
esac

# Not by 'dotnet run', which would stand between a signal, even SIGKILL, and the AppHost; so its launch profile is read here.
mapfile -t profile < <(
  sed -nE 's/^ *"([A-Z_]+)": "(.*)",?$/\1=\2/p; s/^ *"applicationUrl": "(.*)",?$/ASPNETCORE_URLS=\1/p' \
    RoadmapAgent.AppHost/Properties/launchSettings.json)
cd RoadmapAgent.AppHost
exec env "${profile[@]}" dotnet "$program" "$@"
