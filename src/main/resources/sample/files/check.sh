#!/bin/sh
# Compiles everything and runs the tests. Needs a JDK, 17 or newer, and nothing else.
set -eu
cd "$(dirname "$0")"

bin=""
if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/javac" ]; then
  bin="$JAVA_HOME/bin/"
elif ! command -v javac >/dev/null 2>&1; then
  for jdk in /usr/lib/jvm/*/bin /opt/*/bin; do
    if [ -x "$jdk/javac" ]; then
      bin="$jdk/"
    fi
  done
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
quick="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
# shellcheck disable=SC2086 # options without spaces
"${bin}javac" $(printf -- '-J%s ' $quick) -Xlint:all -Werror -d "$out" src/main/java/csvline/*.java src/test/java/csvline/*.java
# shellcheck disable=SC2086
"${bin}java" $quick -cp "$out" csvline.Check
