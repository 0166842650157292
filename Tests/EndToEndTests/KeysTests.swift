import Foundation
import Testing

/// Letting workers in and sending them away, as people type it.
@Suite struct KeysTests {
  private let sweep: ToySweep

  init() throws { sweep = try ToySweep(seeds: 1) }

  /// The address that the coordinator of `results` prints.
  private func address(of results: String) async throws -> String {
    let file = sweep.file("\(results)/endpoint")
    try await waitUntil("the coordinator writes its address") { FileManager.default.fileExists(atPath: file.path) }
    return try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func aWorkerIsLetInByATokenAndAnotherByAnAccessFileAndARevokedOneIsNot() async throws {
    let folder = sweep.folder
    // Before the coordinator has ever run.
    try await regnorm("enroll", "toy", "gone", "--access-file", "gone.access", in: folder)
    #expect(try await regnorm("revoke", "toy", "gone", in: folder).hasPrefix("revoked gone"))
    let coordinator = try Command(
      ["coordinator", "toy.yaml", "--bind", "tcp://127.0.0.1:*", "--out", "toy"], in: folder)
    let address = try await address(of: "toy")
    let gone = try Command(["worker", "--connect", address, "--access", "gone.access", "--slots", "1"], in: folder)
    try await gone.finish(status: 4)
    #expect(gone.errorText.contains("was never registered there, or was revoked"))

    try await regnorm("enroll", "toy", "lab-*", "--uses", "2", "--token-file", "token", in: folder)
    let other = try Command(
      ["worker", "--connect", address, "--token-file", "token", "--name", "home", "--spool", "spool"], in: folder)
    try await other.finish(status: 4)
    #expect(other.errorText.contains("the token is for lab-*, not for home"))
    let worker = try Command(
      ["worker", "--connect", address, "--token-file", "token", "--name", "lab-1", "--spool", "spool", "--slots", "2"],
      in: folder)
    try await coordinator.finish()
    try await worker.finish()
    #expect(sweep.done("toy") == 2)
    let keys = try await regnorm("keys", "toy", in: folder)
    #expect(keys.contains("lab-1  ") && keys.contains("a token for lab-*  registers 1 more"))
    #expect(coordinator.errorText.contains("is registered as lab-1"))
  }

  @Test func anAddressWithoutItsKeyAndAWorkerWithoutKeysAreErrorsThatSayWhatToDo() async throws {
    let worker = try Command(["worker", "--connect", "tcp://127.0.0.1:5555"], in: sweep.folder)
    try await worker.finish(status: 1)
    #expect(worker.errorText.contains("copy the whole address"))
    let key = String(repeating: "A", count: 43)
    for command in [["worker", "--connect"], ["status"]] {
      let keyless = try Command(command + ["tcp://127.0.0.1:5555#\(key)"], in: sweep.folder)
      try await keyless.finish(status: 1)
      #expect(keyless.errorText.contains("regnorm enroll DIR NAME"))
    }
  }

  @Test func anAccessFileIsReadableByItsOwnerOnlyAndNoNameHasTwo() async throws {
    let folder = sweep.folder
    try await regnorm("enroll", "toy", "lab", "--access-file", "lab.access", in: folder)
    let attributes = try FileManager.default.attributesOfItem(atPath: sweep.file("lab.access").path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let again = try Command(["enroll", "toy", "lab", "--access-file", "second.access"], in: folder)
    try await again.finish(status: 1)
    #expect(again.errorText.contains("lab has another key already"))
    #expect(!FileManager.default.fileExists(atPath: sweep.file("second.access").path))
  }

  @Test func anAddressThatEveryUserOfTheHostReachesWithoutKeysIsRefused() async throws {
    let command = try Command(["run", "toy.yaml", "--bind", "ipc://@regnorm-\(UUID().uuidString)"], in: sweep.folder)
    try await command.finish(status: 1)
    #expect(command.errorText.contains("every user of this host reaches it"))
  }
}
