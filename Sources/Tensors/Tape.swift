package import CKernels

/// Records the instructions of a step, by default running each at once, and derives the gradients by walking back.
///
/// Every operation appends an `Instruction` and, on a tape that executes, runs it; an operation on tensors that need a
/// gradient also leaves a rule, with which `backward(from:)` appends the backward instructions. `CompiledStep` keeps
/// the instructions and replays them without this class.
public final class Tape {
  private(set) var instructions: [Instruction] = []
  private(set) var storage: [Storage] = []
  private var addresses: [UnsafeMutableRawPointer?] = []
  private var slotOfBlock: [ObjectIdentifier: Slot] = [:]
  private var rules: [(outputs: [Tensor], rule: (Gradients) -> Void)] = []
  private let recordsGradients: Bool
  private let executes: Bool
  private var wentBack = false

  /// An empty tape. Without `gradients` the tape records no rules; without `executes` it only records.
  public init(gradients: Bool = true, executes: Bool = true) {
    recordsGradients = gradients
    self.executes = executes
  }

  deinit {
    for (address, storage) in zip(addresses, storage) {
      if case .temporary = storage { address?.deallocate() }
    }
  }

  /// A tensor of `shape` over the first elements of `block`. The tensor needs no gradient.
  public func tensor(_ block: Block, _ shape: Shape) -> Tensor {
    precondition(shape.count <= block.count, "\(shape) has more than the block's \(block.count) elements")
    return Tensor(tape: self, slot: slot(of: block), shape: shape, gradient: nil)
  }

  /// The tensor of a parameter. Its gradient goes to the parameter's own memory.
  public func tensor(_ parameter: Parameter) -> Tensor {
    Tensor(
      tape: self, slot: slot(of: parameter.values), shape: parameter.shape,
      gradient: recordsGradients ? .parameter(parameter) : nil)
  }

  /// A new tensor for the result of an operation on `inputs`. The result needs a gradient if one of the inputs does.
  package func result(_ shape: Shape, of inputs: Tensor...) -> Tensor {
    let needed = recordsGradients && inputs.contains { $0.gradient != nil }
    return Tensor(
      tape: self, slot: temporary(shape.count * 4), shape: shape, gradient: needed ? .computed : nil)
  }

  /// A new tensor through which no gradient flows, for an operation to write.
  func unwritten(_ shape: Shape) -> Tensor {
    Tensor(tape: self, slot: temporary(shape.count * 4), shape: shape, gradient: nil)
  }

  /// Memory of `count` elements, in which an operation keeps what its gradient needs.
  package func scratch(_ element: Block.Element = .float32, count: Int) -> Slot {
    temporary(count * element.byteCount)
  }

  /// Records one call of a kernel and runs it. The operands and dimensions are those of the kernel's line in
  /// `KernelList.h`.
  package func append<Dimensions: KernelDimensions>(
    _ opcode: Opcode, _ operands: [Slot?], _ dimensions: Dimensions, _ constants: [Double] = []
  ) {
    precondition(
      Dimensions.family == regnorm_dimension_family(opcode),
      "\(opcode.name) takes other dimensions than \(Dimensions.self)")
    let dimensions = dimensions.numbers
    let instruction = Instruction(opcode: opcode, operands: operands, dimensions: dimensions, constants: constants)
    instruction.requireOperands()
    instructions.append(instruction)
    guard executes else { return }
    let pointers: [UnsafeMutableRawPointer?] = operands.map { $0.flatMap { addresses[$0.index] } }
    regnorm_kernel_for(opcode)(pointers, dimensions, constants)
  }

  /// Leaves the rule that turns gradients of `outputs` into gradients of the operation's inputs.
  package func onBackward(of outputs: Tensor..., rule: @escaping (Gradients) -> Void) {
    if outputs.contains(where: { $0.gradient != nil }) { rules.append((outputs, rule)) }
  }

  /// Appends the gradient of `loss`, a scalar, for every parameter that the loss depends on.
  ///
  /// A parameter of `variables` that the loss does not depend on gets zeros. A tape goes back once: add a second loss
  /// to the first.
  public func backward(from loss: Tensor, clearing variables: Variables? = nil) {
    precondition(loss.shape.count == 1, "the gradient starts from a scalar, not from \(loss.shape)")
    precondition(!wentBack, "a tape goes back once: add the losses and call backward with the sum")
    wentBack = true
    let gradients = Gradients(tape: self)
    gradients.seed(loss)
    for (outputs, rule) in rules.reversed() where outputs.contains(where: { gradients[$0] != nil }) {
      rule(gradients)
    }
    forgetRules()
    for parameter in variables?.parameters ?? [] where !gradients.hasReached(parameter) {
      append(.fill, [slot(of: parameter.gradients)], ElementDimensions(n: parameter.shape.count), [0])
    }
  }

  /// Drops the rules. The rules hold the tape, so a tape that keeps them never dies.
  func forgetRules() { rules = [] }

  /// The slot of `block`, which outlives the step.
  package func slot(of block: Block) -> Slot {
    if let slot = slotOfBlock[ObjectIdentifier(block)] { return slot }
    let slot = Slot(index: storage.count)
    storage.append(.block(block))
    addresses.append(block.address)
    slotOfBlock[ObjectIdentifier(block)] = slot
    return slot
  }

  /// The address of the elements of `slot`, on a tape that executes.
  func address(of slot: Slot) -> UnsafeMutableRawPointer {
    guard let address = addresses[slot.index] else { preconditionFailure("this tape only records: it holds no values") }
    return address
  }

  /// The slot of `rows` of `tensor`, which must be a temporary.
  func slot(of rows: Range<Int>, in tensor: Tensor) -> Slot {
    guard case .temporary = storage[tensor.slot.index] else {
      preconditionFailure("only a temporary can be divided into parts")
    }
    let width = tensor.shape.columns * 4
    let slot = Slot(index: storage.count)
    storage.append(.part(of: tensor.slot, offset: rows.lowerBound * width, byteCount: rows.count * width))
    addresses.append(addresses[tensor.slot.index].map { $0 + rows.lowerBound * width })
    return slot
  }

  /// Every temporary starts as NaN on a tape that executes, so that tests see a kernel that reads what nobody wrote.
  private func temporary(_ byteCount: Int) -> Slot {
    let slot = Slot(index: storage.count)
    let padded = Block.padded(byteCount)
    storage.append(.temporary(byteCount: padded))
    guard executes else {
      addresses.append(nil)
      return slot
    }
    let address = UnsafeMutableRawPointer.allocate(byteCount: padded, alignment: 64)
    address.initializeMemory(as: UInt8.self, repeating: 0xFF, count: padded)
    addresses.append(address)
    return slot
  }
}
