extension NormalizationMethod {
  /// What the name stands for, in a line.
  public var meaning: String {
    switch self {
    case .none: "no normalization"
    case .bn: "batch normalization"
    case .ln: "layer normalization"
    case .wn: "weight normalization, of the linear layers' weights"
    case .rn: "regularity normalization: one code length for a layer's whole output"
    case .rbn: "regularity batch normalization: a code length for each sample of the batch"
    case .rln: "regularity layer normalization: a code length for each feature of the layer"
    case .sn: "saliency normalization: in training rn with a longer code for samples of rarer classes; in tests rn"
    case .lnThenRn: "layer normalization, then regularity normalization"
    case .rnThenLn: "regularity normalization, then layer normalization"
    case .gain: "the control: after t batches log(t+1) times the layer's output, without statistics"
    }
  }
}
