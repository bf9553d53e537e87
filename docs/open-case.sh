#!/bin/sh
# Opens a case that was taken away from the desk, with Debian's `age` and the key of whoever took it.
#
#     tar -xf 20261123-ABCDEFGH.tar
#     sh open-case.sh my-key 20261123-ABCDEFGH opened
#
# A key file is what age reads: a line AGE-SECRET-KEY-1…. Every sealed part begins with one line that says where it belongs, then
# comes the content, then zeros, and last the length of the content in eight bytes (app/seal/src/envelope.rs).
set -eu
umask 077
key=$1 case=$2 out=$3
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The content of the sealed file $2, opened with the key in $1.
content() {
    age -d -i "$1" "$2" > "$work/plain" || return 1
    length=$(tail -c 8 "$work/plain" | od -An -v -tu1 | awk '{ for (i = 1; i <= NF; i++) n = n * 256 + $i } END { printf "%d", n }')
    tail -n +2 "$work/plain" | head -c "$length"
}

# The newest key of the case is sealed for the account; each one before lies under the next.
newest=0
for file in "$case"/key-*.age; do
    epoch=${file##*/key-}
    case $epoch in *-under-*) continue ;; esac
    newest=${epoch%.age}
done
content "$key" "$case/key-$newest.age" > "$work/key-$newest"
epoch=$newest
while [ "$epoch" -gt 1 ]; do
    before=$((epoch - 1))
    content "$work/key-$epoch" "$case/key-$before-under-$epoch.age" > "$work/key-$before"
    epoch=$before
done

content "$work/key-1" "$case/report.age" > "$out/report.json"
for file in "$case"/file-*-attachment.age "$case"/message-*.age; do
    [ -e "$file" ] || continue
    name=${file##*/}
    # A message belongs to the epoch in which it was written.
    for epoch in $(seq "$newest" -1 1); do
        if content "$work/key-$epoch" "$file" > "$out/${name%.age}" 2> /dev/null; then break; fi
    done
done
