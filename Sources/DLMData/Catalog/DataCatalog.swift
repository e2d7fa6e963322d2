import DLMTypes

/// Every source, transform and path function of the language. A test compares it with the folders.
public enum DataCatalog {
    public static let sources: [any DataSource.Type] = [
        IDXSource.self,
        ImageFolder.self,
        ImagePairs.self,
        Images.self,
    ]

    public static let transforms: [any DataTransform.Type] = [
        CenterCrop.self,
        RandomCrop.self,
        RandomHorizontalFlip.self,
        RandomRotation.self,
        Resize.self,
        Standardize.self,
        ToFloat.self,
    ]

    public static let pathFunctions: [any PathFunction.Type] = [
        FashionMNIST.self,
        SampleFaces.self,
    ]

    /// Names that programs may use as arguments: `standardize(imagenet)`.
    public static let constants: [String: StaticValue] = ["imagenet": Standardize.imagenet]

    /// The source of a name in a program.
    public static func source(_ name: String) -> DataSourceEntry? {
        sources.first { $0.signature.name == name }.map { DataSourceEntry($0) }
    }

    /// The transform of a name in a program.
    public static func transform(_ name: String) -> (any DataTransform.Type)? {
        transforms.first { $0.signature.name == name }
    }

    /// The path function of a name in a program.
    public static func pathFunction(_ name: String) -> (any PathFunction.Type)? {
        pathFunctions.first { $0.signature.name == name }
    }
}
