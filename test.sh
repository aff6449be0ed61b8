#!/usr/bin/env bash
# Builds everything and runs every test: ./test.sh [xunit options, such as -class "*PipelineTests"]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/prepare.sh

require_dotnet
require_servers
need 'command -v chromium || command -v chromium-browser || command -v google-chrome' chromium
need 'command -v chromedriver' chromium-driver

# What failed and why, without the resources' logs that follow it.
failures() {
  awk '/\[FAIL\]$/ { show = 1 } /^ +Output:$/ || /^  Finished: / || /^$/ { show = 0 } show' "$1"
}

suites=(RoadmapAgent.Tests)
[ "$(aspire)" = standin ] && suites+=(eng/AspireStandIn/Tests)

say "Building ($(aspire) Aspire)"
dotnet build RoadmapAgent.sln -c Release -v quiet --nologo || fail "The solution does not build."

passed=0 failed=0 skipped=0 recap=$(mktemp)
for suite in "${suites[@]}"; do
  dotnet build "$suite" -c Release -v quiet --nologo || fail "$suite does not build."
  program=$(dotnet msbuild "$suite" -p:Configuration=Release -getProperty:TargetPath)
  say "Testing $suite"
  log=$(mktemp)
  dotnet "$program" -noColor "$@" 2>&1 | tee "$log"
  # === TEST EXECUTION SUMMARY ===
  #    RoadmapAgent.Tests  Total: 3, Errors: 0, Failed: 1, Skipped: 1, Not Run: 0, Time: 0.202s
  summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
  failures "$log" >>"$recap"
  if read -r total errors fails skips < <(grep -oE '[0-9]+' <<<"$summary" | paste -sd' ') && [ -n "${skips:-}" ]; then
    passed=$((passed + total - fails - skips)) failed=$((failed + fails + errors)) skipped=$((skipped + skips))
  elif ! grep -q 'Total: 0$' "$log"; then
    say "$suite ended without a summary."
    failed=$((failed + 1))
  fi
  rm -f "$log"
done

[ -s "$recap" ] && say "Failed" && cat "$recap"
rm -f "$recap"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
