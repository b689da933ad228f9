using MultiBatch.JobFiles.Problems;

namespace MultiBatch.JobFiles.Syntax;

/// <summary>Ends the reading of a text that cannot be read on. Never leaves this project: it becomes a problem.</summary>
#pragma warning disable CA1064 // Internal by intention, see above.
internal sealed class SourceRefusedException(Position position, string message, Scope? scope = null) : Exception(message)
#pragma warning restore CA1064
{
    public Position Position { get; } = position;

    /// <summary>The value that was being read; null for the text as a whole.</summary>
    public Scope? Scope { get; } = scope;
}
