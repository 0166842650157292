import Coordination
import Foundation
import Messaging
import OperatingSystem
import Testing

@testable import CoordinatorHost

@Suite struct AccessDirectoryTests {
  private let setting: ToySetting
  private var directory: AccessDirectory { setting.access }

  init() throws { setting = try ToySetting(seeds: 1) }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func keysAreMadeOnceAndOnlyTheirOwnerReadsThem() throws {
    let key = try directory.prepare().publicKey
    #expect(try directory.prepare().publicKey == key)
    #expect(try mode(directory.path) == 0o700)
    for name in ["coordinator.access", "local.access", "list.json"] {
      #expect(try mode("\(directory.path)/\(name)") == 0o600)
    }
    #expect(try directory.list().workers.map(\.name) == [AccessDirectory.localName])
  }

  @Test func anAccessFileThatOthersCanReadIsRefusedWithWhatToDo() throws {
    _ = try directory.prepare()
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: directory.localPath)
    let error = #expect(throws: SecretFile.ReadableByOthers.self) { try directory.local() }
    #expect(error?.description.contains("chmod 600 \(directory.localPath)") == true)
  }

  @Test func aDamagedListIsAnErrorThatNamesItNotAnEmptyList() throws {
    _ = try directory.prepare()
    try Data("{".utf8).write(to: URL(filePath: directory.listPath))
    let error = #expect(throws: AccessDirectory.DamagedList.self) { try AccessRoster(directory) }
    #expect(error?.description.contains(directory.listPath) == true)
  }

  @Test func aRosterFollowsTheFileAndKeepsWhatItKnowsWhereTheFileIsDamagedOrGone() throws {
    _ = try directory.prepare()
    let roster = try AccessRoster(directory)
    let (key, name) = (KeyPair.generate().publicKey, WorkerName(host: "node"))
    #expect(!roster.admits(key, to: .leases))
    try directory.update { try $0.register(key, as: name, at: Date()) }
    try roster.follow()
    #expect(roster.admits(key, to: .leases) && roster.name(of: key) == name)
    try SecretFile.replace(directory.listPath, [0])
    #expect(throws: AccessDirectory.DamagedList.self) { try roster.follow() }
    try roster.follow()
    #expect(roster.admits(key, to: .leases))
    SecretFile.remove(directory.listPath)
    #expect(throws: SystemError.self) { try roster.follow() }
    try roster.follow()
    #expect(roster.admits(key, to: .leases))
  }

  @Test func aStrangersKeyComesToTheControlPortWhileATokenLivesAndNeverToTheLeases() throws {
    _ = try directory.prepare()
    let roster = try AccessRoster(directory)
    let stranger = KeyPair.generate().publicKey
    #expect(!roster.admits(stranger, to: .control))
    let names = try #require(WorkerNamePattern("node"))
    try directory.update {
      $0.add(.generate(), for: names, uses: 1, end: Date().addingTimeInterval(600), at: Date())
    }
    try roster.follow()
    #expect(roster.admits(stranger, to: .control))
    #expect(!roster.admits(stranger, to: .leases))
  }
}
