## Recurrent cells and layers. Formulas, the order of the gates in the weights, shapes and initial
## values are PyTorch's. Sequences are features last, `[B, T, C]`. A layer gives its outputs and its
## last state: `(y, state) = x |> LSTM(64)`.

## What an RNN squashes its state with.
enum Nonlinearity { tanh relu }

## One step of a plain recurrent network (Elman, 1990): tanh(Wih x + bih + Whh h + bhh).
## Example: rnnCell(ones([2, 3]), zeros([2, 4]), randn([4, 3]), randn([4, 4], seed: 1))
def rnnCell(x: Float[..., I], h: Float[..., H], weightIh: Float[H, I], weightHh: Float[H, H],
            biasIh: Float[H]? = none, biasHh: Float[H]? = none,
            nonlinearity: Nonlinearity = .tanh) {
    sum = linear(x, weightIh, biasIh) + linear(h, weightHh, biasHh)
    if nonlinearity == .relu { relu(sum) } else { tanh(sum) }
}

## One step of a long short-term memory (Hochreiter and Schmidhuber, 1997; Gers et al., 2000). The
## state is (h, c), and so is the result. The rows of the weights are the input gate, the forget
## gate, the candidate and the output gate:
## c' = σ(f) c + σ(i) tanh(g) and h' = σ(o) tanh(c').
## Example: lstmCell(ones([2, 3]), (zeros([2, 4]), zeros([2, 4])), randn([16, 3]), randn([16, 4], seed: 1))
def lstmCell(x: Float[..., I], state: (Float[..., H], Float[..., H]), weightIh: Float[4*H, I],
             weightHh: Float[4*H, H], biasIh: Float[4*H]? = none, biasHh: Float[4*H]? = none) {
    (h, c) = state
    (i, f, g, o) = split(linear(x, weightIh, biasIh) + linear(h, weightHh, biasHh), H, axis: -1)
    next = sigmoid(f) * c + sigmoid(i) * tanh(g)
    (sigmoid(o) * tanh(next), next)
}

## One step of a gated recurrent unit (Cho et al., 2014). The rows of the weights are the reset gate,
## the update gate and the candidate: n = tanh(Win x + bin + σ(r) (Whn h + bhn)) and
## h' = (1 - σ(z)) n + σ(z) h.
## Example: gruCell(ones([2, 3]), zeros([2, 4]), randn([12, 3]), randn([12, 4], seed: 1))
def gruCell(x: Float[..., I], h: Float[..., H], weightIh: Float[3*H, I], weightHh: Float[3*H, H],
            biasIh: Float[3*H]? = none, biasHh: Float[3*H]? = none) {
    (xr, xz, xn) = split(linear(x, weightIh, biasIh), H, axis: -1)
    (hr, hz, hn) = split(linear(h, weightHh, biasHh), H, axis: -1)
    z = sigmoid(xz + hz)
    n = tanh(xn + sigmoid(xr + hr) * hn)
    (1 - z) * n + z * h
}

## A plain recurrent network over `[B, T, I]`: gives (the states of all steps `[B, T, hidden]`, the
## last one `[B, hidden]`). It begins with `state`, with zeros when there is none.
## Example: randn([2, 5, 3], seed: 1) |> RNN(4)
block RNN(hidden: Int, nonlinearity: Nonlinearity = .tanh, bias useBias: Bool = true)
    (x: Float[B, T, I], state: Float[B, hidden]? = none) {
    parameter weightIh: Float[hidden, I]      = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
    parameter weightHh: Float[hidden, hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
    parameter biasIh:   Float[hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
    parameter biasHh:   Float[hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
    start = if state == none { zeros([B, hidden]) } else { state }
    (last, all) = scan(x, from: start, axis: 1) { h, step =>
        next = rnnCell(step, h, weightIh, weightHh, biasIh, biasHh, nonlinearity: nonlinearity)
        (next, next)
    }
    (all, last)
}

## Long short-term memory over `[B, T, I]`: gives (h of all steps `[B, T, hidden]`, the last (h, c)).
## It begins with `state`, a pair (h, c), with zeros when there is none.
## Example: randn([2, 5, 3], seed: 1) |> LSTM(4)
block LSTM(hidden: Int, bias useBias: Bool = true)
    (x: Float[B, T, I], state: (Float[B, hidden], Float[B, hidden])? = none) {
    parameter weightIh: Float[4*hidden, I]      = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
    parameter weightHh: Float[4*hidden, hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
    parameter biasIh:   Float[4*hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
    parameter biasHh:   Float[4*hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
    start = if state == none { (zeros([B, hidden]), zeros([B, hidden])) } else { state }
    (last, all) = scan(x, from: start, axis: 1) { s, step =>
        next = lstmCell(step, s, weightIh, weightHh, biasIh, biasHh)
        (next, next[0])
    }
    (all, last)
}

## A gated recurrent unit over `[B, T, I]`: gives (the states of all steps `[B, T, hidden]`, the last
## one `[B, hidden]`). It begins with `state`, with zeros when there is none.
## Example: randn([2, 5, 3], seed: 1) |> GRU(4)
block GRU(hidden: Int, bias useBias: Bool = true)
    (x: Float[B, T, I], state: Float[B, hidden]? = none) {
    parameter weightIh: Float[3*hidden, I]      = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
    parameter weightHh: Float[3*hidden, hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden))
    parameter biasIh:   Float[3*hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
    parameter biasHh:   Float[3*hidden] = uniform(-1/sqrt(hidden), 1/sqrt(hidden)) if useBias
    start = if state == none { zeros([B, hidden]) } else { state }
    (last, all) = scan(x, from: start, axis: 1) { h, step =>
        next = gruCell(step, h, weightIh, weightHh, biasIh, biasHh)
        (next, next)
    }
    (all, last)
}
