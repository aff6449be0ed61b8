#!/usr/bin/env bash
# Runs the whole system: ./run.sh [--Fleet:Profile=Seed] [--Fleet:Topology=Direct] … (every setting of docs/configuration.md)
# Offers the predecessor's load in three ways: ./run.sh drill [--processes]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/prepare.sh

require_dotnet
case " $* " in
  *Fleet:Servers=Containers*) ;;
  *Fleet:Servers=Processes*) require_servers ;;
  *) container_runtime_answers || require_servers ;;
esac

if [ "${1:-}" = drill ]; then
  require_servers
  build RoadmapAgent.Benchmarks
  exec dotnet "$program" "$@"
fi

# Not by 'dotnet run', which would stand between a signal, even SIGKILL, and the AppHost; so its launch profile is read here.
build RoadmapAgent.AppHost
mapfile -t profile < <(sed -nE 's/^ *"([A-Z_]+)": "(.*)",?$/\1=\2/p; s/^ *"applicationUrl": "(.*)",?$/ASPNETCORE_URLS=\1/p' RoadmapAgent.AppHost/Properties/launchSettings.json)
say "Starting the fleet"
cd RoadmapAgent.AppHost
exec env "${profile[@]}" dotnet "$program" "$@"
