"""Recurrent cells and layers of one direction."""

import torch

from golden import case, rn, save


def cell(kind, x, state, wi, wh, bi=None, bh=None):
    """A cell of torch.nn with given weights."""
    module = getattr(torch.nn, kind)
    options = {}
    if kind == "ReLU":
        module, options = torch.nn.RNNCell, {"nonlinearity": "relu"}
    module = module(x.shape[-1], wh.shape[-1], bias=bi is not None, **options)
    weights = {"weight_ih": wi, "weight_hh": wh, "bias_ih": bi, "bias_hh": bh}
    weights = {k: w for k, w in weights.items() if w is not None}
    return torch.func.functional_call(module, weights, (x, state))


def weights(gates, hidden=4, inputs=3):
    return rn(gates * hidden, inputs), rn(gates * hidden, hidden)


def biases(gates, hidden=4):
    return rn(gates * hidden), rn(gates * hidden)


case("rnnCell", "rnnCell(x0, x1, x2, x3, x4, x5)", lambda *a: cell("RNNCell", *a),
     rn(2, 3), rn(2, 4), *weights(1), *biases(1))
case("rnnCell.relu", "rnnCell(x0, x1, x2, x3, x4, x5, nonlinearity: .relu)",
     lambda *a: cell("ReLU", *a), rn(2, 3), rn(2, 4), *weights(1), *biases(1))
case("rnnCell.plain", "rnnCell(x0, x1, x2, x3)", lambda *a: cell("RNNCell", *a),
     rn(2, 3), rn(2, 4), *weights(1))
case("lstmCell", "lstmCell(x0, (x1, x2), x3, x4, x5, x6)",
     lambda x, h, c, *w: cell("LSTMCell", x, (h, c), *w),
     rn(2, 3), rn(2, 4), rn(2, 4), *weights(4), *biases(4))
case("lstmCell.plain", "lstmCell(x0, (x1, x2), x3, x4)",
     lambda x, h, c, *w: cell("LSTMCell", x, (h, c), *w),
     rn(2, 3), rn(2, 4), rn(2, 4), *weights(4))
case("gruCell", "gruCell(x0, x1, x2, x3, x4, x5)", lambda *a: cell("GRUCell", *a),
     rn(2, 3), rn(2, 4), *weights(3), *biases(3))
case("gruCell.plain", "gruCell(x0, x1, x2, x3)", lambda *a: cell("GRUCell", *a),
     rn(2, 3), rn(2, 4), *weights(3))


def layer(kind, **options):
    """The function of a case: outputs and last state of a layer of torch.nn, without its axis of
    layers."""
    def function(x, *rest):
        *state, p = rest
        module = getattr(torch.nn, kind)(
            x.shape[-1], p["weightHh"].shape[-1], batch_first=True, bias="biasIh" in p, **options)
        names = {"weightIh": "weight_ih_l0", "weightHh": "weight_hh_l0", "biasIh": "bias_ih_l0",
                 "biasHh": "bias_hh_l0"}
        state = [s[None] for s in state]
        start = [] if not state else [state[0] if len(state) == 1 else tuple(state)]
        given = {names[k]: w for k, w in p.items()}
        outputs, last = torch.func.functional_call(module, given, (x, *start))
        last = last if isinstance(last, tuple) else (last,)
        return (outputs, *[s[0] for s in last])
    return function


def params(gates, bias=True):
    wi, wh = weights(gates)
    if not bias:
        return {"weightIh": wi, "weightHh": wh}
    bi, bh = biases(gates)
    return {"weightIh": wi, "weightHh": wh, "biasIh": bi, "biasHh": bh}


case("RNN", "x0 |> RNN(4)", layer("RNN"), rn(2, 3, 3), params=params(1))
case("RNN.relu", "x0 |> RNN(4, nonlinearity: .relu)", layer("RNN", nonlinearity="relu"),
     rn(2, 3, 3), params=params(1))
case("RNN.state", "RNN(4, bias: false)(x0, state: x1)", layer("RNN"), rn(2, 3, 3), rn(2, 4),
     params=params(1, bias=False))
case("LSTM", "x0 |> LSTM(4)", layer("LSTM"), rn(2, 3, 3), params=params(4))
case("LSTM.state", "LSTM(4, bias: false)(x0, state: (x1, x2))", layer("LSTM"), rn(2, 3, 3),
     rn(2, 4), rn(2, 4), params=params(4, bias=False))
case("GRU", "x0 |> GRU(4)", layer("GRU"), rn(2, 3, 3), params=params(3))
case("GRU.state", "GRU(4, bias: false)(x0, state: x1)", layer("GRU"), rn(2, 3, 3), rn(2, 4),
     params=params(3, bias=False))

save(__file__)
