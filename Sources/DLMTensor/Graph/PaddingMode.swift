/// What surrounds a tensor that is padded.
public enum PaddingMode: String, Sendable, CaseIterable {
    /// One value.
    case constant
    /// The mirror image, in which the first and last elements stand once.
    case reflect
    /// The first and last elements.
    case replicate
    /// The other end, as if the axis was a ring.
    case circular
}
