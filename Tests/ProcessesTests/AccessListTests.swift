import Coordination
import Foundation
import Messaging
import Testing

@testable import CoordinatorHost

@Suite struct AccessListTests {
  private let key = KeyPair.generate().publicKey
  private let node = WorkerName(host: "node-1")
  private let nodes = WorkerNamePattern("node-*")!
  private let token = EnrolmentToken.generate()
  private let now = Date(timeIntervalSince1970: 1_000_000)

  /// A list with a token for `nodes`, valid for a minute.
  private func list(uses: Int = 2) -> AccessList {
    var list = AccessList()
    list.add(token, for: nodes, uses: uses, end: now.addingTimeInterval(60), at: now)
    return list
  }

  @Test func aTokenRegistersAsManyKeysAsItHasUses() throws {
    var list = list()
    try list.enrol(key, as: node, by: token, at: now)
    try list.enrol(KeyPair.generate().publicKey, as: WorkerName(host: "node-2"), by: token, at: now)
    #expect(list.workers.map(\.name.text) == ["node-1", "node-2"])
    #expect(throws: AccessDenied.unknownToken) {
      try list.enrol(KeyPair.generate().publicKey, as: WorkerName(host: "node-3"), by: token, at: now)
    }
  }

  @Test func aWorkerThatAsksTwiceCostsOneUseAndMayAskWhenTheTokenIsOver() throws {
    var list = list(uses: 1)
    for time in [now, now, now.addingTimeInterval(100)] { try list.enrol(key, as: node, by: token, at: time) }
    #expect(list.workers.count == 1)
  }

  @Test func aTokenIsBoundToItsNamesAndItsTime() throws {
    var list = list()
    let other = WorkerName(host: "other")
    #expect(throws: AccessDenied.otherName(other, expected: nodes)) {
      try list.enrol(key, as: other, by: token, at: now)
    }
    #expect(throws: AccessDenied.unknownToken) { try list.enrol(key, as: node, by: .generate(), at: now) }
    #expect(list.hasLiveToken(at: now))
    let late = now.addingTimeInterval(60)
    #expect(throws: AccessDenied.unknownToken) { try list.enrol(key, as: node, by: token, at: late) }
    #expect(!list.hasLiveToken(at: late))
    #expect(list.workers.isEmpty)
  }

  @Test func aNameThatHasAKeyIsNotTakenOverAndAKeyHasOneName() throws {
    var list = list()
    try list.enrol(key, as: node, by: token, at: now)
    #expect(throws: AccessDenied.nameTaken(node)) {
      try list.enrol(KeyPair.generate().publicKey, as: node, by: token, at: now)
    }
    #expect(throws: AccessDenied.keyTaken(node)) {
      try list.enrol(key, as: WorkerName(host: "node-2"), by: token, at: now)
    }
  }

  @Test(arguments: ["node-1", "node-*", "n*", "node-12*"])
  func whoIsRevokedCannotComeBackByATokenThatWasOpen(names: String) throws {
    var list = list()
    try list.enrol(key, as: node, by: token, at: now)
    let removed = list.revoke(try #require(WorkerNamePattern(names)))
    #expect(removed.tokens.count == 1)
    #expect(list.workers.count == (names == "node-12*" ? 1 : 0))
    #expect(!list.hasLiveToken(at: now))
  }

  @Test func revokingOthersLeavesKeysAndTokensAlone() throws {
    var list = list()
    try list.enrol(key, as: node, by: token, at: now)
    let removed = list.revoke(try #require(WorkerNamePattern("lab-*")))
    #expect(removed.workers.isEmpty && removed.tokens.isEmpty)
    #expect(list.workers.count == 1 && list.hasLiveToken(at: now))
  }

  @Test func theListKeepsNoTokenOnlyItsDigest() throws {
    let text = String(decoding: try JSONEncoder().encode(list()), as: UTF8.self)
    #expect(!text.contains(token.text))
    #expect(text.contains("\(token.digest)"))
  }
}
