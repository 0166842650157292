import CKernels

/// A regularity layer's memory of all activations that it has seen.
public struct RegularityHistory: Equatable, Sendable {
  /// The mean m.
  public let mean: Double
  /// The standard deviation s.
  public let standardDeviation: Double
  /// The number of activations n; 0 before the first batch.
  public let count: Double
  /// C, the logarithm of the universal code's normalizer: one number, or one a row or feature.
  public let comp: [Double]

  static let header = Int(REGNORM_HISTORY_HEADER)

  init(_ elements: UnsafeMutableBufferPointer<Double>) {
    mean = elements[0]
    standardDeviation = elements[1]
    count = elements[2]
    comp = Array(elements[RegularityHistory.header...])
  }

  /// The number of doubles that the kernels keep between the forward and the backward pass.
  static func scratchCount(groups: Int) -> Int {
    Int(REGNORM_SCRATCH_HEADER) + Int(REGNORM_SCRATCH_ARRAYS) * ((groups + 15) & ~15)
  }
}
