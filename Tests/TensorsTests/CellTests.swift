import Tensors
import TestSupport
import Testing

@Suite struct CellTests {
  @Test func gradientsOfTheLSTMCellThroughBothOutputs() {
    expectGradients([2, 12], [2, 3]) { p in
      let (hidden, cell) = p[0].lstmCell(p[1])
      return .joined([hidden, cell], axis: 1)
    }
  }

  @Test func gradientsOfTheLSTMCellThroughOneOutput() {
    expectGradients([2, 12], [2, 3]) { $0[0].lstmCell($0[1]).hidden }
    expectGradients([2, 12], [2, 3]) { $0[0].lstmCell($0[1]).cell }
  }

  @Test func gradientsOfAChainOfLSTMCells() {
    expectGradients([2, 12], [2, 3]) { p in
      let first = p[0].lstmCell(p[1])
      let second = (p[0] + .joined([first.hidden, first.hidden, first.hidden, first.hidden], axis: 1))
        .lstmCell(first.cell)
      return second.hidden * second.cell
    }
  }

  @Test func gradientsOfTheGRUCell() {
    expectGradients([2, 9], [2, 9], [2, 3]) { Tensor.gruCell(fromInput: $0[0], fromHidden: $0[1], hidden: $0[2]) }
    expectGradients([2, 9], [2, 3]) { Tensor.gruCell(fromInput: $0[0], fromHidden: $0[0], hidden: $0[1]) }
  }
}
