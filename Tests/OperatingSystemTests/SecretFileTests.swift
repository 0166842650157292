import Foundation
import OperatingSystem
import Testing

@Suite struct SecretFileTests {
  private let path = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)").path

  private func mode() throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func aSecretIsReadableByItsOwnerOnlyFromTheFirstMomentAndIsMadeOnce() throws {
    defer { SecretFile.remove(path) }
    #expect(try SecretFile.read(path) == nil)
    try SecretFile.create(path, [1, 2])
    #expect(try mode() == 0o600)
    #expect(throws: SystemError.self) { try SecretFile.create(path, [3]) }
    #expect(try SecretFile.read(path) == [1, 2])
    try SecretFile.replace(path, [4])
    #expect(try SecretFile.read(path) == [4])
    #expect(try mode() == 0o600)
  }

  @Test(arguments: [0o640, 0o604, 0o620, 0o666]) func aSecretThatOthersReachIsNotRead(mode: Int) throws {
    defer { SecretFile.remove(path) }
    try SecretFile.create(path, [1])
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(throws: SecretFile.ReadableByOthers.self) { try SecretFile.read(path) }
  }
}
