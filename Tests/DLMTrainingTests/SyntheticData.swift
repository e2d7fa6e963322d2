import DLMData
import DLMSystem
import DLMTypes

/// Points in four clouds, with a little noise drawn from each one's number; no file is read.
struct SyntheticSource: DataSource {
    static let signature = Signature(
        "synthetic",
        [
            Parameter("count", .int), Parameter("broken", .int, default: .int(Dim(-1))),
            Parameter("damaged", .int, default: .int(Dim(-1))),
        ],
        documentation: "Points in four clouds.")

    let count: Int
    /// A sample with NaN in it, or -1.
    let broken: Int
    /// A sample that cannot be read, or -1.
    let damaged: Int

    static func fields(
        _ arguments: DataArguments, facts: inout FactSymbols
    ) throws(DataArgumentError) -> [DataField] {
        [
            DataField("x", .tensor(TensorType(.float32, [Dim(8)]))),
            DataField("label", .tensor(TensorType(.int64, [], classes: Dim(4)))),
            DataField("name", .string),
        ]
    }

    init(_ arguments: DataArguments, host: Host) throws {
        count = try arguments.integer("count", in: 0...1_000_000)
        broken = try arguments.integer("broken", in: -1...1_000_000)
        damaged = try arguments.integer("damaged", in: -1...1_000_000)
    }

    var facts: DataFacts { DataFacts() }
    var isInMemory: Bool { true }

    func path(of index: Int) -> String { "sample \(index)" }

    func load(_ index: Int) throws -> Sample {
        var random = CounterRandom(RandomKey(seed: 5).child("sample", index))
        let label = index % 4
        var values = (0..<8).map { axis in
            (axis % 4 == label ? Float(1) : 0) + 0.3 * random.normal()
        }
        if index == broken { values[3] = .nan }
        if index == damaged {
            throw DataError(.malformed, path(of: index), "is damaged", help: "copy it again")
        }
        return Sample([
            .tensor(HostArray(floats: values)),
            .tensor(HostArray(.int64, [], [Int64(label)])), .string("point \(index)"),
        ])
    }

    static func open(_ count: Int, broken: Int = -1, damaged: Int = -1) throws -> Dataset {
        let arguments = DataArguments(
            [
                "count": .int(Dim(count)), "broken": .int(Dim(broken)),
                "damaged": .int(Dim(damaged)),
            ], for: signature)
        return try DataPipeline(source: DataSourceEntry(SyntheticSource.self), arguments: arguments)
            .open(host: Host())
    }
}
