import Layers
import Tensors
import Testing

/// Properties of code lengths under both semantics, on made-up activations.
@Suite struct CodeLengthPropertyTests {
  /// `rows` × `columns` draws of N(mean, deviation²).
  private func gaussian(_ rows: Int, _ columns: Int, mean: Float = 0, deviation: Float = 1, draw: Int) -> Block {
    let variables = Variables()
    let sample = variables.parameter("sample\(draw)", [rows * columns], initial: .normal(standardDeviation: deviation))
    variables.layOut(seed: 7)
    let block = Block(.float32, count: rows * columns)
    for index in 0..<block.count { block.floats[index] = sample.values.floats[index] + mean }
    return block
  }

  private func regularity(
    _ grouping: Grouping, _ semantics: Semantics, features: Int = 50, rows: Int = 40, in variables: Variables
  ) -> RegularityNormalization {
    RegularityNormalization(
      features: features, batchRows: rows, grouping: grouping, semantics: semantics, in: variables, name: "rn")
  }

  private func lengths(
    _ layer: RegularityNormalization, _ x: Block, _ shape: Shape, _ mode: NormalizationCall.Mode, count: Int = 1
  ) -> [Float] {
    let target = Block(.float32, count: count)
    let tape = Tape()
    layer.probe(tape.tensor(x, shape), mode, into: target)
    return Array(target.floats)
  }

  @Test(arguments: [Semantics.published, .corrected], [Grouping.all, .rows, .columns])
  func aSteadyDistributionGivesTheLogarithmOfTheBatchesSeen(semantics: Semantics, grouping: Grouping) {
    let (rows, columns) = (200, 400)
    let layer = regularity(grouping, semantics, features: columns, rows: rows, in: Variables())
    let groups = grouping == .all ? 1 : grouping == .rows ? rows : columns
    for t in 1...60 {
      let all = lengths(layer, gaussian(rows, columns, draw: t), [rows, columns], .training, count: groups)
      let mean = all.reduce(0, +) / Float(groups)
      // The published C starts at 0, not at -∞, which still matters in the first batches. A is about -1.4 for each
      // element plus the logarithm of their number.
      let expected = semantics == .corrected ? Libm.log(Double(t + 1)) : Libm.log(Double(t))
      #expect(abs(Double(mean) - expected) < 0.02, "batch \(t), \(grouping), \(semantics): L \(mean), not \(expected)")
    }
  }

  @Test(arguments: [Grouping.all, .columns])
  func correctedLengthsDoNotChangeWithTheSizeOfTheBatch(grouping: Grouping) {
    let (rows, columns) = (40, 50)
    let layer = regularity(grouping, .corrected, in: Variables())
    for t in 1...5 { _ = lengths(layer, gaussian(rows, columns, draw: t), [rows, columns], .training, count: 50) }
    let once = gaussian(rows, columns, draw: 6)
    let twice = Block(.float32, count: 2 * once.count)
    for index in 0..<twice.count { twice.floats[index] = once.floats[index % once.count] }
    let count = grouping == .all ? 1 : columns
    let short = lengths(layer, once, [rows, columns], .evaluation, count: count)
    let long = lengths(layer, twice, [2 * rows, columns], .evaluation, count: count)
    for (a, b) in zip(short, long) { #expect(abs(a - b) < 1e-5, "\(a) and \(b)") }
  }

  @Test func publishedLengthsFallByTheLogarithmOfTheSizeOfTheBatch() {
    let layer = regularity(.all, .published, in: Variables())
    for t in 1...5 { _ = lengths(layer, gaussian(40, 50, draw: t), [40, 50], .training) }
    let once = gaussian(40, 50, draw: 6)
    let twice = Block(.float32, count: 2 * once.count)
    for index in 0..<twice.count { twice.floats[index] = once.floats[index % once.count] }
    let short = lengths(layer, once, [40, 50], .evaluation)[0]
    let long = lengths(layer, twice, [80, 50], .evaluation)[0]
    #expect(abs(short - long - Float(Libm.log(2))) < 1e-5)
  }

  @Test func aCorrectedFirstBatchHasLengthLogTwo() {
    let layer = regularity(.all, .corrected, in: Variables())
    let length = lengths(layer, gaussian(40, 50, mean: 3, deviation: 9, draw: 1), [40, 50], .training)[0]
    #expect(abs(length - Float(Libm.log(2))) < 1e-6)
  }

  @Test func correctedDeviationIsThatOfAllActivationsSeen() {
    let layer = regularity(.all, .corrected, in: Variables())
    let parts = [gaussian(200, 50, draw: 1), gaussian(70, 50, mean: 4, draw: 2), gaussian(200, 50, mean: 4, draw: 3)]
    for part in parts { _ = lengths(layer, part, [part.count / 50, 50], .training) }
    let all = parts.flatMap { $0.floats.map(Double.init) }
    let mean = all.reduce(0, +) / Double(all.count)
    let deviation = (all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count - 1)).squareRoot()
    #expect(abs(layer.remembered.mean - mean) < 1e-6)
    #expect(abs(layer.remembered.standardDeviation - deviation) < 1e-6)
    #expect(layer.remembered.count == Double(all.count))
  }

  @Test func theMergedDeviationOfTwoFarBatchesIsTwoAndAQuarterOrOne() {
    for (semantics, expected) in [(Semantics.corrected, 2.24), (.published, 1.0)] {
      let layer = regularity(.all, semantics, in: Variables())
      _ = lengths(layer, gaussian(400, 50, draw: 1), [400, 50], .training)
      _ = lengths(layer, gaussian(400, 50, mean: 4, draw: 2), [400, 50], .training)
      #expect(abs(layer.remembered.standardDeviation - expected) < 0.02, "\(semantics)")
    }
  }

  @Test func evaluationChangesNoHistory() {
    for method in NormalizationMethod.allCases {
      let variables = Variables()
      let layer = method.make(features: 50, batchRows: 40, semantics: .corrected, in: variables, name: "n")
      variables.layOut(seed: 1)
      func run(_ draw: Int, _ mode: NormalizationCall.Mode) -> [Float] {
        let tape = Tape(gradients: false)
        return layer(tape.tensor(gaussian(40, 50, draw: draw), [40, 50]), NormalizationCall(mode)).elements
      }
      _ = run(1, .training)
      _ = run(2, .training)
      let before = variables.states.map { Array($0.block.bytes) }
      let first = run(3, .evaluation)
      let second = run(3, .evaluation)
      #expect(variables.states.map { Array($0.block.bytes) } == before, "\(method)")
      #expect(first == second, "\(method)")
    }
  }

  @Test func theGainIsTheLogarithmOfTheBatchesSeenAndOne() {
    let layer = GrowingGain(in: Variables(), name: "gain")
    let ones = Block(.float32, count: 4)
    ones.floats.update(repeating: 1)
    for t in 1...5 {
      let tape = Tape()
      let y = layer(tape.tensor(ones, [2, 2]), NormalizationCall(.training)).elements
      #expect(abs(Double(y[0]) - Libm.log(Double(t + 1))) < 1e-6)
    }
  }

  @Test func correctedRowsGoOnWhenTheSizeOfTheBatchChanges() {
    let layer = regularity(.rows, .corrected, in: Variables())
    for (t, rows) in [40, 40, 17, 3, 40].enumerated() {
      let all = lengths(layer, gaussian(rows, 50, draw: t), [rows, 50], .training, count: rows)
      #expect(all.allSatisfy { $0.isFinite && abs($0 - Float(Libm.log(Double(t + 2)))) < 0.5 })
    }
  }
}
