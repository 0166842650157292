import CKernels

extension Tensor {
  /// The elements with the axes in another order: axis `i` of the result is axis `order[i]` of this tensor.
  public func permuted(_ order: [Int]) -> Tensor {
    precondition(order.sorted() == Array(0..<shape.rank), "\(order) is not an order of \(shape.rank) axes")
    let result = Shape(order.map { shape[$0] })
    let strides = order.map { shape.strides[$0] }
    return strided(result, fromStrides: strides, offset: 0)
  }

  /// The two axes of a matrix swapped.
  public func transposed() -> Tensor { permuted([1, 0]) }

  /// The elements whose index along `axis` is within `range`.
  public func slice(axis: Int, _ range: Range<Int>) -> Tensor {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= shape[axis] && !range.isEmpty, "\(range) of \(shape[axis])")
    var extents = shape.extents
    extents[axis] = range.count
    return strided(Shape(extents), fromStrides: shape.strides, offset: range.lowerBound * shape.strides[axis])
  }

  /// Tensors that agree in all other axes, one after the other along `axis`.
  public static func joined(_ parts: [Tensor], axis: Int) -> Tensor {
    let tape = parts[0].tape
    var extents = parts[0].shape.extents
    extents[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    let whole = Shape(extents)
    let differentiable = parts.first { $0.gradient != nil } ?? parts[0]
    let y = tape.result(whole, of: differentiable)
    var offset = 0
    var places: [(part: Tensor, offset: Int)] = []
    for part in parts {
      places.append((part, offset))
      tape.copy(part.shape, to: y.slot, whole.strides, offset, from: part.slot, part.shape.strides, 0, accumulate: 0)
      offset += part.shape[axis] * whole.strides[axis]
    }
    tape.onBackward(of: y) { gradients in
      for (part, offset) in places {
        gradients.add(part) { dx, accumulate in
          tape.copy(
            part.shape, to: dx, part.shape.strides, 0, from: gradients[y]!, whole.strides, offset,
            accumulate: accumulate)
        }
      }
    }
    return y
  }

  private func strided(_ result: Shape, fromStrides strides: [Int], offset: Int) -> Tensor {
    let x = self
    let y = tape.result(result, of: x)
    tape.copy(result, to: y.slot, result.strides, 0, from: slot, strides, offset, accumulate: 0)
    tape.onBackward(of: y) { [tape] gradients in
      // The elements outside a slice get no gradient from the slice: they start from zero.
      gradients.add(x) { dx, accumulate in
        if accumulate == 0 && result.count < x.shape.count {
          tape.append(.fill, [dx], ElementDimensions(n: x.shape.count), [0])
        }
        let adds = accumulate == 1 || result.count < x.shape.count ? 1 : 0
        tape.copy(result, to: dx, strides, offset, from: gradients[y]!, result.strides, 0, accumulate: adds)
      }
    }
    return y
  }
}

extension Tape {
  /// Copies `shape` elements between two strided places of up to four axes.
  fileprivate func copy(
    _ shape: Shape, to target: Slot, _ targetStrides: [Int], _ targetOffset: Int, from source: Slot,
    _ sourceStrides: [Int], _ sourceOffset: Int, accumulate: Int
  ) {
    precondition(shape.rank <= 4, "only up to 4 axes can be rearranged, not \(shape)")
    append(
      .copyStrided, [target, source],
      StridedCopyDimensions(
        extents: fourAxes(shape.extents, before: 1), yStrides: fourAxes(targetStrides, before: 0),
        xStrides: fourAxes(sourceStrides, before: 0), yOffset: targetOffset, xOffset: sourceOffset,
        accumulate: accumulate))
  }
}
