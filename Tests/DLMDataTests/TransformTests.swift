import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

@Suite struct TransformTests {
    let golden: [String: HostArray]
    let image: HostArray
    let floats: HostArray

    init() throws {
        golden = try SafetensorsFile.read(Fixture.path("golden.safetensors"), in: SystemFiles())
            .tensors
        image = try JPEG.read(Fixture.path("color.jpg"), in: SystemFiles())
        floats = try #require(golden["toFloat"])
    }

    func run(
        _ name: String, _ arguments: [String: StaticValue] = [:], on image: HostArray, seed: Int = 0
    ) throws -> HostArray {
        let type = try #require(DataCatalog.transform(name))
        let transform = try type.init(DataArguments(arguments, for: type.signature))
        var random = CounterRandom(RandomKey(seed: 1).child(seed))
        return try transform.apply(image, random: &random)
    }

    func expectSame(_ actual: HostArray, _ name: String, tolerance: Double = 0) throws {
        let expected = try #require(golden[name])
        #expect(actual.shape == expected.shape && actual.dtype == expected.dtype)
        let worst = zip(actual.doubles, expected.doubles).map { abs($0 - $1) }.max() ?? 1
        #expect(worst <= tolerance, "\(name): \(worst)")
    }

    @Test func toFloat() throws { try expectSame(run("toFloat", on: image), "toFloat") }

    @Test func standardize() throws {
        let statistics = try #require(DataCatalog.constants["imagenet"])
        let record = try run("standardize", ["statistics": statistics], on: floats)
        try expectSame(record, "standardize", tolerance: 1e-6)
        let mean: [StaticValue] = [.float(0.485), .float(0.456), .float(0.406)]
        let std: [StaticValue] = [.float(0.229), .float(0.224), .float(0.225)]
        let lists = try run("standardize", ["mean": .list(mean), "std": .list(std)], on: floats)
        #expect(lists.doubles == record.doubles)
    }

    @Test func flip() throws {
        try expectSame(run("RandomHorizontalFlip", ["p": .int(Dim(1))], on: image), "flip")
        let never = try run("RandomHorizontalFlip", ["p": .int(Dim(0))], on: image)
        #expect(never.doubles == image.doubles)
        let flips = try (0..<400).filter { seed in
            try run("RandomHorizontalFlip", on: image, seed: seed).doubles != image.doubles
        }
        #expect((150...250).contains(flips.count))
    }

    @Test(arguments: [(16, 16), (12, 10), (40, 16), (33, 30)])
    func centerCrop(height: Int, width: Int) throws {
        let size = StaticValue.list([.int(Dim(height)), .int(Dim(width))])
        let name = "centerCrop.\(height).\(width)"
        try expectSame(run("centerCrop", ["size": size], on: image), name)
    }

    @Test(arguments: [(16, 16), (11, 23), (40, 31)])
    func resize(height: Int, width: Int) throws {
        let size = StaticValue.list([.int(Dim(height)), .int(Dim(width))])
        try expectSame(run("resize", ["size": size], on: image), "resize.bytes.\(height).\(width)")
        let scaled = try run("resize", ["size": size], on: floats)
        try expectSame(scaled, "resize.floats.\(height).\(width)", tolerance: 1e-6)
    }

    @Test(arguments: [17.3, -41.9])
    func rotation(degrees: Double) throws {
        let range = StaticValue.list([.float(degrees), .float(degrees)])
        let turned = try run("RandomRotation", ["degrees": range], on: image)
        try expectSame(turned, "rotate.nearest.\(degrees)")
    }

    @Test func bilinearRotation() throws {
        let range = StaticValue.list([.float(17.3), .float(17.3)])
        let turned = try run(
            "RandomRotation", ["degrees": range, "interpolation": .enumCase("bilinear")],
            on: floats)
        try expectSame(turned, "rotate.bilinear.17.3", tolerance: 2e-6)
    }

