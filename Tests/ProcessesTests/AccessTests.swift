import Coordination
import Digests
import Foundation
import Messaging
import Testing
import ToyTask
import WorkerHost

@testable import CoordinatorHost

/// Keys between real processes.
@Suite struct AccessTests {
  private static let provenance = Provenance(
    host: "h", processor: "p", system: "s", version: "toy", build: SHA256.hash([]), kernels: "k")

  /// A connection of a client that is not a regnorm worker.
  private struct Client {
    let dealer: DealerSocket
    let monitor: SocketMonitor

    init(to setting: ToySetting, as access: AccessFile) throws {
      let context = try MessageContext()
      dealer = try DealerSocket(in: context)
      monitor = try SocketMonitor(dealer.socket, in: context)
      try dealer.connect(to: setting.address, as: access.pair)
    }

    func sayHello(as name: String) async throws {
      let hello = WorkerIntroduction(
        identifier: try #require(WorkerIdentifier(name)), slots: 1, provenance: AccessTests.provenance, holding: [])
      try await eventually("the client is connected") {
        if case .queued = try dealer.send(WorkerMessage.hello(hello).frame) { true } else { false }
      }
    }

    /// The next answer.
    func answer() async throws -> CoordinatorMessage {
      var frame: [UInt8]?
      try await eventually("an answer") {
        frame = try dealer.receive()
        return frame != nil
      }
      return try CoordinatorMessage(frame: try #require(frame))
    }
  }

  @Test func P9_aRevokedWorkerIsSentAwayWhileTheCoordinatorRunsAndItsTrialRunsElsewhere() async throws {
    let setting = try ToySetting([.hold], seeds: 1, timeout: 60_000, port: .tcp)
    let coordinator = try setting.coordinator()
    let worker = try setting.worker(access: try setting.enroll("node"))
    try await setting.waitUntilHeld(1)
    _ = try setting.access.update { $0.revoke(try #require(WorkerNamePattern("node"))) }
    #expect(try await worker.status(within: 20) == 4)
    #expect(worker.text.contains("key was revoked"))
    #expect(coordinator.text.contains("key was revoked"))
    try setting.release()
    try await setting.expectSuccess(of: setting.worker(), coordinator)
    try setting.expectEveryTrialDone()
  }

  @Test func P9_theConnectionOfARevokedKeyIsCutAndDoesNotComeBack() async throws {
    // The client falls silent and is soon declared lost; its connection must be cut all the same.
    let setting = try ToySetting(seeds: 1, timeout: 500, port: .tcp)
    let access = try #require(try AccessFile(at: try setting.enroll("node")))
    let coordinator = try setting.coordinator()
    let client = try Client(to: setting, as: access)
    try await client.sayHello(as: "node-1-00000001")
    guard case .welcome = try await client.answer() else { return #expect(Bool(false), "no welcome") }
    try await eventually("the client is lost") { coordinator.text.contains("taken for lost") }
    _ = try setting.access.update { $0.revoke(try #require(WorkerNamePattern("node"))) }
    var failure: SocketMonitor.Report?
    try await eventually("the connection is cut, and the next one is refused") {
      failure = try client.monitor.next()
      return failure != nil
    }
    #expect(failure == .handshakeFailed(.keyNotAdmitted))
    withExtendedLifetime(coordinator) {}
  }

  @Test func P9_aHelloUnderAnotherNameThanItsKeysIsRefusedWithBothNames() async throws {
    let setting = try ToySetting(seeds: 1, port: .tcp)
    let access = try #require(try AccessFile(at: try setting.enroll("node")))
    let coordinator = try setting.coordinator()
    let client = try Client(to: setting, as: access)
    try await client.sayHello(as: "other-1-00000001")
    guard case .refused(let reason) = try await client.answer() else { return #expect(Bool(false), "not refused") }
    #expect(reason.contains("registered as node") && reason.contains("other-1-00000001"))
    try await eventually("the coordinator says so too") { coordinator.text.contains("registered as node") }
  }

  @Test func aWorkerRegistersAKeyOfItsOwnByATokenAndItsResultsCount() async throws {
    let setting = try ToySetting(seeds: 2, port: .tcp)
    let token = EnrolmentToken.generate()
    _ = try setting.access.update {
      $0.add(
        token, for: try #require(WorkerNamePattern("lab-*")), uses: 1, end: Date().addingTimeInterval(600), at: Date())
    }
    let coordinator = try setting.coordinator()
    let path = setting.directory.appending(path: "lab-1.access").path
    // An address at which nobody listens, as one of the addresses of a login node may be.
    let nobody = CoordinatorAddress(endpoint: "tcp://127.0.0.1:1", key: setting.address.key)
    let enrol = { (path: String, name: String) in
      try Enrolment.access(
        at: path, name: WorkerName(host: name), token: token, addresses: [nobody, setting.address],
        patience: .seconds(60),
        whenUnanswered: { _ in })
    }
    #expect(throws: Enrolment.Refused.self) { try enrol(path + "x", "elsewhere") }
    let access = try enrol(path, "lab-1")
    #expect(try AccessFile(at: path)?.pair.publicKey == access.pair.publicKey)
    #expect(try setting.access.list().workers.map(\.name.text) == ["local", "lab-1"])
    #expect(throws: (any Error).self) { try enrol(path + "2", "lab-2") }
    try await setting.expectSuccess(of: setting.worker(access: path), coordinator)
    try setting.expectEveryTrialDone()
  }

  @Test func theStatusIsToldToThoseWhoseKeysAreRegisteredAndToNobodyElse() async throws {
    let setting = try ToySetting([.hold], seeds: 3, port: .tcp)
    let coordinator = try setting.coordinator()
    let mine = try #require(try setting.access.local())
    #expect(try StatusQuery(to: setting.address, access: mine).ask().counts.planned == 3)
    let strange = AccessFile(newFor: WorkerName(host: "strange"))
    #expect(throws: RefusedConnection.self) { try StatusQuery(to: setting.address, access: strange).ask() }
    withExtendedLifetime(coordinator) {}
  }

  @Test func P11_whoAsksAndReadsNoAnswerHoldsUpNeitherLeasesNorOthersWhoAsk() async throws {
    let setting = try ToySetting(seeds: 20, port: .tcp)
    let coordinator = try setting.coordinator()
    let mine = try #require(try setting.access.local())
    let reader = try DealerSocket(in: try MessageContext())
    try reader.connect(to: setting.address.control, as: mine.pair)
    let question = try ControlMessage.status.frame(number: 1)
    var asked = 0
    try await eventually("five hundred questions are sent") {
      while asked < 500, case .queued = try reader.send(question) { asked += 1 }
      return asked == 500
    }
    #expect(try StatusQuery(to: setting.address, access: mine).ask().counts.planned == 20)
    #expect(coordinator.residentMegabytes < 200)
    try await setting.expectSuccess(of: setting.worker(), coordinator)
    withExtendedLifetime(reader) {}
    try setting.expectEveryTrialDoneOnce()
  }
}
