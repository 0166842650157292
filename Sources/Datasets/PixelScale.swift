/// How a pixel's byte becomes the number that a network is fed: (value / maximum - mean) / standard deviation.
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

  /// The share of full ink that each of the 256 bytes stands for, 0 to 1, for models that predict pixels; what is above
  /// the byte of full ink counts as that.
  public var inkTable: [Float] { (0..<256).map { Float(min(1, Double($0) / maximum)) } }
}
