import DLMTypes

extension Value {
    /// What a message calls it: "a tensor Float[B, 3]", "the number 3".
    var noun: String {
        switch self {
        case .int(let dim): dim.constant.map { "the number \($0)" } ?? "the length \(dim)"
        case .float(let value): "the number \(value)"
        case .bool(let value): value ? "true" : "false"
        case .string(let text): "the string \"\(text)\""
        case .path(let path): "the path \"\(path)\""
        case .enumCase(let name): ".\(name)"
        case .duration(let count, let unit): "\(Value.plain(count)) \(unit.rawValue)"
        case .none: "none"
        case .range: "a range"
        case .list: "a list"
        case .tuple: "a tuple"
        case .keyedList: "a list with keys"
        case .record: "a record"
        case .unknown(let kind): "a value of type \(kind.rawValue)"
        case .undecided: "a condition on lengths"
        case .tensor(let value): "a tensor \(value.type)"
        case .average: "an average over samples"
        case .metric(let metric): "the metric \(metric.part).\(metric.name)"
        case .initializer(let value): "the initialiser \(value.name)"
        case .function(let function): function.noun
        case .block(let block): "the block \(block.name)"
        case .instance(let instance): "the layer \(instance.name)"
        case .model(let model): "the model \(model.name)"
        case .object(let object): object.noun
        case .error: "a value that was refused"
        }
    }

    /// A number without a needless `.0`.
    static func plain(_ value: Double) -> String {
        // Whatever its sign bit says.
        if value.isNaN { return "nan" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return String(value)
    }
}
