import ContentAddressing
import Digests
import Glibc
import OperatingSystem

/// The files of a published data set on this host, verified when they are read.
///
/// What is checked when training starts: a file is located by name and its size compared. Where a decompressed copy was
/// made from that very file (see `DecompressedCopy`), the copy is mapped and its CRC-32 compared; otherwise the file is
/// read once, its SHA-256 compared, and the copy made. Files found decompressed have their SHA-256 compared every time.
struct PublishedFileStore {
  let dataset: DatasetDescription
  let folders: DataFolders

  /// The file's decompressed bytes. Throws `DataFileError` where it is missing, cut short or altered, and `SystemError`
  /// where it cannot be read.
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

  /// Finds the file by its name, compressed or, failing that, decompressed.
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

  /// The bytes of a file that was found, once its size and SHA-256 have been compared.
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

  /// Throws where the file that was found has another size than the published one.
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
