import Tensors

/// A score for each node, so that a softmax over them selects one: linear(tanh(linear(x, annotation))). States
/// `[batch, nodes, hidden]` and annotations `[batch, nodes, features]` give logits `[batch, nodes]`
/// (Li et al., ICLR 2016, section 3.2).
public struct NodeReadout {
  private let inner, output: Linear

  /// Declares two linear layers under `name`.
  public init(hidden: Int, annotation: Int, in variables: Variables, name: String) {
    inner = Linear(hidden + annotation, hidden, in: variables, name: name + ".inner")
    output = Linear(hidden, 1, in: variables, name: name + ".output")
  }

  /// The logits.
  public func callAsFunction(_ x: Tensor, annotation: Tensor) -> Tensor {
    let nodes = Tensor.joined([x, annotation], axis: 2)
    return output(inner(nodes, activation: .tanh)).reshaped([x.shape[0], x.shape[1]])
  }
}
