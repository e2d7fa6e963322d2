# Loops over an axis: states, outputs, order, axes, structure.
x = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
expect all(scan(x, from: zeros([2])) { s, v => s + v } == [[1.0, 2.0], [4.0, 6.0], [9.0, 12.0]])
expect all(scan(x, from: zeros([3]), axis: 1) { s, v => s + v } == [[1.0, 3.0], [3.0, 7.0], [5.0, 11.0]])
expect all(scan(x, from: zeros([2]), reversed: true) { s, v => s + v } == [[9.0, 12.0], [8.0, 10.0], [5.0, 6.0]])
(last, outs) = scan(x, from: (0.0, 1.0)) { (sum_, product_), v =>
    ((sum_ + sum(v), product_ * v[0]), v * 2.0)
}
expect last[0] == 21.0
expect last[1] == 15.0
expect all(outs == 2.0 * x)
expect fold({ a: x, b: x }, from: { total: 0.0 }) { s, v => { total: s.total + sum(v.a * v.b) } }.total == 91.0
# A count beside the state, and nothing to run over.
expect fold(x, from: 0) { n, v => n + 1 } == 3
expect fold(x[0:0], from: 7.5) { s, v => s + sum(v) } == 7.5
# A loop in a loop.
expect fold(x, from: 0.0) { s, row => fold(row, from: s) { t, v => t + v * v } } == 91.0
