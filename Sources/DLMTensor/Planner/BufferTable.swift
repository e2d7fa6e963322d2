import DLMTypes

/// Where the bytes of a buffer come from.
enum BufferSource {
    /// Offset in the arena.
    case arena(Int)
    case variable(Variable)
    case input(String)
    case constant(HostArray)
}

/// Every buffer of a plan, numbered.
struct BufferTable {
    private var indexOf: [Int: Int] = [:]
    private(set) var sources: [BufferSource] = []
    /// The value held by each buffer.
    private(set) var values: [Int] = []

    func index(of value: Int) -> Int { indexOf[value] ?? 0 }

    mutating func add(_ value: Int, _ source: BufferSource) {
        indexOf[value] = sources.count
        sources.append(source)
        values.append(value)
    }

    mutating func place(_ index: Int, at offset: Int) { sources[index] = .arena(offset) }

    /// Buffers of leaves in use, of variables written, and of every step's results.
    init(_ steps: [StepPlan], _ placed: PlacedGraph) {
        let graph = placed.graph
        var written: [Int: Variable] = [:]
        for update in graph.updates { written[update.value] = update.variable }
        var used: Set<Int> = []
        for step in steps {
            used.formUnion(step.reads)
            for value in step.writes {
                add(value, written[value].map { .variable($0) } ?? .arena(0))
            }
        }
        for output in graph.outputs { used.insert(placed.placements[output].base) }
        for value in used.sorted() where indexOf[value] == nil {
            switch graph.kind(of: value) {
            case .placeholder(let name): add(value, .input(name))
            case .variable(let variable): add(value, .variable(variable))
            case .constant(let array): add(value, .constant(array))
            default: continue
            }
        }
    }
}
