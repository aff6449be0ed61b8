#!/bin/bash
# RabbitMQ's entry point. The broker itself reads RABBITMQ_DEFAULT_USER, RABBITMQ_DEFAULT_PASS and RABBITMQ_NODENAME.
set -euo pipefail

if [ "$(id -u)" = 0 ]; then
  chown -R rabbitmq:rabbitmq /var/lib/rabbitmq
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$0" "$@"
fi

# Debian's own start script would become another user and wait for a child; this one becomes the broker.
[ "$1" = rabbitmq-server ] && set -- /usr/lib/rabbitmq/bin/rabbitmq-server
exec "$@"
