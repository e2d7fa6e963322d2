import DLMSystem
import DLMTypes
import Glibc

/// Cuts a dataset into batches, epoch by epoch, and makes them ahead of their use on threads of
/// its own. What a batch holds depends on seed, epoch and number, never on threads or timing.
public struct Loader: Sendable {
    /// How batches are made.
    public struct Options: Sendable {
        /// Samples in a batch.
        public var batchSize: Int
        /// A new order each epoch, drawn from seed and epoch; otherwise the order of the source.
        public var shuffles: Bool
        public var seed: UInt64
        /// Leaves out a last batch of fewer samples.
        public var dropsLast: Bool
        /// Threads that read and transform; all cores when nil.
        public var workers: Int?
        /// Batches made ahead; two for each thread when nil.
        public var ahead: Int?

        public init(
            batchSize: Int, shuffles: Bool = false, seed: UInt64 = 0, dropsLast: Bool = false,
            workers: Int? = nil, ahead: Int? = nil
        ) {
            self.batchSize = batchSize
            self.shuffles = shuffles
            self.seed = seed
            self.dropsLast = dropsLast
            self.workers = workers
            self.ahead = ahead
        }
    }

    public let dataset: Dataset
    public let options: Options

    public init(_ dataset: Dataset, _ options: Options) {
        self.dataset = dataset
        self.options = options
    }

    /// Batches of an epoch.
    public var batchCount: Int {
        let size = max(options.batchSize, 1)
        return dataset.count / size + (options.dropsLast || dataset.count % size == 0 ? 0 : 1)
    }

    /// The numbers of the samples of an epoch in their order.
    public func order(epoch: Int) -> [Int] {
        guard options.shuffles else { return Array(0..<dataset.count) }
        var random = CounterRandom(
            RandomKey(seed: options.seed).child("shuffle").child("epoch", epoch))
        return random.permutation(dataset.count)
    }

    /// Refuses a batch that does not fit in memory, its samples and their stack together.
    private static func requireMemory(_ dataset: Dataset, _ indices: [Int]) throws {
        var bytes: Int? = 0
        for field in dataset.fields {
            guard let type = field.tensorType, let shape = type.knownShape else { continue }
            let own = HostMemory.byteCount(type.dtype, [indices.count, 2] + shape)
            bytes = bytes.flatMap { sum in own.map { sum + $0 } }
        }
        if let bytes, HostMemory.canHold(bytes) { return }
        let why = bytes.map(HostMemory.refusal) ?? "it is larger than any memory"
        throw DataError(
            .tooLarge, indices.first.map(dataset.path) ?? "the data",
            "no memory for a batch of \(indices.count) samples: \(why)",
            help: "use smaller batches: --set batch=N")
    }

    /// Starts making the batches of an epoch; `skipping` of them have been used already, by a run
    /// that is now resumed.
    public func batches(epoch: Int, skipping: Int = 0) -> BatchStream {
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let workers = max(1, options.workers ?? cores)
        let order = order(epoch: epoch)
        let size = max(options.batchSize, 1)
        let key = RandomKey(seed: options.seed).child("augment").child("epoch", epoch)
        let dataset = self.dataset
        return BatchStream(
            first: max(0, skipping), end: batchCount, ahead: max(1, options.ahead ?? 2 * workers),
            workers: workers
        ) { number, isCancelled in
            let (start, end) = (number * size, min(order.count, (number + 1) * size))
            let indices = Array(order[start..<end])
            try Loader.requireMemory(dataset, indices)
            var samples: [Sample] = []
            samples.reserveCapacity(indices.count)
            for index in indices {
                if isCancelled() { return nil }
                samples.append(try dataset.sample(index, key: key))
            }
            return Batch(samples, indices: indices, fields: dataset.fields)
        }
    }
}
