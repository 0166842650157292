import Digests
import FoundationEssentials

extension DatasetDescription {
  /// Optical digits of the UCI repository, part of the program: 1,397 training and 400 test images of 8 × 8 pixels.
  public static let optdigits = DatasetDescription(
    name: "optdigits",
    summary: "handwritten digits: 1,397 training and 400 test images, 8 × 8 pixels, 10 classes",
    attribution: "E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, UCI repository (CC BY 4.0)",
    source: .embedded(Optdigits.file, bytes: Optdigits.bytes))
}

extension ImageDataset {
  /// Optdigits, split as `Optdigits.isTest` says. The scale's constants are those of the training part.
  static var optdigits: ImageDataset {
    let bytes = Optdigits.bytes()
    let labels = Array(bytes.suffix(Optdigits.imageCount))
    let isTest = Optdigits.isTest(labels)
    func part(_ isChosen: (Bool) -> Bool) -> LabeledImages {
      let images = labels.indices.filter { isChosen(isTest[$0]) }
      let pixels = images.flatMap { bytes[($0 * Optdigits.pixelCount)..<(($0 + 1) * Optdigits.pixelCount)] }
      return LabeledImages(pixels: ByteBlock(pixels), labels: images.map { labels[$0] })
    }
    return ImageDataset(
      name: DatasetDescription.optdigits.name, train: part { !$0 }, test: part { $0 }, imageHeight: 8, imageWidth: 8,
      classCount: Optdigits.classCount,
      scale: PixelScale(maximum: 16, mean: Optdigits.mean, standardDeviation: Optdigits.standardDeviation))
  }
}

/// The decoding and the split of optdigits.
enum Optdigits {
  static let file = DataFile(
    name: "optdigits", byteCount: imageCount * (pixelCount + 1),
    sha256: "87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826")
  static let imageCount = 1797
  static let pixelCount = 64
  static let classCount = 10
  static let testImagesPerClass = 40
  static let mean = 0.3051125178954903
  static let standardDeviation = 0.37616958886541196

  /// The pixels of all images, then their labels.
  static func bytes() -> [UInt8] {
    guard let stream = Data(base64Encoded: OptdigitsBytes.base64, options: .ignoreUnknownCharacters),
      let bytes = try? inflate(ByteBlock(Array(stream)), byteCount: file.byteCount)
    else {
      // The bytes are part of the program, and a test decodes them: no input can make this fail.
      fatalError("the embedded optdigits do not decode: the source file that holds them was altered")
    }
    return bytes
  }

  /// Whether each image belongs to the test part: 40 of every class, spread evenly over the class's images in the order
  /// of the source. Image k of a class of n images belongs to the test part if ⌊40 (k+1) / n⌋ > ⌊40 k / n⌋.
  ///
  /// The source has no split of its own. This one makes the test part exactly balanced; the same writers occur in both
  /// parts.
  static func isTest(_ labels: [UInt8]) -> [Bool] {
    var sizes = [Int](repeating: 0, count: classCount)
    for label in labels { sizes[Int(label)] += 1 }
    var seen = [Int](repeating: 0, count: classCount)
    return labels.map { label in
      let size = sizes[Int(label)]
      let k = seen[Int(label)]
      seen[Int(label)] += 1
      return testImagesPerClass * (k + 1) / size > testImagesPerClass * k / size
    }
  }
}
