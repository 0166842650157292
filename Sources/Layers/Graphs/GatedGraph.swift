public import Tensors

/// A step of a gated graph network: each node receives messages from its neighbours over each kind of edge, in both
/// directions, and updates its state as a gated recurrent unit does (Li et al., ICLR 2016, equations 2 to 6).
/// ```
/// in, out  = linear(x)                        a message a node and kind of edge: hidden · edgeKinds features
/// a        = (A_in · in, A_out · out, x)      what arrives, with the node's own state: 3 hidden
/// r, z     = sigmoid(linear(a))
/// x'       = (1 - z) · x + z · tanh(linear(A_in · in, A_out · out, r · x))
/// ```
/// States are `[batch, nodes, hidden]`. The adjacency is `[batch, nodes, 2 · edgeKinds · nodes]`: first the incoming
/// half, then the outgoing; in each half a block of `nodes` columns a kind of edge. Message features are ordered with
/// the kind of edge innermost.
public struct GatedGraph {
  private let incoming, outgoing, reset, update, candidate: Linear
  private let hidden: Int
  private let edgeKinds: Int

  /// Declares five linear layers under `name`.
  public init(hidden: Int, edgeKinds: Int, weightNorm: Bool = false, in variables: Variables, name: String) {
    func linear(_ inputs: Int, _ outputs: Int, _ part: String) -> Linear {
      Linear(inputs, outputs, weightNorm: weightNorm, in: variables, name: name + part)
    }
    self.hidden = hidden
    self.edgeKinds = edgeKinds
    incoming = linear(hidden, hidden * edgeKinds, ".incoming")
    outgoing = linear(hidden, hidden * edgeKinds, ".outgoing")
    reset = linear(3 * hidden, hidden, ".reset")
    update = linear(3 * hidden, hidden, ".update")
    candidate = linear(3 * hidden, hidden, ".candidate")
  }

  /// The first states: annotations `[batch, nodes, features]`, at most `hidden` of them, padded with zeros.
  public func start(_ annotation: Tensor) -> Tensor {
    let missing = hidden - annotation.shape[2]
    guard missing > 0 else { return annotation }
    let zeros = annotation.tape.constant(0, [annotation.shape[0], annotation.shape[1], missing])
    return Tensor.joined([annotation, zeros], axis: 2)
  }

  /// The next states. `received` and `sent` transform the messages in and out, `[batch · nodes, hidden · edgeKinds]`
  /// each; the transformed messages replace them.
  public func callAsFunction(
    _ x: Tensor, adjacency: Tensor, received: (Tensor) -> Tensor = { $0 }, sent: (Tensor) -> Tensor = { $0 }
  ) -> Tensor {
    let (batch, nodes) = (x.shape[0], x.shape[1])
    let columns = edgeKinds * nodes
    func arriving(_ messages: Tensor, _ half: Range<Int>) -> Tensor {
      let byKind = messages.reshaped([batch, nodes, hidden, edgeKinds]).permuted([0, 3, 1, 2])
      return adjacency.slice(axis: 2, half).batchedProduct(byKind.reshaped([batch, columns, hidden]))
        .reshaped([batch * nodes, hidden])
    }
    let states = x.reshaped([batch * nodes, hidden])
    let heard = [
      arriving(received(incoming(states)), 0..<columns), arriving(sent(outgoing(states)), columns..<2 * columns),
    ]
    let all = Tensor.joined(heard + [states], axis: 1)
    let (r, z) = (reset(all, activation: .sigmoid), update(all, activation: .sigmoid))
    let proposed = candidate(Tensor.joined(heard + [r * states], axis: 1), activation: .tanh)
    return (z.scaled(by: -1, plus: 1) * states + z * proposed).reshaped(x.shape)
  }
}
