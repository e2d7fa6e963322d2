import Synchronization

extension MatrixRoutine {
    /// What failed, and for which matrix of the batch.
    typealias Ended = (failure: MatrixFailure, matrix: Int)

    /// Where work on another thread leaves what it found.
    final class Answer: Sendable {
        let ended = Mutex<Ended?>(nil)
    }

    /// About as many floating-point operations as the batch takes (Golub and Van Loan, "Matrix
    /// Computations").
    func flops(_ shape: Shape) -> Double {
        let (m, n) = (Double(shape.rows), Double(shape.columns))
        let each =
            switch self {
            case .cholesky, .determinant: m * n * n
            case .solveTriangular: n * n * Double(shape.sides)
            case .solve: n * n * (n + 2 * Double(shape.sides))
            case .inverse: 2 * n * n * n
            case .qr: 4 * m * n * min(m, n)
            case .svd(let isFull): 20 * m * n * (isFull ? max(m, n) : min(m, n))
            case .eigh: 9 * n * n * n
            }
        return each * Double(shape.batch)
    }
}
