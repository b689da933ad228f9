using System.Text.Json;
using MultiBatch.Providers.Local.Journal.Format;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal.Recovery;

/// <summary>Reads one journal or snapshot file and decides what its end means.</summary>
internal sealed class GuardedFile
{
    private const long CancellationCheckEvery = 4096;

    private readonly IStateFolder _folder;
    private readonly FileKind _kind;
    private readonly long _number;
    private readonly string _name;
    private readonly RecordHandler _onRecord;
    private long _records;
    private bool _hasHeader;
    private bool _isEnded;

    private GuardedFile(IStateFolder folder, FileKind kind, long number, RecordHandler onRecord)
    {
        _folder = folder;
        _kind = kind;
        _number = number;
        _name = StateFileName.Of(kind, number);
        _onRecord = onRecord;
    }

    /// <summary>Reads a file that was completed: every byte of it must be intact and its end must be there.</summary>
    /// <exception cref="BatchException">It is damaged, or in a newer format.</exception>
    public static GuardedFileEnd ReadComplete(
        IStateFolder folder,
        FileKind kind,
        long number,
        RecordHandler onRecord,
        CancellationToken cancellationToken) =>
        new GuardedFile(folder, kind, number, onRecord).Read(mayBreakOff: false, cancellationToken);

    /// <summary>Reads the journal file that was being written last: a write at its end may have been interrupted.</summary>
    /// <exception cref="BatchException">It is damaged in a way that no interrupted write explains, or in a newer format.</exception>
    public static GuardedFileEnd ReadLast(
        IStateFolder folder,
        long number,
        RecordHandler onRecord,
        CancellationToken cancellationToken) =>
        new GuardedFile(folder, FileKind.Journal, number, onRecord).Read(mayBreakOff: true, cancellationToken);

    private GuardedFileEnd Read(bool mayBreakOff, CancellationToken cancellationToken)
    {
        using var lines = new LineReader(_folder.Read(_name));
        while (lines.MoveNext())
        {
            if (lines.Number % CancellationCheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!lines.IsWhole || !LineFormat.IsValid(lines.Line))
            {
                return mayBreakOff
                    ? CutOff(lines, cancellationToken)
                    : throw Damaged(lines, lines.IsWhole ? "its checksum does not match" : "the line is cut off");
            }

            TakeLine(lines);
        }

        if (!mayBreakOff && !_isEnded)
        {
            throw JournalErrors.Damaged(_folder.Path, _name, lines.Number + 1, lines.End, "the rest of the file is missing");
        }

        return EndAt(lines.End, cut: 0);
    }

    private void TakeLine(LineReader lines)
    {
        var json = lines.Line.Slice(LineFormat.PrefixLength);
        var isControl = lines.Line[LineFormat.PrefixLength - 1] == LineFormat.Control;
        try
        {
            if (isControl)
            {
                TakeControl(lines, ControlLine.Serializer.Read(json));
            }
            else if (_hasHeader)
            {
                _onRecord(json);
                _records++;
                _isEnded = false;
            }
            else
            {
                throw Damaged(lines, "the file's header is missing");
            }
        }
        catch (JsonException error)
        {
            throw Damaged(lines, $"it is intact but not a record that this program knows ({error.Message})", error);
        }
    }

    private void TakeControl(LineReader lines, ControlLine control)
    {
        if (!_hasHeader)
        {
            if (control.Version > ControlLine.CurrentVersion)
            {
                throw JournalErrors.NewerFormat(_folder.Path, _name, control.Version.Value, ControlLine.CurrentVersion);
            }

            if (control.File != _kind || control.Number != _number)
            {
                throw Damaged(lines, "the file's header is that of another file");
            }

            _hasHeader = true;
        }
        else if (control.End == _records)
        {
            _isEnded = true;
        }
        else
        {
            throw Damaged(lines, $"{control.End} records should come before it and {_records} do");
        }
    }

    /// <summary>
    /// Everything from the current, bad line on was one interrupted write, unless a later line proves that it was synced before.
    /// </summary>
    private GuardedFileEnd CutOff(LineReader lines, CancellationToken cancellationToken)
    {
        var (badLine, badOffset) = (lines.Number, lines.Offset);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.IsWhole && LineFormat.ProvesEarlierSync(lines.Line))
            {
                throw JournalErrors.Damaged(
                    _folder.Path,
                    _name,
                    badLine,
                    badOffset,
                    $"its checksum does not match, and as line {lines.Number} is intact this was not an interrupted write");
            }
        }
        while (lines.MoveNext());

        return EndAt(badOffset, lines.End - badOffset);
    }

    private GuardedFileEnd EndAt(long length, long cut) => new()
    {
        Length = length,
        CutLength = cut,
        Records = _records,
        HasHeader = _hasHeader,
        IsEnded = _isEnded,
    };

    private BatchException Damaged(LineReader lines, string what, Exception? cause = null) =>
        JournalErrors.Damaged(_folder.Path, _name, lines.Number, lines.Offset, what, cause);
}
