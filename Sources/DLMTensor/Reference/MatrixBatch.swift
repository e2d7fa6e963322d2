import DLMTypes

/// Matrices of the last two axes in Float64, as the references read them.
struct MatrixBatch {
    /// Row-major, one matrix after another.
    let values: [Double]
    let rows: Int
    let columns: Int
    /// Lengths of the leading axes.
    let batch: [Int]

    init(_ array: HostArray) {
        values = array.doubles
        rows = array.shape[array.shape.count - 2]
        columns = array.shape[array.shape.count - 1]
        batch = Array(array.shape.dropLast(2))
    }

    /// The number of matrices.
    var count: Int { batch.reduce(1, *) }

    func refusal(_ failure: MatrixFailure, _ number: Int) -> OpError {
        OpError(.argument("x"), operand: 0, message: failure.message(number, of: batch))
    }
}

/// Why a matrix has no solution or no factors.
enum MatrixFailure {
    case singular, notPositiveDefinite, notFinite, noConvergence, tooLarge, noMemory

    /// A sentence about one matrix of a batch, by its place on the leading axes.
    func message(_ number: Int, of batch: [Int]) -> String {
        var rest = number
        var places: [String] = []
        for length in batch.reversed() {
            let length = max(length, 1)
            places.insert("\(rest % length)", at: 0)
            rest /= length
        }
        let matrix =
            batch.isEmpty
            ? "the matrix" : "matrix [\(places.joined(separator: ", "))] of the batch"
        return switch self {
        case .singular: "\(matrix) is singular: it has no inverse"
        case .notPositiveDefinite: "\(matrix) is not positive definite: it has no Cholesky factor"
        case .notFinite: "\(matrix) holds NaN or infinity"
        case .noConvergence: "the iteration for \(matrix) did not converge"
        case .tooLarge: "matrices this large are more than LAPACK can index"
        case .noMemory: "no memory for the workspace of LAPACK"
        }
    }
}
