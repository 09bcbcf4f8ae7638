import Glibc

/// Does jobs on several threads and takes their products in the order of the jobs.
///
/// Threads of our own, because the emulation of a chain of forwarders recurses deeper than the stacks of the concurrency
/// runtime's pool allow, and because starting that pool costs a short run more than its work.
enum OrderedWork {
    /// The stack of each thread.
    private static let stackSize = 16 << 20

    /// Performs each job and hands the products to `consume` in order; the products waiting are limited.
    ///
    /// A single job is done on the calling thread. When `consume` throws, jobs not yet begun are left undone.
    static func perform<Job: Sendable, Product: Sendable>(
        _ jobs: [Job], _ work: @escaping @Sendable (Job) -> Product, consume: (Product) throws -> Void
    ) throws {
        let threadCount = min(jobs.count, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        guard threadCount > 1 else {
            for job in jobs { try consume(work(job)) }
            return
        }
        let queue = WorkQueue<Product>(count: jobs.count, window: 4 * threadCount)
        let threads = (0..<threadCount).compactMap { _ in
            WorkThread(stackSize: stackSize) {
                while let index = queue.next() { queue.finish(index, with: work(jobs[index])) }
            }
        }
        defer { for thread in threads { thread.join() } }
        guard !threads.isEmpty else {
            for job in jobs { try consume(work(job)) }
            return
        }
        do {
            for index in jobs.indices { try consume(queue.product(index)) }
        } catch {
            queue.stop()
            throw error
        }
    }
}

/// The jobs taken and the products not yet consumed, shared between threads.
///
/// Unchecked and safe, because every access to the stored properties is made under the mutex.
@safe private final class WorkQueue<Product: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let count: Int
    private let window: Int
    private var taken = 0
    private var consumed = 0
    private var products: [Int: Product] = [:]

    init(count: Int, window: Int) {
        self.count = count
        self.window = window
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(changed, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// The next job to do; waits while too many products are waiting, `nil` when there is none.
    func next() -> Int? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while taken < count, taken >= consumed + window { unsafe pthread_cond_wait(changed, mutex) }
        guard taken < count else { return nil }
        taken += 1
        return taken - 1
    }

    func finish(_ index: Int, with product: Product) {
        unsafe pthread_mutex_lock(mutex)
        products[index] = product
        unsafe pthread_cond_broadcast(changed)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// The product of a job; waits for it.
    func product(_ index: Int) -> Product {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let product = products.removeValue(forKey: index) {
                consumed = index + 1
                unsafe pthread_cond_broadcast(changed)
                return product
            }
            unsafe pthread_cond_wait(changed, mutex)
        }
    }

    /// Lets no further job begin.
    func stop() {
        unsafe pthread_mutex_lock(mutex)
        taken = count
        unsafe pthread_cond_broadcast(changed)
        unsafe pthread_mutex_unlock(mutex)
    }
}

/// A thread with a stack of a chosen size.
private struct WorkThread {
    private let handle: pthread_t

    /// What a new thread is handed: retained until it has begun.
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread; `nil` if the system refuses.
    init?(stackSize: Int, _ run: @escaping @Sendable () -> Void) {
        // Memory of the attributes' size, because which module owns their initialiser hangs on the order of imports.
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        defer { unsafe attributes.deallocate() }
        unsafe pthread_attr_init(attributes)
        defer { unsafe pthread_attr_destroy(attributes) }
        unsafe pthread_attr_setstacksize(attributes, stackSize)
        let body = unsafe Unmanaged.passRetained(Body(run))
        var handle = pthread_t()
        let status = unsafe pthread_create(
            &handle, attributes,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard status == 0 else {
            unsafe body.release()
            return nil
        }
        self.handle = handle
    }

    func join() { _ = pthread_join(handle, nil) }
}
