namespace MultiBatch.JobFiles.Syntax;

/// <summary>A place in a text: line and column from 1; 0 and 0 for the text as a whole.</summary>
internal readonly struct Position(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
