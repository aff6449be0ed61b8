# guard.sh SIGNAL COMMAND [ARGUMENT...]: runs a server that ends when this script ends.
# On TERM, INT or HUP, it sends the server SIGNAL and waits. If it is killed, a watcher does so, which notices the end of a pipe that only
# this process holds open. The orchestrator kills processes that have not ended after six seconds, and it kills this one, not the server.
signal=$1 server="" stopping=""
shift

exec 3> >(
  exec 3>&-
  trap '' TERM INT HUP
  read -r server
  read -r ended && exit
  kill -"$signal" "$server" 2>/dev/null
  for ((i = 0; i < 40; i++)); do
    kill -0 "$server" 2>/dev/null || exit
    sleep 0.1
  done
  kill -KILL "$server"
)

stop() {
  stopping=1
  [ -z "$server" ] || kill -"$signal" "$server" 2>/dev/null
}
trap stop TERM INT HUP

"$@" 3>&- &
server=$!
echo "$server" >&3
[ -z "$stopping" ] || stop

wait "$server"
code=$?
# A trapped signal interrupts the wait.
while kill -0 "$server" 2>/dev/null; do
  wait "$server"
  code=$?
done
echo ended >&3
exit "$code"
