/// The images that are kept when some classes of a data set are made rare.
///
/// The random numbers are used in a fixed way, whatever the number of rare classes and their fraction: first a
/// permutation of the classes, then for class 0, 1, 2, … a permutation of its images. The first `rareClasses` classes
/// of the permutation are rare, and a rare class keeps the first images of its own permutation. With generators in the
/// same state, therefore,
///
/// - the rare classes are nested: the rare classes of n are also rare for n + 1;
/// - the images that a rare class keeps do not depend on the other rare classes, and are nested in the fraction.
public struct ImbalancedSubset: Sendable, Equatable {
  /// The indices of the kept images, ascending.
  public let indices: [Int32]
  /// The rare classes, in the order in which they became rare.
  public let rareClasses: [Int]

  /// Keeps `rareFraction` of the images of `rareClasses` classes (rounded to the nearest, at least one), and all
  /// others.
  ///
  /// - Parameters:
  ///   - labels: The class of each image, below `classCount`.
  ///   - classCount: The number of classes.
  ///   - rareClasses: How many classes are made rare, 0 ... `classCount`.
  ///   - rareFraction: The share of a rare class that is kept, 0 ... 1.
  ///   - generator: The random numbers. The draws depend on `labels` and on the generator alone.
  public init(
    labels: [UInt8], classCount: Int, rareClasses: Int, rareFraction: Double,
    using generator: inout some RandomNumberGenerator
  ) {
    precondition((0...classCount).contains(rareClasses), "\(rareClasses) rare classes of \(classCount)")
    precondition((0...1).contains(rareFraction), "the fraction \(rareFraction) is not from 0 to 1")
    var images = [[Int32]](repeating: [], count: classCount)
    for (index, label) in labels.enumerated() {
      images[Int(label)].append(Int32(index))
    }
    var classes = Array(0..<classCount)
    generator.permute(&classes)
    for label in 0..<classCount {
      generator.permute(&images[label])
    }
    self.rareClasses = Array(classes.prefix(rareClasses))
    for label in self.rareClasses {
      let kept = max(1, Int((rareFraction * Double(images[label].count)).rounded()))
      images[label] = Array(images[label].prefix(kept))
    }
    indices = images.joined().sorted()
  }
}
