# leash.sh COMMAND [ARGUMENT...]: runs a command and kills it when the process at the other end of standard input has ended.
exec 3<&0
"$@" </dev/null 3<&- &
command=$!
{
  read -r _ <&3
  kill -KILL "$command"
} 2>/dev/null &
watcher=$!
wait "$command"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
