import Glibc
import OperatingSystem

/// Writes a file so that other processes see the whole file or none, and makes the missing folders above it.
func writeAtomically(_ bytes: ByteBlock, to path: String, modificationTime: timespec? = nil) throws {
  try makeFolders(folder(of: path))
  try bytes.withUnsafeBytes { try OutputFile.write($0, to: path, modificationTime: modificationTime) }
}
