import DLM
import Testing

/// What `require` leaves to the run, and diagnostics that need several files or a run.
@Suite struct RequirementTests {
    private static func program(_ condition: String) -> String {
        """
        option data: Path = "nowhere"
        data digits { train = idx(data/"images", labels: data/"labels") |> toFloat }
        block Head(n: Int) (x: Float[B, C]) {
            require(\(condition), "n is of the right kind", help: "take another n")
            x |> Linear(n)
        }
        model Net(image: Float[B, 1, 2, 2]) {
            logits = image |> flatten(start: 1) |> Head(digits.classes)
        }
        train Net on digits {
            loss      = crossEntropy(logits, label)
            optimizer = SGD(lr: 0.1)
        }
        """
    }

    private func check(_ files: [String: String]) -> [Diagnostic] {
        let host = Host(files: MemoryFiles(files))
        return Engine(host: host).check("main.dlm").diagnostics
    }

    @Test func openConditionIsMetByTheRun() throws {
        let text = Self.program("n % 3 == 0")
        #expect(check(["main.dlm": text]).isEmpty)
        #expect(try SmallDigits().prepare(text).train != nil)
    }

    @Test func openConditionIsRefusedByTheRun() throws {
        let text = Self.program("n % 2 == 0")
        #expect(check(["main.dlm": text]).isEmpty)
        let fault = #expect(throws: ProgramFault.self) { try SmallDigits().prepare(text) }
        let found = try #require(fault?.diagnostics.first)
        #expect(found.headline == "Head: n is of the right kind")
        #expect(found.primary.text == "n is 3")
        #expect(found.primary.span.text == "digits.classes")
        #expect(found.helps == ["take another n"])
    }

    @Test("a condition that the run computes is refused", arguments: ["sum(x) > 0", "n"])
    func conditionIsStatic(_ condition: String) {
        #expect(!check(["main.dlm": Self.program(condition)]).isEmpty)
    }

    @Test func ownFunctionOfTheName() {
        let text = """
            def require(x: Float[...], y: String) = x
            model Net(x: Float[B, 3]) { y = require(x, "it") }
            """
        #expect(check(["main.dlm": text]).isEmpty)
    }

    @Test("names of an imported file that does not parse are not missed")
    func brokenImport() {
        let main = """
            import "parts.dlm"
            model Net(x: Float[B, 3]) { y = x |> Shiftwise |> Linaer(3) }
            """
        let found = check(["main.dlm": main, "parts.dlm": "blcok Shiftwise (x: Float[B, C]) { x }"])
        #expect(found.allSatisfy { !$0.headline.contains("no name Shiftwise") })
        #expect(found.contains { $0.headline == "there is no name Linaer" })
    }

    @Test func missingDataFileIsShownAtItsSource() throws {
        let text = Self.program("n > 0")
        let overrides = [Override(name: "data", value: "/nowhere/at/all")]
        let fault = #expect(throws: ProgramFault.self) {
            try SmallDigits().prepare(text, overrides: overrides)
        }
        #expect(fault?.diagnostics.first?.primary.span.text == "idx")
    }
}
