import DLM
import Testing

/// Images from elsewhere become what the data set's images became.
@Suite struct PreparationTests {
    private static func session() throws -> (Session, MemoryFiles) {
        let files = MemoryFiles()
        var host = Host(files: files)
        host.environment = { $0 == "XDG_CACHE_HOME" ? "/cache" : nil }
        let text = """
            import vision

            folder = sampleFaces(people: 2, size: 24)
            data faces {
                train = imageFolder(folder/"train_data") |> toFloat |> RandomHorizontalFlip
                valid = imageFolder(folder/"val_data") |> resize(16) |> toFloat
                    |> standardize(imagenet)
            }
            model Net(image: Float[B, 3, 16, 16]) {
                embedding = image |> Conv2d(4, 3) |> relu |> globalAvgPool
                logits    = embedding |> Linear(faces.classes)
            }
            """
        return (try Engine(host: host, threads: 1).session(Engine(host: host).compile(text)), files)
    }

    @Test func aPostedImageTakesTheStepsOfItsPart() throws {
        let (session, files) = try Self.session()
        #expect(try session.facts("faces").integer("classes") == 2)
        let prepare = try session.preparation("faces.valid")
        let path = try #require(files.paths.first { $0.contains("val_data") })
        let bytes = try #require(files[path])
        let image = try prepare(jpeg: bytes)
        #expect(image.shape == [3, 16, 16] && image.dtype == .float32)
        let batch = try #require(HostArray(stacking: [image, image]))
        let outputs = try session.call("Net", batch, reading: ["embedding", "logits"])
        #expect(outputs["embedding"]?.shape == [2, 4])
        #expect(outputs["logits"]?.shape == [2, 2])
    }

    @Test func whatIsNoImageIsSaid() throws {
        let prepare = try Self.session().0.preparation("faces.valid")
        let (_, files) = try Self.session()
        func problem(_ work: () throws -> Void) -> String? {
            (#expect(throws: DataError.self) { try work() })?.problem
        }
        #expect(problem { _ = try prepare(jpeg: []) } == "is empty")
        #expect(problem { _ = try prepare(jpeg: [1, 2, 3, 4, 5]) } == "is not a JPEG image")
        #expect(problem { _ = try prepare(HostArray(floats: [1])) } != nil)
        _ = files
    }

    @Test func manyPixelsAreRefusedBeforeTheyAreDecoded() throws {
        let (session, files) = try Self.session()
        _ = try session.facts("faces")
        let prepare = try session.preparation("faces.valid")
        let path = try #require(files.paths.first { $0.contains("val_data") })
        let bytes = try #require(files[path])
        let error = #expect(throws: DataError.self) {
            try prepare(jpeg: bytes, name: "post", maximumPixels: 24 * 24 - 1)
        }
        #expect(error?.description == "post: is 24×24 pixels; the most here are 575")
    }

    @Test func aPartThatIsNotThereIsNamed() throws {
        let (session, _) = try Self.session()
        let fault = #expect(throws: ProgramFault.self) { try session.preparation("faces.vald") }
        #expect(fault?.rendered().contains("did you mean faces.valid?") == true)
    }
}
