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
exec dotnet run --project RoadmapAgent.AppHost -c Release --no-build --launch-profile http -- "$@"
