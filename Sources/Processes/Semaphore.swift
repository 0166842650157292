import Glibc

/// A count that a thread waits for.
///
/// `@unchecked Sendable` is sound: POSIX semaphores are made for several threads, and the pointer never changes.
final class Semaphore: @unchecked Sendable {
  private let pointer = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(pointer, 0, 0) }

  deinit {
    sem_destroy(pointer)
    pointer.deallocate()
  }

  func signal() { sem_post(pointer) }

  /// Waits, but no longer than `limit`.
  func wait(_ limit: Duration) {
    var end = timespec()
    clock_gettime(CLOCK_REALTIME, &end)
    end.tv_sec += Int(limit / .seconds(1))
    while sem_timedwait(pointer, &end) != 0, errno == EINTR {}
  }

  func wait() { while sem_wait(pointer) != 0, errno == EINTR {} }
}
