import Digests

extension DatasetDescription {
  /// The MNIST database of handwritten digits: 60,000 training and 10,000 test images of 28 × 28 pixels.
  public static let mnist = DatasetDescription(
    name: "mnist",
    summary: "handwritten digits: 60,000 training and 10,000 test images, 28 × 28 pixels, 10 classes",
    attribution: "Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits (CC BY-SA 3.0)",
    source: .published(
      MNIST.files,
      mirrors: [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
      ]))
}

extension ImageDataset {
  /// Reads MNIST from the folders. Throws `DataFileError` if a file is missing, cut short or altered.
  static func mnist(in folders: DataFolders) throws -> ImageDataset {
    let store = PublishedFileStore(dataset: .mnist, folders: folders)
    return ImageDataset(
      name: DatasetDescription.mnist.name, train: try images(MNIST.trainImages, MNIST.trainLabels, in: store),
      test: try images(MNIST.testImages, MNIST.testLabels, in: store), imageHeight: 28, imageWidth: 28, classCount: 10,
      scale: PixelScale(maximum: 255, mean: 0.1307, standardDeviation: 0.3081))
  }

  private static func images(
    _ images: PublishedFile, _ labels: PublishedFile, in store: PublishedFileStore
  ) throws -> LabeledImages {
    let pixels = try IDXArray(try store.read(images), dimensions: 3, file: images.decompressed.name)
    let classes = try IDXArray(try store.read(labels), dimensions: 1, file: labels.decompressed.name)
    return LabeledImages(pixels: pixels.elements, labels: classes.elements.array())
  }
}

/// The four files of MNIST.
private enum MNIST {
  static let files = [trainImages, trainLabels, testImages, testLabels]

  static let trainImages = PublishedFile(
    compressed: DataFile(
      name: "train-images-idx3-ubyte.gz", byteCount: 9_912_422,
      sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
    decompressed: DataFile(
      name: "train-images-idx3-ubyte", byteCount: 47_040_016,
      sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    crc32: 0xe9f4_d8b3)

  static let trainLabels = PublishedFile(
    compressed: DataFile(
      name: "train-labels-idx1-ubyte.gz", byteCount: 28_881,
      sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
    decompressed: DataFile(
      name: "train-labels-idx1-ubyte", byteCount: 60_008,
      sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    crc32: 0xe0cb_4ad2)

  static let testImages = PublishedFile(
    compressed: DataFile(
      name: "t10k-images-idx3-ubyte.gz", byteCount: 1_648_877,
      sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
    decompressed: DataFile(
      name: "t10k-images-idx3-ubyte", byteCount: 7_840_016,
      sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    crc32: 0x9137_3bdf)

  static let testLabels = PublishedFile(
    compressed: DataFile(
      name: "t10k-labels-idx1-ubyte.gz", byteCount: 4_542,
      sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    decompressed: DataFile(
      name: "t10k-labels-idx1-ubyte", byteCount: 10_008,
      sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    crc32: 0x4ab9_eff9)
}
