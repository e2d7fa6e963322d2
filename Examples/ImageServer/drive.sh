#!/usr/bin/env bash
# Trains a small model on drawn faces, serves it, and holds the server against what `dlm predict`
# says of the same images; then measures it. Takes some minutes.
#
#   EPOCHS=3 SIZE=32 REQUESTS=400 Examples/ImageServer/drive.sh
#
# With WEIGHTS=FILE it serves those instead of training. It needs curl and Python 3, nothing else.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
: "${SWIFT:=swift}" "${PYTHON:=python3}" "${EPOCHS:=3}" "${SIZE:=32}" "${REQUESTS:=400}"
dlm=$root/.build/release/dlm
server=$here/.build/release/image-server
client() { "$PYTHON" -B "$here/Driver/$1.py" "${@:2}"; }

say() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work

# start ARGUMENTS…: serves, and sets pid and url. There is no data where it could look for it: the
# weights know what is to be known.
start() {
    # What an earlier server said must not be taken for this one's.
    : >"$work/server.out"
    XDG_CACHE_HOME=$work/empty "$server" --model "$root/models/resnet34.dlm" --weights "$weights" --port 0 "$@" \
        >"$work/server.out" 2>"$work/server.err" &
    pid=$!
    for _ in $(seq 300); do
        url=$(sed -nE 's/^.* at (http:.*)$/\1/p' "$work/server.out")
        [ -z "$url" ] || return 0
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/server.err" >&2
    fail "the server did not start"
}

# left: waits until it has left, and wants status 0 and not a word of complaint.
left() {
    local status=0
    wait "$pid" || status=$?
    pid=
    [ "$status" = 0 ] || fail "the server left with status $status"
    [ ! -s "$work/server.err" ] || fail "the server complained: $(cat "$work/server.err")"
}

stop() { kill -TERM "$pid" && left; }

# refuses STATUS WORDS ARGUMENTS…: starting it so ends with the status and says the words.
refuses() {
    local status=0
    "$server" "${@:3}" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$1" ] || fail "status $status, not $1: image-server ${*:3}"
    grep -qF -- "$2" "$work/err" || fail "'$2' is not said: $(cat "$work/err")"
    echo "$1  $(grep -vE '^(Usage|  See|Help)' "$work/err" | head -1)"
}

say "building"
[ -x "$dlm" ] || make -C "$root" release SWIFT="$SWIFT"
"$SWIFT" build -c release --package-path "$here" 2>&1 | tail -1
linked=$(ldd "$server")
! grep -qiE 'readline|tinfo|ncurses' <<<"$linked" || fail "the server links readline"
# Swift's mangled names begin with the module: the command is `dlm`, the library `DLM`.
names=$(nm "$server" | awk '{ print $NF }')
grep -q '^\$s3DLM' <<<"$names" || fail "the server does not hold the library"
! grep -qE '^\$s3dlm|readline' <<<"$names" || fail "the server holds the command"
echo "$(wc -l <<<"$linked") shared libraries, readline is none of them; the command is not inside"

if [ -z "${WEIGHTS:-}" ]; then
    say "training: $EPOCHS epochs at $SIZE × $SIZE"
    "$dlm" train "$root/models/resnet34.dlm" --set "epochs=$EPOCHS" --set "size=$SIZE" \
        --run-dir "$work/run"
    weights=$work/run/best.safetensors
else
    weights=$(realpath "$WEIGHTS")
fi

say "what dlm predict says of the test images"
sed '/^predict/,/^}/d' "$root/models/resnet34.dlm" >"$work/answers.dlm"
cat >>"$work/answers.dlm" <<'DLM'
predict ResNet34 on faces.test {
    write "answers.csv" {
        id: name, label: faces.classNames[argmax(logits)], scores: softmax(logits),
        embedding: embedding
    }
}
DLM
"$dlm" predict "$work/answers.dlm" --set "size=$SIZE" --weights "$weights" --run-dir "$work" --quiet
images=$(echo "$work"/dlm/faces-*/test_data)
answers=$work/answers.csv

say "what cannot be served"
refuses 2 "--weights" --model "$root/models/resnet34.dlm"
refuses 2 "--port" --model a.dlm --weights b --port 70000
refuses 2 "--body-limit" --model a.dlm --weights b --body-limit 8ZiB
refuses 1 "nowhere.safetensors" --model "$root/models/resnet34.dlm" --weights nowhere.safetensors
refuses 2 "nowhere.dlm" --model nowhere.dlm --weights "$weights"
refuses 1 "$images" --model "$root/models/resnet34.dlm" --weights "$(ls "$images"/*.jpg | head -1)"
refuses 1 "embeding" --model "$root/models/resnet34.dlm" --weights "$weights" --tap embeding

start
refuses 1 "address already in use" --model "$root/models/resnet34.dlm" --weights "$weights" \
    --port "${url##*:}"

say "answers, at $url"
client answers "$url" "$images" "$answers" --size "$SIZE"
[ ! -e "$work/empty" ] || fail "the server drew data"
say "requests that are refused"
client refusals "$url" "$images"

say "throughput and latency, $REQUESTS requests each, connections kept alive"
client load "$url" "$images" "$answers" --clients 1,4,8 --requests "$REQUESTS"
say "memory over 2000 requests"
client memory "$url" "$images" "$answers" --pid "$pid"
stop

say "more requests than may wait"
start --workers 1 --queue 0
client busy "$url" "$images" "$answers"
stop

say "SIGTERM while 8 clients ask, and one sends half an image"
start --drain-timeout 3
client stopping "$url" "$images" "$answers" --pid "$pid"
left
echo "it left with status 0"

say "all good"
