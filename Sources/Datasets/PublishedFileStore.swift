import ContentAddressing
import Digests
import Glibc
import OperatingSystem

/// The files of a published data set on this host, verified when they are read.
///
/// When training starts, the store locates a file by name and compares its size. If a decompressed copy was made from
/// that file (see `DecompressedCopy`), the store maps the copy and compares its CRC-32. Otherwise the store reads the
/// file once, compares its SHA-256 and makes the copy. A file that is found decompressed is hashed every time.
struct PublishedFileStore {
  let dataset: DatasetDescription
  let folders: DataFolders

  /// The file's decompressed bytes. Throws `DataFileError` if the file is missing, cut short or altered, and
  /// `SystemError` if it cannot be read.
  func read(_ file: PublishedFile) throws -> ByteBlock {
    let located = try locate(file)
    guard located.form == file.compressed else { return try verifiedContents(of: located) }
    let copy = folders.copies.map { DecompressedCopy(of: file, dataset: dataset.name, folder: $0) }
    if let bytes = copy?.open(madeFrom: located.status) { return bytes }
    let contents = try verifiedContents(of: located)
    let bytes = ByteBlock(try inflate(contents, byteCount: file.decompressed.byteCount))
    copy?.write(bytes, madeFrom: located.status)
    return bytes
  }

  /// Finds the file by its name, compressed or else decompressed.
  func locate(_ file: PublishedFile) throws(DataFileError) -> LocatedFile {
    try locate(file, forms: [file.compressed, file.decompressed])
  }

  /// Finds the file in one of these forms by its name.
  func locate(_ file: PublishedFile, forms: [DataFile]) throws(DataFileError) -> LocatedFile {
    guard let located = folders.locate(forms, of: dataset.name) else {
      throw DataFileError(
        dataset: dataset.name, expected: file.compressed, problem: .missing(searched: folders.places(of: dataset.name)))
    }
    return located
  }

  /// The bytes of a located file, after comparing its size and SHA-256.
  func verifiedContents(of located: LocatedFile) throws -> ByteBlock {
    try checkSize(of: located)
    let contents = ByteBlock(try FileDescriptor(located.path).contents())
    let digest = SHA256.hash(contents)
    guard digest == located.form.sha256 else {
      // What a coordinator sent is sent again.
      if located.path == folders.received?.path(of: located.form.sha256) { unlink(located.path) }
      throw DataFileError(
        dataset: dataset.name, expected: located.form, problem: .altered(path: located.path, sha256: digest))
    }
    return contents
  }

  /// Throws if the located file has another size than the published one.
  func checkSize(of located: LocatedFile) throws(DataFileError) {
    guard located.status.byteCount == located.form.byteCount else {
      throw DataFileError(
        dataset: dataset.name, expected: located.form,
        problem: .wrongSize(path: located.path, byteCount: located.status.byteCount))
    }
  }
}

extension SHA256 {
  /// The digest of `bytes`.
  static func hash(_ bytes: ByteBlock) -> Digest {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finalize()
  }
}
