import DLMTypes

/// How values between those of an image are found.
public enum InterpolationMode: String, Sendable, CaseIterable {
    case nearest, nearestExact, linear, bilinear, bicubic, trilinear, area

    /// Ranks that it takes, in words when there is one only.
    var shape: (rank: Int, name: String)? {
        switch self {
        case .linear: (3, "sequences [B, C, T]")
        case .bilinear, .bicubic: (4, "images [B, C, H, W]")
        case .trilinear: (5, "volumes [B, C, D, H, W]")
        case .nearest, .nearestExact, .area: nil
        }
    }

    /// Whether the corners may be aligned.
    var aligns: Bool { shape != nil }

    func rule(step: Double?, alignsCorners: Bool) -> AxisRule {
        switch self {
        case .nearest: .nearest(step: step, isCentred: false)
        case .nearestExact: .nearest(step: step, isCentred: true)
        case .linear, .bilinear, .trilinear: .linear(step: step, alignsCorners: alignsCorners)
        case .bicubic: .cubic(step: step, alignsCorners: alignsCorners)
        case .area: .adaptiveMean
        }
    }
}
