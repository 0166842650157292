import FoundationEssentials
import Plans
import Trials

extension PlanSummary {
  /// One JSON object with sorted keys: the plan, and every cell with its trials and whether each is done.
  public func json() throws -> String {
    let document = Document(
      name: plan.name, task: task.name, taskVersion: task.version, metric: plan.metric,
      axes: plan.axes.map { .init(name: $0.name, values: $0.values.map(PlainValue.init)) },
      fixed: fixedSettings.map { .init(name: $0.setting.name, value: PlainValue($0.value), isDefault: $0.isDefault) },
      seeds: plan.seeds,
      table: .init(
        rows: plan.layout.rows, columns: plan.layout.columns, reference: plan.layout.reference.map(PlainValue.init)),
      results: directory, planned: plan.trials.count, done: doneCount,
      leavingResults: change?.leavingResults ?? 0,
      cells: zip(plan.cells, plan.trialsByCell).map { cell, trials in
        .init(
          coordinates: cell.coordinates.mapValues(PlainValue.init),
          trials: trials.map { trial in
            .init(identifier: trial.identifier, seed: trial.specification.seed, done: isDone(trial))
          })
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return String(decoding: try encoder.encode(document), as: UTF8.self).printableJSON + "\n"
  }

  private struct Document: Encodable {
    let name: String
    let task: String
    let taskVersion: Int
    let metric: Metric
    let axes: [AxisEntry]
    let fixed: [FixedEntry]
    let seeds: [Int]
    let table: TableEntry
    let results: String
    let planned: Int
    let done: Int
    let leavingResults: Int
    let cells: [CellEntry]
  }

  private struct AxisEntry: Encodable {
    let name: String
    let values: [PlainValue]
  }

  private struct FixedEntry: Encodable {
    let name: String
    let value: PlainValue
    let isDefault: Bool
  }

  private struct TableEntry: Encodable {
    let rows: String
    let columns: String?
    let reference: PlainValue?
  }

  private struct CellEntry: Encodable {
    let coordinates: [String: PlainValue]
    let trials: [TrialEntry]
  }

  private struct TrialEntry: Encodable {
    let identifier: TrialIdentifier
    let seed: Int
    let done: Bool
  }
}

/// A setting's value as a JSON scalar: `3`, `0.5`, `true`, `"rn"`.
private struct PlainValue: Encodable {
  let value: SettingValue

  init(_ value: SettingValue) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .integer(let integer): try container.encode(integer)
    case .number(let number): try container.encode(number)
    case .boolean(let boolean): try container.encode(boolean)
    case .text(let text): try container.encode(text)
    }
  }
}
