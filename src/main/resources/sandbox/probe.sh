# Runs inside the sandbox and tries what must not work. Prints facts, one a line: name, tab, value.
# Arguments: a file outside, the data directory, a TCP and a UDP port of the host's loopback, the
# JDK's folder.
bait=$1 data=$2 tcp=$3 udp=$4 jdk=$5

fact() { printf '%s\t%s\n' "$1" "$2"; }
works() { if "${@:2}" >/dev/null 2>&1; then fact "$1" yes; else fact "$1" no; fi; }

works read-outside cat "$bait"
works data-directory test -e "$data"
fact root "$(ls -A / | tr '\n' ' ')"

written=
for folder in / /usr /usr/bin /etc /dev /proc/sys/kernel /workspace/.git "$jdk" "$jdk/bin"; do
  if (: >"$folder/gatehand-probe") 2>/dev/null; then written="$written $folder"; fi
done
fact written-outside "$written"
works writes-workspace touch /workspace/probe-was-here
works writes-temporary touch /tmp/probe
works writes-home touch "$HOME/probe"

connect() { timeout 2 bash -c "exec 3<>/dev/tcp/$1/$2"; }
works tcp connect 127.0.0.1 "$tcp"
(echo gatehand-probe >"/dev/udp/127.0.0.1/$udp") 2>/dev/null
fact routes "$(awk 'NR > 1' /proc/net/route | wc -l)"
fact interfaces "$(awk -F: 'NR > 2 { gsub(/ /, "", $1); printf "%s ", $1 }' /proc/net/dev)"
fact unix-sockets "$(awk 'NR > 1' /proc/net/unix | wc -l)"

for kind in user mnt pid net ipc uts cgroup; do
  fact "namespace-$kind" "$(readlink "/proc/self/ns/$kind")"
done
awk '/^(CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs|Groups):/ {
  name = $1; sub(/:$/, "", name); $1 = ""; sub(/^ /, ""); printf "%s\t%s\n", name, $0
}' /proc/self/status
fact uid "$(id -u)"
if command -v unshare >/dev/null; then works nested-namespace unshare --user true
else fact nested-namespace "unshare is not installed"; fi

others=
for process in /proc/[0-9]*; do
  name=$(cat "$process/comm" 2>/dev/null) || continue
  case $name in bwrap | bash | cat) ;; *) others="$others $name" ;; esac
done
fact other-processes "$others"
ls "/proc/$$/fd" >/tmp/descriptors # Through a file: a pipe would be a descriptor too.
fact descriptors "$(tr '\n' ' ' </tmp/descriptors)"
fact environment "$(compgen -e | LC_ALL=C sort | tr '\n' ' ')"
fact process-limit "$(ulimit -u)"
fact core-limit "$(ulimit -c)"
