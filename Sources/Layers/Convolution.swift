public import Tensors

/// A convolution without padding: each filter's product with every `kernel` × `kernel` window, plus its bias;
/// `[batch, height, width, channels]` to `[batch, outHeight, outWidth, filters]`, where
/// outHeight = (height - kernel) / stride + 1, rounded down.
///
/// The weight is `[kernel · kernel · channels, filters]`, kernel rows outermost and channels innermost. It and the bias
/// are drawn uniformly on ±1/√(kernel · kernel · channels), PyTorch's default for Conv2d.
public struct Convolution {
  private let weight: Parameter
  private let bias: Parameter
  private let kernel: Int
  private let stride: Int

  /// Declares `name.weight` and `name.bias`.
  public init(_ channels: Int, _ filters: Int, kernel: Int, stride: Int = 1, in variables: Variables, name: String) {
    let inputs = kernel * kernel * channels
    let uniform = Initializer.uniform(bound: 1 / Float(inputs).squareRoot())
    weight = variables.parameter(name + ".weight", [inputs, filters], initial: uniform)
    bias = variables.parameter(name + ".bias", [filters], initial: uniform)
    self.kernel = kernel
    self.stride = stride
  }

  /// `activation(convolution of x)`.
  public func callAsFunction(_ x: Tensor, activation: Activation = .none) -> Tensor {
    let tape = x.tape
    return x.convolution(
      tape.tensor(weight), bias: tape.tensor(bias), kernel: kernel, stride: stride, activation: activation)
  }
}
