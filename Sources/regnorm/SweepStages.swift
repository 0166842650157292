import OperatingSystem
import Plans
import Reporting
import Results
import Sweeps
import Trials

/// The plans of a sweep file that run one after the other: the search of a selection and its report, and the looks of a
/// design.
struct SweepStages {
  /// The plan that runs first: the report's, if the search is over.
  let first: Plan
  /// The trials of the first plan that have no result yet.
  let missing: [PlannedTrial]
  private let seeds: SeedOptions

  /// The stages of `plan` with the results that `directory` holds. Prints what was chosen, and the design.
  ///
  /// If the directory cannot be read, its results count as missing: starting the sweep reports why.
  init(of plan: Plan, seeds: SeedOptions, in directory: String) throws {
    self.seeds = seeds
    let store = try? ResultStore(inspecting: directory)
    let held = try? store.map { try HeldResults(for: plan, in: $0) }
    if seeds.until == nil, let change = held?.change { printError("\(plan.name): \(change.text)".printableLines) }
    let first = try Self.beginning(of: held?.report ?? plan, seeds, in: held == nil ? nil : store)
    missing = first.trials.filter { held?.trials.contains($0.identifier) != true }
    self.first = first
  }

  /// The plan that follows `plan`, all of whose trials are done in `store`; nil if none does.
  func plan(after plan: Plan, in store: ResultStore) throws -> Plan? {
    guard plan.selectionRule != nil || plan.design != nil else { return nil }
    let outcomes = try store.outcomes(of: plan.trials)
    if let report = try plan.report(choosingBy: outcomes) { return try Self.beginning(of: report, seeds, in: store) }
    return try plan.withMoreSeeds(after: outcomes)
  }

  /// `plan` as it begins: with the first seeds of the design, unless results are still to choose what is reported.
  private static func beginning(of plan: Plan, _ seeds: SeedOptions, in store: ResultStore?) throws -> Plan {
    if let selection = SelectionText(of: plan) { printError(selection.text.printableLines) }
    guard let until = seeds.until, plan.selectionRule == nil else { return plan }
    var design = until.design(of: plan, seeds: seeds.maxSeeds)
    if let store { design = try HeldDesign.design(design, for: plan, in: store) }
    printError("\(plan.name): \(design.sentences)".printableLines)
    return plan.beginning(design)
  }
}
