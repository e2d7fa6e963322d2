import DLMSystem
import DLMTypes
import Glibc
import Testing

@testable import DLMData

@Suite struct LoaderTests {
    /// Twelve pictures of two classes, and a pipeline with randomness over them.
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        for number in 0..<12 {
            let image = FaceDrawing.image(
                person: FaceIdentity(number), size: 24, key: RandomKey(seed: 1).child(number))
            let bytes = try #require(JPEG.encode(image, quality: 90))
            try folder.write("\(number % 2)/\(number).jpg", bytes)
        }
    }

    func pipeline(_ steps: [(String, [String: StaticValue])]) throws -> DataPipeline {
        let source = try #require(DataCatalog.source("imageFolder"))
        let made = try steps.map { name, arguments in
            let type = try #require(DataCatalog.transform(name))
            return try type.init(DataArguments(arguments, for: type.signature))
        }
        let arguments = DataArguments(["path": .path(folder.path)], for: source.signature)
        return DataPipeline(source: source, arguments: arguments, steps: made)
    }

    func augmented(cacheLimit: Int = 1 << 20) throws -> Dataset {
        try pipeline([
            ("toFloat", [:]), ("RandomHorizontalFlip", [:]),
            ("RandomRotation", ["degrees": .int(Dim(50))]),
            ("RandomCrop", ["size": .int(Dim(24)), "padding": .int(Dim(3))]),
        ]).open(cacheLimit: cacheLimit, host: Host())
    }

    /// Everything a stream yields, as comparable bytes.
    func contents(_ stream: BatchStream) throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        while let batch = try stream.next() {
            var bytes: [UInt8] = []
            for name in batch.tensors.keys.sorted() {
                batch.tensors[name]?.withBytes { bytes += $0 }
            }
            for name in batch.strings["name"] ?? [] { bytes += Array(name.utf8) }
            all.append(bytes)
        }
        return all
    }

    @Test func batchesDoNotDependOnThreadsOrCache() throws {
        var expected: [[UInt8]]?
        for workers in [1, 2, 3, 8] {
            for cacheLimit in [0, 4_000, 1 << 20] {
                let dataset = try augmented(cacheLimit: cacheLimit)
                let loader = Loader(
                    dataset, .init(batchSize: 5, shuffles: true, seed: 3, workers: workers))
                _ = try contents(loader.batches(epoch: 0))
                let found = try contents(loader.batches(epoch: 1))
                expected = expected ?? found
                #expect(found == expected, "\(workers) workers, cache \(cacheLimit)")
            }
        }
    }

    @Test func seedAndEpochChangeOrderAndAugmentation() throws {
        let dataset = try augmented()
        func run(_ seed: UInt64, _ epoch: Int) throws -> [[UInt8]] {
            let options = Loader.Options(batchSize: 12, shuffles: false, seed: seed)
            return try contents(Loader(dataset, options).batches(epoch: epoch))
        }
        let first = try run(1, 0)
        #expect(try run(1, 0) == first)
        #expect(try run(1, 1) != first)
        #expect(try run(2, 0) != first)
        let shuffled = Loader(dataset, .init(batchSize: 5, shuffles: true, seed: 1))
        #expect(shuffled.order(epoch: 0) != shuffled.order(epoch: 1))
        #expect(shuffled.order(epoch: 0).sorted() == Array(0..<12))
        let plain = Loader(dataset, .init(batchSize: 5))
        #expect(plain.order(epoch: 3) == Array(0..<12))
    }

    @Test func resumingSkipsBatches() throws {
        let loader = Loader(try augmented(), .init(batchSize: 5, shuffles: true, seed: 9))
        let all = try contents(loader.batches(epoch: 2))
        #expect(all.count == 3)
        for skipped in 0...4 {
            let rest = try contents(loader.batches(epoch: 2, skipping: skipped))
            #expect(rest == Array(all.dropFirst(skipped)))
        }
    }

    @Test func theLastShortBatchIsKeptOrDropped() throws {
        let dataset = try augmented()
        let kept = Loader(dataset, .init(batchSize: 5))
        let stream = kept.batches(epoch: 0)
        var counts: [Int] = []
        while let batch = try stream.next() {
            counts.append(batch.count)
            #expect(batch.tensors["image"]?.shape == [batch.count, 3, 24, 24])
            #expect(batch.tensors["label"]?.shape == [batch.count])
            #expect(batch.strings["name"]?.count == batch.count)
        }
        #expect(counts == [5, 5, 2] && kept.batchCount == 3)
        let dropped = Loader(dataset, .init(batchSize: 5, dropsLast: true))
        #expect(try contents(dropped.batches(epoch: 0)).count == 2)
        #expect(Loader(dataset, .init(batchSize: 4, dropsLast: true)).batchCount == 3)
        #expect(Loader(dataset, .init(batchSize: 0)).batchCount == 12)
    }

    @Test func anErrorComesInItsPlaceAndNamesTheFile() throws {
        let path = "\(folder.path)/1/5.jpg"
        let bytes = try InputFile.bytes(path, limit: 1 << 20, in: SystemFiles())
        try folder.write("1/5.jpg", Array(bytes.prefix(bytes.count / 2)))
        for workers in [1, 4] {
            let dataset = try augmented()
            let loader = Loader(dataset, .init(batchSize: 2, workers: workers))
            let stream = loader.batches(epoch: 0)
            let place = try #require((0..<12).first { dataset.path(of: $0) == path })
            for _ in 0..<place / 2 { #expect(try stream.next() != nil) }
            let error = dataError { _ = try stream.next() }
            #expect(error?.path == path && error?.reason == .malformed)
            #expect(try stream.next() == nil)
        }
    }

    @Test func cancellingEndsAtOnce() throws {
        let loader = Loader(try augmented(), .init(batchSize: 1, workers: 4, ahead: 2))
        let stream = loader.batches(epoch: 0)
        #expect(try stream.next() != nil)
        stream.cancel()
        #expect(try stream.next() == nil)
        // A stream that is dropped with work in flight stops its threads without hanging.
        for _ in 0..<50 { _ = try loader.batches(epoch: 0).next() }
    }

    @Test func anImageOfAnotherSizeIsNamed() throws {
        try folder.write("1/7.jpg", try Fixture.bytes("color.jpg"))
        let plain = try pipeline([("toFloat", [:])]).open(host: Host())
        let error = dataError {
            _ = try contents(Loader(plain, .init(batchSize: 4)).batches(epoch: 0))
        }
        #expect(error?.path == "\(folder.path)/1/7.jpg")
        #expect(error?.problem == "image is 3×29×23 where the first sample has 3×24×24")
        let resized = try pipeline([("resize", ["size": .int(Dim(16))])]).open(host: Host())
        let batches = try contents(Loader(resized, .init(batchSize: 4)).batches(epoch: 0))
        #expect(batches.count == 3)
        // A height that the steps have replaced is no fact of the block.
        #expect(resized.facts.integer("height") == nil)
        #expect(plain.facts.integer("height") == 24)
        #expect(resized.facts.strings("classNames") == ["0", "1"])
    }

    @Test func partsOfABlockMustFit() throws {
        let other = try TestFolder()
        for name in ["0/1.jpg", "2/1.jpg"] {
            try other.write(
                name,
                try InputFile.bytes("\(folder.path)/0/0.jpg", limit: 1 << 20, in: SystemFiles()))
        }
        let source = try #require(DataCatalog.source("imageFolder"))
        let arguments = DataArguments(["path": .path(other.path)], for: source.signature)
        let train = try pipeline([])
        let valid = DataPipeline(source: source, arguments: arguments)
        var block = DataBlock(name: "faces", parts: ["train": train, "valid": valid], host: Host())
        #expect(try block.open("train")?.count == 12)
        #expect(try block.open("train") === block.open("train"))
        #expect(block.facts.integer("classes") == 2)
        #expect(try block.open("none") == nil)
        let error = dataError { _ = try block.open("valid") }
        #expect(
            error?.problem
                == "the class \"1\" is only in faces.train, the class \"2\" is only in faces.valid")
        #expect(error?.path == other.path)

        let small = try pipeline([("resize", ["size": .int(Dim(16))])])
        var sizes = DataBlock(name: "faces", parts: ["train": train, "valid": small], host: Host())
        #expect(try sizes.open("train") != nil && sizes.open("valid") != nil)
    }

    @Test func theCacheStaysInItsBudget() throws {
        let cache = SampleCache(count: 3, limit: 100)
        let sample = Sample([.tensor(HostArray(zeros: .uint8, [40]))])
        for index in 0..<3 { cache.keep(sample, at: index) }
        #expect(cache.byteCount == 80)
        #expect(cache[0] != nil && cache[2] == nil)
    }

    @Test func addingAnotherStepShiftsNoRandomness() throws {
        let flip = ("RandomHorizontalFlip", [:] as [String: StaticValue])
        let crop = ("RandomCrop", ["size": StaticValue.int(Dim(20))])
        let key = RandomKey(seed: 4)
        let alone = try pipeline([crop]).open(host: Host())
        let never = ("RandomHorizontalFlip", ["p": StaticValue.int(Dim(0))])
        let after = try pipeline([never, crop]).open(host: Host())
        for index in 0..<12 {
            let a = try alone.sample(index, key: key).values[0].array?.doubles
            #expect(try after.sample(index, key: key).values[0].array?.doubles == a)
        }
        #expect(
            try pipeline([flip, crop, flip]).stepPaths
                == ["RandomHorizontalFlip", "RandomCrop", "RandomHorizontalFlip_2"])
    }
}
