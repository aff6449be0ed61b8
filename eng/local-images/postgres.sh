#!/bin/bash
# PostgreSQL's entry point: what the official image's does, as far as the application model relies on it.
set -euo pipefail

# Settings alone are meant for the server.
case ${1:-} in '' | -*) set -- postgres "$@" ;; esac

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres /var/lib/postgresql "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

chmod 700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  : "${POSTGRES_PASSWORD:?is not set; valid is the password of the new administrator}"
  export PGUSER=${POSTGRES_USER:-postgres}
  # Several arguments in one variable, as in the official image.
  # shellcheck disable=SC2086
  initdb --username="$PGUSER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") --set listen_addresses='*' ${POSTGRES_INITDB_ARGS:-}
  echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"

  # Nobody else gets in before it is set up.
  PGPASSWORD=$POSTGRES_PASSWORD; export PGPASSWORD
  pg_ctl --wait --silent --options="-c listen_addresses=''" start
  database=${POSTGRES_DB:-$PGUSER}
  [ "$database" = postgres ] || createdb --maintenance-db=postgres "$database"
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) bash "$file" ;;
      *.sql) psql --no-psqlrc --set ON_ERROR_STOP=1 --dbname "$database" --file "$file" ;;
    esac
  done
  pg_ctl --wait --silent --mode=fast stop
  unset PGPASSWORD
fi

exec "$@"
