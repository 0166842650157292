import Datasets
import Layers
import Tensors
import Trials

/// A gated graph network that answers questions about a graph (Li et al., ICLR 2016), with a normalization of the
/// messages in and of the messages out at each propagation step.
///
/// A question with one answer is answered after the last step: the network selects a node, or a label for the whole
/// graph. Answer k of a sequence is read after step k; steps after the last answer are not computed.
struct GatedGraphNetwork {
  private enum Readout {
    case node(NodeReadout)
    case graph(GraphReadout)
  }

  let probes: [Probe]
  private let graph: GatedGraph
  private let readout: Readout
  private let answerCount: Int
  private let incoming: [any Normalization]
  private let outgoing: [any Normalization]
  private let testMultiplier: Bool

  init(_ settings: Settings<BabiSettings>, _ vocabulary: BabiVocabulary, in variables: Variables) {
    let (task, hidden, method) = (settings.babiTask, settings.hiddenUnits, settings.normalization.method)
    let annotation = QuestionBatches.features(task, vocabulary)
    let weightNorm = method.normalizesWeights
    graph = GatedGraph(
      hidden: hidden, edgeKinds: vocabulary.edgeKinds, weightNorm: weightNorm, in: variables, name: "graph")
    readout =
      task.answersAreNodes
      ? .node(
        NodeReadout(hidden: hidden, annotation: annotation, weightNorm: weightNorm, in: variables, name: "readout"))
      : .graph(
        GraphReadout(
          hidden: hidden, annotation: annotation, labels: vocabulary.labels, weightNorm: weightNorm, in: variables,
          name: "readout"))
    answerCount = task.answerCount
    testMultiplier = settings.testMultiplier == .on
    let (features, rows) = (hidden * vocabulary.edgeKinds, settings.batchSize * vocabulary.nodes)
    let semantics = settings.normalization.semantics
    let steps = 1...(answerCount > 1 ? answerCount : settings.propagationSteps)
    func places(_ direction: String) -> [NetworkPlace] { steps.map { NetworkPlace(layer: direction, timeStep: $0) } }
    func normalizations(_ direction: String) -> [any Normalization] {
      method.makeSteps(
        places(direction).map(\.description), features: features, batchRows: rows, semantics: semantics, in: variables,
        name: "graph.\(direction)")
    }
    incoming = normalizations("incoming")
    outgoing = normalizations("outgoing")
    probes =
      !settings.probe
      ? []
      : (places("incoming") + places("outgoing")).map {
        Probe($0, features: features, batchRows: rows, semantics: semantics, in: variables)
      }
  }

  /// Forgets the history that multipliers come from.
  func forgetHistory() {
    for normalization in incoming + outgoing { normalization.forget() }
  }

  /// The logits of each answer, `[rows, answers]`. `call.logClassShare` has an entry a question.
  func callAsFunction(_ batch: QuestionBatches.Batch, _ call: NormalizationCall) -> [Tensor] {
    let nodes = batch.annotation.shape[1]
    let perNode = NormalizationCall(call.mode, logClassShare: call.logClassShare.map { $0.repeated(nodes) })
    var x = graph.start(batch.annotation)
    var logits: [Tensor] = []
    for step in incoming.indices {
      x = graph(
        x, adjacency: batch.adjacency,
        received: { normalized($0, incoming[step], probe: step, perNode) },
        sent: { normalized($0, outgoing[step], probe: incoming.count + step, perNode) })
      if answerCount > 1 || step == incoming.count - 1 { logits.append(read(x, batch.annotation)) }
    }
    return logits
  }

  private func normalized(
    _ messages: Tensor, _ normalization: any Normalization, probe: Int, _ call: NormalizationCall
  ) -> Tensor {
    if call.mode == .training, probe < probes.count { probes[probe].measure(messages) }
    let withoutMultiplier = call.mode == .evaluation && !testMultiplier
    return (withoutMultiplier ? normalization.unscaled : normalization)(messages, call)
  }

  private func read(_ x: Tensor, _ annotation: Tensor) -> Tensor {
    switch readout {
    case .node(let readout): readout(x, annotation: annotation)
    case .graph(let readout): readout(x, annotation: annotation)
    }
  }
}

extension Tensor {
  /// Every element `count` times in a row: `[n]` to `[n · count]`.
  fileprivate func repeated(_ count: Int) -> Tensor {
    (reshaped([shape.count, 1]) + tape.constant(0, [shape.count, count])).reshaped([shape.count * count])
  }
}
