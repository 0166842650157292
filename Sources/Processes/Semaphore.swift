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

  func wait() { while sem_wait(pointer) != 0, errno == EINTR {} }
}
