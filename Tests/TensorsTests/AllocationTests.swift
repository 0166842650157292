import CAllocationCounter
import Tensors
import TestSupport
import Testing

#if canImport(Glibc)
  @Suite struct AllocationTests {
    @Test func theCounterSeesAllocations() {
      let before = allocations_of_this_thread()
      for count in 1...10 { _ = Block(.float32, count: count) }
      #expect(allocations_of_this_thread() - before >= 20, "an object and its memory each")
    }

    @Test func aCompiledStepAllocatesNothing() throws {
      let variables = Variables.spread([[20, 30], [30], [30, 5]], over: -0.3...0.4)
      let input = Block.of((0..<160).map { Float($0 % 7) })
      let labels = Block.of([0, 1, 2, 3, 4, 0, 1, 2] as [Int32])
      let step = CompiledStep("train") { tape in
        let p = variables.parameters.map(tape.tensor)
        let hidden = tape.tensor(input, [8, 20]).linear(p[0], bias: p[1], activation: .relu)
        let loss = hidden.linear(p[2]).crossEntropy(tape.tensor(labels, [8]))
        tape.backward(from: loss, clearing: variables)
      }
      for _ in 1...3 { try step.run() }
      let before = allocations_of_this_thread()
      for _ in 1...1000 { try step.run() }
      #expect(allocations_of_this_thread() == before)
    }
  }
#endif
