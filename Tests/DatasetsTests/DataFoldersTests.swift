import ContentAddressing
import Glibc
import Testing

@testable import Datasets

@Suite struct DataFoldersTests {
  @Test func theStatedFolderComesBeforeTheCache() {
    let folders = DataFolders.fromEnvironment([
      "REGNORM_DATA": "/data", "XDG_CACHE_HOME": "/cache", "HOME": "/home/ada",
    ])
    #expect(folders.searched == ["/data", "/cache/regnorm/data"])
    #expect(folders.copies == "/cache/regnorm/decompressed")
    #expect(folders.received?.folder == "/cache/regnorm/received")
  }

  @Test func theCacheIsBelowHomeWhereXDGStatesNoAbsolutePath() {
    for environment in [
      ["HOME": "/home/ada"], ["HOME": "/home/ada", "XDG_CACHE_HOME": "relative", "REGNORM_DATA": ""],
    ] {
      let folders = DataFolders.fromEnvironment(environment)
      #expect(folders.searched == ["/home/ada/.cache/regnorm/data"])
      #expect(folders.copies == "/home/ada/.cache/regnorm/decompressed")
    }
  }

  @Test func withoutAHomeThereIsNoCacheAndWhatCoordinatorsSendIsKeptAmongTemporaryFiles() {
    let folders = DataFolders.fromEnvironment([:])
    #expect(folders.searched.isEmpty)
    #expect(folders.copies == nil)
    #expect(folders.received?.folder.hasSuffix("/regnorm-\(getuid())/received") == true)
  }
}
