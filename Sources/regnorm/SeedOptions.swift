import ArgumentParser

/// The options by which results decide the number of seeds.
struct SeedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run seeds until every comparison of the table is decided (decided), or until every cell's mean ± H covers (ci<H).",
      valueName: "goal"))
  var until: SeedGoal?

  @Option(name: .customLong("max-seeds"), help: "With --until: the most seeds of a cell.")
  var maxSeeds = 40

  func validate() throws {
    guard (6...10_000).contains(maxSeeds) else {
      throw ValidationError("--max-seeds takes 6 to 10000, not \(maxSeeds): fewer than 6 pairs cannot reach 0.05")
    }
  }

  /// What the help of a command says of stages and seeds.
  static let help = """
    A sweep file that selects before it reports runs in two stages: first every candidate on the seeds of the search, then \
    the chosen candidates on fresh seeds, which the table shows.

    With --until the number of seeds depends on the results, by rules that keep the rate of false alarms: decided looks at \
    8, 12, 20 and 40 seeds and adds seeds only where a comparison is open; ci<0.5 takes the number from the spread of ten \
    seeds. The design is kept with the results from the beginning. If it was changed later, the table says so.
    """
}
