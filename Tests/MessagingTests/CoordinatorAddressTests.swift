import Testing

@testable import Messaging

@Suite struct CoordinatorAddressTests {
  private static let pair = KeyPair.generate()
  private static let key = "\(pair.publicKey)"

  @Test func anAddressIsReadAsItIsPrinted() throws {
    for text in ["tcp://10.0.0.1:5555#\(Self.key)", "tcp://[::1]:5555#\(Self.key)", "ipc:///tmp/a b#c"] {
      #expect(try CoordinatorAddress(text).description == text)
    }
    #expect(try CoordinatorAddress("tcp://lab:1#\(Self.key)").key == Self.pair.publicKey)
  }

  @Test func anAddressOverTCPWithoutItsKeyIsRefusedWithWhatToDo() {
    let error = #expect(throws: InvalidAddress.self) { try CoordinatorAddress("tcp://10.0.0.1:5555") }
    #expect(error == .withoutKey("tcp://10.0.0.1:5555"))
    #expect(error?.description.contains("copy the whole address") == true)
  }

  @Test(arguments: [
    "5555", "http://host:5555", "tcp://host", "tcp://host:*#KEY", "tcp://host:0#KEY", "tcp://host:65535#KEY",
    "tcp://host:70000#KEY", "tcp://host:5555#", "tcp://host:5555#short", "tcp://host:5555#KEYx",
    "tcp://host:5555#KEY#KEY",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(throws: InvalidAddress.self) {
      try CoordinatorAddress(text.replacing("KEY", with: Self.key))
    }
  }

  @Test func theControlPortIsTheNextOne() throws {
    #expect(try CoordinatorAddress("tcp://lab:5555#\(Self.key)").control.description == "tcp://lab:5556#\(Self.key)")
    #expect(try CoordinatorAddress("ipc:///tmp/socket").control.description == "ipc:///tmp/socket.control")
  }
}
