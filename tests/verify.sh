#!/bin/sh
# Runs the commands of docs/VERIFY.md, and the Go program, against a portal with an invented city and a witness.
#
# SUNHALL_PROGRAM names the program. Needs curl, jq, openssl and xxd; golang-go and golang-golang-x-mod-dev for the rest.
set -eu
sunhall=${SUNHALL_PROGRAM:?name the built program in SUNHALL_PROGRAM}
house=$(cd "$(dirname "$0")/.." && pwd)
for program in curl jq openssl xxd base64 sha256sum go; do
  command -v "$program" > /dev/null || { echo "verify: $program is missing: install it" >&2; exit 1; }
done
folder=$(mktemp -d)
started=""
cleanup() {
  for process in $started; do kill "$process" 2> /dev/null || true; done
  wait
  rm -rf "$folder"
}
trap cleanup EXIT
cd "$folder"
mkdir site
echo '{}' > site/manifest.json

# Waits until a command holds, for at most a minute.
soon() {
  tries=0
  until "$@" 2> /dev/null; do
    tries=$((tries + 1))
    test "$tries" -lt 300 || { echo "verify: gave up waiting for: $*" >&2; cat ./*.log >&2; exit 1; }
    sleep 0.2
  done
}

serve() {
  # Port 0 lets the machine choose; the program says which.
  "$sunhall" serve --database sqlite:hall.db --listen 127.0.0.1:0 --site site --rate 0 "$@" > serve.log 2> serve.err.log &
  portal=$!
  started="$started $portal"
  soon grep -q 'listens on' serve.log
  PORTAL=$(sed -n 's/^Sunhall listens on //p' serve.log | head -n 1)
  soon curl -fsS -o checkpoint.now "$PORTAL/log/checkpoint"
}

"$sunhall" demo --database sqlite:hall.db --size small --today 2026-11-23 > demo.log 2>&1
serve
soon sh -c "curl -fsS '$PORTAL/log/checkpoint' | sed -n 2p | grep -qv '^0\$'"
KEY=$(curl -fsS "$PORTAL/log/key")
curl -fsS -o older "$PORTAL/log/checkpoint"

"$sunhall" witness --listen 127.0.0.1:0 --key witness.key --name court.example/w1 --state seen --log "$KEY" > witness.log 2>&1 &
started="$started $!"
soon grep -q 'listens on' witness.log
WITNESS=$(head -n 1 witness.log)
{
  echo "log $KEY"
  echo "witness court $WITNESS $(sed -n 's/^The witness listens on //p' witness.log)"
  echo "quorum court"
} > policy
kill "$portal"
wait "$portal" || true
serve --log-policy policy
# The log grows by one file of the sample data, and the witness sees it grow.
"$sunhall" import credit "$house/tests/data/credit/enterprises.csv" --database sqlite:hall.db > import.log 2>&1 || true
soon sh -c "curl -fsS '$PORTAL/log/checkpoint' | grep -q '— court.example/w1 '"
soon sh -c "test \$(curl -fsS '$PORTAL/log/checkpoint' | sed -n 2p) -gt \$(sed -n 2p older)"
soon sh -c "curl -fsS '$PORTAL/log/checkpoint' | grep -q '— court.example/w1 '"

echo "verify: the commands of docs/VERIFY.md"
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$house/docs/VERIFY.md" > commands
test "$(wc -l < commands)" -gt 50
number=$(curl -fsS "$PORTAL/approvals" | grep -o '/approvals/QHD[0-9]*' | head -n 1 | sed 's|.*/||')
PORTAL=$PORTAL RECORD="approval/$number" REVISION=1 KEY=$KEY WITNESS=$WITNESS sh -eu commands > said 2>&1 || { cat said >&2; exit 1; }
test "$(grep -c 'Signature Verified Successfully' said)" = 2 || { cat said >&2; exit 1; }
grep -q 'The line is in the log' said
grep -q 'The values are those that were entered' said

echo "verify: they notice a value that was changed"
sed 's/\\"organization\\"/\\"sole_trader\\"/' record.json > changed.json
if cmp -s record.json changed.json; then sed 's/"value":"\\"./"value":"\\"x/' record.json > changed.json; fi
sed 's|^curl .*record.json.*|cp changed.json record.json|' commands > commands.changed
if PORTAL=$PORTAL RECORD="approval/$number" REVISION=1 KEY=$KEY sh -eu commands.changed > said 2>&1; then
  echo "verify: a changed value was not noticed" >&2
  exit 1
fi
grep -q 'NOT those that were entered' said

echo "verify: sunhall log check"
curl -fsS -o record.json "$PORTAL/log/records/approval/$number/1.json"
"$sunhall" log check record.tlog-proof record.json --key "$KEY" > said
grep -q '^proven: ' said
"$sunhall" log check record.tlog-proof record.json --policy policy | grep -q '^witnessed: court'

echo "verify: Go's golang.org/x/mod/sumdb"
GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$folder/go" go run "$house/tests/go/verify.go" "$PORTAL/log" "$KEY" older
echo "verify: all holds"
