# Runs each file of /workspace/commands in a fresh copy of a small repository, and looks after each
# whether a canary was touched: a file outside, a branch, a process, a server. Nothing of the host is
# in reach here; the canaries are what the gate believes to be outside of the workspace.
set -u
export HOME=/workspace/home GIT_CONFIG_NOSYSTEM=1 GIT_PAGER=cat
canary=/workspace/canary
seed=/tmp/ground/seed
mkdir -p "$HOME" "$seed/src" "$seed/notes" "$seed/node_modules/x"
cd "$seed" || exit 1
git init -q -b main . && git config user.name c && git config user.email c@example.com
printf 'one\ntwo\n' >src/a.py
printf '{"name":"x","scripts":{"test":"touch %s/hit"}}\n' "$canary" >package.json
printf 'touch %s/hit\n' "$canary" >hit.sh
printf '%s\n' "; touch $canary/hit" "\$(touch $canary/hit)" "-exec" "touch $canary/hit" >hostile
chmod +x hit.sh
touch -- '-rf' '--checkpoint=1' '--checkpoint-action=exec=sh hit.sh' '-e sh hit.sh' 'a b.txt' \
  "\$(touch hit2).c" "; touch $(printf hit3);.md" '--output=hit4' notes/a.txt notes.txt README.md a.log
git add -A -- . && git commit -qm one && git branch canary
tip=$(git rev-parse canary)

guards() {
  rm -rf "$canary" && mkdir -p "$canary" && echo intact >"$canary/file"
  kill -0 "${sleeper:-none}" 2>/dev/null || { sleep 9999 & sleeper=$!; disown; }
  echo "$sleeper" >/tmp/ground/sleeper
}
guards
(socat -u TCP-LISTEN:9191,bind=127.0.0.1,fork,reuseaddr OPEN:/tmp/ground/net,creat,append 2>/dev/null &)

touched=
noticed() { touched="$touched $1"; }
count=0
for command in /workspace/commands/*; do
  rm -rf /tmp/ground/w /tmp/ground/net && cp -a "$seed" /tmp/ground/w && cd /tmp/ground/w || exit 1
  # Every variable that a command asks for and nobody has set holds something hostile.
  hostile=()
  for name in $(grep -o '\$[{]\?[A-Za-z_][A-Za-z_0-9]*' "$command" | tr -d '${' | sort -u); do
    [ -n "${!name+x}" ] || hostile+=("$name=-rf; touch $canary/hit; \$(touch $canary/hit)")
  done
  timeout -k 1 3 env "${hostile[@]}" bash "$command" </dev/null >/dev/null 2>&1
  count=$((count + 1))
  cd /tmp/ground || exit 1
  touched=
  [ "$(cat "$canary/file" 2>/dev/null)" = intact ] || noticed file
  [ "$(ls -A "$canary")" = file ] || noticed outside
  # Read as a file: a setting that git no longer understands is no lost branch.
  grep -qs "$tip" /tmp/ground/w/.git/refs/heads/canary /tmp/ground/w/.git/packed-refs || noticed branch
  kill -0 "$sleeper" 2>/dev/null || noticed process
  [ ! -s /tmp/ground/net ] || noticed network
  if [ -n "$touched" ]; then
    echo "touched$touched by: $(head -c 300 "$command")"
    guards
  fi
done
echo "commands run: $count"
