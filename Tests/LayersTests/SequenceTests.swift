import Layers
import Tensors
import TestSupport
import Testing

/// Layers in the arrangements that the tasks use: unrolled in time, with a normalization between the steps.
@Suite struct SequenceTests {
  private let image = Block.of((0..<24).map { Float($0 * 5 % 12) / 12 })

  private func expectGradients(
    _ declare: (Variables) -> (Tape) -> Tensor, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let variables = Variables()
    let body = declare(variables)
    variables.layOut(seed: 3)
    GradientCheck.expectGradients(of: variables, .composition, sourceLocation: sourceLocation, body)
  }

  @Test func aRecurrentCellSeesOneProjectionAtEveryStep() {
    expectGradients { variables in
      let cell = RecurrentCell(12, 4, in: variables, name: "cell")
      let norms = (0..<3).map { LayerNorm(features: 4, in: variables, name: "ln\($0)") }
      return { tape in
        let projected = cell.projected(tape.tensor(image, [2, 12]))
        return norms.reduce(cell.start(tape, batch: 2)) { $1(cell(projected: projected, $0), .init(.training)) }
      }
    }
  }

  @Test func cellsNormalizeTheWeightsOfEveryStep() {
    expectGradients { variables in
      let cells = (
        RecurrentCell(12, 2, weightNorm: true, in: variables, name: "rnn"),
        LSTMCell(12, 2, weightNorm: true, in: variables, name: "lstm"),
        GRUCell(12, 2, weightNorm: true, in: variables, name: "gru")
      )
      return { tape in
        let x = tape.tensor(image, [2, 12])
        var (rnn, lstm, gru) = (
          cells.0.start(tape, batch: 2), cells.1.start(tape, batch: 2), cells.2.start(tape, batch: 2)
        )
        for _ in 1...2 {
          rnn = cells.0(projected: cells.0.projected(x), rnn)
          lstm = cells.1(projected: cells.1.projected(x), lstm)
          gru = cells.2(projected: cells.2.projected(x), gru)
        }
        return .joined([rnn, lstm.hidden, gru], axis: 1)
      }
    }
  }

  @Test func anLSTMTakesBackANormalizedOutput() {
    expectGradients { variables in
      let cell = LSTMCell(12, 3, in: variables, name: "cell")
      let norm = LayerNorm(features: 3, in: variables, name: "ln")
      return { tape in
        var state = cell.start(tape, batch: 2)
        for _ in 1...2 {
          state = cell(tape.tensor(image, [2, 12]), state)
          state.hidden = norm(state.hidden, .init(.training))
        }
        return state.hidden
      }
    }
  }

  @Test func aDrawingContinuesFromReplacedOutputs() {
    let noise = Block.of([0.3, -1.1] as [Float])
    expectGradients { variables in
      let sizes = DrawCell.Sizes(width: 4, height: 3, window: 2, hidden: 2, latent: 1)
      let cell = DrawCell(sizes, in: variables, name: "draw")
      return { tape in
        var state = cell.start(tape, batch: 2)
        for _ in 1...2 {
          state =
            cell(
              tape.tensor(image, [2, 12]), noise: tape.tensor(noise, [2, 1]), state,
              encoded: { $0.scaled(by: 1.5) }, decoded: { $0.scaled(by: 0.5, plus: 0.1) }
            ).state
        }
        return .joined([state.canvas, state.encoder.hidden, state.decoder.hidden], axis: 1)
      }
    }
  }

  @Test func theOutputsOfADrawingAreReplaced() {
    let variables = Variables()
    let cell = DrawCell(.init(width: 4, height: 3, window: 2, hidden: 2, latent: 1), in: variables, name: "draw")
    variables.layOut(seed: 3)
    let tape = Tape(gradients: false)
    let (state, _) = cell(
      tape.tensor(image, [2, 12]), noise: tape.constant(0, [2, 1]), cell.start(tape, batch: 2),
      encoded: { $0.scaled(by: 0, plus: 2) }, decoded: { $0.scaled(by: 0, plus: 3) })
    #expect(state.encoder.hidden.elements == [2, 2, 2, 2])
    #expect(state.decoder.hidden.elements == [3, 3, 3, 3])
  }

  @Test func drawingFromNoiseIsTheSecondHalfOfAStep() {
    let variables = Variables()
    let cell = DrawCell(.init(width: 4, height: 3, window: 2, hidden: 3, latent: 2), in: variables, name: "draw")
    variables.layOut(seed: 3)
    let tape = Tape(gradients: false)
    let start = cell.start(tape, batch: 2)
    let (whole, latent) = cell(tape.tensor(image, [2, 12]), noise: tape.constant(0, [2, 2]), start)
    let half = cell.drawn(latent.mean, start)
    #expect(half.canvas.elements == whole.canvas.elements)
    #expect(half.canvas.shape == [2, 12])
  }

  @Test func aGraphNormalizesItsMessages() {
    let adjacency = Block.of((0..<36).map { Float($0 * 7 % 3 == 0 ? 1 : 0) })
    expectGradients { variables in
      let graph = GatedGraph(hidden: 4, edgeKinds: 1, in: variables, name: "graph")
      let norms = ["received", "sent"].map { LayerNorm(features: 4, in: variables, name: $0) }
      return { tape in
        var x = graph.start(tape.tensor(image, [2, 3, 2]))
        for _ in 1...2 {
          x = graph(
            x, adjacency: tape.tensor(adjacency, [2, 3, 6]), received: { norms[0]($0, .init(.training)) },
            sent: { norms[1]($0, .init(.training)) })
        }
        return x
      }
    }
  }

  @Test func advantagesDoNotCrossTheEndOfAnEpisode() {
    let generalized = GeneralizedAdvantage(discount: 0.5, lambda: 0.5)
    // Two steps of one environment; an episode ends between them, and the last step's next state counts.
    let (advantages, returns) = (Block(.float32, count: 2), Block(.float32, count: 2))
    generalized.estimate(
      GeneralizedAdvantage.Experience(
        rewards: .of([1, 2] as [Float]), values: .of([10, 20] as [Float]), masks: .of([1, 0] as [Float]),
        nextValues: .of([8] as [Float]), lastMasks: .of([1] as [Float])),
      advantages: advantages, returns: returns)
    #expect(Array(advantages.floats) == [-9, -14])
    #expect(Array(returns.floats) == [1, 6])
  }
}
