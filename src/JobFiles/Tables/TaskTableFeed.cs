namespace MultiBatch.JobFiles.Tables;

/// <summary>Takes text piece by piece, settles the delimiter with the first line, and hands the rows on.</summary>
internal sealed class TaskTableFeed(TaskTableBuilder builder, TaskTableFormat format)
{
    private DelimitedParser? _parser;

    /// <summary>Takes a piece; false when no more text is wanted.</summary>
    public bool Take(ReadOnlySpan<char> piece)
    {
        var position = 0;
        if (_parser is null)
        {
            // A reader that was opened by somebody else may have left the mark in.
            position = piece[0] == '\uFEFF' ? 1 : 0;
            _parser = new DelimitedParser(DelimiterOf(piece));
        }

        while (_parser.Next(piece, ref position) is { } row)
        {
            if (!builder.Add(row))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Ends the text. Does nothing when the rows that were wanted have all come.</summary>
    public void End()
    {
        if (_parser?.End() is { } row)
        {
            builder.Add(row);
        }
    }

    // The first piece holds the header, unless that is longer than any sensible one: then its beginning decides.
    private char DelimiterOf(ReadOnlySpan<char> piece)
    {
        if (format != TaskTableFormat.Auto)
        {
            return format == TaskTableFormat.Tsv ? '\t' : ',';
        }

        var end = piece.IndexOfAny('\n', '\r');
        return (end < 0 ? piece : piece.Slice(0, end)).IndexOf('\t') >= 0 ? '\t' : ',';
    }
}
