/// What a run has learnt of its own pace, to say how long it will take.
struct RunClock {
    let start: Double
    /// Seconds that measuring the other parts took in the last epoch.
    var evaluationSeconds: Double?

    init(_ start: Double) { self.start = start }

    /// Seconds until the run is done.
    ///
    /// - Parameters:
    ///   - batchesLeft: of training, in this and later epochs.
    ///   - secondsPerBatch: as measured in this epoch.
    ///   - evaluationsLeft: epochs whose evaluation is to come.
    func secondsLeft(
        batchesLeft: Double, secondsPerBatch: Double, evaluationsLeft: Double
    ) -> Double {
        batchesLeft * secondsPerBatch
            + evaluationsLeft * (evaluationSeconds ?? 0)
    }
}
