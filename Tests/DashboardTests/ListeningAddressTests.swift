import Testing

@testable import Dashboard

@Suite struct ListeningAddressTests {
  @Test(arguments: ["127.0.0.1:8570", "[::1]:0", "*:80", "10.0.0.1:8570"])
  func anAddressIsWrittenAsItIsTyped(text: String) throws {
    #expect(try "\(ListeningAddress(text))" == text)
  }

  @Test(arguments: ["", "8570", ":8570", "127.0.0.1", "127.0.0.1:99999", "127.evil.example:80", "evil.example:8570"])
  func whatIsNoAddressIsRefusedWithWhatWasExpected(text: String) throws {
    let error = #expect(throws: ListeningAddress.Invalid.self) { try ListeningAddress(text) }
    #expect(error.map { "\($0)".contains("127.0.0.1:8570") } == true)
  }

  @Test func onlyThisHostReachesALoopbackAddress() throws {
    #expect(try ListeningAddress("127.0.0.1:1").isLoopback && ListeningAddress("[::1]:1").isLoopback)
    #expect(try ListeningAddress("localhost:1").isLoopback)
    #expect(try !ListeningAddress("*:1").isLoopback && !ListeningAddress("10.0.0.1:1").isLoopback)
    #expect(try !ListeningAddress("[::]:1").isLoopback && !ListeningAddress("0.0.0.0:1").isLoopback)
  }
}
