import DLMData
import DLMTensor

/// Failures of one step in the user's terms.
enum StepFault {
    /// A step that could not run on a batch.
    static func describe(
        _ error: RunError, _ batch: Batch, in dataset: Dataset, part: String
    ) -> TrainingFault {
        var notes: [String] = []
        if let origin = error.origin { notes.append("in \(origin)") }
        if let first = batch.indices.first, let last = batch.indices.last {
            notes.append(
                "the batch of \(part) runs from \(dataset.path(of: first)) to "
                    + dataset.path(of: last))
        }
        let help: String? =
            switch error.reason {
            case .memory: "use smaller batches: --set batch=N"
            case .index: "check the labels of the data"
            default: nil
            }
        return TrainingFault(error.message, notes: notes, help: help)
    }

    /// A loss or a gradient that is no longer a finite number.
    ///
    /// - Parameters:
    ///   - value: the figure, NaN or infinite.
    ///   - place: `epoch 2, step 417 of 938`.
    static func notFinite(
        _ what: String, _ value: Double, place: String,
        finding: NonFiniteLocator.Finding?, saved: String
    ) -> TrainingFault {
        var notes: [String] = []
        var help = "lower the learning rate, or clip the gradients (clipNorm = 1)"
        switch finding {
        case .input(let name):
            notes.append("the field `\(name)` of the batch holds it already")
            help = "look for bad values in the data"
        case .variable(let path):
            notes.append("\(path) is not finite since an earlier step")
        case .node(let origin?): notes.append("first in \(origin)")
        case .node(nil), nil: break
        }
        notes.append("nothing of this step was kept; \(saved)")
        return TrainingFault(
            "\(what) became \(Figures.short(value)) in \(place)", notes: notes, help: help)
    }

    /// A figure that is no longer finite, in a run whose schedule goes by it.
    static func notFinite(
        _ figure: String, _ value: Double, _ epoch: Int, _ saved: String
    ) -> TrainingFault {
        TrainingFault(
            "\(figure) became \(Figures.short(value)) in epoch \(epoch)",
            notes: ["the schedule reads it", "nothing of this epoch was saved; \(saved)"],
            help: "lower the learning rate, or clip the gradients (clipNorm = 1)")
    }

    /// A variable that is no longer finite when it is to be saved.
    static func notFinite(
        _ variable: String, _ value: Double, place: String, saved: String
    ) -> TrainingFault {
        TrainingFault(
            "\(variable) became \(Figures.short(value)) by \(place)",
            notes: ["it was not saved; \(saved)"],
            help: "lower the learning rate, or clip the gradients (clipNorm = 1)")
    }
}
