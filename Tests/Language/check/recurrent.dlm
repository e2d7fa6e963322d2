# Recurrent layers say which part of the state does not fit.
model Net(x: Float[B, 10, 8], image: Float[B, 3, 10, 8]) {
    (y, last) = x |> RNN(16, nonlinearity: .relu)
    (z, (h, c)) = y |> LSTM(4)
    (w, _) = GRU(4, bias: false)(z, state: h)
    a = GRU(4)(z, state: ones([3, 4]))       #! error[S003] at 9: GRU does not take Float[3, 4]
    b = GRU(4)(z, state: last)
    d = LSTM(4)(z, state: h)                 #! error[T001] at 9: LSTM does not take Float[B, 4]
    e = image |> RNN(4)                      #! error[S002] at 18: RNN does not take Float[B, 3, 10, 8]
    f = x |> RNN(4, nonlinearity: .sigmoid)  #! error[N010] at 35: nonlinearity of RNN cannot be .sigmoid
    g = x |> LSTM(4) |> relu                 #! error[T001] at 14: x of relu cannot be a tuple
    k = gruCell(x[:, 0], last, ones([40, 8]), ones([48, 16]))  #! error[S001] at 9: gruCell does not take Float[40, 8]
}

#! error[S001] at 7:9: GRU does not take Float[B, 16]
#!   also 3:22: this is Float[B, 16]
