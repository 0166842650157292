import Datasets
import Layers
import Tensors

/// A gated graph network that answers questions about a graph (Li et al., ICLR 2016), with a normalization of the
/// messages in and of the messages out at each propagation step.
///
/// Questions with one answer are read off after the last step: a node is selected, or a label chosen for the whole graph.
/// Where an answer is a sequence, answer k is read off after step k, and later steps, which would reach no answer, are
/// not taken.
struct GatedGraphNetwork {
  private enum Readout {
    case node(NodeReadout)
    case graph(GraphReadout)
  }

  /// The places whose code lengths are measured: incoming, then outgoing messages; empty without probing.
  let probed: [String]
  private let probes: [RegularityNormalization]
  private let graph: GatedGraph
  private let readout: Readout
  private let answerCount: Int
  private let incoming: [any Normalization]
  private let outgoing: [any Normalization]
  private let testMultiplier: Bool

  init(_ configuration: BabiConfiguration, _ vocabulary: BabiVocabulary, in variables: Variables) {
    let (task, hidden, method) = (configuration.task, configuration.hiddenUnits, configuration.normalization.method)
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
    testMultiplier = configuration.testMultiplier
    let (features, rows) = (hidden * vocabulary.edgeKinds, configuration.batchSize * vocabulary.nodes)
    let semantics = configuration.normalization.semantics
    let steps = 1...(answerCount > 1 ? answerCount : configuration.propagationSteps)
    func places(_ direction: String) -> [String] { steps.map { "\(direction).step\($0)" } }
    func normalizations(_ direction: String) -> [any Normalization] {
      method.makeSteps(
        places(direction), features: features, batchRows: rows, semantics: semantics, in: variables,
        name: "graph.\(direction)")
    }
    incoming = normalizations("incoming")
    outgoing = normalizations("outgoing")
    probed = configuration.probe ? places("incoming") + places("outgoing") : []
    probes = probed.map {
      RegularityNormalization(
        features: features, batchRows: rows, grouping: .all, semantics: semantics, in: variables, name: $0 + ".probe")
    }
  }

  /// Forgets what multipliers come from.
  func forgetHistory() {
    for normalization in incoming + outgoing { normalization.forget() }
  }

  /// The logits of each answer, `[rows, answers]`. `call.logClassShare` has an entry a question. While training, the
  /// code length at `probed[i]` goes to `codeLengths[i]`.
  func callAsFunction(
    _ batch: QuestionBatches.Batch, _ call: NormalizationCall, codeLengths: [Block]
  ) -> [Tensor] {
    let nodes = batch.annotation.shape[1]
    let perNode = NormalizationCall(call.mode, logClassShare: call.logClassShare.map { $0.repeated(nodes) })
    func normalized(_ messages: Tensor, _ normalization: any Normalization, probe: Int) -> Tensor {
      if probe < codeLengths.count { probes[probe].probe(messages, call.mode, into: codeLengths[probe]) }
      let withoutMultiplier = call.mode == .evaluation && !testMultiplier
      return (withoutMultiplier ? normalization.unscaled : normalization)(messages, perNode)
    }
    var x = graph.start(batch.annotation)
    var logits: [Tensor] = []
    for step in incoming.indices {
      x = graph(
        x, adjacency: batch.adjacency, received: { normalized($0, incoming[step], probe: step) },
        sent: { normalized($0, outgoing[step], probe: incoming.count + step) })
      if answerCount > 1 || step == incoming.count - 1 { logits.append(read(x, batch.annotation)) }
    }
    return logits
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
