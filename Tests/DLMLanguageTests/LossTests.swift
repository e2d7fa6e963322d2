import DLM
import Testing

/// What only a run can refuse of a loss.
@Suite struct LossTests {
    private func fault(_ loss: String) throws -> ProgramFault? {
        let digits = try SmallDigits()
        let program = """
            option data: Path = "nowhere"
            data digits {
                train = idx(data/"images", labels: data/"labels") |> toFloat
            }
            model Net(image: Float[B, 1, 2, 2]) {
                logits = image |> flatten(start: 1) |> Linear(digits.classes)
            }
            train Net on digits {
                loss      = \(loss)
                optimizer = SGD(lr: 0.1)
            }
            """
        do {
            _ = try digits.prepare(program)
            return nil
        } catch let fault as ProgramFault {
            return fault
        }
    }

    @Test("as many class weights as classes, which only the data knows")
    func classWeights() throws {
        #expect(try fault("crossEntropy(logits, label, classWeights: [1, 2, 1])") == nil)
        let smooth = "labelSmoothing: 0.1, classWeights: [1, 2, 1]"
        #expect(try fault("crossEntropy(logits, label, \(smooth))") == nil)
        for weights in ["[1, 2]", "[1]", "[1, 2, 1, 1]"] {
            let fault = try fault("crossEntropy(logits, label, classWeights: \(weights))")
            let headline = fault?.diagnostics.first?.headline
            #expect(headline?.hasSuffix(" class weights for 3 classes") == true, "\(weights)")
            #expect(fault?.exitStatus == 1)
        }
    }

    @Test(
        "a loss through which no gradient reaches a parameter",
        arguments: [
            "mean(stopGradient(logits))", "float(sum(argmax(logits)))",
            "crossEntropy(stopGradient(logits), label)",
        ])
    func constantLoss(_ loss: String) throws {
        let fault = try fault(loss)
        #expect(
            fault?.diagnostics.map(\.headline)
                == ["no parameter of the model has a part in the loss"])
    }
}
