#!/usr/bin/env bash
# Runs the whole system: ./run.sh [--Fleet:Profile=Seed] [--Fleet:Topology=Direct] … (every setting of README's table)
# Offers the predecessor's load in three ways: ./run.sh drill [--processes]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/prepare.sh

require_dotnet
require_servers "$@"
if [ "${1:-}" = drill ]; then
  say "Building ($(aspire) Aspire)"
  dotnet build RoadmapAgent.Benchmarks -c Release -v quiet --nologo
  exec dotnet "$(dotnet msbuild RoadmapAgent.Benchmarks -p:Configuration=Release -getProperty:TargetPath)" "$@"
fi
require_dashboard
say "Building ($(aspire) Aspire)"
dotnet build RoadmapAgent.AppHost -c Release -v quiet --nologo

# Not by 'dotnet run', which would stand between a signal, even SIGKILL, and the AppHost; so its launch profile is read here.
program=$(dotnet msbuild RoadmapAgent.AppHost -p:Configuration=Release -getProperty:TargetPath)
mapfile -t profile < <(sed -nE 's/^ *"([A-Z_]+)": "(.*)",?$/\1=\2/p; s/^ *"applicationUrl": "(.*)",?$/ASPNETCORE_URLS=\1/p' RoadmapAgent.AppHost/Properties/launchSettings.json)
cd RoadmapAgent.AppHost
exec env "${profile[@]}" dotnet "$program" "$@"
