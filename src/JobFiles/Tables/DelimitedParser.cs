using System.Text;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Tables;

/// <summary>
/// Cuts delimited text into rows as RFC 4180 says: a cell that begins with a quote ends with one, may hold delimiters and line breaks, and
/// has its own quotes doubled. A quote inside an unquoted cell is a character like any other. It is fed text piece by piece, so that one
/// parser serves blocking and asynchronous reading, and never holds more than a piece and one row.
/// </summary>
/// <remarks>
/// By hand, as the messages need what CSV packages do not give: the place of a quote that is never closed and of text behind a closing one.
/// </remarks>
internal sealed class DelimitedParser(char delimiter)
{
    /// <summary>The longest row, so that a quote that is never closed does not collect a whole file.</summary>
    public const int LongestRow = 4 * 1024 * 1024;

    private readonly StringBuilder _cell = new();
    private List<string> _cells = [];
    private State _state = State.CellStart;
    private int _line = 1;
    private int _column;
    private int _rowLine = 1;
    private int _rowLength;
    private bool _isRowEmpty = true;
    private bool _afterReturn;
    private Position _quoteAt;
    private Position _problemAt;
    private string? _problem;

    private enum State
    {
        CellStart,
        Plain,
        Quoted,
        QuoteInQuoted,
    }

    /// <summary>Reads on in a piece of text.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="position">Where to read on; moved behind what was read.</param>
    /// <returns>The next row; null when the piece ends before a row does.</returns>
    public DelimitedRow? Next(ReadOnlySpan<char> text, ref int position)
    {
        while (position < text.Length)
        {
            var character = text[position++];
            if (Take(character))
            {
                return EndRow();
            }
        }

        return null;
    }

    /// <summary>The last row, when the text does not end with a line break; otherwise null.</summary>
    public DelimitedRow? End()
    {
        if (_state == State.Quoted)
        {
            Complain(_quoteAt, "the quote that opens here is never closed.");
        }

        return _isRowEmpty ? null : EndRow();
    }

    /// <summary>Takes a character; true when it ends the row.</summary>
    private bool Take(char character)
    {
        _column++;
        if (++_rowLength > LongestRow)
        {
            throw new SourceRefusedException(
                _state == State.Quoted ? _quoteAt : new Position(_rowLine, 1),
                $"the row has more than {LongestRow} characters{(_state == State.Quoted ? "; the quote that opens here may never be closed." : ".")}");
        }

        // The second half of a line break has been counted with the first.
        var isSecondHalf = _afterReturn && character == '\n';
        _afterReturn = character == '\r';
        if (_state == State.Quoted)
        {
            TakeQuoted(character, isBreak: character is '\n' or '\r' && !isSecondHalf);
            return false;
        }

        if (isSecondHalf)
        {
            _column = _rowLength = 0;
            return false;
        }

        if (character is '\n' or '\r')
        {
            return true;
        }

        _isRowEmpty = false;
        if (character == delimiter)
        {
            EndCell();
        }
        else if (character == '"' && _state == State.CellStart)
        {
            _state = State.Quoted;
            _quoteAt = new Position(_line, _column);
        }
        else if (character == '"' && _state == State.QuoteInQuoted)
        {
            // A doubled quote.
            _cell.Append('"');
            _state = State.Quoted;
        }
        else
        {
            if (_state == State.QuoteInQuoted)
            {
                Complain(new Position(_line, _column), "text follows the quote that closes a cell; double the quotes that belong to the text.");
            }

            _cell.Append(character);
            _state = State.Plain;
        }

        return false;
    }

    private void TakeQuoted(char character, bool isBreak)
    {
        if (character == '"')
        {
            _state = State.QuoteInQuoted;
            return;
        }

        _cell.Append(character);
        if (isBreak)
        {
            _line++;
        }

        if (character is '\n' or '\r')
        {
            _column = 0;
        }
    }

    private void Complain(Position at, string problem)
    {
        if (_problem is null)
        {
            _problem = problem;
            _problemAt = at;
        }
    }

    private void EndCell()
    {
        _cells.Add(_cell.ToString());
        _cell.Clear();
        _state = State.CellStart;
    }

    private DelimitedRow EndRow()
    {
        EndCell();
        var row = new DelimitedRow(_rowLine, _cells, _problemAt, _problem) { IsBlank = _isRowEmpty };
        _cells = new List<string>(_cells.Count);
        _problem = null;
        _isRowEmpty = true;
        _rowLength = 0;
        _rowLine = ++_line;
        _column = 0;
        return row;
    }
}
