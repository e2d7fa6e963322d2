import CLAPACK
import DLMTypes

/// A routine of LAPACK over a batch of matrices.
enum MatrixRoutine: Sendable {
    case cholesky
    case solveTriangular(TriangularSolve)
    case solve(transposed: Bool)
    case inverse
    case determinant
    case qr
    case svd(isFull: Bool)
    case eigh

    /// Nil for an operation that is none.
    init?(_ operation: any Operation) {
        switch operation {
        case is Cholesky: self = .cholesky
        case let solve as TriangularSolve: self = .solveTriangular(solve)
        case let solve as Solve: self = .solve(transposed: solve.transposed)
        case is Inverse: self = .inverse
        case is Determinant: self = .determinant
        case is QR: self = .qr
        case let svd as SVD: self = .svd(isFull: svd.isFull)
        case is Eigh: self = .eigh
        default: return nil
        }
    }

    /// What the matrices are like.
    struct Shape: Sendable {
        var isWide: Bool
        var batch: Int
        var rows: Int
        var columns: Int
        /// Columns of the right-hand sides.
        var sides: Int
    }

    /// How many operands and results there are.
    var counts: (operands: Int, results: Int) {
        switch self {
        case .cholesky, .inverse: (1, 1)
        case .solve, .solveTriangular: (2, 1)
        case .qr, .eigh: (1, 2)
        case .determinant, .svd: (1, 3)
        }
    }

    /// About as many bytes as LAPACK takes besides operands and results.
    func workspace(_ shape: Shape) -> Int {
        let matrices =
            switch self {
            case .svd: 6
            case .eigh: 3
            default: 1
            }
        let longest = min(max(shape.rows, shape.columns, 64), 1 << 20)
        let matrix = longest * min(max(shape.columns, 64), 1 << 20)
        return matrices * matrix * (shape.isWide ? 8 : 4)
    }

    /// Computes the results from the operands, as many as `counts` says; nil when all went well,
    /// else what failed and for which matrix.
    func call(
        _ shape: Shape, _ x: [UnsafeRawPointer], _ y: [UnsafeMutableRawPointer]
    ) -> Ended? {
        let wide: Int32 = shape.isWide ? 1 : 0
        let (batch, m, n) = (Int64(shape.batch), Int64(shape.rows), Int64(shape.columns))
        let k = Int64(shape.sides)
        let result: dlm_lapack_result
        switch self {
        case .cholesky: result = dlm_cholesky(wide, batch, n, x[0], y[0])
        case .solveTriangular(let solve):
            result = dlm_solve_triangular(
                wide, solve.isUpper ? 1 : 0, solve.transposed ? 1 : 0,
                solve.hasUnitDiagonal ? 1 : 0, batch, n, k, x[0], x[1], y[0])
        case .solve(let transposed):
            result = dlm_solve(wide, transposed ? 1 : 0, batch, n, k, x[0], x[1], y[0])
        case .inverse: result = dlm_inverse(wide, batch, n, x[0], y[0])
        case .determinant: result = dlm_determinant(wide, batch, n, x[0], y[0], y[1], y[2])
        case .qr: result = dlm_qr(wide, batch, m, n, x[0], y[0], y[1])
        case .svd(let isFull):
            result = dlm_svd(wide, isFull ? 1 : 0, batch, m, n, x[0], y[0], y[1], y[2])
        case .eigh: result = dlm_eigh(wide, batch, n, x[0], y[0], y[1])
        }
        return Self.failure(result.status).map { ($0, Int(result.matrix)) }
    }

    private static func failure(_ status: dlm_lapack_status) -> MatrixFailure? {
        switch status {
        case DLM_LAPACK_OK: nil
        case DLM_LAPACK_TOO_LARGE: .tooLarge
        case DLM_LAPACK_NO_MEMORY: .noMemory
        case DLM_LAPACK_SINGULAR: .singular
        case DLM_LAPACK_NOT_POSITIVE_DEFINITE: .notPositiveDefinite
        case DLM_LAPACK_NOT_FINITE: .notFinite
        default: .noConvergence
        }
    }
}

extension MatrixRoutine {
    /// The results of a routine of one operand in Float64: the reference of the factorisations
    /// that are defined by what they multiply to. A test holds the routines against that.
    func run(_ array: HostArray, _ types: [TensorType]) throws(OpError) -> [HostArray] {
        let matrices = MatrixBatch(array)
        var shapes: [[Int]] = []
        for type in types { shapes.append(try type.shape.known()) }
        let room = shapes.map { shape in
            UnsafeMutableBufferPointer<Double>.allocate(capacity: max(shape.reduce(1, *), 1))
        }
        defer { for buffer in room { buffer.deallocate() } }
        let bases = room.compactMap { $0.baseAddress.map { UnsafeMutableRawPointer($0) } }
        for buffer in room { buffer.initialize(repeating: 0) }
        let shape = Shape(
            isWide: true, batch: matrices.count, rows: matrices.rows, columns: matrices.columns,
            sides: 0)
        let ended = matrices.values.withUnsafeBytes { bytes in
            // An empty array has no address; nothing is read then.
            let base = bytes.baseAddress ?? UnsafeRawPointer(bases[0])
            return call(shape, [base], bases)
        }
        if let ended { throw matrices.refusal(ended.failure, ended.matrix) }
        return zip(shapes, room).map { shape, buffer in
            HostArray(array.dtype, shape, doubles: Array(buffer.prefix(shape.reduce(1, *))))
        }
    }
}
