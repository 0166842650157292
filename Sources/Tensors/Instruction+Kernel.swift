import CKernels

extension Instruction {
  /// The kernel's work and operands for these dimensions.
  var kernel: regnorm_description { regnorm_describe(opcode, dimensions) }

  /// Stops where the operands are not those that the kernel takes.
  func requireOperands() {
    let kernel = kernel
    precondition(operands.count == kernel.operand_count, "\(self): the kernel has \(kernel.operand_count) operands")
    for place in operands.indices where operands[place] == nil {
      precondition(kernel[place].use.contains(.optional), "\(self): operand \(place) is missing")
    }
  }
}

extension regnorm_description {
  /// The operand at `place`.
  subscript(place: Int) -> regnorm_operand {
    precondition((0..<operand_count).contains(place), "there is no operand \(place)")
    return withUnsafeBytes(of: operands) { $0.bindMemory(to: regnorm_operand.self)[place] }
  }
}

extension Opcode {
  /// The kernel's name: `gemm`.
  package var name: String { String(cString: regnorm_opcode_name(self)) }
}
