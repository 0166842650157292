/// The map from a pixel's byte to a network's input: (value / maximum - mean) / standard deviation.
public struct PixelScale: Sendable, Equatable {
  /// The byte of full ink: 255 for MNIST, 16 for optdigits.
  public let maximum: Double
  /// The mean of value / maximum over the training pixels.
  public let mean: Double
  /// The standard deviation of value / maximum over the training pixels.
  public let standardDeviation: Double
  /// The scaled number for each of the 256 bytes, computed in double precision and rounded once.
  public let table: [Float]

  /// A scale and its table.
  public init(maximum: Double, mean: Double, standardDeviation: Double) {
    self.maximum = maximum
    self.mean = mean
    self.standardDeviation = standardDeviation
    table = (0..<256).map { Float((Double($0) / maximum - mean) / standardDeviation) }
  }

  /// The share of full ink for each of the 256 bytes, 0 to 1, for models that predict pixels. Bytes above full ink
  /// count as full ink.
  public var inkTable: [Float] { (0..<256).map { Float(min(1, Double($0) / maximum)) } }
}
