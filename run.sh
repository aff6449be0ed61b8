#!/usr/bin/env bash
# Runs the whole system: ./run.sh [--Fleet:Profile=Seed] [--Fleet:Topology=Direct] … (every setting of README's table)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/prepare.sh

require_dotnet
require_servers "$@"
require_dashboard
say "Building ($(aspire) Aspire)"
dotnet build RoadmapAgent.AppHost -c Release -v quiet --nologo

# Not by 'dotnet run', which would stand between a signal, even SIGKILL, and the AppHost; so its launch profile is read here.
program=$(dotnet msbuild RoadmapAgent.AppHost -p:Configuration=Release -getProperty:TargetPath)
mapfile -t profile < <(sed -nE 's/^ *"([A-Z_]+)": "(.*)",?$/\1=\2/p; s/^ *"applicationUrl": "(.*)",?$/ASPNETCORE_URLS=\1/p' RoadmapAgent.AppHost/Properties/launchSettings.json)
cd RoadmapAgent.AppHost
exec env "${profile[@]}" dotnet "$program" "$@"
