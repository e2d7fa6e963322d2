/// Gaussian elimination with row exchanges in Float64: what LAPACK's LU is held against.
struct Elimination {
    private let n: Int
    private var rows: [[Double]]

    init(_ matrices: MatrixBatch, _ number: Int, transposed: Bool = false) {
        let n = matrices.rows
        self.n = n
        rows = (0..<n).map { row in
            (0..<n).map { column in
                let place = transposed ? column * n + row : row * n + column
                return matrices.values[number * n * n + place]
            }
        }
    }

    /// The solution for right-hand sides [n, width]; nil for a singular matrix.
    mutating func solve(_ side: [Double], _ width: Int) -> [Double]? {
        for row in 0..<n { rows[row] += side[row * width..<(row + 1) * width] }
        guard reduce() != 0 else { return nil }
        for row in (0..<n).reversed() {
            for column in n..<(n + width) {
                var rest = rows[row][column]
                for known in (row + 1)..<n {
                    rest -= rows[row][known] * rows[known][column]
                }
                rows[row][column] = rest / rows[row][row]
            }
        }
        return rows.flatMap { $0[n...] }
    }

    /// Brings the matrix to upper triangular form; 0 when it is singular, else the sign of the
    /// exchanges.
    private mutating func reduce() -> Double {
        var sign = 1.0
        for column in 0..<n {
            let pivot = (column..<n).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
            if rows[pivot][column] == 0 { return 0 }
            if pivot != column {
                rows.swapAt(pivot, column)
                sign = -sign
            }
            for row in (column + 1)..<n {
                let factor = rows[row][column] / rows[column][column]
                for place in column..<rows[row].count {
                    rows[row][place] -= factor * rows[column][place]
                }
            }
        }
        return sign
    }

    /// The pivots, whose product with the sign is the determinant.
    mutating func pivots() -> (sign: Double, diagonal: [Double]) {
        let sign = reduce()
        return sign == 0 ? (0, [0]) : (sign, (0..<n).map { rows[$0][$0] })
    }
}
