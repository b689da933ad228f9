using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>One thread that waits for all processes by their process file descriptors. Linux 5.3.</summary>
internal sealed unsafe class PidfdExitWatcher : IExitWatcher
{
    private const int EventsAtOnce = 64;
    private const long WakeKey = 0;
    private const int Forever = -1;
    private const int ThreadStackSize = 256 * 1024;

    // struct epoll_event is packed on x86 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;
    private static readonly int EventSize = DataOffset + sizeof(long);

    private readonly ConcurrentDictionary<long, Watched> _watched = new();
    private readonly IExitWatcher _fallback;
    private readonly int _epoll;
    private readonly int _wake;
    private readonly Thread _thread;
    private long _lastKey = WakeKey;
    private volatile bool _disposed;

    private PidfdExitWatcher(int epoll, int wake, IExitWatcher fallback)
    {
        _epoll = epoll;
        _wake = wake;
        _fallback = fallback;
        _thread = new Thread(Run, ThreadStackSize) { IsBackground = true, Name = "MultiBatch process exits" };
        _thread.Start();
    }

    /// <summary>Makes a watcher; null when the kernel has no process file descriptors.</summary>
    /// <param name="fallback">Used for a process when file descriptors run out. Owned by the watcher.</param>
    public static PidfdExitWatcher? TryCreate(IExitWatcher fallback)
    {
        var self = LinuxLibC.PidfdOpen(CurrentProcess.Id);
        if (self < 0)
        {
            return null;
        }

        _ = LibC.Close(self);
        var epoll = LinuxLibC.EpollCreate(LinuxLibC.EpollCloseOnExec);
        if (epoll < 0)
        {
            return null;
        }

        var wake = LinuxLibC.EventDescriptor(0, LinuxLibC.EventCloseOnExec);
        if (wake < 0 || Control(epoll, LinuxLibC.EpollControlAdd, wake, WakeKey) != 0)
        {
            _ = LibC.Close(epoll);
            return null;
        }

        return new PidfdExitWatcher(epoll, wake, fallback);
    }

    public void Watch(int processId, bool isChild, Action ended)
    {
        var descriptor = LinuxLibC.PidfdOpen(processId);
        if (descriptor < 0)
        {
            if (Marshal.GetLastWin32Error() == UnixConstants.ErrorNoProcess)
            {
                ThreadPool.QueueUserWorkItem(static action => ((Action)action!)(), ended);
                return;
            }

            _fallback.Watch(processId, isChild, ended);
            return;
        }

        var key = Interlocked.Increment(ref _lastKey);
        _watched[key] = new Watched(descriptor, ended);
        if (Control(_epoll, LinuxLibC.EpollControlAdd, descriptor, key) != 0)
        {
            _watched.TryRemove(key, out _);
            _ = LibC.Close(descriptor);
            _fallback.Watch(processId, isChild, ended);
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        var one = 1L;
        _ = LibC.Write(_wake, (byte*)&one, sizeof(long));
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }

        foreach (var watched in _watched.Values)
        {
            _ = LibC.Close(watched.Descriptor);
        }

        _watched.Clear();
        _ = LibC.Close(_wake);
        _ = LibC.Close(_epoll);
        _fallback.Dispose();
    }

    private static int Control(int epoll, int operation, int descriptor, long key)
    {
        var change = stackalloc byte[16];
        *(int*)change = LinuxLibC.EpollIn;
        Marshal.WriteInt64((nint)(change + DataOffset), key);
        return LinuxLibC.EpollControl(epoll, operation, descriptor, change);
    }

    private void Run()
    {
        var events = stackalloc byte[EventsAtOnce * EventSize];
        while (!_disposed)
        {
            var count = LinuxLibC.EpollWait(_epoll, events, EventsAtOnce, Forever);
            for (var i = 0; i < count && !_disposed; i++)
            {
                var key = Marshal.ReadInt64((nint)(events + (i * EventSize) + DataOffset));
                if (_watched.TryRemove(key, out var watched))
                {
                    // Taken out before it is closed: a child between fork and exec holds a copy of the descriptor.
                    _ = Control(_epoll, LinuxLibC.EpollControlDelete, watched.Descriptor, key);
                    _ = LibC.Close(watched.Descriptor);
                    watched.Ended();
                }
            }
        }
    }

    private readonly struct Watched
    {
        public Watched(int descriptor, Action ended)
        {
            Descriptor = descriptor;
            Ended = ended;
        }

        public int Descriptor { get; }

        public Action Ended { get; }
    }
}
