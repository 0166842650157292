import CKernels

extension Tensor {
  /// Convolution without padding: images `[batch, height, width, channels]` and weight
  /// `[kernel · kernel · channels, filters]` (kernel rows outermost, channels innermost) give
  /// `[batch, outHeight, outWidth, filters]`.
  public func convolution(
    _ weight: Tensor, bias: Tensor?, kernel: Int, stride: Int = 1, activation: Activation = .none
  ) -> Tensor {
    let (batch, height, width, channels) = (shape[0], shape[1], shape[2], shape[3])
    let (outHeight, outWidth) = ((height - kernel) / stride + 1, (width - kernel) / stride + 1)
    let dimensions = PatchDimensions(
      batch: batch, height: height, width: width, channels: channels, kernelHeight: kernel, kernelWidth: kernel,
      stride: stride)
    let x = self
    let columns = tape.result([batch * outHeight * outWidth, kernel * kernel * channels], of: x)
    tape.append(.imageToColumns, [columns.slot, slot], dimensions)
    tape.onBackward(of: columns) { [tape] gradients in
      gradients.write(x) { tape.append(.columnsToImage, [$0, gradients[columns]!], dimensions) }
    }
    let y = columns.linear(weight, bias: bias, activation: activation)
    return y.reshaped([batch, outHeight, outWidth, weight.shape[1]])
  }

  /// The largest element of each window of `size` × `size`, stride `size`:
  /// `[batch, height / size, width / size, channels]`. Rows and columns beyond the last whole window are dropped. The
  /// first of equal maxima takes the gradient.
  public func maxPool(_ size: Int) -> Tensor {
    let dimensions = PoolDimensions(
      batch: shape[0], height: shape[1], width: shape[2], channels: shape[3], size: size)
    let x = self
    let y = tape.result([shape[0], shape[1] / size, shape[2] / size, shape[3]], of: x)
    let winner = tape.scratch(.int32, count: y.shape.count)
    tape.append(.maxPool, [y.slot, winner, slot], dimensions)
    tape.onBackward(of: y) { [tape] gradients in
      gradients.write(x) { tape.append(.maxPoolBackward, [$0, gradients[y]!, winner], dimensions) }
    }
    return y
  }
}
