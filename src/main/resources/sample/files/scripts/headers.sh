#!/bin/sh
# Puts the licence on top of each source file that lacks it.
set -eu
cd "$(dirname "$0")/.."

line='// SPDX-License-Identifier: MIT'
bare=$(grep -rL --include='*.java' -F "$line" src || true)
if [ -z "$bare" ]; then
  echo "headers: nothing to do"
  exit 0
fi
echo "$bare" | while IFS= read -r file; do
  sed -i "1i $line" "$file"
  echo "licensed $file"
done
