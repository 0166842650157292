public import Tensors

/// A score for each node, so that a softmax over them selects one: linear(tanh(linear(x, annotation))). States
/// `[batch, nodes, hidden]` and annotations `[batch, nodes, features]` give logits `[batch, nodes]`
/// (Li et al., ICLR 2016, section 3.2).
public struct NodeReadout {
  private let inner, output: Linear

  /// Declares two linear layers under `name`.
  public init(hidden: Int, annotation: Int, weightNorm: Bool = false, in variables: Variables, name: String) {
    func linear(_ inputs: Int, _ outputs: Int, _ part: String) -> Linear {
      Linear(inputs, outputs, weightNorm: weightNorm, in: variables, name: name + part)
    }
    inner = linear(hidden + annotation, hidden, ".inner")
    output = linear(hidden, 1, ".output")
  }

  /// The logits.
  public func callAsFunction(_ x: Tensor, annotation: Tensor) -> Tensor {
    let nodes = Tensor.joined([x, annotation], axis: 2)
    return output(inner(nodes, activation: .tanh)).reshaped([x.shape[0], x.shape[1]])
  }
}
