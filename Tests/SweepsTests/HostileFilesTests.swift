import Sweeps
import Testing

/// Every file gives a plan or a list of errors.
@Suite struct HostileFilesTests {
  private let extremes = [
    "0", "-0", "1", "-1", "9223372036854775807", "-9223372036854775808", "1e300", "-1e300", "1e-300", "5e-324", "1e400",
    "nan", "inf", "-inf", "0.1", "1e127", "1e-128", "123456789012345678901234567890123456789012", "~", "''", "[]", "{}",
    "0x10", "1_000", ".5", "+3", "1:30",
  ]

  @Test func rangesWithExtremeNumbersAreRefusedOrPlanned() {
    for from in extremes.prefix(13) {
      for to in extremes.prefix(13) {
        for rest in [", step: 1e300", ", step: 5e-324", ", steps: 3, scale: log"] {
          let found = errors(grid: "{learningRate: {from: \(from), to: \(to)\(rest)}}")
          #expect(found.allSatisfy { !$0.hasPrefix("not a SweepFileErrors") }, "\(from) \(to)\(rest)")
        }
      }
    }
  }

  @Test func everyPlaceTakesEveryExtremeWithoutATrap() {
    let places = [
      "name: %", "metric: %", "metric: {name: %, direction: %}", "seeds: %", "seeds: [%]", "seeds: {from: %, to: %}",
      "exclude: %", "exclude: [%]", "exclude: [{rareClasses: %}]", "fixed: %", "fixed: {epochs: %}", "table: %",
      "table: {rows: %}", "table: {reference: %}", "grid: %", "grid: {zip: %}", "grid: {zip: [%]}", "<<: %", "%: 1",
      "x-a: %",
    ]
    for place in places {
      for value in extremes {
        let line = place.replacing("%", with: value)
        let key = line.prefix { $0 != ":" }
        let rest = [
          "task: imbalanced-mnist", "seeds: 2", "fixed: {semantics: published}", "grid: {rareClasses: [0, 7]}",
        ]
        let found = errors((rest.filter { !$0.hasPrefix(key + ":") } + [line]).joined(separator: "\n"))
        #expect(found.allSatisfy { $0.hasPrefix("sweep.yaml:") }, "\(line): \(found)")
      }
    }
  }

  @Test func aDamagedFileIsRefusedOrPlanned() {
    var state: UInt64 = 1
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let good = Array(SweepFileGrammar.example.utf8)
    let marks = Array("{}[]:,-&*<!|>'\"#%@` \n\t\0é".utf8)
    for _ in 0..<200 {
      var bytes = good
      for _ in 0...random(3) {
        let place = random(bytes.count)
        switch random(3) {
        case 0: bytes[place] = marks[random(marks.count)]
        case 1: bytes.insert(marks[random(marks.count)], at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random(12)))
        }
      }
      let found = errors(String(decoding: bytes, as: UTF8.self))
      #expect(found.allSatisfy { $0.hasPrefix("sweep.yaml:") }, "\(found)")
    }
  }
}
