#!/bin/sh
# Takes spaces off the ends of lines. With --check it only says where there are some.
set -eu
cd "$(dirname "$0")/.."

untidy=$(grep -rlE '[[:blank:]]+$' README.md docs src || true)
if [ -z "$untidy" ]; then
  echo "tidy: nothing to do"
  exit 0
fi
if [ "${1:-}" = "--check" ]; then
  echo "tidy: spaces at the ends of lines in"
  echo "$untidy"
  exit 1
fi
echo "$untidy" | while IFS= read -r file; do
  sed -i 's/[[:blank:]]*$//' "$file"
  echo "tidied $file"
done
