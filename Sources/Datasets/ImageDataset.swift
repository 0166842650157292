/// Labelled grey images for classification, with a training part and a test part, kept as bytes.
public struct ImageDataset: Sendable {
  /// The data set's name.
  public let name: String
  /// The images to train on.
  public let train: LabeledImages
  /// The images to test on.
  public let test: LabeledImages
  /// The number of pixel rows of an image.
  public let imageHeight: Int
  /// The number of pixels of a row.
  public let imageWidth: Int
  /// The number of classes; labels are 0 ..< classCount.
  public let classCount: Int
  /// The map from bytes to a network's inputs.
  public let scale: PixelScale

  /// The number of pixels of an image.
  public var pixelCount: Int { imageHeight * imageWidth }

  /// A data set of two parts, which must agree in their sizes and classes.
  init(
    name: String, train: LabeledImages, test: LabeledImages, imageHeight: Int, imageWidth: Int, classCount: Int,
    scale: PixelScale
  ) {
    for part in [train, test] {
      precondition(part.pixels.count == part.count * imageHeight * imageWidth, "\(name): as many images as labels")
      precondition(part.labels.allSatisfy { $0 < classCount }, "\(name): labels below \(classCount)")
    }
    self.name = name
    self.train = train
    self.test = test
    self.imageHeight = imageHeight
    self.imageWidth = imageWidth
    self.classCount = classCount
    self.scale = scale
  }

  /// Loads the data set called `name`.
  ///
  /// Throws `UnknownDataset`; `DataFileError` if a file is missing, cut short or altered; `SystemError` if a file
  /// cannot be read.
  public static func load(
    _ name: String, from folders: DataFolders = .fromEnvironment()
  ) throws -> ImageDataset {
    switch name {
    case DatasetDescription.mnist.name: try mnist(in: folders)
    case DatasetDescription.optdigits.name: optdigits
    default: throw UnknownDataset(name: name)
    }
  }
}

/// Images and the class of each.
public struct LabeledImages: Sendable {
  /// The pixels, `[count, height, width]`, one byte each.
  public let pixels: ByteBlock
  /// The class of each image.
  public let labels: [UInt8]

  /// The number of images.
  public var count: Int { labels.count }
}
