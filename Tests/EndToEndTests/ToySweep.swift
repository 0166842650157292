import Coordination
import Foundation
import Results
import TestSupport

/// A folder with the file `toy.yaml` of a small real sweep, whose trials take a fraction of a second.
struct ToySweep {
  private let temporary: TemporaryFolder
  var folder: URL { temporary.url }

  /// Two cells × `seeds`.
  init(seeds: Int, epochs: Int = 4) throws {
    temporary = try TemporaryFolder()
    try write(seeds: seeds, epochs: epochs)
  }

  /// Changes the file: two cells × `seeds` or, with `columns`, two rows × six columns with probed layers.
  func write(seeds: Int, epochs: Int = 4, columns: Bool = false) throws {
    try """
    name: toy
    task: imbalanced-mnist
    seeds: \(seeds)
    grid: {normalization: [none, rn]\(columns ? ", rareClasses: [0, 1, 2, 3, 4, 5]" : "")}
    fixed: {semantics: corrected, dataset: optdigits, epochs: \(epochs), batchSize: 32, hiddenUnits: 50, probe: \(columns)}
    table: {rows: normalization\(columns ? ", columns: rareClasses" : "")}
    """.write(to: file("toy.yaml"), atomically: true, encoding: .utf8)
  }

  func file(_ name: String) -> URL { folder.appending(path: name) }

  /// The number of trials that are done in the results `directory`.
  func done(_ directory: String) -> Int { (try? ResultStore(readingFrom: file(directory).path).counts().done) ?? 0 }

  /// Runs a shell's `script`, in which `"$0"` is the program.
  @discardableResult
  func shell(_ script: String, status: Int32 = 0, environment: [String: String] = [:]) async throws -> String {
    let command = try Command(
      ["-c", script, Command.program.path], of: URL(filePath: "/bin/sh"), in: folder, environment: environment)
    return try await command.finish(status: status)
  }
}
