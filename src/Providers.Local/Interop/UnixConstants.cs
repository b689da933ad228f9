namespace MultiBatch.Providers.Local.Interop;

/// <summary>Numbers of the C headers. Those that differ between Linux and macOS are properties of <see cref="Current"/>.</summary>
internal sealed class UnixConstants
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int MayExecute = 1;
    public const int WaitNoHang = 1;
    public const int WaitExited = 4;
    public const int WaitForProcessId = 1;

    public const int SignalKill = 9;
    public const int SignalTerminate = 15;

    public const int ErrorNoEntry = 2;
    public const int ErrorNoProcess = 3;
    public const int ErrorInterrupted = 4;
    public const int ErrorArgumentsTooLong = 7;
    public const int ErrorExecFormat = 8;
    public const int ErrorNoMemory = 12;
    public const int ErrorAccess = 13;
    public const int ErrorExists = 17;
    public const int ErrorProcessFiles = 24;
    public const int ErrorSystemFiles = 23;

    private UnixConstants()
    {
    }

    public static UnixConstants Current { get; } = OperatingSystem.IsMacOS() ? MacOS() : Linux();

    public required int Create { get; init; }

    public required int Exclusive { get; init; }

    public required int Append { get; init; }

    public required int CloseOnExec { get; init; }

    /// <summary>Leaves an ended child to be collected by a later wait.</summary>
    public required int WaitNoReap { get; init; }

    public required int SignalContinue { get; init; }

    public required int ErrorAgain { get; init; }

    public required short SpawnSetSession { get; init; }

    public required short SpawnSetSignalDefault { get; init; }

    public required short SpawnSetSignalMask { get; init; }

    /// <summary>Closes every descriptor that no file action names; 0 where there is no such flag.</summary>
    public required short SpawnCloseOthers { get; init; }

    private static UnixConstants Linux() => new()
    {
        Create = 0x40,
        Exclusive = 0x80,
        Append = 0x400,
        CloseOnExec = 0x80000,
        WaitNoReap = 0x1000000,
        SignalContinue = 18,
        ErrorAgain = 11,
        SpawnSetSession = 0x80,
        SpawnSetSignalDefault = 0x04,
        SpawnSetSignalMask = 0x08,
        SpawnCloseOthers = 0,
    };

    private static UnixConstants MacOS() => new()
    {
        Create = 0x200,
        Exclusive = 0x800,
        Append = 0x8,
        CloseOnExec = 0x1000000,
        WaitNoReap = 0x20,
        SignalContinue = 19,
        ErrorAgain = 35,
        SpawnSetSession = 0x400,
        SpawnSetSignalDefault = 0x04,
        SpawnSetSignalMask = 0x08,
        SpawnCloseOthers = 0x4000,
    };
}
