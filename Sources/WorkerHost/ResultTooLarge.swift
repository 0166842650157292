/// A result that does not fit into a frame.
struct ResultTooLarge: Error, CustomStringConvertible {
  let count: Int
  var description: String {
    "its result has \(count) bytes and at most \(SlotProcess.resultLimit) can be sent: record fewer points of its curves, or keep no pictures"
  }
}
