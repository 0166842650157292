/// The figures of a sweep's results, those that answer most questions first.
public enum FigureKind: String, Sendable, CaseIterable {
  /// What trials record while they train, with a line for each row.
  case curves
  /// The metric against the columns' axis, with a line for each row: a learning-rate grid, for example.
  case axis
  /// Each row's difference from the reference against the columns' axis.
  case difference
  /// Every comparison of `regnorm compare`, each on a line.
  case forest
  /// Every seed's value as a dot.
  case seeds
  /// The share of seeds that are at least as good as a value, against the value (a performance profile).
  case profile
  /// Interquartile means over all columns.
  case iqm
  /// The probability that a row's run is better than the reference's.
  case improvement
  /// Average ranks over data sets, and the rows that they do not separate.
  case ranks
  /// The means of rows and columns as shades.
  case heat
  /// Every cell's mean against every axis.
  case scatter
  /// Cells as lines across all axes.
  case parallel
  /// Who ran what when.
  case timeline
  /// Code lengths at the places of a network, with a line for each row.
  case codeLengths = "code-lengths"

  /// Whether the figure shows what trials record while they train.
  public var isOfCurves: Bool { self == .curves || self == .codeLengths }

  /// What stands above the figure in a page.
  var title: String {
    switch self {
    case .curves: "Learning curves"
    case .axis: "Against the axis"
    case .difference: "Differences"
    case .forest: "Comparisons"
    case .seeds: "Seeds"
    case .profile: "Profiles"
    case .iqm: "Interquartile means"
    case .improvement: "Probability of improvement"
    case .ranks: "Average ranks"
    case .heat: "Heat map"
    case .scatter: "Against every axis"
    case .parallel: "Parallel coordinates"
    case .timeline: "Timeline"
    case .codeLengths: "Code lengths"
    }
  }

  /// One line of help.
  public var summary: String {
    switch self {
    case .curves: "learning curves: the mean over the seeds, with a band of one standard error"
    case .axis: "the metric against the columns' axis: a line for each row, means with 95 % intervals"
    case .difference: "each row's difference to the reference, with its 95 % interval and a line at zero"
    case .forest: "the comparisons of regnorm compare, one below the other"
    case .seeds: "a dot for each seed, with means and 95 % intervals"
    case .profile: "the share of seeds that are at least as good as a value, against the value"
    case .iqm: "each row's interquartile mean over all columns, with 95 % intervals"
    case .improvement: "how probably a run of a row is better than one of the reference, over all columns"
    case .ranks: "average ranks over six or more columns, with the critical difference"
    case .heat: "rows × columns as shades, with the means"
    case .scatter: "the mean of every cell against every axis of the sweep"
    case .parallel: "the best cells as lines across every axis and the metric"
    case .timeline: "what every worker ran when; past 200 attempts what every host ran"
    case .codeLengths: "code lengths of probed layers, as learning curves"
    }
  }
}
