import CKernels
import Tensors

extension KernelCase {
  /// The cost of replaying an instruction without its work: 1000 instructions that write one number each.
  static func replay() -> KernelCase {
    let block = Block(.float32, count: 1)
    return KernelCase(group: "dispatch", call: "replay", shape: [1], calls: 1000) { tape in
      tape.append(.fill, [tape.slot(of: block)], ElementDimensions(n: 1), [0])
    }
  }
}
