import DLMSyntax
import DLMTensor
import DLMTraining
import DLMTypes

/// What one elaboration of a program builds up besides its values: variables used, updates, paths.
final class ElaborationContext {
    /// Where variables come from.
    enum Placement {
        /// The program is only checked: lengths may be symbols and variables are stand-ins.
        case check
        /// As `check`, for a definition by itself: what its arguments leave open is no error.
        case checkDefinition
        case run(VariableStore)
    }

    let placement: Placement
    /// The static name `training`.
    let isTraining: Bool
    /// The element type that `Float` of a variable's declaration means.
    let floatType: DType
    /// What `buffer` declarations of the blocks being applied make: layers, an optimizer, a
    /// schedule.
    var bufferRole: Variable.Role = .buffer
    /// Whether parameters are read as their averages are, where there are any.
    var readsAverages = false
    /// Variables in the order of first use.
    private(set) var uses: [VariableUse] = []
    private var positions: [String: Int] = [:]
    /// New values by path of the variable, in the order of the statements. A second update of one
    /// variable (a shared layer applied twice) replaces the first.
    private(set) var updates: [StateUpdate] = []
    private var updatePositions: [String: Int] = [:]
    /// Metrics that were read, for a schedule.
    var reads: [MetricReference] = []
    /// Where layers made now get their paths from.
    var frame = PathFrame(prefix: "")
    /// Whether lengths left a decision open: other lengths may make another graph.
    var isOpen = false
    /// The arms of undecided conditions being checked: both may make layers of one path.
    var arm = ""

    /// Lengths of what masks pick, by mask: one mask picks as many from everything.
    private var counts: [TensorStructure: DimSymbol] = [:]

    init(_ placement: Placement, isTraining: Bool, floatType: DType = .float32) {
        self.placement = placement
        self.isTraining = isTraining
        self.floatType = floatType
    }

    var isRun: Bool {
        if case .run = placement { return true }
        return false
    }

    var isDefinitionCheck: Bool {
        if case .checkDefinition = placement { return true }
        return false
    }

    func use(_ path: String) -> VariableUse? { positions[path].map { uses[$0] } }

    func add(_ use: VariableUse) {
        guard positions[use.path] == nil else { return }
        positions[use.path] = uses.count
        uses.append(use)
    }

    func update(_ update: StateUpdate) {
        if let position = updatePositions[update.path] {
            updates[position] = update
            return
        }
        updatePositions[update.path] = updates.count
        updates.append(update)
    }

    /// The number of true elements of a mask whose numbers are not known yet.
    func count(of mask: Tensor) -> DimSymbol {
        let structure = TensorStructure(mask)
        if let known = counts[structure] { return known }
        let name = counts.isEmpty ? "count" : "count\(counts.count + 1)"
        let symbol = DimSymbol(name, minimum: 0)
        counts[structure] = symbol
        return symbol
    }

    /// Parameters in the order of first use.
    var parameters: [VariableUse] { uses.filter { $0.role == .parameter } }
}

/// A variable as an elaboration sees it.
struct VariableUse {
    let path: String
    let role: Variable.Role
    /// A read of the variable, or its stand-in while checking.
    let tensor: Tensor
    /// Nil while checking.
    let variable: Variable?
    /// The declaration `parameter name: …`.
    let declaration: Span
    /// Where the layer that owns it was written; two layers never share a path.
    let owner: Span
}

/// `update name = value`.
struct StateUpdate {
    let path: String
    let variable: Variable?
    let value: Tensor
    let span: Span
}
