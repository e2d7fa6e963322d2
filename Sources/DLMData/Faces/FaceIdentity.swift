import Glibc

/// What makes a drawn person: proportions and colours that all of their pictures share.
struct FaceIdentity {
    enum Hair: Int, CaseIterable {
        case bald, crop, sidePart, long, bob, curls, bun, crest, receding, fringe
    }
    enum Glasses: Int, CaseIterable { case none, round, square }
    enum Beard: Int, CaseIterable { case none, full, goatee, moustache }

    typealias Color = FaceCanvas.Color

    let skin: Color
    let hairColor: Color
    let eyeColor: Color
    let lipColor: Color
    let glassesColor: Color
    let hair: Hair
    let glasses: Glasses
    let beard: Beard
    /// Half the width of the head at the eyes, and how much of it the chin loses.
    let width: Float
    let jaw: Float
    let eyeSpacing: Float
    let eyeSize: Float
    let eyeHeight: Float
    let eyeSlant: Float
    let browThickness: Float
    let browSlant: Float
    let browGap: Float
    let noseWidth: Float
    let noseLength: Float
    let mouthWidth: Float
    let mouthHeight: Float
    let lips: Float
    let ears: Float
    let freckles: Bool

    /// The person of a number. Each trait steps through its range by an irrational stride of its
    /// own (a Kronecker sequence), so that any first few people are spread out and not alike.
    init(_ person: Int) {
        var trait = 0
        func spread() -> Float {
            // Square roots of primes are irrational and independent of one another.
            let primes: [Double] = [
                2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79,
                83, 89, 97,
            ]
            let stride = primes[trait % primes.count].squareRoot()
            trait += 1
            let value = 0.37 * Double(trait) + Double(person) * stride
            return Float(value - value.rounded(.down))
        }
        func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * spread() }

        let tone = spread()
        let warmth = between(-0.04, 0.04)
        skin =
            Color(0.98, 0.84, 0.74) * (1 - tone) + Color(0.36, 0.22, 0.15) * tone
            + Color(warmth, 0, -warmth)
        let colors: [Color] = [
            Color(0.10, 0.08, 0.08), Color(0.93, 0.80, 0.42), Color(0.45, 0.26, 0.12),
            Color(0.80, 0.33, 0.12), Color(0.75, 0.75, 0.78), Color(0.25, 0.14, 0.09),
            Color(0.62, 0.14, 0.16), Color(0.66, 0.48, 0.26), Color(0.24, 0.30, 0.52),
        ]
        hairColor = colors[Int(spread() * Float(colors.count)) % colors.count]
        let eyes: [Color] = [
            Color(0.25, 0.14, 0.07), Color(0.20, 0.42, 0.70), Color(0.22, 0.50, 0.28),
            Color(0.45, 0.45, 0.48),
        ]
        eyeColor = eyes[Int(spread() * Float(eyes.count)) % eyes.count]
        let redness = spread()
        lipColor = skin * 0.62 + Color(0.12 + 0.28 * redness, 0.04, 0.06)
        let frames: [Color] = [
            Color(0.08, 0.08, 0.10), Color(0.65, 0.12, 0.12), Color(0.70, 0.55, 0.20),
            Color(0.12, 0.30, 0.50),
        ]
        glassesColor = frames[Int(spread() * Float(frames.count)) % frames.count]
        let hairs = Hair.allCases
        hair = hairs[Int(spread() * Float(hairs.count)) % hairs.count]
        let sight = spread()
        glasses = sight < 0.62 ? .none : (sight < 0.82 ? .round : .square)
        let bearded = spread()
        let isLong = [Hair.long, .bob, .bun].contains(hair)
        if isLong || bearded < 0.5 {
            beard = .none
        } else {
            beard = bearded < 0.7 ? .full : (bearded < 0.85 ? .goatee : .moustache)
        }
        width = between(0.66, 0.92)
        jaw = between(0.05, 0.40)
        eyeSpacing = between(0.28, 0.42)
        eyeSize = between(0.11, 0.18)
        eyeHeight = between(-0.16, 0.04)
        eyeSlant = between(-0.20, 0.20)
        browThickness = between(0.03, 0.08)
        browSlant = between(-0.25, 0.25)
        browGap = between(0.20, 0.30)
        noseWidth = between(0.08, 0.20)
        noseLength = between(0.22, 0.40)
        mouthWidth = between(0.20, 0.40)
        mouthHeight = between(0.50, 0.62)
        lips = between(0.04, 0.10)
        ears = between(0.10, 0.24)
        freckles = spread() < 0.25
    }
}
