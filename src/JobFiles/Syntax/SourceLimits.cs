namespace MultiBatch.JobFiles.Syntax;

/// <summary>What a job file may ask of the machine that reads it. Far above any real file; there to stop one that is broken or hostile.</summary>
internal static class SourceLimits
{
    /// <summary>The largest job file.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The deepest nesting; a job needs five levels, native sections a few more.</summary>
    public const int MaxDepth = 64;

    /// <summary>The most values, aliases written out.</summary>
    public const long MaxNodes = 2_000_000;
}
