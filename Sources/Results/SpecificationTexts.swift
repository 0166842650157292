import FoundationEssentials
import Plans
import Trials

/// The JSON texts of planned trials' specifications.
///
/// The texts of a cell's trials differ in the seed alone. One of them is encoded or decoded; the others are made from it, or
/// compared with what is made from it.
struct SpecificationTexts {
  private struct Family {
    let replicates: Replicates
    let beforeSeed: String
    let afterSeed: String

    /// nil where `text`, the specification `model` in JSON, names its seed other than in one place.
    init?(_ model: TrialSpecification, text: String) {
      let seed = #""seed":\#(model.seed),"#
      let places = text.ranges(of: seed)
      guard let place = places.first, places.count == 1 else { return nil }
      replicates = Replicates(of: model)
      beforeSeed = text[..<place.lowerBound] + #""seed":"#
      afterSeed = "," + text[place.upperBound...]
    }

    func text(seed: Int) -> String { "\(beforeSeed)\(seed)\(afterSeed)" }
  }

  private var families: [CellIndex: Family] = [:]

  /// The specification of `trial` in JSON, with sorted keys.
  mutating func text(of trial: PlannedTrial) throws -> String {
    let specification = trial.specification
    if let family = families[trial.cell], family.replicates.specification(seed: specification.seed) == specification {
      return family.text(seed: specification.seed)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(specification), as: UTF8.self)
    families[trial.cell] = Family(specification, text: text)
    return text
  }

  /// The trial of `cell` whose specification is `text`; `seed` is the seed that it should have.
  mutating func trial(in cell: CellIndex, seed: Int, text: String) throws -> PlannedTrial {
    if let family = families[cell], family.text(seed: seed) == text {
      return PlannedTrial(cell: cell, family.replicates, seed: seed)
    }
    let specification = try JSONDecoder().decode(TrialSpecification.self, from: Data(text.utf8))
    families[cell] = Family(specification, text: text)
    return PlannedTrial(cell: cell, specification: specification)
  }
}
