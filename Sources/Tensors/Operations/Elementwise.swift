import CKernels

extension Tensor {
  /// max(x, 0); the gradient at exactly 0 is 0.
  public func relu() -> Tensor { unary(.relu, .reluBackward) }

  /// Hyperbolic tangent.
  public func tanh() -> Tensor { unary(.tanh, .tanhBackward) }

  /// 1 / (1 + exp(-x)).
  public func sigmoid() -> Tensor { unary(.sigmoid, .sigmoidBackward) }

  /// The elements after `activation`.
  public func activated(_ activation: Activation) -> Tensor {
    switch activation {
    case .none: self
    case .relu: relu()
    case .tanh: tanh()
    case .sigmoid: sigmoid()
    }
  }

  /// eˣ.
  public func exp() -> Tensor { unary(.exp, .multiply) }

  /// max(log x, floor), natural; the gradient is 1/x.
  public func log(floor: Double = -.infinity) -> Tensor {
    let (count, x) = (shape.count, self)
    let y = tape.result(shape, of: x)
    tape.append(.log, [y.slot, slot], ElementDimensions(n: count), [floor])
    tape.onBackward(of: y) { [tape] gradients in
      gradients.write(x) { tape.append(.logBackward, [$0, gradients[y]!, x.slot], ElementDimensions(n: count)) }
    }
    return y
  }

  public func squareRoot() -> Tensor {
    let (count, x) = (shape.count, self)
    let y = tape.result(shape, of: x)
    tape.append(.sqrt, [y.slot, slot], ElementDimensions(n: count))
    tape.onBackward(of: y) { [tape] gradients in
      let doubled = tape.scratch(count: count)
      tape.append(.scaleShift, [doubled, y.slot], ElementDimensions(n: count), [2, 0])
      gradients.write(x) { tape.append(.divide, [$0, gradients[y]!, doubled], ElementDimensions(n: count)) }
    }
    return y
  }

  /// scale · x + shift.
  public func scaled(by scale: Double, plus shift: Double = 0) -> Tensor {
    let (count, x) = (shape.count, self)
    let y = tape.result(shape, of: x)
    tape.append(.scaleShift, [y.slot, slot], ElementDimensions(n: count), [scale, shift])
    tape.onBackward(of: y) { [tape] gradients in
      gradients.write(x) { tape.append(.scaleShift, [$0, gradients[y]!], ElementDimensions(n: count), [scale, 0]) }
    }
    return y
  }

  /// x moved into `range`; the gradient outside is 0.
  public func clamped(to range: ClosedRange<Double>) -> Tensor {
    let (count, x, bounds) = (shape.count, self, [range.lowerBound, range.upperBound])
    let y = tape.result(shape, of: x)
    tape.append(.clamp, [y.slot, slot], ElementDimensions(n: count), bounds)
    tape.onBackward(of: y) { [tape] gradients in
      gradients.write(x) {
        tape.append(.clampBackward, [$0, gradients[y]!, x.slot], ElementDimensions(n: count), bounds)
      }
    }
    return y
  }

  /// The smaller of two elements. Equal elements share the gradient.
  public func minimum(_ other: Tensor) -> Tensor { extremum(other, .minimum, .minimumBackward) }

  /// The larger of two elements. Equal elements share the gradient.
  public func maximum(_ other: Tensor) -> Tensor { extremum(other, .maximum, .maximumBackward) }

  /// `backward` takes (dx, dy, y).
  private func unary(_ forward: Opcode, _ backward: Opcode) -> Tensor {
    let (count, x) = (shape.count, self)
    let y = tape.result(shape, of: x)
    tape.append(forward, [y.slot, slot], ElementDimensions(n: count))
    tape.onBackward(of: y) { [tape] gradients in
      gradients.write(x) { tape.append(backward, [$0, gradients[y]!, y.slot], ElementDimensions(n: count)) }
    }
    return y
  }

  private func extremum(_ other: Tensor, _ forward: Opcode, _ backward: Opcode) -> Tensor {
    precondition(shape.count == other.shape.count, "\(shape) and \(other.shape) differ")
    let (count, a) = (shape.count, self)
    let y = tape.result(shape, of: a, other)
    tape.append(forward, [y.slot, slot, other.slot], ElementDimensions(n: count))
    tape.onBackward(of: y) { [tape] gradients in
      let (da, db) = (tape.scratch(count: count), tape.scratch(count: count))
      tape.append(backward, [da, db, gradients[y]!, a.slot, other.slot], ElementDimensions(n: count))
      gradients.take(da, for: a)
      gradients.take(db, for: other)
    }
    return y
  }
}
