import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

@Suite struct SafetensorsTests {
    static let everyType: [(String, HostArray)] = [
        ("b.float", HostArray(.float32, [2, 2], [1.5, -0, Float.nan, .infinity] as [Float])),
        ("a.double", HostArray(.float64, [1], [0.1] as [Double])),
        ("long", HostArray(.int64, [3], [Int64.min, 0, .max])),
        ("int", HostArray(.int32, [2], [Int32.min, .max])),
        ("byte", HostArray(.uint8, [3], [0, 128, 255] as [UInt8])),
        ("flag", HostArray(.bool, [2], [0, 1] as [UInt8])),
        ("scalar \"ü\"\n", HostArray(.float32, [], [7] as [Float])),
        ("empty", HostArray(zeros: .float32, [0, 3])),
    ]

    @Test func returnsWhatWasWritten() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.safetensors"
        let metadata = ["text": "line\n\"quoted\" \\ \u{1}ü😀", "a": ""]
        try SafetensorsFile.write(
            path, tensors: SafetensorsTests.everyType, metadata: metadata, in: SystemFiles())
        let file = try SafetensorsFile.read(path, in: SystemFiles())
        #expect(file.metadata == metadata)
        #expect(try SafetensorsFile.readMetadata(path, in: SystemFiles()) == metadata)
        #expect(file.names.count == SafetensorsTests.everyType.count)
        for (name, array) in SafetensorsTests.everyType {
            let read = try #require(file.tensors[name])
            #expect(read.dtype == array.dtype && read.shape == array.shape)
            #expect(read.withBytes { Array($0) } == array.withBytes { Array($0) })
        }
        let first = try InputFile.bytes(path, limit: 1 << 20, in: SystemFiles())
        try SafetensorsFile.write(
            path, tensors: SafetensorsTests.everyType, metadata: metadata, in: SystemFiles())
        #expect(try InputFile.bytes(path, limit: 1 << 20, in: SystemFiles()) == first)
        #expect(try SystemFiles().entries(folder.path).map(\.name) == ["a.safetensors"])
    }

    @Test func readsTheReferenceImplementation() throws {
        let file = try SafetensorsFile.read(Fixture.path("golden.safetensors"), in: SystemFiles())
        #expect(file.metadata["torchvision"] != nil)
        #expect(file.tensors["toFloat"]?.shape == [3, 29, 23])
    }

    @Test func readsNarrowTypes() throws {
        let tensors = try SafetensorsFile.read(
            Fixture.path("tensors/types.safetensors"), in: SystemFiles()
        ).tensors
        for name in ["F16", "BF16"] {
            let array = try #require(tensors[name])
            #expect(array.facts == tensors["\(name).float"]?.facts)
            #expect(array.doubles[2...3] == [1.5, -2.25])
        }
        let counts: [Double] = [3, 2, 1, 0, 1, 2]
        for (name, dtype, sign) in [
            ("I8", .int32, -1), ("I16", .int32, -1), ("U16", .int32, 1), ("U32", .int64, 1),
            ("U64", .int64, 1),
        ] as [(String, DType, Double)] {
            let array = try #require(tensors[name])
            #expect(array.dtype == dtype && array.shape == [2, 3])
            #expect(array.doubles == counts.map { $0 * sign })
        }
    }

    @Test func namesTheTensorThatDoesNotFit() throws {
        let header = #"{"big":{"dtype":"U64","shape":[1],"data_offsets":[0,8]}}"#
        var bytes = file(header, data: 8)
        bytes[bytes.count - 1] = 0x80
        let error = dataError { _ = try SafetensorsFile.decode(MemorySource(bytes)) }
        #expect(error?.reason == .tooLarge)
        #expect(error?.problem.hasPrefix(#"the tensor "big" holds 9223372036854775808"#) == true)
    }

    /// The member of a header for a tensor of floats.
    static func floats(_ name: String, _ shape: String, _ offsets: String) -> String {
        #""\#(name)":{"dtype":"F32","shape":\#(shape),"data_offsets":\#(offsets)}"#
    }

    /// A file of a header and some zeros.
    func file(_ header: String, data: Int, length: UInt64? = nil) -> [UInt8] {
        let length = length ?? UInt64(header.utf8.count)
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) }
        return bytes + Array(header.utf8) + [UInt8](repeating: 0, count: data)
    }

    @Test(arguments: [
        "{" + floats("a", "[2]", "[0,8]") + "," + floats("b", "[1]", "[4,8]") + "}",
        "{" + floats("a", "[1]", "[0,4]") + "," + floats("b", "[1]", "[4,9]") + "}",
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[1e30,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#,
        #"{"a":{"dtype":"F32","shape":[2]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
        "{" + floats("a", "[4611686018427387904,4611686018427387904]", "[0,8]") + "}",
        #"{"a":{"dtype":"U8","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}"#,
        "{" + floats("a", "[2]", "[0,8]") + "," + floats("a", "[2]", "[0,8]") + "}",
        #"{"a":[1]}"#, #"{"__metadata__":[]}"#, #"{"__metadata__":{"a":1}}"#, "[]", "null", "", "{",
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} x"#, #"{"\ud800":1}"#,
    ])
    func refusesBadHeaders(header: String) throws {
        let folder = try TestFolder()
        let path = try folder.write("a.safetensors", file(header, data: 8))
        let error = dataError { _ = try SafetensorsFile.read(path, in: SystemFiles()) }
        #expect(error?.reason == .malformed)
        #expect(error?.path == path)
        #expect(error?.description.contains("\n") == false)
    }

    @Test(arguments: [1 << 60, UInt64.max, 100_000_001, 1_000])
    func refusesHugeHeaders(length: UInt64) throws {
        let folder = try TestFolder()
        let path = try folder.write("a", file("{}", data: 8, length: length))
        #expect(
            dataError { _ = try SafetensorsFile.read(path, in: SystemFiles()) }?.reason
                == .malformed)
    }

    @Test func refusesDeepNesting() throws {
        let folder = try TestFolder()
        let deep = String(repeating: "[", count: 200_000)
        let path = try folder.write("a", file(deep, data: 0))
        #expect(
            dataError { _ = try SafetensorsFile.read(path, in: SystemFiles()) }?.reason
                == .malformed)
    }

    @Test func survivesMutations() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a"
        try SafetensorsFile.write(
            path, tensors: SafetensorsTests.everyType, metadata: ["a": "b"], in: SystemFiles())
        let original = try InputFile.bytes(path, limit: 1 << 20, in: SystemFiles())
        for round in 0..<400 {
            let path = try folder.write("b", mutated(original, round))
            do {
                _ = try SafetensorsFile.read(path, in: SystemFiles())
            } catch {
                #expect(error is DataError)
            }
        }
    }

    @Test func aFailedWriteLeavesTheOldFile() throws {
        let folder = try TestFolder()
        let path = try folder.write("a", [1, 2, 3])
        let one = HostArray(floats: [1])
        let error = dataError {
            try SafetensorsFile.write(path, tensors: [("x", one), ("x", one)], in: SystemFiles())
        }
        #expect(error?.reason == .inconsistent)
        let file = try AtomicFile(path, in: SystemFiles())
        try file.write("half")
        #expect(try InputFile.bytes(path, limit: 10, in: SystemFiles()) == [1, 2, 3])
        let nowhere = dataError { _ = try AtomicFile("\(folder.path)/none/a", in: SystemFiles()) }
        #expect(nowhere?.reason == .missing)
    }
}
