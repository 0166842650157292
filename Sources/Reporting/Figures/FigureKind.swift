/// The figures that a table's results can be drawn as.
public enum FigureKind: String, Sendable, CaseIterable {
  /// The metric against the columns' axis, with a line for each row: a learning-rate grid, for example.
  case axis
  /// Each row's difference from the reference against the columns' axis.
  case difference
  /// Every comparison of `regnorm compare`, each on a line.
  case forest
  /// Every seed's value as a dot.
  case seeds
  /// The means of rows and columns as shades.
  case heat
  /// The share of seeds that are at least as good as a value, against the value (a performance profile).
  case profile

  /// One line of help.
  public var summary: String {
    switch self {
    case .axis: "the metric against the columns' axis: a line for each row, means with 95 % intervals"
    case .difference: "each row's difference to the reference, with its 95 % interval and a line at zero"
    case .forest: "the comparisons of regnorm compare, one below the other"
    case .seeds: "a dot for each seed, with means and 95 % intervals"
    case .heat: "rows × columns as shades, with the means"
    case .profile: "the share of seeds that are at least as good as a value, against the value"
    }
  }
}
