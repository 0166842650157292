/// An order that the running coordinator did not carry out.
struct RefusedOrder: Error, CustomStringConvertible {
  let reason: String
  var description: String { "the running coordinator refused: \(reason)" }
}
