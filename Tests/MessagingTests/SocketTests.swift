import Coordination
import Foundation
import Testing

@testable import Messaging

@Suite struct SocketTests {
  /// Waits until the socket can be read; fails the test after five seconds.
  private func wait(for socket: MessageSocket) throws {
    var poller = Poller()
    _ = poller.add(socket)
    let ready = try poller.wait(.seconds(5))
    try #require(ready[0])
  }

  private func pair() throws -> (RouterSocket, DealerSocket, String) {
    let context = try MessageContext()
    let router = try RouterSocket(in: context)
    try router.socket.bind("tcp://127.0.0.1:*")
    let endpoint = try router.socket.lastEndpoint()
    let dealer = try DealerSocket(in: context)
    try dealer.socket.connect(endpoint)
    return (router, dealer, endpoint)
  }

  /// A dealer sends nothing before it is connected: tries until it is.
  private func send(_ frame: [UInt8], on dealer: DealerSocket, to router: RouterSocket) throws {
    var poller = Poller()
    _ = poller.add(router.socket)
    for _ in 0..<500 {
      if case .queued = try dealer.send(frame) { return }
      _ = try poller.wait(.milliseconds(10))
    }
    Issue.record("not connected after five seconds")
  }

  @Test func aPortThatThereIsNotIsRefusedWhereLibzmqWouldSilentlyTakeAnother() throws {
    let dealer = try DealerSocket(in: try MessageContext())
    #expect(throws: ZeroMQError.self) { try dealer.socket.connect("tcp://127.0.0.1:99999") }
    #expect(throws: ZeroMQError.self) { try dealer.socket.connect("tcp://[::1]:65536") }
  }

  @Test func aFrameGoesToTheCoordinatorAndItsAnswerComesBackByTheRouteItCameOn() throws {
    let (router, dealer, _) = try pair()
    try send([1, 2, 3], on: dealer, to: router)
    try wait(for: router.socket)
    let (route, frame, sender) = try #require(try router.receive())
    #expect(sender == nil, "without keys nobody is known")
    #expect(frame == [1, 2, 3])
    guard case .queued = try router.send([4], to: route) else { return #expect(Bool(false), "the route is unknown") }
    try wait(for: dealer.socket)
    #expect(try dealer.receive() == [4])
    #expect(try dealer.receive() == nil)
  }

  @Test func aFrameForARouteThatNobodyHasIsAnsweredAsUnreachableNotDroppedInSilence() throws {
    let (router, _, _) = try pair()
    guard case .unreachable = try router.send([1], to: Route([9, 9, 9])) else {
      return #expect(Bool(false), "a message to nobody was accepted")
    }
  }

  @Test func aMessageOfMorePartsThanOursIsAnEmptyFrameWhichNoMessageIs() throws {
    let (router, dealer, _) = try pair()
    try send([0], on: dealer, to: router)
    for part in 0..<10 { _ = try dealer.socket.sendPart([UInt8(part)], more: part < 9) }
    try wait(for: router.socket)
    #expect(try router.receive()?.frame == [0])
    try wait(for: router.socket)
    #expect(try router.receive()?.frame == [])
  }

  @Test func anEndpointInUseIsAnErrorThatNamesItAndSaysWhatToDo() throws {
    let (router, _, endpoint) = try pair()
    let second = try RouterSocket(in: try MessageContext())
    let error = #expect(throws: ZeroMQError.self) { try second.socket.bind(endpoint) }
    withExtendedLifetime(router) {}
    #expect(error?.description.contains(endpoint) == true)
    #expect(error?.description.contains("choose another port") == true)
  }

  @Test func theFileOfALocalSocketIsItsOwnersAlone() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "socket-\(UUID().uuidString)").path
    let router = try RouterSocket(in: try MessageContext())
    try router.socket.bind("ipc://\(path)")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode.map { $0 & 0o077 } == 0)
  }
}
