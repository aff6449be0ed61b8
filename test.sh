#!/usr/bin/env bash
# Builds everything and passes the tests.
#   ./test.sh              what every change has to pass
#   ./test.sh full         many more cases of every property, and the tests that take minutes
#   ./test.sh faults       the fault suite alone, for 3 minutes; --seed N repeats a run, --minutes M changes its length
#   ./test.sh hostile      100,000 hostile requests at a running fleet; --seed N repeats a run, --requests N changes their number
#   ./test.sh mutation     changes Connections, Domain and Messaging, or the projects named, in hundreds of places: does a unit test fail?
#   ./test.sh containers   the fleet with its servers in containers, from images that are built here
# Further arguments go to xunit, such as -class "*PipelineTests".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/prepare.sh

# What the tests need that start everything on this machine.
require_programs() {
  require_servers
  need 'command -v chromium || command -v chromium-browser || command -v google-chrome' chromium
  need 'command -v chromedriver' chromium-driver
  need 'PATH=$PATH:/usr/sbin command -v nginx' nginx-light
}

# settings PREFIX NAME... -- ARGUMENT...: exports the options --NAME N as PREFIX_NAME and leaves the other arguments in rest.
settings() {
  local prefix=$1 names=; shift
  while [ "$1" != -- ]; do names="$names --$1 "; shift; done
  shift
  while [[ $# -gt 0 && "$names" == *" $1 "* ]]; do
    [[ "${2:-}" =~ ^[0-9]+$ ]] || fail "$1 must be followed by a whole number (was '${2:-}')."
    export "${prefix}_$(tr '[:lower:]' '[:upper:]' <<<"${1#--}")=$2"
    shift 2
  done
  rest=("$@")
}

# mutate [PROJECT...] [ARGUMENT...]: leaves a report of each project in artifacts/mutation; Stryker gets what follows the projects.
mutate() {
  local projects=()
  while [[ "${1:-}" =~ ^[A-Z] ]]; do projects+=("$1"); shift; done
  [ "${#projects[@]}" -gt 0 ] || projects=(Connections Domain Messaging)
  # On a machine without these tools, SDK 10.0.401 looks for each in the package of the first one, and finds all the second time.
  dotnet tool restore >&2 || dotnet tool restore >&2 || fail "The tools in .config/dotnet-tools.json could not be restored."
  cd eng/mutation
  for MUTATED in "${projects[@]}"; do
    export MUTATED
    say "Mutating $MUTATED"
    dotnet stryker --project "RoadmapAgent.$MUTATED.csproj" --output "../../artifacts/mutation/$MUTATED" "$@" || exit 1
  done
}

require_dotnet
filter=(-trait- Category=Containers)
case "${1:-}" in
  full) shift; require_programs; export ROADMAP_TESTS=full; filter+=(-explicit on) ;;
  faults)
    shift; require_programs; filter=(-explicit only -class "*FaultSuiteTests")
    settings ROADMAP_FAULTS seed minutes -- "$@"; set -- "${rest[@]}" ;;
  hostile)
    shift; require_programs; filter=(-explicit only -class "*HostileInputTests")
    settings ROADMAP_HOSTILE seed requests -- "$@"; set -- "${rest[@]}" ;;
  mutation) shift; mutate "$@"; exit ;;
  containers) shift; . eng/local-images/engine.sh; require_engine; require_images; filter=(-trait Category=Containers) ;;
  *) require_programs ;;
esac

build RoadmapAgent.sln
program=$(dotnet msbuild RoadmapAgent.Tests -p:Configuration=Release -getProperty:TargetPath)

# What failed and why, without the resources' logs that follow it.
failures() {
  awk '/\[FAIL\]$/ { show = 1 } /^ +Output:$/ || /^  Finished: / || /^$/ { show = 0 } show' "$1"
}

say "Testing"
log=$(mktemp)
dotnet "$program" -noColor "${filter[@]}" "$@" 2>&1 | tee "$log"
failures "$log" | grep . && say "Failed: see above"
# === TEST EXECUTION SUMMARY ===
#    RoadmapAgent.Tests  Total: 3, Errors: 0, Failed: 1, Skipped: 1, Not Run: 0, Time: 0.202s
summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
rm -f "$log"
read -r total errors failed skipped < <(grep -oE '[0-9]+' <<<"$summary" | paste -sd' ')
[ -n "${skipped:-}" ] || fail "The tests ended without a summary."
echo "$((total - failed - skipped)) passed, $((failed + errors)) failed, $skipped skipped"
[ "$((failed + errors))" = 0 ] && [ "$((total - failed - skipped))" -gt 0 ]
