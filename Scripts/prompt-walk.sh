#!/usr/bin/env bash
# Walks through the prompt as a person would, in a terminal of tmux, and writes what the screen
# shows after every step. Needs a release build and tmux; no network.
#
#   Scripts/prompt-walk.sh WALK.txt [DLM]
set -euo pipefail

out=${1:?usage: Scripts/prompt-walk.sh WALK.txt [DLM]}
root=$(cd "$(dirname "$0")/.." && pwd)
dlm=$(realpath "${2:-$root/.build/release/dlm}")
[ -x "$dlm" ] || { echo "there is no $dlm: run make release first" >&2; exit 1; }
command -v tmux >/dev/null || { echo "tmux is not installed" >&2; exit 1; }

work=$(mktemp -d)
server=dlm-walk-$$
tm() { tmux -L "$server" -f /dev/null "$@"; }
trap 'tm kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
: >"$out"

# A history, a folder of state and files of its own.
export HOME=$work/home XDG_STATE_HOME=$work/state
mkdir -p "$HOME" "$work/my models"
cat >"$work/net.dlm" <<'DLM'
## A small net.
option width: Int = 4
model Net(x: Float[B, 3]) {
    hidden = x |> Linear(width) |> relu
    logits = hidden |> Linear(2)
}
def twice(x: Float[...]) = x * 2
start = twice(tensor([1.0, 2.0]))
show start
DLM
cp "$work/net.dlm" "$work/my models/other net.dlm"
cat >"$work/fit.dlm" <<'DLM'
## A line through points, found by descent.
option steps: Int = 50
x = randn([64, 2], seed: 1)
y = x @ tensor([[2.0], [-1.0]])
(w, losses) = scan(arange(steps), from: zeros([2, 1])) { w, step =>
    (loss, slope) = valueAndGrad(v => mean((x @ v - y) ** 2.0))(w)
    (w - 0.1 * slope, loss)
}
show w
DLM

