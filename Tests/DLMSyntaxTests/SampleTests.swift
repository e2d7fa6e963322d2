import DLMSyntax
import DiagnosticSuite
import Testing

@Suite struct SampleTests {
    @Test(arguments: SamplePrograms.all)
    func parsesWithoutDiagnostics(_ text: String) {
        let result = ParsedFile.parse(SourceFile(path: "s.dlm", text: text))
        #expect(result.diagnostics.all.map(Describe.line) == [])
        #expect(!ASTDump.dump(result.file).contains("<error>"))
    }

    @Test func modelReadsAsWritten() {
        let file = ParsedFile.parse(SourceFile(path: "s.dlm", text: SamplePrograms.faces)).file
        let model = file.declarations.compactMap { declaration -> ModelDeclaration? in
            guard case .model(let model) = declaration else { return nil }
            return model
        }
        #expect(
            model.first.map { ASTDump.dump(.model($0)) } == """
                (model ResNet34 (image:Float[B 3 H W]) {(= embedding (|> image \
                (call Conv2d 64 3 padding:1 bias:false) BatchNorm relu \
                (repeat 3 {(section (call BasicBlock 64))}) (call BasicBlock 128 stride:2) \
                (repeat 3 {(section (call BasicBlock 128))}) (call BasicBlock 256 stride:2) \
                (repeat 5 {(section (call BasicBlock 256))}) (call BasicBlock 512 stride:2) \
                (repeat 2 {(section (call BasicBlock 512))}) globalAvgPool (call Dropout 0.2))); \
                (= logits (|> embedding (call Linear (. faces classes))))})
                """)
    }

    /// A mistake anywhere must leave the declarations around it intact.
    @Test func mistakesStayLocal() {
        let text = SamplePrograms.faces
        let sound = ParsedFile.parse(SourceFile(path: "s.dlm", text: text)).file
        let broken = text.replacing(
            "main = x |> Conv2d(channels, 3,", with: "main = x |> Conv2d(channels 3,, ",
            maxReplacements: 1)
        let result = ParsedFile.parse(SourceFile(path: "s.dlm", text: broken))
        #expect(result.diagnostics.hasErrors)
        #expect(result.file.declarations.count == sound.declarations.count)
        let names = result.file.declarations.map { $0.name?.name }
        #expect(names == sound.declarations.map { $0.name?.name })
    }
}

enum Describe {
    static func line(_ diagnostic: Diagnostic) -> String {
        let position = diagnostic.primary.span.position
        return "\(position.line):\(position.column): \(diagnostic.headline)"
    }
}
