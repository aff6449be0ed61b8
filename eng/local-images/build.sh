#!/usr/bin/env bash
# Builds the images that the application model names from Debian packages, for machines without a registry: eng/local-images/build.sh
# Needs root, mmdebstrap and an engine that answers; see README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() { printf '%s\n' "$*" >&2; exit 1; }

suite=trixie  # bookworm's PgBouncer is older than 1.21 and would confuse the prepared statements of its clients
base="roadmap-agent/local-base:$suite"

command -v mmdebstrap >/dev/null ||
  fail "Missing: mmdebstrap. Install it with this system's package manager; only Debian and its descendants have it."
docker version >/dev/null 2>&1 || fail "No container engine answers: start one (as root: dockerd), or set DOCKER_HOST to one that runs."

# The model is asked for its images, so that a new version of Aspire needs no change here.
model_images() {
  local manifest; manifest=$(mktemp -d)
  dotnet run --project ../../RoadmapAgent.AppHost --configuration Release --no-launch-profile -- \
    --publisher manifest --output-path "$manifest/model.json" --Fleet:Servers=Containers >"$manifest/log" 2>&1 ||
    { tail -n 20 "$manifest/log" >&2; fail "The application model could not be read."; }
  sed -nE 's/.*"image": "([^"]+)".*/\1/p' "$manifest/model.json"
  rm -rf "$manifest"
}

# Where this machine has its own packages from; mmdebstrap checks signatures with the machine's keys.
mirror() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | sed -n 1p; }

build_base() {
  [ "$(id -u)" = 0 ] || fail "Only root can build the images: start this again with sudo."
  local mirror; mirror=$(mirror)
  [ -n "$mirror" ] || fail "No Debian mirror is known to this machine: run 'apt-get update' first, or add one to its package sources."
  local id
  # A volume that is mounted for the first time is filled with what the image has there, which has to be nothing.
  id=$(mmdebstrap --quiet --variant=minbase --include=locales,postgresql-17,pgbouncer,rabbitmq-server \
    --customize-hook='rm -rf "$1"/var/lib/postgresql/* "$1"/var/lib/rabbitmq/* "$1"/etc/postgresql/*' \
    "$suite" - "$mirror" | docker import -)
  # Only now: half of it would be taken for all of it the next time.
  docker tag "$id" "$base"
}

# What carries no label of ours came from a registry, and is better than what is built here.
is_genuine() {
  local label
  label=$(docker image inspect --format '{{index .Config.Labels "roadmap-agent.local"}}' "$1" 2>/dev/null) && [ -z "$label" ]
}

images=$(model_images)
[ -n "$images" ] || fail "The application model names no image."
for image in $images; do
  is_genuine "$image" && continue
  docker image inspect "$base" >/dev/null 2>&1 || build_base
  target=${image##*/}
  # The builder of every engine, with or without buildx; it builds nothing that is in its cache.
  log=$(DOCKER_BUILDKIT=0 docker build --target "${target%%:*}" --build-arg "BASE=$base" --tag "$image" . 2>&1) ||
    { tail -n 5 <<<"$log" >&2; fail "The image $image could not be built: eng/local-images/Dockerfile has no such stage, or it failed."; }
  echo "$image"
done
