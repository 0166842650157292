import CKernels

extension Tape {
  /// A constant: every element is `value`.
  public func constant(_ value: Double, _ shape: Shape) -> Tensor {
    let y = unwritten(shape)
    append(.fill, [y.slot], ElementDimensions(n: shape.count), [value])
    return y
  }

  /// Uniform random numbers between `low` and `high`; every run of a step draws new ones.
  public func uniform(_ shape: Shape, from low: Double, to high: Double, _ stream: RandomStream) -> Tensor {
    let y = unwritten(shape)
    append(.randomUniform, [y.slot, slot(of: stream.block)], ElementDimensions(n: shape.count), [low, high])
    return y
  }

  /// Normal random numbers with mean 0 and standard deviation 1; every run of a step draws new ones.
  public func normal(_ shape: Shape, _ stream: RandomStream) -> Tensor {
    let y = unwritten(shape)
    append(.randomNormal, [y.slot, slot(of: stream.block)], ElementDimensions(n: shape.count), [0, 1])
    return y
  }
}
