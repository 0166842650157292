/// The identity of an event: which server sent it, and the number of the moment that it tells of.
struct EventNumber: Equatable, CustomStringConvertible {
  /// Chosen at random by every start of a server.
  let server: String
  let number: Int

  init(server: String, number: Int) {
    self.server = server
    self.number = number
  }

  init?(_ text: String) {
    let parts = text.split(separator: ".")
    guard parts.count == 2, let number = Int(parts[1]) else { return nil }
    self.init(server: String(parts[0]), number: number)
  }

  var description: String { "\(server).\(number)" }
}
