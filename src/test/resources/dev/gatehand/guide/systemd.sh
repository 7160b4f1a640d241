# A machine with a real systemd as its first process, made of Debian's packages in $ROOT; the guide's
# steps are typed on it. It shares the network with this one, and so the GitHub on loopback.
packages=ca-certificates,systemd,systemd-sysv,dbus,sudo,git,bubblewrap,util-linux,curl
debootstrap --variant=minbase --include=$packages bookworm "$ROOT" >"$ROOT.log" 2>&1 ||
  { tail "$ROOT.log"; exit 1; }
cp -aL "$JDK" "$ROOT/opt/jdk"
maven=$(mvn -v | sed -n 's/^Maven home: //p')
cp -aL "$maven" "$ROOT/opt/maven"
ln -s /opt/maven/bin/mvn "$ROOT/usr/local/bin/mvn"
cp -L /etc/ssl/certs/ca-certificates.crt "$ROOT/etc/ssl/certs/ca-certificates.crt"
cp -L /etc/resolv.conf "$ROOT/etc/resolv.conf"
echo "127.0.0.1 localhost $(hostname)" >"$ROOT/etc/hosts"
cp -R "$HUB" "$ROOT/root/hub"
cp "$KEY" "$ROOT/root/private-key.pem"
cat >"$ROOT/root/gatehand.env" <<END
GATEHAND_FORGE=github
GATEHAND_GITHUB_ENDPOINT=$GATEHAND_GITHUB_ENDPOINT
GATEHAND_GITHUB_APP_ID=$APP
GATEHAND_GITHUB_PRIVATE_KEY_FILE=/etc/gatehand/private-key.pem
GATEHAND_GITHUB_HEAR=polling
GATEHAND_MODEL_PROVIDER=scripted
QUARKUS_HTTP_PORT=$PORT
END
{
  cat <<'END'
umask 077 # as hardened machines have it
cd /root
serves() {
  for _ in $(seq 120); do
    curl -fs -o /dev/null "http://127.0.0.1:$1/q/health" && { echo "serves $2"; return; }
    sleep 1
  done
  journalctl -u gatehand --no-pager
  return 1
}
END
  # Doctor ends with 1 there: it has no settings of GitHub, and root may make no sandbox in this machine.
  echo "$STEPS" | sed "s/^\(sudo .*gatehand doctor\).*/\1 || true/; s|^sudo cp /opt/gatehand/deploy.*|$KEY_STEP\n&|
    s/^journalctl.*/serves $PORT before\n&/"
  echo "$AGAIN"
  echo "serves $PORT again"
  echo "journalctl -u gatehand --no-pager"
} >"$ROOT/root/steps.sh"

systemd-nspawn -q -D "$ROOT" --register=no --keep-unit --machine=guide -b --console=pipe \
  >"$ROOT.boot" 2>&1 </dev/null &
nspawn=$!
stop() {
  kill "$nspawn" 2>/dev/null || :
  wait "$nspawn" || :
  rm -rf --one-file-system "$ROOT"
}
trap stop EXIT
for _ in $(seq 60); do
  first=$(ps -o pid= --ppid "$nspawn" | tr -d ' ')
  [ -n "$first" ] && nsenter -t "$first" -a systemctl is-system-running --wait >/dev/null 2>&1 && break
  sleep 1
done
nsenter -t "$first" -a env -i HOME=/root TERM=dumb \
  PATH=/opt/jdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -e /root/steps.sh
