/// The images that remain when some classes of a data set are made rare.
///
/// The random numbers are used in a fixed way, whatever the number of rare classes and their fraction: first a
/// permutation of the classes, then for class 0, 1, 2, … a permutation of its images. The first `rareClasses` classes of
/// the one are rare, and a rare class keeps the first images of its own permutation. So with generators that start alike
///
/// - the rare classes are nested: those of n are among those of n + 1;
/// - what a rare class keeps does not depend on which others are rare, and is nested in the fraction.
public struct ImbalancedSubset: Sendable, Equatable {
  /// The places of the images that are kept, ascending.
  public let indices: [Int32]
  /// The rare classes, in the order in which they became rare.
  public let rareClasses: [Int]

  /// Keeps `rareFraction` of the images of `rareClasses` classes (rounded to the nearest, at least one), and all others.
  ///
  /// - Parameters:
  ///   - labels: The class of each image, below `classCount`.
  ///   - classCount: The number of classes.
  ///   - rareClasses: How many classes are made rare, 0 ... `classCount`.
  ///   - rareFraction: The share of a rare class that is kept, 0 ... 1.
  ///   - generator: The random numbers; all that is drawn depends on `labels` and on it alone.
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
