namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>How the operating system says that a child ended.</summary>
internal readonly struct WaitStatus
{
    private const int SignalMask = 0x7F;
    private const int CodeShift = 8;
    private const int CodeMask = 0xFF;

    private readonly int _status;

    public WaitStatus(int status) => _status = status;

    /// <summary>The exit code; null when a signal ended it.</summary>
    public int? Code => (_status & SignalMask) == 0 ? (_status >> CodeShift) & CodeMask : null;

    public int? Signal => (_status & SignalMask) is not 0 and var signal ? signal : null;
}
