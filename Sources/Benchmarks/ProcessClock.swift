import Glibc

/// Seconds on the clocks of a measurement.
enum ProcessClock {
  /// Monotonic time.
  static func wall() -> Double { seconds(CLOCK_MONOTONIC) }

  /// CPU time of this process.
  static func cpu() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  /// The CPU seconds that all processes of the machine have used, and those that its host has taken from the machine;
  /// zeros where the system does not report them.
  static func machine() -> (busy: Double, stolen: Double) {
    guard let file = fopen("/proc/stat", "r") else { return (0, 0) }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return (0, 0) }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // cpu user nice system idle iowait irq softirq steal …
    let ticks = text.split { $0 == " " || $0 == "\n" }.compactMap { Double($0) }
    guard ticks.count >= 8 else { return (0, 0) }
    let frequency = Double(sysconf(Int32(_SC_CLK_TCK)))
    return ((ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / frequency, ticks[7] / frequency)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
