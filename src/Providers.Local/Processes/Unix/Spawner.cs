using System.Buffers;
using System.Runtime.InteropServices;
using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>
/// Starts processes with posix_spawn: in a session of their own, with default signals and an empty mask, no input, and no
/// descriptor but those named. Safe for use by several threads.
/// </summary>
internal sealed unsafe class Spawner : IDisposable
{
    public const string NullDevice = "/dev/null";

    /// <summary>Where a shell that comes first finds the standard error of the job.</summary>
    public const int JobErrorDescriptor = 3;

    // Larger than the structures of any C library that .NET runs on (glibc: 336, 80 and 128 bytes).
    private const int AttributesSize = 512;
    private const int FileActionsSize = 256;
    private const int SignalSetSize = 256;

    private const string ChangeDirectory = "cd \"$0\" && exec \"$@\"";
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const uint OwnerMayReadAndWrite = 0x180; // 0600

    private readonly byte* _attributes;
    private readonly bool _closesOthers;
    private readonly bool _changesDirectory;
    private bool _disposed;

    /// <param name="useChangeDirectory">False to do without the C library's own way to another folder.</param>
    public Spawner(bool useChangeDirectory = true)
    {
        var constants = UnixConstants.Current;
        _attributes = (byte*)Marshal.AllocHGlobal(AttributesSize);
        new Span<byte>(_attributes, AttributesSize).Clear();
        Check(LibC.SpawnAttributesInit(_attributes));
        Check(LibC.SpawnAttributesSetFlags(
            _attributes,
            (short)((ushort)constants.SpawnSetSession | (ushort)constants.SpawnSetSignalDefault | (ushort)constants.SpawnSetSignalMask | (ushort)constants.SpawnCloseOthers)));

        // .NET ignores SIGPIPE, and a host may ignore others: ignored signals would stay ignored in the job.
        var signals = stackalloc byte[SignalSetSize];
        _ = LibC.FillSignalSet(signals);
        if (OperatingSystem.IsLinux())
        {
            // With those that glibc keeps for itself and would otherwise leave ignored.
            *(ulong*)signals = ulong.MaxValue;
        }

        Check(LibC.SpawnAttributesSetSignalDefault(_attributes, signals));
        _ = LibC.EmptySignalSet(signals);
        Check(LibC.SpawnAttributesSetSignalMask(_attributes, signals));
        _closesOthers = OperatingSystem.IsLinux() && HasCloseFrom();
        _changesDirectory = useChangeDirectory && HasChangeDirectory();
    }

    /// <summary>Starts the process.</summary>
    /// <returns>0, or the error number.</returns>
    public int Spawn(SpawnCall call, out int processId)
    {
        processId = 0;
        if (call.WorkingDirectory is { } folder && !_changesDirectory)
        {
            if (!Directory.Exists(folder))
            {
                return UnixConstants.ErrorNoEntry;
            }

            call = ByShell(call, folder);
        }

        var others = call.Path.Length + (call.WorkingDirectory?.Length ?? 0) + (call.OutputFile?.Length ?? 0) +
            (call.ErrorFile?.Length ?? 0) + NullDevice.Length + 5;
        var block = ArrayPool<byte>.Shared.Rent(SpawnMemory.SizeOf(call, others));
        var actions = stackalloc byte[FileActionsSize];
        new Span<byte>(actions, FileActionsSize).Clear();
        var error = LibC.FileActionsInit(actions);
        if (error != 0)
        {
            ArrayPool<byte>.Shared.Return(block);
            return error;
        }

        try
        {
            fixed (byte* start = block)
            {
                var memory = new SpawnMemory(start, block.Length, call);
                AddActions(actions, call, ref memory);
                int created;
                error = LibC.Spawn(&created, memory.Add(call.Path), actions, _attributes, memory.Arguments, memory.Environment);
                processId = created;
                return error;
            }
        }
        finally
        {
            _ = LibC.FileActionsDestroy(actions);

            // The block held the job's environment, which may contain secrets.
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _ = LibC.SpawnAttributesDestroy(_attributes);
        Marshal.FreeHGlobal((nint)_attributes);
    }

    /// <summary>
    /// Before version 2.29 glibc cannot change the folder of what it starts: a shell does, and becomes the program. The program then
    /// has its path as its name, whatever name was asked for.
    /// </summary>
    private static SpawnCall ByShell(SpawnCall call, string folder) => new()
    {
        Path = Shells.Default,
        Arguments = [Shells.Default, "-c", ChangeDirectory, folder, call.Path, .. call.Arguments.Skip(1)],
        Environment = call.Environment,
        OutputFile = call.OutputFile,
        ErrorFile = call.ErrorFile,
        OutputMustBeNew = call.OutputMustBeNew,
        ShellFirst = call.ShellFirst,
    };

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"The C library refused to prepare a process start: {new System.ComponentModel.Win32Exception(error).Message}.");
        }
    }

    private static bool HasCloseFrom()
    {
        var actions = stackalloc byte[FileActionsSize];
        new Span<byte>(actions, FileActionsSize).Clear();
        _ = LibC.FileActionsInit(actions);
        try
        {
            return LinuxLibC.FileActionsAddCloseFrom(actions, JobErrorDescriptor) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
        finally
        {
            _ = LibC.FileActionsDestroy(actions);
        }
    }

    private static bool HasChangeDirectory()
    {
        var actions = stackalloc byte[FileActionsSize];
        new Span<byte>(actions, FileActionsSize).Clear();
        _ = LibC.FileActionsInit(actions);
        try
        {
            fixed (byte* root = UnixFile.Terminated("/"))
            {
                return LibC.FileActionsAddChangeDirectory(actions, root) == 0;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
        finally
        {
            _ = LibC.FileActionsDestroy(actions);
        }
    }

    private void AddActions(byte* actions, SpawnCall call, ref SpawnMemory memory)
    {
        var constants = UnixConstants.Current;
        var append = UnixConstants.WriteOnly | constants.Create | constants.Append;
        var nullDevice = memory.Add(NullDevice);
        var errorDescriptor = call.ShellFirst ? JobErrorDescriptor : StandardError;
        Check(LibC.FileActionsAddOpen(actions, 0, nullDevice, UnixConstants.ReadOnly, 0));
        Check(LibC.FileActionsAddOpen(
            actions,
            StandardOutput,
            call.OutputFile is null ? nullDevice : memory.Add(call.OutputFile),
            call.OutputFile is null ? UnixConstants.WriteOnly : append | (call.OutputMustBeNew ? constants.Exclusive : 0),
            OwnerMayReadAndWrite));
        Check(call.ErrorFile is null
            ? LibC.FileActionsAddDuplicate(actions, StandardOutput, errorDescriptor)
            : LibC.FileActionsAddOpen(actions, errorDescriptor, memory.Add(call.ErrorFile), append, OwnerMayReadAndWrite));
        if (call.ShellFirst)
        {
            Check(LibC.FileActionsAddOpen(actions, StandardError, nullDevice, UnixConstants.WriteOnly, 0));
        }

        if (call.WorkingDirectory is not null)
        {
            Check(LibC.FileActionsAddChangeDirectory(actions, memory.Add(call.WorkingDirectory)));
        }

        if (_closesOthers)
        {
            // What the host or a native library of it left inheritable: a job that outlives the host would hold it open.
            Check(LinuxLibC.FileActionsAddCloseFrom(actions, errorDescriptor + 1));
        }
    }
}
