import Foundation
import TestSupport
import Testing

/// Our published-semantics grid against the paper's table. The whole grid is a slow proof (`Tests/published-table`);
/// its short form trains two cells if MNIST is on this host.
@Suite struct PublishedTableTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let gridDirectory = environment["REGNORM_PUBLISHED_GRID"]

  private struct Cell: Decodable {
    let normalization: String
    let rareClasses: Int
    let mean: Double?
    let standardError: Double?
    let n: Int
  }

  /// Whether two means are within 3 standard errors of the difference. This is a weak test where both spread widely: it
  /// passes 75.3 ± 4.4 against 57.3 ± 6.3.
  private func agrees(_ cell: Cell, _ published: PublishedTable.Cell) -> Bool {
    guard let mean = cell.mean, let error = cell.standardError else { return false }
    let combined = (error * error + published.standardError * published.standardError).squareRoot()
    return abs(mean - published.mean) <= 3 * combined
  }

  @Test(.enabled(if: gridDirectory != nil, "the whole grid is proved by Tests/published-table"))
  func theWholeGridMeetsItsBars() async throws {
    let folder = FileManager.default.temporaryDirectory
    let json = try await regnorm("table", Self.gridDirectory!, "--format", "json", in: folder)
    let cells = try JSONDecoder().decode([Cell].self, from: Data(json.utf8))
    func row(_ method: String) -> [(Cell, PublishedTable.Cell)] {
      cells.filter { $0.normalization == method }.sorted { $0.rareClasses < $1.rareClasses }
        .map { ($0, PublishedTable.cells[method]![$0.rareClasses]) }
    }
    for method in ["none", "wn"] {
      #expect(row(method).count == 10)
      for (cell, published) in row(method) where cell.rareClasses <= 8 {
        let mean = try #require(cell.mean)
        #expect(abs(mean - published.mean) <= 1.5, "\(method), n = \(cell.rareClasses): \(mean), not \(published.mean)")
      }
    }
    for method in ["ln", "rn", "rln", "ln+rn", "sn"] {
      let apart = row(method).filter { !agrees($0, $1) }
      for (cell, published) in apart {
        print(
          """
          apart: \(method), n = \(cell.rareClasses): \(cell.mean ?? .nan) ± \(cell.standardError ?? .nan), published \
          \(published.mean) ± \(published.standardError)
          """)
      }
      #expect(row(method).count == 10)
      #expect(apart.isEmpty, "\(method) is apart from the published row in \(apart.count) of 10 columns")
    }
  }

  @Test(.data(.mnist))
  func oneSeedOfTheHardColumnsIsWhereThePaperHasIt() async throws {
    let temporary = try TemporaryFolder()
    defer { withExtendedLifetime(temporary) {} }
    let folder = temporary.url
    let sweep = """
      name: short
      task: imbalanced-mnist
      seeds: 1
      grid: {normalization: [none, wn], rareClasses: [7, 8]}
      """
    try sweep.write(to: folder.appending(path: "short.yaml"), atomically: true, encoding: .utf8)
    try await regnorm("run", "short.yaml", in: folder)
    let json = try await regnorm("table", "results/short", "--format", "json", in: folder)
    let cells = try JSONDecoder().decode([Cell].self, from: Data(json.utf8))
    #expect(cells.count == 4)
    for cell in cells {
      let published = PublishedTable.cells[cell.normalization]![cell.rareClasses]
      let mean = try #require(cell.mean)
      #expect(abs(mean - published.mean) <= 3, "\(cell.normalization), n = \(cell.rareClasses): \(mean)")
    }
  }
}
