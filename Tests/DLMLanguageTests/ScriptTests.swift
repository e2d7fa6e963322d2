import DLM
import DLMSyntax
import DiagnosticSuite
import Glibc
import Testing

/// Files of `show` and `expect` lines: those under Tests/Language/run and models/handmade meet all
/// they expect.
@Suite struct ScriptTests {
    private static let folder = SuiteFolder.language("run", from: #filePath)

    @Test(arguments: SuiteFolder.files(in: folder).map(\.source.path))
    func meetsItsExpectations(_ name: String) throws {
        let outcome = try Self.run(Engine(), "\(Self.folder)/\(name)").outcome
        #expect(outcome.rendered(colour: false) == "")
        #expect(outcome.kept > 0)
    }

    private static let handmade = SuiteFolder.language("../../models/handmade", from: #filePath)

    @Test(arguments: SuiteFolder.files(in: handmade).map(\.source.path))
    func handmadeModelMeetsItsExpectations(_ name: String) throws {
        let (shown, outcome) = try Self.run(Engine(), "\(Self.handmade)/\(name)")
        #expect(outcome.rendered(colour: false) == "")
        #expect(outcome.kept > 0)
        #expect(!shown.isEmpty)
    }

    @Test func handmadeModelsAreThere() {
        #expect(SuiteFolder.files(in: Self.handmade).count >= 9)
    }

    /// What a program of one text shows, and what came of it.
    private static func run(_ text: String) throws -> (shown: [String], outcome: ScriptJob.Outcome)
    {
        let host = Host(files: MemoryFiles(["test.dlm": text]))
        return try run(Engine(host: host), "test.dlm")
    }

    private static func run(
        _ engine: Engine, _ path: String
    ) throws -> (shown: [String], outcome: ScriptJob.Outcome) {
        let program = try engine.prepare(path)
        let script = try #require(program.script)
        #expect(program.isScript)
        var shown: [String] = []
        let outcome = try script.run(Runtime(threads: 1)) { shown.append($0) }
        return (shown, outcome)
    }

    @Test(arguments: [
        ("show 1 + 1", ["1 + 1 = 2"]), ("show -5, 3", ["-5 = -5  3 = 3"]),
        ("show = 7\nother = show - 5\nshow other", ["other = 2"]),
        ("x = 2\nexpect -x == -2\nshow -x", ["-x = -2"]),
        ("x = tensor([1.0, 2.5])\nshow \"x is\", x", ["x is  x = [1.0000, 2.5000]  Float[2]"]),
        ("show ones([2, 2])", ["ones([2, 2]) =\n[[1.0, 1.0],\n [1.0, 1.0]]  Float[2, 2]"]),
        ("show tensor([1, -20, 300])", ["tensor([1, -20, 300]) = [  1, -20, 300]  Int[3]"]),
        (
            "show tensor([1e-9, 2.0e8])",
            ["tensor([1e-9, 2.0e8]) = [1.0000e-09, 2.0000e+08]  Float[2]"]
        ),
        (
            "show tensor([9007199254740993, 1]) + 2",
            ["tensor([9007199254740993, 1]) + 2 = [9007199254740995,                3]  Int[2]"]
        ),
        ("show tensor(1.5) > 1.0", ["tensor(1.5) > 1.0 = true"]),
        ("show zeros([0, 3])", ["zeros([0, 3]) = []  Float[0, 3]"]),
        ("show (1, \"a\"), { n: none }", ["(1, \"a\") = (1, a)  { n: none } = { n: none }"]),
        ("show [ones([2, 1]), 1]", ["[ones([2, 1]), 1] =\n[[[1.0],\n  [1.0]]  Float[2, 1],\n 1]"]),
        ("show 1.0 / tensor([0.0, -0.0])", ["1.0 / tensor([0.0, -0.0]) = [ inf, -inf]  Float[2]"]),
    ])
    func shows(_ text: String, _ lines: [String]) throws {
        #expect(try Self.run(text).shown == lines)
    }

    @Test func largeTensorsAreElided() throws {
        let text = try Self.run("show ones([100, 50])").shown[0]
        #expect(text.split(separator: "\n").count == 8)
        #expect(text.hasSuffix("Float[100, 50]"))
    }

    @Test func whatIsNotMetIsTold() throws {
        let (_, outcome) = try Self.run(
            """
            a = tensor([1.0, 2.0])
            expect all(a == [1.0, 2.0])
            expect sum(a) == 4.0
            expect a[0] > 5.0
            """)
        #expect(outcome.kept == 1)
        #expect(outcome.failures.map(\.primary.span.position.line) == [3, 4])
        #expect(outcome.failures[0].notes.contains("sum(a) = 3.0"))
    }

    @Test func aLineIsComputedOnce() throws {
        // Drawn when it is named: what is built on it sees the same numbers.
        let (_, outcome) = try Self.run(
            """
            x = dropout(ones([4, 50]), 0.5)
            y = x + 1.0
            expect all(y - 1.0 == x)
            expect sum(x) > 0.0
            """)
        #expect(outcome.failures.isEmpty)
        #expect(outcome.kept == 2)
    }

    @Test("tensors come back from every format as they were", arguments: ["safetensors", "npz"])
    func filesOfTensors(_ ending: String) throws {
        let path = "tensors.\(ending)"
        let (_, outcome) = try Self.run(
            """
            a = randn([3, 4], seed: 1)
            writeTensors("\(path)", { a: a, nothing: a[:, 0:0], t: a > 0 })
            r = readTensors("\(path)")
            expect all(r.a == a) && all(r["t"] == (a > 0))
            expect size(r.nothing, 1) == 0
            """)
        #expect(outcome.kept == 2)
        #expect(outcome.failures.isEmpty)
    }

    @Test func aFileThatIsMissingIsOneDiagnostic() throws {
        let text = "r = readTensors(\"nowhere.safetensors\")\nshow r.x"
        #expect(throws: ProgramFault.self) { try Self.run(text) }
    }
}
