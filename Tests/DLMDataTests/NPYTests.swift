import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

@Suite struct NPYTests {
    /// A file of a header and zeros for data.
    static func file(
        _ text: String, data: Int = 24, version: UInt8 = 1, length: Int? = nil
    ) -> MemorySource {
        let length = length ?? text.utf8.count
        let width = version == 1 ? 2 : 4
        let digits = (0..<width).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
        return MemorySource(
            NPYHeader.magic + [version, 0] + digits + Array(text.utf8)
                + [UInt8](repeating: 0, count: data))
    }

    static func error(_ source: MemorySource) -> DataError? {
        dataError { _ = try NPYFile.decode(source) }
    }

    @Test(arguments: [1, 2, 3])
    func readsEveryVersion(version: Int) throws {
        let array = try NPYFile.read(Fixture.tensors("version\(version).npy"), in: SystemFiles())
        #expect(array.facts == HostArray.counts(.float32, [2, 3], from: -3).facts)
    }

    @Test func writesWhatNumPyWrites() throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a.npy"
        try NPYFile.write(path, .counts(.float32, [2, 3], from: -3), in: SystemFiles())
        let written = try InputFile.bytes(path, limit: 1_000, in: SystemFiles())
        #expect(written == (try Fixture.bytes("tensors/version1.npy")))
    }

    @Test(arguments: DType.allCases)
    func returnsWhatWasWritten(dtype: DType) throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/a"
        for shape in [[], [1], [7], [2, 3], [0], [3, 0, 2], [1, 2, 1, 3], [123_456]] {
            let array = HostArray.counts(dtype, shape, from: dtype.isFloating ? -3 : 0)
            try NPYFile.write(path, array, in: SystemFiles())
            #expect(try NPYFile.read(path, in: SystemFiles()).facts == array.facts)
            let size = try InputFile(path, in: SystemFiles()).size - array.byteCount
            #expect(size % 64 == 0)
        }
    }

    @Test(arguments: [
        "{'descr':'<f4','fortran_order':False,'shape':(2,3)}",
        "  {\"shape\": (2L, 3L ,), \"descr\": \"=f4\", \"fortran_order\": False, }  \n",
        "{'fortran_order' :\tTrue,\n'shape':( 3,2 ),'descr':'>i4'}",
        "{'descr': 'f8', 'fortran_order': False, 'shape': (3,), }",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (24,), }",
    ])
    func readsHeadersOfOthers(text: String) throws {
        for version: UInt8 in [1, 2, 3] {
            let array = try NPYFile.decode(NPYTests.file(text, version: version))
            #expect(array.doubles.allSatisfy { $0 == 0 })
        }
    }

    @Test(arguments: [
        "", "{", "{}", "[]", "{'descr':'<f4'}",
        "{'descr':'<f4','fortran_order':False,'shape':(2,3)} x",
        "{'descr':'<f4','fortran_order':False,'shape':(2,3),'more':1}",
        "{'descr':'<f4','descr':'<f4','fortran_order':False,'shape':(2,3)}",
        "{'descr':'<f4','fortran_order':0,'shape':(2,3)}",
        "{'descr':'<f4','fortran_order':False,'shape':(6)}",
        "{'descr':'<f4','fortran_order':False,'shape':6}",
        "{'descr':'<f4','fortran_order':False,'shape':[2,3]}",
        "{'descr':'<f4','fortran_order':False,'shape':(-2,-3)}",
        "{'descr':'<f4','fortran_order':False,'shape':(2,'3')}",
        "{'descr':'<f4','fortran_order':False,'shape':(2,3.0)}",
        "{'descr':'<f4','fortran_order':False,'shape':(2,,3)}",
        "{'descr':'<f4','fortran_order':False,'shape':(2,03)}",
        "{'descr':'<f4','fortran_order':False,'shape':(2,5)}",
        "{'descr':'<f4','fortran_order':False,'shape':(5,)}",
        "{'descr':'<f4','fortran_order':False,'shape':(4611686018427387904,4)}",
        "{'descr':'<f4','fortran_order':False,'shape':(0,4611686018427387904,4)}",
        "{'descr':'<f4','fortran_order':False,'shape':(99999999999999999999,)}",
        "{'descr':'<f4','fortran_order':False,'shape':(9223372036854775807,)}",
        "{'descr':'<c8','fortran_order':False,'shape':(3,)}",
        "{'descr':'<f\n','fortran_order':False,'shape':(3,)}",
        "{'descr':'<f\\x34','fortran_order':False,'shape':(3,)}",
        "{'descr':'','fortran_order':False,'shape':(3,)}",
        "{'descr':__import__('os'),'fortran_order':False,'shape':(3,)}",
    ])
    func refusesBadHeaders(text: String) throws {
        let error = NPYTests.error(NPYTests.file(text))
        #expect(error?.reason == .malformed)
        #expect(error?.path == "memory")
        #expect(error?.description.contains("\n") == false)
    }

    @Test func refusesDeepNestingAndLongHeaders() throws {
        let deep = String(repeating: "(", count: 60_000)
        let text = "{'shape':\(deep)"
        #expect(NPYTests.error(NPYTests.file(text))?.problem.contains("too deep") == true)
        for length in [1_000, NPYHeader.limit + 1, 0xFFFF_FFFF] {
            let source = NPYTests.file("{}", version: 2, length: length)
            #expect(NPYTests.error(source)?.reason == .malformed)
        }
        let axes = String(repeating: "1,", count: 33)
        let many = "{'descr':'<f4','fortran_order':False,'shape':(\(axes))}"
        #expect(
            NPYTests.error(NPYTests.file(many, data: 4))?.problem.contains("at most 32") == true)
    }

    @Test(arguments: [
        ("objects", "is an array of objects, which dlm does not load", "pickled"),
        ("records", "holds records of several fields (a structured dtype)", "of its own"),
        ("complex", "holds elements of the type \"<c8\"", "astype"),
        ("text", "holds elements of the type \"<U3\"", "astype"),
        ("huge", "holds 18446744073709551615, more than an Int can be (9223372036854775807)", ""),
    ])
    func refusesWhatIsNoNumber(name: String, problem: String, help: String) throws {
        let path = Fixture.tensors("\(name).npy")
        let error = dataError { _ = try NPYFile.read(path, in: SystemFiles()) }
        #expect(error?.path == path)
        #expect(error?.problem == problem)
        #expect(error?.help?.contains(help) == true || help.isEmpty)
    }

    @Test("A truth value is 0 or 1 whatever byte stands for it")
    func truth() throws {
        var bytes = NPYTests.file(
            "{'descr':'|b1','fortran_order':False,'shape':(4,)}", data: 0
        ).bytes
        bytes += [0, 1, 2, 255]
        let array = try NPYFile.decode(MemorySource(bytes))
        #expect(array.elements(as: UInt8.self) == [0, 1, 1, 1])
    }

    @Test func refusesToWriteTooManyAxes() throws {
        let folder = try TestFolder()
        let array = HostArray(zeros: .float32, [Int](repeating: 1, count: 33))
        let error = dataError {
            try NPYFile.write("\(folder.path)/a.npy", array, in: SystemFiles())
        }
        #expect(error?.reason == .tooLarge)
        #expect(try SystemFiles().entries(folder.path).isEmpty)
    }
}
