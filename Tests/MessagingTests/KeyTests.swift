import Testing

@testable import Messaging

@Suite struct KeyTests {
  @Test func aPairIsReadFromItsSecretHalf() throws {
    let pair = KeyPair.generate()
    let copy = try #require(KeyPair(secretText: pair.secretText))
    #expect(copy.publicKey == pair.publicKey)
    #expect(PublicKey("\(pair.publicKey)") == pair.publicKey)
  }

  @Test func noTwoPairsAreEqual() {
    #expect(Set((0..<100).map { _ in KeyPair.generate().publicKey }).count == 100)
  }

  @Test func whatPrintsAPairPrintsNoSecret() {
    let pair = KeyPair.generate()
    #expect(!"\(pair)".contains(pair.secretText))
  }

  @Test(arguments: ["", "AAAA", String(repeating: "A", count: 44), String(repeating: "+", count: 43)])
  func aTextThatIsNoKeyIsRefused(text: String) {
    #expect(PublicKey(text) == nil)
    #expect(KeyPair(secretText: text) == nil)
  }

  /// 43 characters have two bits more than 32 bytes: only one of four texts is the key's.
  @Test func aKeyHasOneText() {
    let text = String(repeating: "A", count: 42)
    #expect(PublicKey(text + "A") != nil)
    for last in ["B", "C", "D"] { #expect(PublicKey(text + last) == nil) }
  }
}
