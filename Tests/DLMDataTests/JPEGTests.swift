import DLMSystem
import DLMTypes
import Testing

@testable import DLMData

@Suite struct JPEGTests {
    @Test(arguments: ["color", "progressive", "gray"])
    func decodesLikePillow(name: String) throws {
        let golden = try SafetensorsFile.read(Fixture.path("golden.safetensors"), in: SystemFiles())
        let expected = try #require(golden.tensors["decode.\(name)"])
        let image = try JPEG.read(Fixture.path("\(name).jpg"), in: SystemFiles())
        #expect(image.shape == expected.shape)
        #expect(image.elements(as: UInt8.self) == expected.elements(as: UInt8.self))
    }

    @Test func readsTheSizeFromTheHeader() throws {
        let size = try JPEG.size(Fixture.path("color.jpg"), in: SystemFiles())
        #expect(size.height == 29 && size.width == 23)
    }

    @Test(arguments: [0, 1, 2, 3, 20, 200, 400])
    func refusesTruncatedFiles(kept: Int) throws {
        let bytes = try Fixture.bytes("color.jpg")
        let error = dataError { _ = try JPEG.decode(Array(bytes.prefix(kept)), path: "x.jpg") }
        #expect(error?.reason == .malformed)
        #expect(error?.path == "x.jpg")
    }

    @Test func refusesAnImageCutInHalf() throws {
        for name in ["color.jpg", "progressive.jpg", "gray.jpg"] {
            let bytes = try Fixture.bytes(name)
            let half = Array(bytes.prefix(bytes.count / 2))
            #expect(dataError { _ = try JPEG.decode(half, path: "x") }?.reason == .malformed)
        }
        let nearly = try Array(Fixture.bytes("color.jpg").dropLast(30))
        #expect(dataError { _ = try JPEG.decode(nearly, path: "x") }?.reason == .malformed)
    }

    @Test func refusesOtherFormats() throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let error = dataError { _ = try JPEG.decode(png, path: "x.jpg") }
        #expect(error?.problem == "is not a JPEG image")
        let cmyk = dataError { _ = try JPEG.read(Fixture.path("cmyk.jpg"), in: SystemFiles()) }
        #expect(cmyk?.reason == .malformed)
    }

    @Test func refusesHugeDimensions() throws {
        var bytes = try Fixture.bytes("color.jpg")
        // The frame header: FF C0, length, precision, height, width.
        let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
        bytes.replaceSubrange(frame + 5..<frame + 9, with: [0x80, 0x00, 0x80, 0x00])
        #expect(dataError { _ = try JPEG.decode(bytes, path: "x") }?.reason == .tooLarge)
    }

    @Test func survivesMutations() throws {
        for name in ["color.jpg", "progressive.jpg"] {
            let original = try Fixture.bytes(name)
            for round in 0..<300 {
                let bytes = mutated(original, round)
                // Any outcome but a trap will do; an image must have the size that it says.
                if let image = try? JPEG.decode(bytes, path: "x") { #expect(image.shape[0] == 3) }
            }
        }
    }

    @Test func encodesWhatItDecodes() throws {
        let image = try JPEG.read(Fixture.path("color.jpg"), in: SystemFiles())
        let bytes = try #require(JPEG.encode(image, quality: 95))
        let again = try JPEG.decode(bytes, path: "x")
        #expect(again.shape == image.shape)
        let total = zip(image.doubles, again.doubles).reduce(0.0) { $0 + abs($1.0 - $1.1) }
        #expect(total / Double(image.count) < 4)
        #expect(JPEG.encode(HostArray(zeros: .uint8, [3, 0, 4]), quality: 90) == nil)
        #expect(JPEG.encode(HostArray(zeros: .uint8, [1, 4, 4]), quality: 90) == nil)
    }
}

/// A copy with a few bytes changed, some removed or some added, drawn from the round's number.
func mutated(_ original: [UInt8], _ round: Int) -> [UInt8] {
    var random = CounterRandom(RandomKey(seed: 11).child("mutation", round))
    var bytes = original
    for _ in 0...random.integer(below: 6) where !bytes.isEmpty {
        let place = random.integer(below: bytes.count)
        switch random.integer(below: 5) {
        case 0: bytes[place] = UInt8(random.integer(below: 256))
        case 1: bytes[place] ^= 1 << UInt8(random.integer(below: 8))
        case 2: bytes[place] = 0xFF
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.integer(below: 9)))
        default: bytes.insert(UInt8(random.integer(below: 256)), at: place)
        }
    }
    return bytes
}
