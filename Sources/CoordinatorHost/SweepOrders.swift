import FoundationEssentials
import Glibc

/// Orders to the coordinator that serves a directory of results, as files in the directory. Whoever may write there may
/// give orders.
///
/// An order is one file, which appears whole or not at all. Its answer is a file beside it, which the sender of the
/// order removes.
public struct SweepOrders {
  private let folder: String

  private static let orderSuffix = ".order"
  private static let answerSuffix = ".answer"

  /// The orders in `directory`.
  public init(in directory: String) { folder = "\(directory)/orders" }

  /// Gives an order and waits for the answer. Returns nil, and withdraws the order, if none comes within `patience`.
  func give(_ order: SweepOrder, patience: Duration = .seconds(30)) throws -> SweepOrder.Answer? {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let name = UUID().uuidString
    let (orderPath, answerPath) = (path(name, Self.orderSuffix), path(name, Self.answerSuffix))
    try JSONEncoder().encode(order).write(to: URL(filePath: orderPath), options: .atomic)
    defer {
      unlink(orderPath)
      unlink(answerPath)
    }
    let clock = SuspendingClock()
    let end = clock.now + patience
    while clock.now < end {
      if let data = FileManager.default.contents(atPath: answerPath) {
        return try JSONDecoder().decode(SweepOrder.Answer.self, from: data)
      }
      usleep(50_000)
    }
    return nil
  }

  /// Removes orders that earlier coordinators did not answer.
  func clear() { try? FileManager.default.removeItem(atPath: folder) }

  /// Takes the waiting orders, each with its name. The order is nil if it cannot be read.
  func take() -> [(name: String, order: SweepOrder?)] {
    let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    return files.filter { $0.hasSuffix(Self.orderSuffix) }.map { file in
      let name = String(file.dropLast(Self.orderSuffix.count))
      let data = FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data()
      unlink("\(folder)/\(file)")
      let order = try? JSONDecoder().decode(SweepOrder.self, from: data)
      return (name, order.flatMap { $0.isPlausible ? $0 : nil })
    }
  }

  /// Answers the order `name`.
  func answer(_ name: String, _ answer: SweepOrder.Answer) throws {
    try JSONEncoder().encode(answer).write(to: URL(filePath: path(name, Self.answerSuffix)), options: .atomic)
  }

  private func path(_ name: String, _ suffix: String) -> String { "\(folder)/\(name)\(suffix)" }
}
