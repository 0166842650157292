/// What happened while steps ran again and again.
struct Window {
  /// Steps that count.
  private(set) var steps = 0
  /// Seconds of the steps that count.
  private(set) var wall = 0.0
  /// CPU seconds of this process in them.
  private(set) var cpu = 0.0
  /// Cores' worth of CPU that other processes used meanwhile.
  let otherCores: Double
  /// Cores' worth of CPU that the machine's host kept meanwhile.
  let stolenCores: Double
  /// GFLOP/s of a product in the cache, just before: what the host's other tenants leave us.
  let coreSpeed: Double

  /// Runs `step` until the steps that count have taken `seconds`; `counts` tells it of the next one.
  init(seconds: Double, counts: () -> Bool = { true }, step: () throws -> Void) throws {
    coreSpeed = try CoreSpeed.measured()
    let (start, cpuAtStart, machine) = (ProcessClock.wall(), ProcessClock.cpu(), ProcessClock.machine())
    var excluded = (wall: 0.0, cpu: 0.0)
    var now = start
    while now - start - excluded.wall < seconds || steps == 0 {
      if counts() {
        try step()
        now = ProcessClock.wall()
        steps += 1
      } else {
        let before = (wall: ProcessClock.wall(), cpu: ProcessClock.cpu())
        try step()
        now = ProcessClock.wall()
        excluded = (excluded.wall + now - before.wall, excluded.cpu + ProcessClock.cpu() - before.cpu)
      }
    }
    let (elapsed, used, after) = (now - start, ProcessClock.cpu() - cpuAtStart, ProcessClock.machine())
    wall = elapsed - excluded.wall
    cpu = used - excluded.cpu
    otherCores = max(0, after.busy - machine.busy - used) / elapsed
    stolenCores = max(0, after.stolen - machine.stolen) / elapsed
  }
}
