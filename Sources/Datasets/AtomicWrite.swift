import Glibc
import OperatingSystem

/// Writes a file so that others see all of it or nothing, and the folders above it where they are missing.
func writeAtomically(_ bytes: ByteBlock, to path: String, modificationTime: timespec? = nil) throws {
  try makeFolders(folder(of: path))
  try bytes.withUnsafeBytes { try OutputFile.write($0, to: path, modificationTime: modificationTime) }
}
