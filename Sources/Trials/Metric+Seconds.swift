extension Metric {
  /// The time of a trial, which every result has beside the metrics of its task.
  public static let seconds = Metric(
    name: "seconds", unit: "s", direction: .minimize,
    help: "wall-clock seconds of the attempt that finished; hosts and what else ran on them show in it")
}
