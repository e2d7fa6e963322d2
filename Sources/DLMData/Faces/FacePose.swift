import DLMTypes
import Glibc

/// What differs between pictures of one person: pose, expression, light, background, noise.
struct FacePose {
    typealias Color = FaceCanvas.Color

    /// Turn to the side, nod and tilt, in radians.
    let yaw: Float
    let pitch: Float
    let roll: Float
    let scale: Float
    /// Shift as a share of the picture.
    let offset: SIMD2<Float>
    /// −1 sad to 1 glad.
    let smile: Float
    let mouthOpen: Float
    let eyeOpen: Float
    let gaze: Float
    let browRaise: Float
    /// Direction to the light, its strength against the ambient, and its colour.
    let light: SIMD3<Float>
    let contrast: Float
    let tint: Color
    let background: [Color]
    let backgroundAngle: Float
    let clothes: Color
    let noise: Float

    /// Draws a pose from a stream of random numbers.
    init(_ random: inout CounterRandom) {
        yaw = random.uniform(-0.50, 0.50)
        pitch = random.uniform(-0.30, 0.30)
        roll = random.uniform(-0.22, 0.22)
        scale = random.uniform(0.90, 1.12)
        offset = SIMD2(random.uniform(-0.05, 0.05), random.uniform(-0.04, 0.04))
        smile = random.uniform(-0.5, 1)
        let talk = random.uniform()
        mouthOpen = talk < 0.6 ? 0 : (talk - 0.6) * 2.2
        let blink = random.uniform()
        eyeOpen = blink < 0.06 ? 0.12 : random.uniform(0.6, 1)
        gaze = random.uniform(-1, 1)
        browRaise = random.uniform(-0.5, 1)
        let around = random.uniform(0, 2 * Float.pi)
        let side = random.uniform(0.2, 0.9)
        let direction = SIMD3<Float>(cosf(around) * side, sinf(around) * side - 0.3, 0.7)
        light = direction / (direction * direction).sum().squareRoot()
        contrast = random.uniform(0.15, 0.65)
        let warmth = random.uniform(-0.10, 0.10)
        tint = Color(1 + warmth, 1, 1 - warmth) * random.uniform(0.75, 1.15)
        background = [
            FacePose.color(&random), FacePose.color(&random), FacePose.color(&random),
        ]
        backgroundAngle = random.uniform(0, 2 * Float.pi)
        clothes = FacePose.color(&random)
        noise = random.uniform(0.005, 0.035)
    }

    private static func color(_ random: inout CounterRandom) -> Color {
        let gray = random.uniform(0.15, 0.85)
        let spread = random.uniform(0.05, 0.35)
        let offsets = Color(
            random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))
        return (Color(repeating: gray) + offsets * spread).clamped(
            lowerBound: Color(repeating: 0), upperBound: Color(repeating: 1))
    }
}
