import Plans
import Sweeps
import Testing

/// Keys are compared whole, and merged as YAML says.
@Suite struct SweepFileKeysTests {
  private let good = "task: imbalanced-mnist\nseeds: 2\nfixed: {semantics: corrected}\ngrid: {rareClasses: [0, 7]}\n"

  @Test(arguments: [
    (".seeds: 9", #"".seeds": is no key of a sweep file"#), ("old.grid: {epochs: [1]}", #""old.grid": is no key"#),
    ("seeds.: 9", #""seeds.": is no key"#), ("\"\": 1", #""": is no key of a sweep file"#),
    ("' seeds': 9", #" seeds: is no key of a sweep file"#), ("Seeds: 9", "Seeds: is no key of a sweep file"),
    ("table: {x.rows: rareClasses}", #"table."x.rows": is no key of a table"#),
    ("exclude: [{old.rareClasses: 0}]", #"exclude."old.rareClasses": is no axis of this grid"#),
    ("metric: {my.name: testLoss, name: testError}", #"metric."my.name": is no key of a metric"#),
  ])
  func aKeyThatEndsLikeAnotherIsRefused(line: String, expected: String) {
    let found = errors(good + line)
    #expect(found.count == 1 && found[0].hasPrefix("sweep.yaml:5: \(expected)"), "\(found)")
  }

  @Test(arguments: ["a.rareClasses: [1]", "a.zip: [{epochs: [1, 2], batchSize: [1, 2]}]"])
  func anAxisIsNamedWhole(axis: String) {
    let found = errors(grid: "{rareClasses: [0, 7], \(axis)}")
    #expect(found.count == 1 && found[0].contains("has no such setting"), "\(found)")
  }

  @Test(arguments: ["{x.from: 0, from: 1, to: 2}", "{from: 1, to: 2, my.step: 2}"])
  func aRangesKeysAreNamedWhole(range: String) {
    let found = errors(grid: "{rareClasses: \(range)}")
    #expect(found.count == 1 && found[0].contains("is no key of a range"), "\(found)")
  }

  @Test(arguments: [("seeds: 3", "seeds"), ("\"seeds\": 3", "seeds"), ("'grid': {epochs: [1]}", "grid")])
  func aKeyStatedTwiceIsRefused(line: String, key: String) {
    let found = errors(good + line)
    #expect(found.count == 1 && found[0].contains(": \(key): is stated more than once in this mapping"), "\(found)")
  }

  @Test func aMergeKeyAddsOnlyKeysThatTheMappingDoesNotState() throws {
    let merged = try plan(
      """
      x-base: &base {epochs: 2, batchSize: 64}
      x-more: &more {batchSize: 16, momentum: 0.5}
      task: imbalanced-mnist
      seeds: 1
      fixed: {<<: [*base, *more], semantics: corrected, epochs: 3}
      grid:
        <<: {rareClasses: [1, 2], normalization: [none]}
        normalization: [ln, rn]
      """)
    let plain = try plan(
      """
      task: imbalanced-mnist
      seeds: 1
      fixed: {semantics: corrected, epochs: 3, batchSize: 64, momentum: 0.5}
      grid: {rareClasses: [1, 2], normalization: [ln, rn]}
      """)
    #expect(merged.trials == plain.trials && merged.axes == plain.axes)
  }

  @Test func anErrorInAMergedMappingNamesItsLine() {
    #expect(
      errors("x-base: &base\n  epochs: 0\n" + good.replacing("{semantics", with: "{<<: *base, semantics")) == [
        "sweep.yaml:2: fixed.epochs: 0 is no value of epochs; expected an integer from 1 to 1000"
      ])
  }

  @Test func aMergeThatNamesNoMappingIsRefused() {
    let expected = "expected a mapping or a list of mappings: <<: *name"
    #expect(
      errors(good + "table: {<<: [1]}\n") == ["sweep.yaml:5: table.<<: merges a list; \(expected)"])
    #expect(errors(good + "table: {<<: base}\n") == ["sweep.yaml:5: table.<<: merges base; \(expected)"])
  }

  @Test func aliasesOfAliasesEndInOneError() {
    let levels = (1...30).map { "x-\($0): &a\($0) {<<: [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]}\n" }.joined()
    let found = errors("x-0: &a0 {epochs: 2}\n" + levels + good + "table: {<<: *a30}\n")
    #expect(found.count { $0.contains("merges more than 1000 mappings") } == 1, "\(found.prefix(3))")
  }

  @Test func helperKeysBelongOnlyAtTheTop() {
    #expect(errors(good + "x-notes: {anything: [1, {a: b}]}\n").isEmpty)
    #expect(errors(good + "table: {x-rows: 1}\n").count == 1)
  }
}
