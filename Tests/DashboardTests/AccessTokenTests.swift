import Foundation
import TestSupport
import Testing

@testable import Dashboard

@Suite struct AccessTokenTests {
  @Test func aTokenStaysInAFileThatOnlyItsOwnerMayRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "results").path
    let token = try AccessToken(in: path)
    #expect(token.text.count == 32)
    #expect(try AccessToken(in: path).text == token.text)
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/dashboard-token")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(token.matches(token.text) && !token.matches("") && !token.matches(token.text.dropLast()))
  }

  @Test func tokensOfTwoDirectoriesDiffer() throws {
    let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
    #expect(try AccessToken(in: one.url.path).text != AccessToken(in: two.url.path).text)
  }
}
