import Testing

@testable import Messaging

@Suite struct BindAddressTests {
  @Test func aHostsNameBecomesItsAddress() throws {
    #expect(try BindAddress("tcp://localhost:7070").endpoint == "tcp://127.0.0.1:7070")
    #expect(try BindAddress("tcp://localhost:*").endpoint == "tcp://127.0.0.1:*")
  }

  @Test(arguments: [
    "tcp://127.0.0.1:7070", "tcp://0.0.0.0:*", "tcp://*:7070", "tcp://[::1]:7070", "tcp://lo:7070", "ipc:///tmp/socket",
    "tcp://", "tcp://:7070", "tcp://localhost",
  ]) func whatLibzmqUnderstandsStaysAsItIs(endpoint: String) throws {
    #expect(try BindAddress(endpoint).endpoint == endpoint)
  }

  @Test func aCoordinatorListensAtLocalhost() throws {
    let router = try RouterSocket(in: try MessageContext())
    try router.socket.bind("tcp://localhost:*")
    #expect(try router.socket.lastEndpoint().hasPrefix("tcp://127.0.0.1:"))
  }

  @Test func aNameWithoutAnAddressIsNamed() {
    let error = #expect(throws: ZeroMQError.self) { try BindAddress("tcp://no-such-host.invalid:7070") }
    #expect(error?.description.contains("cannot find the address of no-such-host.invalid") == true)
  }
}
