import Layers
import Tensors

/// A network that tells classes of images apart.
protocol ImageClassifier {
  /// The places in the network whose code lengths are measured; empty without probing.
  var probes: [Probe] { get }

  /// Logits `[batch, classes]` of images `[batch, pixels]`. Training writes code lengths to `probes`.
  func callAsFunction(_ images: Tensor, _ call: NormalizationCall) -> Tensor
}
