/// One window of repeated steps and their cost.
struct Window {
  /// The number of steps that count.
  private(set) var steps = 0
  /// Seconds of the steps that count.
  private(set) var wall = 0.0
  /// CPU seconds of this process during those steps.
  private(set) var cpu = 0.0
  /// The number of cores that other processes used meanwhile.
  let otherCores: Double
  /// The number of cores that the machine's host took meanwhile.
  let stolenCores: Double
  /// The GFLOP/s of a product in the cache just before the window: the speed that the host's other tenants leave.
  let coreSpeed: Double

  /// Runs `step` until the steps that count have taken `seconds`. `counts` says whether the next step counts.
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
