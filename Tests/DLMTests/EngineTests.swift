import DLM
import Testing

@Suite struct EngineTests {
    @Test func aMissingFileIsADiagnosticThatNamesIt() {
        let engine = Engine(host: Host(files: MemoryFiles()))
        let result = engine.check("nowhere.dlm")
        #expect(result.hasErrors)
        #expect(result.rendered(colour: false).contains("nowhere.dlm"))
    }
}
