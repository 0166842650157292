import Coordination
import Digests
import Foundation
import Plans
import Testing
import Trials

@testable import CoordinatorHost
@testable import Messaging

@Suite struct LeaseGateTests {
  private let setting: ToySetting
  private let key = KeyPair.generate().publicKey
  private let roster: AccessRoster
  private let route = Route([1])

  init() throws {
    setting = try ToySetting(seeds: 1)
    let key = key
    try setting.access.update { try $0.register(key, as: WorkerName(host: "node"), at: Date()) }
    roster = try AccessRoster(setting.access)
  }

  /// A peer without a connection, which cannot be cut.
  private var peer: Peer { Peer(key: key, descriptor: -1) }

  private func hello(_ name: String) throws -> WorkerMessage {
    let provenance = Provenance(
      host: "h", processor: "p", system: "s", version: "v", build: SHA256.hash([]), kernels: "k")
    return .hello(
      WorkerIntroduction(
        identifier: try #require(WorkerIdentifier(name)), slots: 1, provenance: provenance, holding: []))
  }

  private func revoke() throws {
    _ = try setting.access.update { $0.revoke(try #require(WorkerNamePattern("node"))) }
    roster.follow()
  }

  @Test func everyProcessOfAKeysNameIsLetThroughAndNoOtherName() throws {
    var gate = LeaseGate(roster)
    for name in ["node-1-00000001", "node-77-ffffffff"] {
      #expect(gate.verdict(on: try hello(name), from: peer, on: route, now: .zero) == .passes)
    }
    for name in ["node", "node-1", "other-1-00000001", "node-x-1-00000001", "nod-1-00000001"] {
      guard case .refused(let reason) = gate.verdict(on: try hello(name), from: peer, on: route, now: .zero) else {
        return #expect(Bool(false), "\(name) is let through")
      }
      #expect(reason.contains("registered as node") && reason.contains(name))
    }
  }

  @Test func aResultInASpoolIsTakenFromWorkersOfTheSameNameOnly() throws {
    var gate = LeaseGate(roster)
    let attempt = Attempt(journal: .random(), trial: setting.plan.trials[0].identifier, number: 1)
    let finished = FinishedAttempt(attempt: attempt, result: [1], digest: SHA256.hash([1]), seconds: 1)
    for (name, verdict) in [
      ("node-1-00000001", LeaseGate.Verdict.passes), ("other-1-00000001", .notItsOwn(attempt)),
    ] {
      let message = WorkerMessage.inherited(finished, from: try #require(WorkerIdentifier(name)))
      #expect(gate.verdict(on: message, from: peer, on: route, now: .zero) == verdict)
    }
  }

  @Test func aRevokedKeyIsToldOnceAndThenHasNoSay() throws {
    var gate = LeaseGate(roster)
    try revoke()
    let message = try hello("node-1-00000001")
    #expect(gate.verdict(on: message, from: peer, on: route, now: .zero) == .refused(reason: LeaseGate.revoked))
    #expect(gate.verdict(on: message, from: peer, on: route, now: .zero) == .ignored)
    #expect(gate.update(now: .seconds(1)).isEmpty)
  }

  @Test func aRevokedPeerThatIsSilentIsFoundByItsConnectionOnce() throws {
    var gate = LeaseGate(roster)
    gate.note(peer, on: route)
    #expect(gate.update(now: .zero).isEmpty)
    try revoke()
    #expect(gate.update(now: .zero) == [route])
    #expect(gate.update(now: .zero).isEmpty)
  }
}
