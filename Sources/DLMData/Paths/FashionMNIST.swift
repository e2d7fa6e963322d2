import DLMSystem
import DLMTypes

/// The folder of Debian's package of Fashion-MNIST.
struct FashionMNIST: PathFunction {
    static let folder = "/usr/share/datasets/fashion-mnist"

    static let signature = Signature(
        "fashionMnist", [],
        documentation: """
            The folder of Fashion-MNIST (H. Xiao, K. Rasul, R. Vollgraf, 2017, arXiv:1708.07747) \
            as Debian's and Ubuntu's package dataset-fashion-mnist installs it: 60,000 images for \
            training and 10,000 for testing, 28×28, ten classes.
            """,
        example: "fashionMnist()/\"train-images-idx3-ubyte.gz\"")

    static func resolve(_ arguments: DataArguments, host: Host) throws -> String {
        guard host.files.isFolder(folder) else {
            throw DataError(
                .missing, folder, "Fashion-MNIST is not installed",
                help: "install it: apt-get install dataset-fashion-mnist")
        }
        return folder
    }
}
