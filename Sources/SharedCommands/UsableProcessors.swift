import FoundationEssentials
import OperatingSystem

/// The number of processors that this process may keep busy: those it may run on, as far as its control groups give it time.
public var usableProcessors: Int {
  min(ProcessInfo.processInfo.activeProcessorCount, ControlGroups().processorLimit ?? .max)
}
