/// The progress of the download of a file.
public struct DownloadProgress: Sendable {
  public let file: DataFile
  /// The bytes of the file that have arrived, those of earlier, broken downloads included.
  public let received: Int
  /// The bytes that arrived in this attempt.
  public let arrived: Int
  /// Seconds since this attempt began.
  public let seconds: Double

  /// Seconds until the file is complete at the mean speed of this attempt; nil before bytes arrive.
  public var secondsLeft: Double? {
    arrived > 0 && seconds > 0 ? Double(file.byteCount - received) / (Double(arrived) / seconds) : nil
  }
}

extension DownloadProgress: CustomStringConvertible {
  /// One line: "train-images-idx3-ubyte.gz  42 %  4.2 of 9.9 MB  3.1 MB/s  2 s left".
  public var description: String {
    let percent = 100 * received / max(1, file.byteCount)
    var line = "\(file.name)  \(percent) %  \(megabytes(Double(received))) of \(megabytes(Double(file.byteCount))) MB"
    if let secondsLeft {
      line += "  \(megabytes(Double(arrived) / seconds)) MB/s  \(Int(secondsLeft.rounded(.up))) s left"
    }
    return line
  }

  /// Millions of bytes with one decimal.
  private func megabytes(_ bytes: Double) -> String {
    let tenths = Int((bytes / 100_000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