screen() { tm capture-pane -p -t walk | sed -e 's/[[:space:]]*$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; }
# Waits until the last line of the screen is what is asked for.
settle() {
    for _ in $(seq 200); do
        [ "$(screen | tail -n 1)" = "$1" ] && return
        sleep 0.05
    done
    echo "the screen did not come to '$1':" >&2
    screen >&2
    return 1
}
title() {
    tm send-keys -t walk -R
    tm clear-history -t walk
    printf '\n=== %s\n\n' "$1" >>"$out"
}
keys() { tm send-keys -t walk "$@"; }
# Types a line and waits for the prompt (or for what the second argument says). A semicolon at the
# end would be tmux's own.
line() {
    tm send-keys -t walk -l -- "${1/%;/\\;}"
    keys Enter
    sleep 0.05
    settle "${2:-dlm>}"
}
# Begins a section at an empty prompt.
section() {
    title "$1"
    keys C-l
    settle "dlm>"
}
record() { screen >>"$out"; }

tm new-session -d -s walk -x 100 -y 44 -c "$work" "env PS1='$ ' TERM=tmux-256color bash --norc"
settle '$'

title 'Without a terminal, and one expression'
line "dlm() { '$dlm' \"\$@\"; }; clear" '$'
line "echo 'ones([2,2]) @ ones([2,2])' | dlm" '$'
line "dlm -e 'grad(x => sum(x * x))([1.0, 2.0])'" '$'
line "dlm -e 'ones([2, 3]) @ ones([2, 3])'; echo status \$?" '$'
record

title 'The prompt: values, names, _ and |>'
line clear '$'
line dlm
line 'a = tensor([[1.0, 2.0], [3.0, 4.0]])'
line 'a @ a'
line '|> sum(axis: 1)'
line '_ * 10;'
line '_'
line 'def half(x: Float[...]) = x / 2'
line 'half(a)'
line 'tensor([1.0, 250000.0, 0.00001])'
line 'tensor([1.5, 200.25, -3.0])'
line 'arange(2000)'
line 'ones([100, 100])'
line 'tensor([true, false])'
record

section 'Several lines: what is open goes on'
line 'block Res(n: Int) (x: Float[B, C]) {' '...>'
line 'x + (x |> Linear(C) |> relu)' '...>'
line '}'
line 'sum([1.0,' '...>'
line '2.0])'
line '1 +' '...>'
line ''
record

section 'Mistakes end nothing'
line 'ones([2, 3]) @ ones([2, 3])'
line 'sofmax(a)'
line 'randn(2, 3)'
line 'ones([1000000, 1000000])'
line 'zeros([60000, 60000]) @ zeros([60000, 60000])'
record

section ':help, :doc'
line ':help'
line ':help gelu'
line ':help Conv2d'
line ':doc moving average'
record

section ':type, :vars, :time, :plan'
line ':type Conv2d(8, 3, stride: 2)'
line ':type a @ a'
line ':vars'
line ':time a + a'
line ':plan softmax(a @ a)'
record

section ':plot of a vector'
line ':plot sin(arange(60) * 0.2) * exp(arange(60) * -0.03)'
record

section ':plot of a matrix and of an image, in blocks'
line ':plot outer(sin(arange(12) * 0.5), cos(arange(20) * 0.4))'
line 'image = stack([outer(arange(16) * 1.0, ones([24])) / 16, outer(ones([16]), arange(24) * 1.0) / 24, zeros([16, 24])])'
line ':plot image'
record

section 'Files: :load, :set, :reload'
line ':load net.dlm'
line 'Net(ones([2, 3])).logits |> shape'
line ':set width=6'
line 'width'
keys -l ':'
keys C-u
sed -i 's/Linear(2)/Linear(5)/; s/^show start$/def third(x: Float[...]) = x \/ 3\nshow start/' "$work/net.dlm"
line ':reload'
line ':load "my models/other net.dlm"'
line ':load nothing.dlm'
record

section 'Weights: :params, :save, :weights'
line ':params'
line ':params Net.hidden'
line ':save net.safetensors'
line ':weights net.safetensors'
line ':weights nothing.safetensors'
record

section 'Tab: names, labels, taps, cases, options, paths'
for typed in 'soft' 'conv2d(x, w, str' 'Net(ones([1, 3])).' 'conv2d(x, w, padding: .s' ':set ' ':load my' \
    ':load my models/' ':pa' ':help Conv2' 'readTensors("net'; do
    tm send-keys -t walk -l -- "$typed"
    keys Tab
    sleep 0.2
    keys Tab
    sleep 0.3
    tm capture-pane -p -t walk | grep . | tail -n 6 | sed 's/^/    /' >>"$out"
    printf '    (%s + Tab)\n\n' "$typed" >>"$out"
    keys C-a
    keys C-k
    keys C-l
    settle "dlm>"
done

section 'Ctrl-C stops an evaluation, and keeps the session'
line 'kept = 7'
for long in 'rand([12000, 12000]) @ rand([12000, 12000])' 'fold(zeros([100000000]), from: 0.0) { s, v => s + v }' \
    'sort(rand([50000000]))'; do
    tm send-keys -t walk -l -- "$long"
    keys Enter
    sleep 1
    keys C-c
    settle "dlm>"
done
line 'kept'
record

section 'History: Ctrl-R finds an earlier line, across sessions'
line ':quit' '$'
line clear '$'
line dlm
keys C-r
sleep 0.1
tm send-keys -t walk -l -- 'safet'
sleep 0.3
record
keys Enter
settle "dlm>"
keys C-d
settle '$'

title 'dlm run FILE -i stays after the file'
line clear '$'
line 'dlm run fit.dlm -i --set steps=20'
line 'losses[-1]'
line 'x @ w |> shape'
line ':quit' '$'
record

title 'Without colour, and pictures in pixels'
line clear '$'
line "NO_COLOR=1 dlm -e ':plot outer(sin(arange(12) * 0.5), cos(arange(20) * 0.4))'" '$'
line "dlm --pictures sixel -e ':plot rand([3, 8, 8])' | head -c 60 | cat -v; echo" '$'
line "dlm --pictures kitty -e ':plot rand([3, 8, 8])' | head -c 60 | cat -v; echo" '$'
record
echo "written to $out"
