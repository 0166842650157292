import CKernels

extension Tensor {
  /// The sum, element by element; an axis of extent 1 (or a missing outer axis) repeats.
  public static func + (left: Tensor, right: Tensor) -> Tensor { combine(left, right, .add) }

  /// The difference, element by element; an axis of extent 1 (or a missing outer axis) repeats.
  public static func - (left: Tensor, right: Tensor) -> Tensor { combine(left, right, .subtract) }

  /// The product, element by element; an axis of extent 1 (or a missing outer axis) repeats.
  public static func * (left: Tensor, right: Tensor) -> Tensor { combine(left, right, .multiply) }

  /// The quotient, element by element; an axis of extent 1 (or a missing outer axis) repeats.
  public static func / (left: Tensor, right: Tensor) -> Tensor { combine(left, right, .divide) }

  private enum Operator: Int {
    case add, subtract, multiply, divide

    var opcode: Opcode {
      switch self {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      case .divide: .divide
      }
    }
  }

  private static func combine(_ a: Tensor, _ b: Tensor, _ kind: Operator) -> Tensor {
    let tape = a.tape
    let shape = Broadcast.common(a.shape, b.shape)
    let y = tape.result(shape, of: a, b)
    apply(kind, to: y, y.slot, a, b)
    tape.onBackward(of: y) { gradients in
      let dy = Tensor(tape: tape, slot: gradients[y]!, shape: shape, gradient: nil)
      switch kind {
      case .add:
        gradients.reduce(dy, into: a, scale: 1)
        gradients.reduce(dy, into: b, scale: 1)
      case .subtract:
        gradients.reduce(dy, into: a, scale: 1)
        gradients.reduce(dy, into: b, scale: -1)
      case .multiply:
        if a.gradient != nil { gradients.reduce(dy * b.detached, into: a, scale: 1) }
        if b.gradient != nil { gradients.reduce(dy * a.detached, into: b, scale: 1) }
      case .divide:
        if a.gradient != nil { gradients.reduce(dy / b.detached, into: a, scale: 1) }
        if b.gradient != nil { gradients.reduce(dy * y.detached / b.detached, into: b, scale: -1) }
      }
    }
    return y
  }

  private static func apply(_ kind: Operator, to y: Tensor, _ target: Slot, _ a: Tensor, _ b: Tensor) {
    if a.shape.count == y.shape.count && b.shape.count == y.shape.count {
      y.tape.append(kind.opcode, [target, a.slot, b.slot], ElementDimensions(n: y.shape.count))
    } else {
      y.tape.append(
        .broadcastBinary, [target, a.slot, b.slot],
        BroadcastDimensions(
          kind: kind.rawValue, extents: fourAxes(y.shape.extents, before: 1),
          aStrides: Broadcast.strides(of: a.shape, in: y.shape), bStrides: Broadcast.strides(of: b.shape, in: y.shape)))
    }
  }
}

/// The rules by which shapes of up to four axes repeat along each other.
private enum Broadcast {
  static func common(_ a: Shape, _ b: Shape) -> Shape {
    let rank = max(a.rank, b.rank)
    precondition(rank <= 4, "tensors of more than 4 axes cannot be broadcast: \(a) and \(b)")
    let (left, right) = (aligned(a.extents, rank), aligned(b.extents, rank))
    return Shape(
      zip(left, right).map { first, second in
        precondition(first == second || first == 1 || second == 1, "\(a) and \(b) cannot be broadcast")
        return max(first, second)
      })
  }

  static func padded(_ extents: [Int]) -> [Int] { aligned(extents, 4) }

  /// The strides of `shape` seen as four axes of `whole`: 0 where it repeats.
  static func strides(of shape: Shape, in whole: Shape) -> FourAxes {
    fourAxes(zip(shape.extents, shape.strides).map { $0 == 1 ? 0 : $1 }, before: 0)
  }

  private static func aligned(_ extents: [Int], _ rank: Int) -> [Int] {
    [Int](repeating: 1, count: rank - extents.count) + extents
  }
}

extension Gradients {
  /// Adds `scale · dy` to the gradient of `x`, summed over the axes along which `x` was repeated.
  fileprivate func reduce(_ dy: Tensor, into x: Tensor, scale: Double) {
    guard x.gradient != nil else { return }
    guard x.shape.count != dy.shape.count else {
      write(x) { dy.tape.append(.scaleShift, [$0, dy.slot], ElementDimensions(n: dy.shape.count), [scale, 0]) }
      return
    }
    // One reduction an axis, innermost first, so that each is [outer, middle, inner] with the middle summed.
    let target = Broadcast.padded(x.shape.extents)
    var extents = Broadcast.padded(dy.shape.extents)
    var current = dy.slot
    let axes = (0..<4).reversed().filter { extents[$0] != target[$0] }
    for (position, axis) in axes.enumerated() {
      let outer = extents[..<axis].reduce(1, *)
      let inner = extents[(axis + 1)...].reduce(1, *)
      var dimensions = ReductionDimensions(outer: outer, middle: extents[axis], inner: inner, accumulate: 0)
      extents[axis] = 1
      let source = current
      if position == axes.count - 1 {
        add(x) { dx, accumulate in
          dimensions.accumulate = accumulate
          dy.tape.append(.reduceSum, [dx, source], dimensions, [scale])
        }
      } else {
        current = dy.tape.scratch(count: outer * inner)
        dy.tape.append(.reduceSum, [current, source], dimensions, [1])
      }
    }
  }
}

extension Tensor {
  /// The sum along one axis, which is left out of the result's shape, times `scale`.
  public func sum(axis: Int, scale: Double = 1) -> Tensor {
    let outer = shape.extents[..<axis].reduce(1, *)
    let inner = shape.extents[(axis + 1)...].reduce(1, *)
    let middle = shape[axis]
    var extents = shape.extents
    extents.remove(at: axis)
    let x = self
    let y = tape.result(Shape(extents), of: x)
    tape.append(
      .reduceSum, [y.slot, slot], ReductionDimensions(outer: outer, middle: middle, inner: inner, accumulate: 0),
      [scale])
    tape.onBackward(of: y) { [tape] gradients in
      let spread = Tensor(tape: tape, slot: gradients[y]!, shape: [outer, 1, inner], gradient: nil)
      let scales = Tensor(tape: tape, slot: tape.scratch(count: 1), shape: [1, 1, 1], gradient: nil)
      tape.append(.fill, [scales.slot], ElementDimensions(n: 1), [scale])
      gradients.write(x) { dx in
        // dx[o, m, i] = scale · dy[o, i]: broadcast along the middle.
        tape.append(
          .broadcastBinary, [dx, spread.slot, scales.slot],
          BroadcastDimensions(
            kind: Operator.multiply.rawValue, extents: (1, outer, middle, inner), aStrides: (0, inner, 0, 1),
            bStrides: (0, 0, 0, 0)))
      }
    }
    return y
  }

  /// The sum of all elements, a scalar, times `scale`.
  public func sum(scale: Double = 1) -> Tensor { reshaped([shape.count]).sum(axis: 0, scale: scale) }

  /// The mean of all elements, a scalar.
  public func mean() -> Tensor { sum(scale: 1 / Double(shape.count)) }
}
