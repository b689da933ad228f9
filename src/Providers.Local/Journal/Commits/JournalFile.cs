using MultiBatch.Providers.Local.Journal.Format;
using MultiBatch.Providers.Local.Journal.Recovery;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal.Commits;

/// <summary>The journal file that is being written, and the change to the next one. Not thread-safe.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly IStateFolder _folder;
    private readonly Action<string>? _failurePoint;
    private readonly LineBuffer _control = new();
    private IStateFile _file;
    private long _records;
    private bool _isSyncing;

    private JournalFile(IStateFolder folder, IStateFile file, long number, Action<string>? failurePoint)
    {
        _folder = folder;
        _file = file;
        _failurePoint = failurePoint;
        Number = number;
    }

    /// <summary>The number in the file's name.</summary>
    public long Number { get; private set; }

    /// <summary>The bytes in the file that are durable.</summary>
    public long Length { get; private set; }

    /// <summary>Opens the last file found by recovery, or the first of an empty folder, cut to what is intact and synced.</summary>
    public static JournalFile Open(IStateFolder folder, long number, GuardedFileEnd? found, Action<string>? failurePoint)
    {
        var name = StateFileName.Of(FileKind.Journal, number);
        var file = found is null ? folder.Create(name) : folder.Append(name);
        var journal = new JournalFile(folder, file, number, failurePoint);
        try
        {
            if (found is { CutLength: > 0 })
            {
                file.Truncate(found.Length);
            }

            if (found is { HasHeader: true })
            {
                journal.Length = found.Length;
                journal._records = found.Records;

                // A killed process may have left intact records that only the system's cache holds.
                journal.Sync();
            }
            else
            {
                journal.WriteControl(ControlLine.HeaderOf(FileKind.Journal, number));
            }

            folder.Sync();
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Writes one group commit and returns once it is durable.</summary>
    public void Commit(LineBuffer lines)
    {
        _failurePoint?.Invoke(JournalPoint.CommitStarts);
        _file.Write(lines.Bytes, 0, lines.Length);
        _failurePoint?.Invoke(JournalPoint.CommitWritten);
        Sync();
        Length += lines.Length;
        _records += lines.Lines;
        _failurePoint?.Invoke(JournalPoint.CommitSynced);
    }

    /// <summary>
    /// Takes back a commit that failed while it was written, so that its records cannot come back at the next start.
    /// </summary>
    /// <returns>False when nobody can tell whether they will.</returns>
    public bool TryTakeBack()
    {
        // After a failed sync the system may have dropped what it could not write, so that the next sync proves nothing.
        var syncFailed = _isSyncing;
        try
        {
            _file.Truncate(Length);
            _file.Sync();
            return !syncFailed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Ends this file and begins the next one.</summary>
    public void Rotate()
    {
        End();
        _failurePoint?.Invoke(JournalPoint.RotationEnded);
        var next = _folder.Create(StateFileName.Of(FileKind.Journal, Number + 1));
        _file.Dispose();
        _file = next;
        Number++;
        Length = 0;
        _records = 0;
        WriteControl(ControlLine.HeaderOf(FileKind.Journal, Number));
        _folder.Sync();
        _failurePoint?.Invoke(JournalPoint.RotationCreated);
    }

    /// <summary>Notes that the file is complete up to here.</summary>
    public void End() => WriteControl(ControlLine.EndAfter(_records));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void WriteControl(ControlLine line)
    {
        _control.Clear();
        _control.Add(LineFormat.Control, line, ControlLine.Serializer);
        _file.Write(_control.Bytes, 0, _control.Length);
        Sync();
        Length += _control.Length;
    }

    private void Sync()
    {
        _isSyncing = true;
        _file.Sync();
        _isSyncing = false;
    }
}