    @Test func randomCropIsAPartOfThePaddedImage() throws {
        var seen: Set<[Double]> = []
        for seed in 0..<200 {
            let arguments: [String: StaticValue] = ["size": .int(Dim(29)), "padding": .int(Dim(4))]
            let part = try run("RandomCrop", arguments, on: image, seed: seed)
            #expect(part.shape == [3, 29, 29])
            seen.insert(part.doubles)
            let matches = (-4...4).contains { top in
                (-4...(-2)).contains { left in
                    let window = try? image.window(top: top, left: left, height: 29, width: 29)
                    return window?.doubles == part.doubles
                }
            }
            #expect(matches)
        }
        // 9 places down times 3 across.
        #expect(seen.count == 27)
        #expect(throws: TransformError.self) {
            try run("RandomCrop", ["size": .int(Dim(30))], on: image)
        }
    }

    @Test(arguments: [
        ("RandomHorizontalFlip", "p", StaticValue.float(1.5)),
        ("RandomHorizontalFlip", "p", .float(.nan)), ("RandomHorizontalFlip", "p", .string("x")),
        ("RandomRotation", "degrees", .float(-1)), ("RandomRotation", "degrees", .float(1e300)),
        ("RandomRotation", "degrees", .list([.float(5), .float(1)])),
        ("RandomRotation", "degrees", .none),
        ("centerCrop", "size", .int(Dim(0))), ("centerCrop", "size", .int(Dim(Int.max))),
        ("centerCrop", "size", .int(Dim(DimSymbol("H")))), ("resize", "size", .list([])),
        ("resize", "size", .list([.int(Dim(3)), .int(Dim(-3))])),
        ("standardize", "statistics", .record([:])), ("standardize", "mean", .list([.float(1)])),
        (
            "standardize", "statistics",
            .record(["mean": .list([.int(Dim(0))]), "std": .list([.float(0)])])
        ),
    ])
    func refusesArguments(name: String, parameter: String, value: StaticValue) throws {
        let type = try #require(DataCatalog.transform(name))
        #expect(throws: DataArgumentError.self) {
            try type.init(DataArguments([parameter: value], for: type.signature))
        }
    }

    @Test func typesAreThoseOfTheArrays() throws {
        let arguments: [String: [String: StaticValue]] = [
            "centerCrop": ["size": .int(Dim(8))], "resize": ["size": .int(Dim(8))],
            "RandomCrop": ["size": .int(Dim(8))], "RandomRotation": ["degrees": .int(Dim(9))],
            "standardize": ["mean": .list([.float(0)]), "std": .list([.float(1)])],
        ]
        let (height, width) = (DimSymbol("faces.height"), DimSymbol("faces.width"))
        let values = [height: Dim(29), width: Dim(23)]
        for type in DataCatalog.transforms {
            let name = type.signature.name
            let transform = try type.init(
                DataArguments(arguments[name] ?? [:], for: type.signature))
            let input = name == "standardize" ? floats : image
            let declared = TensorType(input.dtype, [Dim(3), Dim(height), Dim(width)])
            let inferred = try transform.infer(declared).substituting(values)
            let output = try run(name, arguments[name] ?? [:], on: input)
            #expect(inferred.knownShape == output.shape, "\(name)")
            #expect(inferred.dtype == output.dtype, "\(name)")
        }
    }

    @Test func mistakesOfThePipelineAreNamed() throws {
        let type = try #require(DataCatalog.transform("standardize"))
        let mean = StaticValue.list([.float(0), .float(0)])
        let two = try type.init(
            DataArguments(["mean": mean, "std": mean], for: type.signature)
                .replacing("std", .list([.float(1), .float(1)]), for: type.signature))
        let bytes = [DataField("image", .tensor(TensorType(.uint8, [3, 4, 4])))]
        #expect(
            throws: TransformError(
                "image: standardize wants Float pixels; this is UInt8[3, 4, 4]",
                help: "put toFloat before it")
        ) { try two.infer(bytes) }
        let floats = [DataField("image", .tensor(TensorType(.float32, [3, 4, 4])))]
        #expect(throws: TransformError.self) { try two.infer(floats) }
        #expect(throws: TransformError.self) { try two.infer([DataField("name", .string)]) }
    }
}

extension DataArguments {
    /// A copy with one argument changed.
    func replacing(_ name: String, _ value: StaticValue, for signature: Signature) -> Self {
        var changed = values
        changed[name] = value
        return DataArguments(changed, for: signature)
    }
}
